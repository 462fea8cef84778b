"""Elections: what was called, who stands, which paper was voted on, what was counted, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER
from bylaw.state.draw import Draw


class Election(Struct, frozen=True):
    """One election of ``seats`` seats of an office.

    ``unit`` is the unit in whose name it is held, ``electing`` the body whose members vote, ``called`` the
    moment whose law governs every step, ``record`` the moment whose roll votes, ``begins`` the first moment
    at which the mandates can run. ``units`` are the counts that make up the result, ``void`` those that were
    voided. ``end`` closes the election: declared, or void. ``reinstated``: its void was overturned, and this is the
    moment by which it is to be declared.
    """

    name: str
    office: str
    body: str
    unit: str
    electing: str
    seats: int
    means: str
    units: tuple[str, ...]
    called: int
    nominations: int
    record: int
    opens: int
    closes: int
    begins: int
    opened: int = FOREVER
    closed: int = FOREVER
    voided: tuple[str, ...] = ()
    end: int = FOREVER
    outcome: str = ""
    by_hand: tuple[str, ...] = ()
    """Those of the units whose votes tellers count although the others have a box."""
    question: str = ""
    """The recall on which it is a vote; empty where persons are elected."""
    reinstated: int = 0

    def runs(self, t: int) -> bool:
        """Whether the election goes on at ``t``; one whose poll was not opened by its last day does not.

        The vote of a recall waits until somebody opens it.
        """
        undone = self.opened == FOREVER and not self.question
        return self.called <= t < min(self.end, self.closes if undone else FOREVER)

    def counted_by_tellers(self, unit: str) -> bool:
        """Whether tellers enter the count of a unit; what is not counted by them comes from a box."""
        return self.means == "count" or unit in self.by_hand

    def blocks(self, t: int) -> bool:
        """Whether no other election to the office may be called at ``t``: until its mandates were to begin."""
        return self.runs(t) and t < max(self.begins, self.reinstated)

    def seat(self, i: int) -> str:
        """Name the mandate of the i-th elected; one that was declared before it was voided keeps its own."""
        return f"{self.name}.{i}.r" if self.reinstated else f"{self.name}.{i}"


class Nomination(Struct, frozen=True):
    """A member who was named for a seat; the moments at which she accepted, withdrew, or was excluded."""

    member: str
    first: int
    accepted: int = FOREVER
    withdrawn: int = FOREVER
    excluded: int = FOREVER

    def stands(self, t: int) -> bool:
        """Whether she has accepted at ``t`` and is neither withdrawn nor excluded."""
        return self.accepted <= t < min(self.withdrawn, self.excluded)


class Objection(Struct, frozen=True):
    """An objection to a nomination, by commitment; ``outcome`` is empty while it is undecided."""

    election: str
    member: str
    reasons: str
    at: int
    outcome: str = ""
    decided: int = FOREVER


class Paper(Struct, frozen=True):
    """The paper: who is on it and in what order, and the roll that votes on it by its root and its size."""

    options: tuple[str, ...]
    root: str
    voters: int
    at: int


class Sample(Struct, frozen=True):
    """A sample of the roll with this root, by whose chance it was drawn, and what was found of it in the end."""

    root: str
    size: int
    chance: str
    source: str
    at: int
    met: int = 0
    missing: int = 0
    reported: int = FOREVER


class Count(Struct, frozen=True):
    """The counted votes of one unit, by tellers or from a box; ``source`` says which.

    ``votes`` are in the order of the paper, the default option last; ``against`` only where the candidates
    are put to a confirming vote. ``ballots`` is the hash of the file that holds every ballot, or empty; in an
    archive, ``question`` says which of its questions, from 1, and ``spoiled`` which of its rankings do not count.
    """

    unit: str
    took_part: int
    valid: int
    invalid: int
    votes: tuple[int, ...]
    against: tuple[int, ...]
    ballots: str
    source: str
    at: int
    question: int = 0
    spoiled: tuple[int, ...] = ()


class Elections:
    """Every election, with its nominations, objections, papers and counts in tables of their own."""

    def __init__(self) -> None:
        self.all: dict[str, Election] = {}
        self.nominations: dict[str, dict[str, Nomination]] = {}
        self.nominators: dict[tuple[str, str], dict[str, int]] = {}
        self.objections: dict[str, Objection] = {}
        self.papers: dict[str, Paper] = {}
        self.samples: dict[str, Sample] = {}
        self.lots: dict[str, Draw] = {}
        """By which announced chance a tie is drawn."""
        self.counts: dict[str, dict[str, Count]] = {}
        self.served: dict[str, int] = {}
        self.shown: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        """When candidates were shown the roll, and who."""
        self._of_office: dict[tuple[str, str], list[str]] = {}
        self._running: dict[str, None] = {}
        self._by_body: dict[str, dict[str, None]] = {}
        self._by_member: dict[str, dict[str, None]] = {}

    def call(self, election: Election) -> None:
        """Begin an election."""
        self.all[election.name] = election
        self.nominations[election.name] = {}
        self.counts[election.name] = {}
        self._of_office.setdefault((election.body, election.office), []).append(election.name)
        self._run(election)

    def step(self, name: str, **changes: int) -> None:
        """Note that the poll opened or closed."""
        self.all[name] = replace(self.all[name], **changes)

    def void_unit(self, name: str, unit: str) -> None:
        """Leave the votes of one unit out of the result."""
        election = self.all[name]
        self.all[name] = replace(election, voided=(*election.voided, unit))

    def count_unit(self, name: str, unit: str) -> None:
        """Let the votes of a unit that was left out count again."""
        election = self.all[name]
        self.all[name] = replace(election, voided=tuple(one for one in election.voided if one != unit))

    def reinstate(self, name: str, by: int) -> None:
        """Let an election that was void go on from where it stood, to be declared by a moment."""
        self.all[name] = replace(self.all[name], end=FOREVER, outcome="", reinstated=by)
        self._run(self.all[name])

    def _run(self, election: Election) -> None:
        self._running[election.name] = None
        for body in (election.electing, *election.units):
            self._by_body.setdefault(body, {})[election.name] = None

    def close(self, name: str, at: int, outcome: str) -> None:
        """End an election; the only way in which one ends."""
        self.all[name] = replace(self.all[name], end=min(at, self.all[name].end), outcome=outcome)
        self._running.pop(name, None)
        for body in (self.all[name].electing, *self.all[name].units):
            self._by_body.get(body, {}).pop(name, None)

    def nominate(self, name: str, nomination: Nomination) -> None:
        """Add or replace a nomination."""
        self.nominations[name][nomination.member] = nomination
        self._by_member.setdefault(nomination.member, {})[name] = None

    def candidates(self, name: str, t: int) -> Iterator[Nomination]:
        """Give those who stand at ``t``, in the order in which they were first named."""
        return (nomination for nomination in self.nominations[name].values() if nomination.stands(t))

    def running(self, t: int) -> Iterator[Election]:
        """Give the elections that run at ``t``, which is not before the last entry."""
        return (election for name in self._running if (election := self.all[name]).runs(t))

    def counting_in(self, bodies: Iterable[str], t: int) -> Iterator[Election]:
        """Give the elections running at ``t`` in which one of these bodies elects or counts."""
        names = dict.fromkeys(name for body in bodies for name in self._by_body.get(body, ()))
        return (election for name in names if (election := self.all[name]).runs(t))

    def naming(self, member: str, t: int) -> Iterator[Election]:
        """Give the elections running at ``t`` in which a member was nominated."""
        names = self._by_member.get(member, ())
        return (election for name in names if (election := self.all[name]).runs(t))

    def of_office(self, body: str, office: str) -> Iterator[Election]:
        """Give every election that there was to an office, oldest first."""
        return (self.all[name] for name in self._of_office.get((body, office), ()))
