"""The verifier: reads a whole archive and says what holds, from the specification alone.

It takes nothing from the prover. `verify` is the one entry point; it raises nothing and answers with a
`Report`.
"""

from bylaw.belenios.verifier.audit import verify
from bylaw.belenios.verifier.report import Report, State, Verdict

__all__ = ["Report", "State", "Verdict", "verify"]
