"""Synthetic organisations: the demo's union local, and societies of any size from a seed."""
