"""Meetings: called, attended, resolved in, and minuted."""
