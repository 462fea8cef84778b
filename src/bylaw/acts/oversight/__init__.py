"""Those who control, and what an emergency may do until its last day."""
