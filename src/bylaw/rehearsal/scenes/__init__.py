"""The scenes of the demo, one per module; each has one `play(local)`, and `year` gives their order."""
