"""A stranger's audit in numbered steps."""
