"""A second opinion on a year of appeals: whose rights rest when, from the bytes of the record and SPEC.md alone.

Every case is read off its entries: when it was sanctioned, appealed, ruled on and carried out. What follows is
docs/spec/acts-discipline.md, *Effects*, for bylaws without a stay: rights rest from the sanction on, for the days of a
suspension or until an expulsion is carried out; a ruling that does not uphold it, or none in time, ends this.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bylaw.rehearsal.oracle.days import Days

NEVER = 1 << 60


@dataclass(slots=True)
class Told:
    """What the record says of one case; instants in seconds since 1970."""

    member: str = ""
    kind: str = ""
    days: int = 0
    sanctioned: int = NEVER
    appealed: int = NEVER
    decide_by: int = NEVER
    ruled: int = NEVER
    ruling: str = ""
    carried: int = NEVER

    @property
    def fell(self) -> int:
        """When the sanction fell: by a ruling, or because there was none in time."""
        if self.appealed == NEVER or (self.ruling == "upheld" and self.ruled < self.decide_by):
            return NEVER
        return min(self.ruled, self.decide_by)

    @property
    def overdue(self) -> bool:
        """Whether nobody ruled in time."""
        return self.appealed < NEVER and self.ruled >= self.decide_by


@dataclass
class Appeals:
    """A reader of entries, oldest first; ``decide_days`` is the clause's number."""

    zone: str
    decide_days: int
    cases: dict[str, Told] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    """Who was expelled, and when."""

    def __post_init__(self) -> None:
        """Open the calendar."""
        self._days = Days(self.zone)

    def read(self, raw: bytes) -> None:
        """Read one entry."""
        head, _, body = raw.partition(b"\n")
        act = json.loads(body)
        at = int(
            datetime.strptime(json.loads(head)["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
        )
        step = act["act"].partition("/")[0]
        if step == "sealed":
            step = act["step"]
        did = getattr(self, "_" + step.replace("-", "_"), None)
        if did is not None:
            did(act, at)

    def _bring_charge(self, act: dict[str, str], at: int) -> None:
        self.cases[act["case"]] = Told()

    def _decide_sanction(self, act: dict[str, str], at: int) -> None:
        case = self.cases[act["case"]]
        case.kind, case.member, case.days = act["sanction"], act.get("member", ""), int(act.get("days", 0))
        case.sanctioned = at

    def _appeal(self, act: dict[str, str], at: int) -> None:
        case = self.cases[act["case"]]
        case.appealed, case.decide_by = at, self._days.passes(at, self.decide_days)

    def _decide_appeal(self, act: dict[str, str], at: int) -> None:
        case = self.cases[act["case"]]
        case.ruled, case.ruling = at, act["ruling"]

    def _carry_out(self, act: dict[str, str], at: int) -> None:
        case = self.cases[act["case"]]
        case.carried = at
        self.gone[case.member] = at

    def rests(self, case: Told) -> tuple[int, int]:
        """Give from when until when the rights of the member rest."""
        ends = self._days.passes(case.sanctioned, case.days) if case.kind == "suspension" else case.carried
        return case.sanctioned, min(ends, case.fell)

    def figures(self) -> dict[str, int]:
        """Count what the year came to."""
        told = self.cases.values()
        return {
            "appeals": sum(case.appealed < NEVER for case in told),
            "heard": sum(case.ruled < NEVER for case in told),
            "granted": sum(case.ruling == "overturned" for case in told),
            "overdue": sum(case.overdue for case in told),
            "expelled": len(self.gone),
        }

    def moments(self, case: Told) -> Iterator[tuple[int, bool]]:
        """Give the moments around each edge of what follows from a case, with whether rights rest then."""
        start, end = self.rests(case)
        for edge in (start, end, case.appealed, case.decide_by, case.ruled, case.carried):
            if edge < NEVER:
                for t in (edge - 1, edge, edge + 1):
                    yield t, start <= t < end
