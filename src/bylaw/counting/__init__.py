"""Counting methods, exact, with the full count sheet; knows nothing of bylaw."""
