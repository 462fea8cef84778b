"""The prover: everything that holds a secret, or that makes what the verifier checks.

Nothing here is used by the verifier. Randomness is always an argument (`draw.RandomBytes`); secrets meet
only libsodium, `gmpy2.powmod_sec` and the few sums of `scalars`. A step that cannot be taken raises
`findings.Refused`, which carries one finding.
"""
