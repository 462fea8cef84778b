"""bylaw: run a member organisation by its own rules, and let any member check that it was."""
