"""Changes of the portal's own tables."""
