"""Elections: called, stood in, polled, counted and declared."""
