"""The private register: persons, contacts, openings of commitments."""
