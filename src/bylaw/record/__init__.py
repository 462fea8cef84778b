"""The record's bytes: strict encoding, signatures, and the transparency log."""
