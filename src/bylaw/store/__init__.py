"""One writer per organisation: append, publish, witness."""
