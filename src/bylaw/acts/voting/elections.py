"""Calling an election: its seats, its days, its roll, its method and the units that count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from bylaw.acts.act import Act as AnyAct
from bylaw.acts.act import Body, Count, Evidence, Name, Stamp
from bylaw.acts.days import day, days_apart, first_day, last_notice, notice_ends
from bylaw.acts.organisation.ex_officio import elected
from bylaw.acts.voting.challenged import unchallenged
from bylaw.acts.voting.electing import NewElection, electing_body, free_seats, unit_of, why_due
from bylaw.acts.voting.outcome import WITH_DEFAULT
from bylaw.counting import METHODS
from bylaw.record.clock import instant
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Electorate, Forum, Method, Notice
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Election

FOR_PEOPLE = tuple(name for name, method in METHODS.items() if method.takes != ("totals",))
"""The methods that elect people; the others give seats to lists."""
HORIZON = 366 * 86_400
"""The longest time, in seconds, from the call to the first day of the mandates."""


class CallElection(AnyAct, frozen=True, kw_only=True, tag="call-election/1"):
    """Call an election and give notice of it: seats, days, the roll that votes, the units that count."""

    election: NewElection
    office: Name
    body: Body
    seats: Annotated[int, Meta(ge=1, le=1000)]
    nominations: Stamp
    opens: Stamp
    closes: Stamp
    begins: Stamp
    means: Literal["count", "box"] = "count"
    roll_days: Count = 0
    units: tuple[Body, ...] = ()
    by_hand: tuple[Body, ...] = ()
    """Units that vote on paper, which tellers count, while the others have a box."""

    asks = ("notice", "method", "term")

    pointed_to: ClassVar[tuple[str, ...]] = ("election",)

    def place(self, state: State) -> str:
        """Give the unit in which the office lies."""
        return unit_of(state, self.body)

    def office_at_stake(self, state: State) -> str:
        """Give the office to be filled."""
        return self.office

    def due(self, state: State, at: int) -> str:
        """Say why the election should have been called by now."""
        return why_due(state, self.body, self.office, at)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Check the seats, the days in their order, the notice, the roll, the method and the units."""
        yield from self._seats(state, at)
        yield from self._order(state, at)
        yield from self._notice(state, at)
        yield from self._roll(state, at)
        yield from self._method(state, at)
        yield from self._units(state, at)
        yield from self._by_hand()

    def _seats(self, state: State, at: int) -> Iterator[Finding]:
        office = state.offices.all.get((self.body, self.office))
        if office is None or not office.holds(at):
            yield own(8, f"there is no office {self.office} in {self.body}", "name an office that exists")
            return
        yield from elected(state, self.body, self.office, at)
        free = free_seats(state, office, self._at(self.begins))
        if self.seats > free:
            found = (
                f"seats of {self.office} that are called: {self.seats}; free on {self.begins[:10]}: {free}"
            )
            yield own(32, found, "call as many as are free then, or let the mandates begin later")
        for election in state.elections.of_office(self.body, self.office):
            if election.blocks(at) and not election.question:
                yield own(15, f"election {election.name} to {self.office} is running", "let it end first")
        yield from unchallenged(state, self.body, self.office, at)

    def _order(self, state: State, at: int) -> Iterator[Finding]:
        times = (at, *map(self._at, (self.nominations, self.opens)), self._at(self.closes))
        if not at < times[1] <= times[2] < times[3] <= self._at(self.begins) <= at + HORIZON:
            found = "nominations, opening, closing and the mandates do not follow each other within a year"
            yield own(15, found, "order them: nominations end, the poll opens, closes, mandates begin")
        for law in self.ask(state, at, "window", of="nominate"):
            first = first_day(state, law.rule.days, "before", at)
            if times[1] < first:
                found = f"nominations end on {day(state, times[1])}; days asked for them: {law.rule.days}"
                yield law.breach(found, f"end them on {day(state, first)} at the earliest", first)
        for law in self.ask(state, at, "forum"):
            rule: Forum = law.rule
            days = days_apart(state, times[2], times[3])
            if rule.kind == "ballot" and not rule.days <= days <= (rule.most_days or days):
                yield law.breach(
                    f"days for which the poll is open: {days}", f"days to keep it open: {rule.days}"
                )

    def _notice(self, state: State, at: int) -> Iterator[Finding]:
        opens = self._at(self.opens)
        for law in self.ask(state, at, "notice"):
            rule: Notice = law.rule
            if at >= last_notice(state, rule, opens):
                first = first_day(state, rule.days, rule.unit, at)
                found = f"notice on {day(state, at)} of a poll on {day(state, opens)}"
                remedy = f"days of notice: {rule.days}; open it on {day(state, first)} at the earliest"
                yield law.breach(found, remedy)
            if rule.most_days and days_apart(state, at, opens) > rule.most_days:
                found = f"days of notice: {days_apart(state, at, opens)}; at most: {rule.most_days}"
                yield law.breach(found, "give notice nearer to the day")

    def _roll(self, state: State, at: int) -> Iterator[Finding]:
        for law in self.ask(state, at, "electorate"):
            rule: Electorate = law.rule
            latest = rule.closes_days + rule.earlier_days
            if self.roll_days and not rule.closes_days <= self.roll_days <= latest:
                found = f"days from the close of the roll to the opening of the poll: {self.roll_days}"
                yield law.breach(found, f"close it {rule.closes_days} to {latest} days before")
            if not electing_body(state, self.place(state), rule.by, at):
                yield law.breach(f"there is no {rule.by} here to elect", f"found a body of kind {rule.by}")

    def _method(self, state: State, at: int) -> Iterator[Finding]:
        for law in self.ask(state, at, "method"):
            rule: Method = law.rule
            if law.layer != "floor" and rule.name not in FOR_PEOPLE:
                yield law.breach(
                    f"no method '{rule.name}' elects people", f"choose of {', '.join(FOR_PEOPLE)}"
                )
            elif law.layer != "floor" and self.seats > 1 and METHODS[rule.name].seats == "one":
                yield law.breach(
                    f"{rule.name} fills one seat, not {self.seats}", "call one election for each"
                )
            if self.means == "box" and not rule.electronic:
                yield law.breach("the poll is by an electronic box", "hold it on paper or by show of hands")
            if rule.default and rule.name not in WITH_DEFAULT:
                yield law.breach(f"{rule.name} knows no default option", f"choose of {sorted(WITH_DEFAULT)}")
            if self.means == "box" and rule.ballot == "open" and law.layer != "floor":
                yield law.breach("a box keeps votes secret; this vote is open", "count it in the open")

    def _units(self, state: State, at: int) -> Iterator[Finding]:
        if not self.units:
            return
        electing, above = self._electing(state, at), state.bodies.above
        for unit in self.units:
            if electing not in above[unit] or state.bodies.all[unit].organ:
                yield own(17, f"{unit} is no unit of {electing}", "name units that belong to those who elect")
            if any(other in above[unit] for other in self.units if other != unit):
                yield own(17, f"{unit} lies within another unit of the count", "count each member once")
        if len(set(self.units)) != len(self.units):
            yield own(17, "a unit is named twice", "name each once")

    def _by_hand(self) -> Iterator[Finding]:
        if not self.by_hand:
            return
        if self.means != "box":
            yield own(41, "tellers count every unit of this election", "name no units, or hold it in a box")
        if not set(self.by_hand) < set(self.units) or len(set(self.by_hand)) != len(self.by_hand):
            found = "what votes on paper is not some of the units, each once"
            yield own(42, found, "name some units of the election, and leave a box to the others")

    def apply(self, state: State, at: int) -> None:
        """Begin the election; its law is that of this moment. One that was left undone ends."""
        for old in list(state.elections.of_office(self.body, self.office)):
            if old.end == FOREVER and not old.question:
                state.elections.close(old.name, at, "overtaken")
        opens = self._at(self.opens)
        rule: Electorate | None = self.rule(state, at, "electorate")
        days = self.roll_days or (rule.closes_days if rule else 0)
        electing = self._electing(state, at)
        state.elections.call(
            Election(
                name=self.election,
                office=self.office,
                body=self.body,
                unit=self.place(state),
                electing=electing,
                seats=self.seats,
                means=self.means,
                units=self.units or (electing,),
                by_hand=self.by_hand,
                called=at,
                nominations=self._at(self.nominations),
                record=notice_ends(state, days, "before", opens) if days else opens,
                opens=opens,
                closes=self._at(self.closes),
                begins=self._at(self.begins),
            )
        )

    def _electing(self, state: State, at: int) -> str:
        rule: Electorate | None = self.rule(state, at, "electorate")
        unit = self.place(state)
        return electing_body(state, unit, rule.by if rule else "", at) or unit

    @staticmethod
    def _at(stamp: str) -> int:
        found = instant(stamp)
        assert found is not None
        return found
