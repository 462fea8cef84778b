"""The organisation on its stage: a calendar of what is to happen, and one durable write for each moment.

Every act is signed with its signer's own key and goes through the store. What should be refused is submitted
among the rest; that each is answered as it should be is checked before time goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any, NamedTuple, TypeVar

import msgspec

from bylaw.acts.act import Act, Seen, Signer
from bylaw.acts.registry import BY_KIND
from bylaw.acts.sealed import NEED
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.entry import Signature
from bylaw.record.signing import SshSigner, sign
from bylaw.rehearsal.stage import DAY, OffScript
from bylaw.state import State
from bylaw.store.organisation import Organisation
from bylaw.store.submitted import Submitted

BATCH = 400
"""Acts in one durable write at most."""


T = TypeVar("T")


class Step(NamedTuple):
    """An act on its way: what it tells, the clauses that must refuse it (none for a lawful one), its bytes."""

    tale: str
    refusing: frozenset[str]
    raw: bytes
    signatures: list[Signature]


class Tried(NamedTuple):
    """An unlawful attempt, and the clauses that refused it."""

    tale: str
    at: int
    clauses: tuple[str, ...]


class Company:
    """One organisation, its calendar and everybody's keys; the same seed gives the same society."""

    def __init__(self, organisation: Organisation, seed: str, start: int) -> None:
        self.organisation, self.seed, self.now = organisation, seed, start
        self.dice = Random(seed)  # noqa: S311 - a play, not a secret
        self.tried: list[Tried] = []
        self.lawful = 0
        self.claims = 0
        """Claims that contradict the record, twice each: the record itself, and another source."""
        self.watch: list[Callable[[int, bytes, bool, bool], None]] = []
        """Called with the time and the bytes of every act, whether it was taken, and whether flagged."""
        self.flagged: Counter[str] = Counter()
        """Acts that were taken and are shown in public, by the clause."""
        self.endings: list[Callable[[], None]] = []
        """What closes the books when the years are over."""
        self._keys: dict[str, SshSigner] = {}
        self._calendar: list[tuple[int, bool, int, Callable[[], None]]] = []
        self._order, self._nonces = count(), count()
        self._steps: list[Step] = []
        self._seen = Seen(0, "")

    @property
    def state(self) -> State:
        """What the record says up to the last write."""
        return self.organisation.state

    def draw(self, what: str, length: int) -> bytes:
        """Give bytes that follow from the seed."""
        return sha256(f"{self.seed} {what}".encode()).digest()[:length]

    def hash_of(self, what: str) -> str:
        """Give a commitment to a paper that nobody shows."""
        return self.draw(what, 32).hex()

    def key(self, member: str) -> SshSigner:
        """Give a member's key."""
        if member not in self._keys:
            self._keys[member] = SshSigner(self.draw(f"key {member}", 32))
        return self._keys[member]

    def opened(self, name: str) -> bytes:
        """Give a file of openings by its hash."""
        found = self.organisation.openings.get(NEED + name)
        return found if isinstance(found, bytes) else b"[]"

    # --- the calendar

    def runs(self, mandate: str) -> bool:
        """Whether a mandate is not over; one that begins with what is not written yet is not."""
        known = self.state.offices.mandates.get(mandate)
        return known is None or known.end > self.now

    def later(self, days: float, what: Callable[[], None]) -> None:
        """Let something happen so many days from now."""
        heappush(self._calendar, (self.now + round(days * DAY), False, next(self._order), what))

    def settled(self, what: Callable[[], None]) -> None:
        """Let something happen once everything else of this second has: who is on a roll then is its roll."""
        heappush(self._calendar, (self.now, True, next(self._order), what))

    def day(self, days: float) -> str:
        """Give the time so many days from now, as acts write it."""
        return rfc3339(self.now + int(days * DAY))

    def live(self, until: int, told: Callable[[int], None]) -> None:
        """Let everything happen that is due before ``until``; ``told`` hears of each new moment."""
        while self._calendar and self._calendar[0][0] < until:
            at, _, _, what = heappop(self._calendar)
            if at > self.now:
                self.flush()
                self.now = at
                told(at)
            what()
        self.flush()
        self.now = max(self.now, until)

    # --- acts

    def draft(self, kind: str, /, *by: Signer, **fields: Any) -> Act:
        """Write an act on the newest head."""
        if self._seen.size != self.state.size:
            self._seen = Seen(self.state.size, self.state.root(self.state.size))
        nonce = self.draw(f"nonce {next(self._nonces)}", 16).hex()
        org, until = self.state.identity.org, rfc3339(self.now + DAY)
        return BY_KIND[kind](org=org, nonce=nonce, seen=self._seen, until=until, by=by, **fields)

    def do(self, kind: str, /, *by: Signer, **fields: Any) -> None:
        """Submit an act that must be taken in."""
        self._submit(kind, frozenset(), self.draft(kind, *by, **fields))

    def attempt(self, tale: str, clause: str, kind: str, /, *by: Signer, **fields: Any) -> None:
        """Submit an act that must be refused by a clause (several with ``|`` between, where any of them will do)."""
        self._submit(tale, frozenset(clause.split("|")), self.draft(kind, *by, **fields))

    def attempt_more(
        self, tale: str, clause: str, more: dict[str, str], kind: str, /, *by: Signer, **fields: Any
    ) -> None:
        """Submit an act that must be refused because its bytes tell more than the act has fields for."""
        act = self.draft(kind, *by, **fields)
        self._submit(tale, frozenset(clause.split("|")), act, encode({**msgspec.to_builtins(act), **more}))

    def _submit(self, tale: str, refusing: frozenset[str], act: Act, raw: bytes = b"") -> None:
        raw = raw or encode(act)
        self._steps.append(Step(tale, refusing, raw, [sign(raw, self.key(each.member)) for each in act.by]))
        if len(self._steps) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting, and hold every answer against what it should be."""
        steps, self._steps = self._steps, []
        if not steps:
            return
        acts, beside = [(step.raw, step.signatures) for step in steps], self.organisation.evidence
        done = self.organisation.submit_many(self.now, acts, beside)
        if isinstance(done, Broken):
            raise OffScript(str(done))
        for step, answer in zip(steps, done, strict=True):
            self._answered(step, answer)

    def _answered(self, step: Step, answer: Submitted) -> None:
        for watcher in self.watch:
            watcher(self.now, step.raw, not answer.refused, bool(answer.findings) and not answer.refused)
        if not answer.refused:
            self.flagged.update(finding.clause for finding in answer.findings)
        clauses = tuple(dict.fromkeys(finding.clause for finding in answer.findings))
        if not step.refusing:
            if answer.refused:
                found = "\n".join(map(str, answer.findings))
                raise OffScript(
                    f"{self.day(0)}: {step.tale} was refused:\n{found}\n{step.raw.decode()[:600]}"
                )
            self.lawful += 1
        elif not answer.refused or not step.refusing & set(clauses):
            wanted = " or ".join(sorted(step.refusing))
            raise OffScript(f"{self.day(0)}: {step.tale}: refused by {clauses or 'nothing'}, not {wanted}")
        else:
            self.tried.append(Tried(step.tale, self.now, clauses))


def as_member(member: str) -> Signer:
    """Let somebody sign as a member."""
    return Signer(member, "member")


def as_subject(member: str) -> Signer:
    """Let somebody sign for herself."""
    return Signer(member, "subject")


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Cut a list into parts of a size."""
    return [items[i : i + size] for i in range(0, len(items), size)]
