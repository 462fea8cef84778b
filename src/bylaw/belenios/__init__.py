"""The Belenios voting protocol, release 3.3.0, crypto version 1; knows nothing of bylaw.

The shared base is `group` (with `ed25519` and `field`), `encoding`, `model`, `archive`, `challenges` and
`findings`. The verifier and the prover both stand on it and never on each other.
"""
