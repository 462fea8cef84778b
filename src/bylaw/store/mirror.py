"""A witness's copy of a record: it replays and judges each entry before its witness cosigns the head over it.

The mirror folds with the same judge that admits and audits. It goes on from where it stood, so a head costs as much as
its new entries do; after a restart it replays from the beginning.
"""

from __future__ import annotations

from collections.abc import Callable

from bylaw.audit.copy import Attached
from bylaw.ledger import consider, fold
from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import Checkpoint
from bylaw.record.log.note import Note, VerifierKey
from bylaw.record.passkey import Policy
from bylaw.record.signing import check_many
from bylaw.state import State
from bylaw.store.copies import PublishedCopy
from bylaw.store.reader import under_head
from bylaw.store.source import Source


class Mirror:
    """What a witness makes of one log. `late` is how many seconds an entry may lie in the future of the clock."""

    def __init__(self, source: Source, key: VerifierKey, clock: Callable[[], int], late: int = 300) -> None:
        self.state = State()
        self._source, self._key, self._clock, self._late = source, key, clock, late
        self._forged: Broken | None = None
        self._evidence = Attached(PublishedCopy(source, b""))

    def accept(self, _size: int, head: Checkpoint) -> Broken | None:
        """Say why a head may not be cosigned: an entry that the judge refuses, a signature, a time, another root."""
        if self._forged:
            return self._forged
        if self.state.size > head.size:
            return Broken("rollback", f"{self.state.size} entries were replayed; this head has {head.size}")
        copy = under_head(self._source, head, Note(head.text(), ()))
        if isinstance(copy, Broken):
            return copy
        for raw in copy.entries(self.state.size):
            problem = raw if isinstance(raw, Broken) else self._one(raw)
            if problem:
                return problem
        return self._whole(head)

    def _one(self, raw: bytes) -> Broken | None:
        """Judge and fold one entry; nothing is folded that is refused. After a forged signature nothing is accepted."""
        taken, index = consider(self.state, raw, self._evidence), self.state.size
        if taken.refusals or taken.entry is None:
            return Broken("consistency", f"entry {index} is {taken.refusals[0]}".replace("\n", " "))
        if taken.entry.at > self._clock() + self._late:
            return Broken("time", f"entry {index} lies in the future")
        fold(self.state, taken, raw)
        identity = self.state.identity  # of the founding entry itself, known only now
        if not all(check_many(taken.checks, Policy(identity.rp_id, identity.origins))):
            self._forged = Broken("signature", f"a signature under entry {index} is not good")
        return self._forged

    def _whole(self, head: Checkpoint) -> Broken | None:
        if self.state.log.root() != head.root:
            return Broken("fork", f"the {head.size} entries replayed have another root than this head")
        if head.size and self.state.identity.log_key != str(self._key):
            return Broken("signer", "the record names another log key than the one that signs its heads")
        return None
