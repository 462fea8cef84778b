"""Ballots as they arrive: each is checked in full against a set-up that was verified before the first of them."""

from collections.abc import Sequence

from bylaw.belenios.archive import Source
from bylaw.belenios.findings import Finding, Refused
from bylaw.belenios.verifier.audit import Arithmetic, opening
from bylaw.belenios.verifier.backend import backend
from bylaw.belenios.verifier.ballot import Stated, state
from bylaw.belenios.verifier.box import MAX_BATCH, runs


class Incoming:
    """Checks ballots for one election. Whether the very bytes came before is for the box to say."""

    def __init__(self, source: Source, arithmetic: Arithmetic = backend) -> None:
        """Verify an archive that has no ballots yet; Refused."""
        self._setup = opening(source, arithmetic)

    @property
    def backend(self) -> str:
        """The name of the arithmetic in use."""
        return self._setup.backend.name

    def check(self, ballots: Sequence[bytes]) -> list[Finding | None]:
        """Return for each ballot why it is refused, or None; never raises, whatever the bytes."""
        found: list[Finding | None] = []
        for batch in runs(ballots, self._setup.backend.batch, MAX_BATCH, len):
            found += self._decide(batch)
        return found

    def _decide(self, batch: Sequence[bytes]) -> list[Finding | None]:
        read = [self._state(ballot) for ballot in batch]
        stated = [each for each in read if isinstance(each, Stated)]
        decided = iter(self._setup.backend.verify_bulk([each.statement for each in stated]).outcomes)
        return [each if isinstance(each, Finding) else _finding(next(decided)) for each in read]

    def _state(self, ballot: bytes) -> Stated | Finding:
        try:
            return state(self._setup.election, self._setup.credentials, ballot)
        except Refused as refused:
            return refused.finding


def _finding(outcome: object) -> Finding | None:
    return outcome.finding if isinstance(outcome, Refused) else None
