"""Cases: what was done in each, and who judged; what follows from it for a member is computed from these facts."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from sys import intern
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER
from bylaw.state.draw import Draw


class Case(Struct, frozen=True, gc=False):
    """One charge: one member, one deed, one ground, one named accuser; ``at`` is the day whose law governs.

    ``others`` brought it beside the accuser: further signers, and who moved and seconded the resolution to bring it.
    To a reader who cannot open the charge all but ``name``, ``body`` and ``at`` are empty, until an effect says
    whom it concerns.
    """

    name: str
    body: str
    charged: str
    accuser: str
    clause: str
    ground: str
    deed: int
    facts: str
    at: int
    others: tuple[str, ...] = ()

    @property
    def accusers(self) -> tuple[str, ...]:
        """Give everybody who brought it, the named accuser first; nobody where it is sealed who that is."""
        return (self.accuser, *self.others) if self.accuser else ()


class Round(Struct, frozen=True, gc=False):
    """One way from charge to finality; a reopened or reheard case has another. What was not done is ``FOREVER``.

    ``appeal_by`` and ``decide_by`` are the last instants to appeal and to decide on the appeal; ``stays`` is
    whether the sanction waits for both, ``pauses`` whether it rests after ``decide_by`` instead of falling. ``scope``:
    the rights that a suspension lets rest; empty: all. ``sat``: how many were on the panel when the next round began.
    """

    opened: int
    served: int = FOREVER
    hearing: int = FOREVER
    heard: int = FOREVER
    waived: bool = False
    found: int = FOREVER
    outcome: str = ""
    decided: int = FOREVER
    sanction: str = ""
    days: int = 0
    scope: tuple[str, ...] = ()
    mandate: str = ""
    stays: bool = False
    pauses: bool = False
    appeal_by: int = FOREVER
    appealed: int = FOREVER
    decide_by: int = FOREVER
    ruled: int = FOREVER
    ruling: str = ""
    carried: int = FOREVER
    sat: int = 0


class Item(Struct, frozen=True, gc=False):
    """One piece of evidence: what sort, who brought it when, and what the charged member answered when."""

    name: str
    case: str
    sort: str
    bringer: str
    content: str
    at: int
    answer: str = ""
    answered: int = FOREVER


class Measure(Struct, frozen=True, gc=False):
    """An interim measure: rights of the member rest until its last day at the latest; all, or those in its scope."""

    start: int
    last: int
    reasons: str
    scope: tuple[str, ...] = ()


class Record:
    """How one body decided: when it sanctioned and was overturned, who judged when last, and when it was reviewed."""

    def __init__(self) -> None:
        self.sanctioned: array[int] = array("q")
        self.overturned: array[int] = array("q")
        self.judges: dict[str, int] = {}
        self.reviewed: list[int] = []

    def between(self, since: int, t: int) -> tuple[int, int]:
        """Count the sanctions, and the rulings that overturned one, from ``since`` to ``t``."""
        return _between(self.sanctioned, since, t), _between(self.overturned, since, t)


def _between(times: array[int], since: int, t: int) -> int:
    return bisect_right(times, t) - bisect_left(times, since)


class Cases:
    """Every case with its rounds, evidence, interim measures and judges."""

    def __init__(self) -> None:
        self.all: dict[str, Case] = {}
        self.rounds: dict[str, tuple[Round, ...]] = {}
        self.items: dict[str, Item] = {}
        self.panels: dict[str, tuple[str, ...]] = {}
        """Who judges now, by case."""
        self.draws: dict[str, Draw] = {}
        """The last draw that was announced, by case."""
        self.unopened: set[str] = set()
        """The cases of which this reader could not open a step: who has a part in them is not known whole."""
        self.judged: dict[str, tuple[str, ...]] = {}
        """Everybody who was ever seated in a case, recused or not."""
        self.reasons: dict[str, str] = {}
        """Each commitment to facts or reasons, and the case to which it belongs."""
        self.relied: dict[str, set[str]] = {}
        """The evidence for which a case was reopened before; most cases never are."""
        self.ties: dict[str, dict[str, None]] = {}
        """Declared kin and dependence, both ways."""
        self.investigators: dict[str, dict[str, None]] = {}
        """Who was appointed to inquire, by case; in most nobody is."""
        self.critics: dict[str, dict[str, int]] = {}
        """Who asked for whose removal from office, and when last."""
        self.grounds: dict[tuple[str, str], list[str]] = {}
        """The cases in which something was found, by clause and ground."""
        self.sat: dict[str, list[str]] = {}
        """The cases in which a member was seated."""
        self.invalid: dict[str, int] = {}
        """The cases whose decision rests on what was found invalid, and since when; until they are reopened."""
        self.told: dict[str, int] = {}
        """When whoever was charged was told last that it rests on what was found invalid."""
        self.equal: dict[frozenset[str], int] = {}
        """Pairs of cases that were stated to have the same reasons."""
        self._measures: dict[tuple[str, int], list[Measure]] = {}
        self._records: dict[str, Record] = {}
        self._of_member: dict[str, list[str]] = {}
        self._by_accuser: dict[str, list[str]] = {}
        self._items: dict[str, list[str]] = {}

    def open(self, case: Case) -> None:
        """Add a case with its first round."""
        self.all[case.name] = case
        self.rounds[case.name] = (Round(case.at),)
        self.panels[case.name] = self.judged[case.name] = ()
        if case.charged:
            self._of_member.setdefault(case.charged, []).append(case.name)
            for accuser in case.accusers:
                self._by_accuser.setdefault(accuser, []).append(case.name)

    def reveal(self, case: str, member: str) -> None:
        """Note whom an effect concerns, for a reader who could not open the charge."""
        if member and not self.all[case].charged:
            self.all[case] = replace(self.all[case], charged=member)
            self._of_member.setdefault(member, []).append(case)

    def now(self, case: str) -> Round:
        """Give the round in which a case is, or was last."""
        return self.rounds[case][-1]

    def note(self, case: str, **facts: Any) -> None:
        """Write what was done into the round in which a case is."""
        *before, last = self.rounds[case]
        self.rounds[case] = (*before, replace(last, **facts))

    def begin(self, case: str, at: int) -> None:
        """Begin another round before other people."""
        self.note(case, sat=len(self.panels[case]))
        self.rounds[case] += (Round(at),)
        self.panels[case] = ()

    def order(self, case: str, measure: Measure) -> None:
        """Add an interim measure to the round in which a case is."""
        self._measures.setdefault((case, len(self.rounds[case]) - 1), []).append(measure)

    def measures(self, case: str, nth: int = -1) -> Sequence[Measure]:
        """Give the interim measures of a round of a case, the last if no other is said."""
        return self._measures.get((case, nth if nth >= 0 else len(self.rounds[case]) - 1), ())

    def record(self, body: str) -> Record:
        """Give how a body decided."""
        return self._records.setdefault(body, Record())

    def untold(self, case: str, t: int) -> int | None:
        """Give since when a member is to be told that the decision rests on what is invalid; None if she is not."""
        since = self.invalid.get(case, FOREVER)
        return since if since <= t and self.told.get(case, -FOREVER) < since else None

    def criticise(self, critic: str, target: str, at: int) -> None:
        """Note that a member asked for the removal of another."""
        self.critics.setdefault(critic, {})[target] = at

    def seat(self, case: str, judges: tuple[str, ...], at: int) -> None:
        """Seat judges beside those who sit; the few who judge are named many times, each kept as one text."""
        told, judges = self.record(self.all[case].body).judges, tuple(map(intern, judges))
        for judge in judges:
            self.sat.setdefault(judge, []).append(case)
            told[judge] = at
        self.panels[case] += judges
        self.judged[case] += judges

    def unseat(self, case: str, judge: str) -> None:
        """Take a judge off the panel; she does not come back in this case."""
        self.panels[case] = tuple(one for one in self.panels[case] if one != judge)

    def inquire(self, case: str, member: str) -> None:
        """Note who was appointed to inquire."""
        self.investigators.setdefault(case, {})[member] = None

    def file(self, item: Item) -> None:
        """Add evidence."""
        self.items[item.name] = item
        self._items.setdefault(item.case, []).append(item.name)

    def evidence(self, case: str) -> Sequence[Item]:
        """Give the file of a case, oldest first."""
        return [self.items[name] for name in self._items.get(case, ())]

    def of_member(self, member: str) -> Sequence[Case]:
        """Give the cases against a member, oldest first."""
        names = self._of_member.get(member)
        return [self.all[name] for name in names] if names else ()

    def by_accuser(self, member: str) -> Sequence[Case]:
        """Give the cases that a member brought, alone or with others, oldest first."""
        names = self._by_accuser.get(member)
        return [self.all[name] for name in names] if names else ()

    def tie(self, one: str, other: str) -> None:
        """Note kin or dependence between two members."""
        self.ties.setdefault(one, {})[other] = None
        self.ties.setdefault(other, {})[one] = None
