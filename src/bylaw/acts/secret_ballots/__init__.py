"""Secret ballots: the box, its voters, its trustees, and its result."""
