"""A society driven at random, aimed at the edges of deadlines, against an oracle written from the clauses' words.

The oracle knows days, names and sets; it shares no code with the acts. Each step asks both, and after each
step every count of the roll is compared with a plain listing, now and at every earlier moment.
"""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bylaw.acts.act import Signer
from bylaw.acts.law.founding import FirstOffice
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, Classes, ClassOfMember, May

from .society import Society, key_of, person
from .test_keys import clause

SPONSORS, OBJECTION_DAYS, TERM = 2, 14, 300
PEOPLE = st.integers(1, 9)
CLAUSES = (
    clause("1", "apply", "applicant"),
    clause("2", "sponsor", "member here"),
    Clause(
        no="3",
        words="The secretary admits, with two sponsors, after fourteen days.",
        of=("admit", "decline"),
        may=May(any_of=("office secretary here",)),
        admission=Admission(sponsors=SPONSORS, objection_days=OBJECTION_DAYS),
    ),
    clause("4", "resign", "subject"),
    Clause(no="5", words="Members are ordinary.", classes=Classes(names=(ClassOfMember(name="ordinary"),))),
)


class SocietyMachine(RuleBasedStateMachine):
    """Three founders, one of them secretary for 300 days, and six strangers."""

    def __init__(self) -> None:
        super().__init__()
        offices = (FirstOffice("secretary", "root"),)
        self.society = Society(CLAUSES, offices=offices, interim=(("secretary", 1),))
        self.day = 0
        self.members = {1, 2, 3}
        self.open: dict[int, tuple[int, set[int]]] = {}
        self.keys = {1, 2, 3}
        self.moments = [(self.society.now, 3)]

    def same(self, kind: str, by: Signer, lawful: bool, **fields: object) -> bool:
        """Enter an act; the judge and the oracle must agree on it."""
        taken = self.society._enter(self.society.act(kind, by, **fields))
        assert bool(taken.refusals) is not lawful, f"{kind}: oracle says {lawful}; {taken.findings}"
        self.moments.append((self.society.now, len(self.members)))
        return lawful

    @rule(days=st.sampled_from((0, 1, OBJECTION_DAYS - 1, OBJECTION_DAYS, OBJECTION_DAYS + 1, 60)))
    def wait(self, days: int) -> None:
        self.day += days
        self.society.wait(days)
        self.society.now += 1

    @rule(n=PEOPLE)
    def apply(self, n: int) -> None:
        lawful = n not in self.members and n not in self.open
        fields = {"member": person(n), "body": "root", "cls": "ordinary", "key": key_of(person(n))}
        if self.same("apply", Signer(person(n), "applicant"), lawful, **fields):
            self.open[n] = (self.day, set())
            self.keys.add(n)

    @rule(n=PEOPLE, by=PEOPLE)
    def sponsor(self, n: int, by: int) -> None:
        lawful = n in self.open and by in self.members and by not in self.open[n][1]
        if self.same("sponsor", Signer(person(by), "member"), lawful, applicant=person(n)):
            self.open[n][1].add(by)

    @rule(n=PEOPLE, sponsors=st.sampled_from(((2, 3), (2,), (1, 2, 3))))
    def bring(self, n: int, sponsors: tuple[int, ...]) -> None:
        """Aim: an application with about as many sponsors as are needed."""
        self.apply(n)
        for by in sponsors:
            self.sponsor(n, by)

    @rule(n=PEOPLE)
    def admit(self, n: int) -> None:
        in_office = self.day < TERM and 1 in self.members
        waited = n in self.open and self.day - self.open[n][0] >= OBJECTION_DAYS
        lawful = in_office and waited and len(self.open[n][1]) >= SPONSORS
        if lawful:
            self.members.add(n)
        if self.same("admit", Signer(person(1), "office", "interim.0"), lawful, applicant=person(n)):
            del self.open[n]

    @rule(n=PEOPLE, early=st.sampled_from((1, 0, -1)))
    def admit_at_the_edge(self, n: int, early: int) -> None:
        """Aim: bring somebody, and decide a day before, on, or after the first day for it."""
        self.bring(n, (2, 3))
        if n in self.open:
            self.wait(max(0, self.open[n][0] + OBJECTION_DAYS - early - self.day))
        self.admit(n)

    @rule(n=PEOPLE, early=st.sampled_from((1, 0)))
    def decline_at_the_end_of_the_term(self, n: int, early: int) -> None:
        """Aim: act on the last day of the mandate, or on the day after."""
        self.apply(n)
        self.wait(max(0, TERM - early - self.day))
        self.decline(n)

    @rule(n=PEOPLE, by=PEOPLE)
    def admit_without_office(self, n: int, by: int) -> None:
        self.same("admit", Signer(person(by), "member"), lawful=False, applicant=person(n))

    @rule(n=PEOPLE)
    def decline(self, n: int) -> None:
        lawful = n in self.open and self.day < TERM and 1 in self.members
        if self.same("decline", Signer(person(1), "office", "interim.0"), lawful, applicant=person(n)):
            del self.open[n]

    @rule(n=PEOPLE)
    def resign(self, n: int) -> None:
        lawful = n in self.members
        self.members.discard(n)
        self.same("resign", Signer(person(n), "subject"), lawful, member=person(n))

    @invariant()
    def counts_are_those_of_a_listing(self) -> None:
        roll, everybody = self.society.state.members.roll, frozenset(("ordinary",))
        for moment, members in self.moments[-1:] + self.moments[::7]:
            if (moment, members) != self.moments[-1] and [m for m, _ in self.moments].count(moment) > 1:
                continue
            assert roll.count("root", moment, everybody) == members
            assert len(list(roll.listing(("root",), moment))) == members


SocietyMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestSociety = SocietyMachine.TestCase
