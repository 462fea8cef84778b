"""The Belenios protocol: verifiable secret elections; knows nothing of bylaw."""
