"""Members: how they come, stand, move and go; their cards; who may vote and stand."""
