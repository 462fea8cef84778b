"""Complaints and warnings: answered by a date, or passed on by themselves."""
