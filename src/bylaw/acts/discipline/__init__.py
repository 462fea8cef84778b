"""Discipline: from a charge to a decision, and on to appeal and restoration."""
