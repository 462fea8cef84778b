"""How days, moments and numbers are written, by language. Django asks for these names."""
