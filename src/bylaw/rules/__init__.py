"""The bylaws as data: provisions, their meanings, selectors, layers, deadlines and profiles."""
