"""A roll of contributors: it follows from attested deeds and a clause, and changes by acts with reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from bylaw.acts.act import Act, Count, Digest, Evidence, Name, Text
from bylaw.acts.past.facts import Person
from bylaw.acts.voting.electing import roll_root
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Electorate
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.past import PastRoll

RollRef = Annotated[str, Meta(max_length=63, extra={"ref": "past roll"})]
Deeds = Annotated[
    tuple[Annotated[str, Meta(min_length=1, max_length=40)], ...], Meta(min_length=1, max_length=8)
]


class Row(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One person and how often she did each deed, in the order in which the act names them."""

    person: Person
    counts: Annotated[tuple[Count, ...], Meta(max_length=8)]


class AttestActivity(Act, frozen=True, kw_only=True, tag="attest-activity/1"):
    """Attest what people did in the last months; whoever reaches what the clause asks is on the roll.

    ``months`` is how many. A long list is attested in several acts under one name of the roll.
    """

    roll: Name
    names: Deeds
    months: Count
    rows: Annotated[tuple[Row, ...], Meta(min_length=1, max_length=4000)]
    source: Text

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a roll that is fixed, people counted twice, and counts of other deeds than the clause names."""
        yield from _reconstructed(state)
        old = state.past.rolls.get(self.roll, PastRoll())
        yield from _open(self.roll, old)
        people = [row.person for row in self.rows]
        twice = sorted(old.counted.intersection(people) | _repeated(people))
        if twice:
            yield own(8, f"{', '.join(twice[:5])} counted already", "count each person once")
        short = next((row.person for row in self.rows if len(row.counts) != len(self.names)), "")
        if short:
            yield own(17, f"{short} has other counts than {', '.join(self.names)}", "give one count for each")
        for law in self.ask(state, at, "electorate"):
            for asked in law.rule.any_of:
                if asked.deeds not in self.names:
                    yield law.breach(f"{asked.deeds} are not counted", f"count {asked.deeds}")
                if asked.months != self.months:
                    yield law.breach(
                        f"counted over {self.months} months", f"count over {asked.months} months"
                    )

    def apply(self, state: State, at: int) -> None:
        """Put on the roll whoever reaches what the clause asks."""
        rule: Electorate | None = self.rule(state, at, "electorate")
        roll = state.past.rolls.setdefault(self.roll, PastRoll())
        places = [
            (self.names.index(a.deeds), a.least)
            for a in (rule.any_of if rule else ())
            if a.deeds in self.names
        ]
        for row in self.rows:
            roll.counted.add(row.person)
            if any(row.counts[place] >= least for place, least in places):
                roll.by_rule.add(row.person)


class ExcludeVoter(Act, frozen=True, kw_only=True, tag="exclude-voter/1"):
    """Take somebody off a roll whom the rule put there, on a ground that the bylaws list."""

    roll: RollRef
    person: Person
    ground: Annotated[str, Meta(min_length=1, max_length=40)]

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a fixed roll, somebody who is not on it, and a ground that no clause lists."""
        yield from _reconstructed(state)
        roll = state.past.rolls[self.roll]
        yield from _open(self.roll, roll)
        if self.person not in roll.on:
            yield own(8, f"{self.person} is not on the roll", "exclude somebody who is")
        listed = self.ask(state, at, "grounds")
        if not listed:
            yield own(9, "no clause lists a ground of exclusion", "amend the bylaws to list the grounds")
        for law in listed:
            if self.ground not in law.rule.names:
                yield law.breach(f"the ground is '{self.ground}'", f"name one of {', '.join(law.rule.names)}")

    def apply(self, state: State, at: int) -> None:
        """Take the person off."""
        roll = state.past.rolls[self.roll]
        roll.added.pop(self.person, None)
        roll.excluded[self.person] = self.ground


class AddVoter(Act, frozen=True, kw_only=True, tag="add-voter/1"):
    """Let somebody vote whom the rule does not reach: an exception, with reasons.

    ``reasons`` commits to them.
    """

    roll: RollRef
    person: Person
    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a fixed roll, and somebody who is on it or was excluded from it."""
        yield from _reconstructed(state)
        roll = state.past.rolls[self.roll]
        yield from _open(self.roll, roll)
        if self.person in roll.on:
            yield own(8, f"{self.person} is on the roll", "add somebody who is not")
        if self.person in roll.excluded:
            yield own(15, f"{self.person} was excluded: {roll.excluded[self.person]}", "leave it at that")

    def apply(self, state: State, at: int) -> None:
        """Put the person on."""
        state.past.rolls[self.roll].added[self.person] = self.reasons


class FixRoll(Act, frozen=True, kw_only=True, tag="fix-roll/1"):
    """Fix a roll: how many may vote, and a fingerprint of who they are.

    ``root`` is the Merkle root over them.
    """

    roll: RollRef
    voters: Count
    root: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a number or a root that does not follow from the clause, the exclusions and the exceptions."""
        yield from _reconstructed(state)
        roll = state.past.rolls[self.roll]
        yield from _open(self.roll, roll)
        on = sorted(roll.on)
        if (self.voters, self.root) != (len(on), roll_root(on)):
            found = (
                f"{len(on)} follow, {self.voters} are named"
                if len(on) != self.voters
                else "another root follows"
            )
            yield own(17, found, "fix the roll that follows from the rule, the exclusions and the exceptions")

    def apply(self, state: State, at: int) -> None:
        """Close the roll."""
        state.past.rolls[self.roll].fixed = True


def _reconstructed(state: State) -> Iterator[Finding]:
    if state.identity.clock != "reconstruction":
        yield own(20, f"the clock of this record is {state.identity.clock}", "keep a roll of members")


def _open(name: str, roll: PastRoll) -> Iterator[Finding]:
    if roll.fixed:
        yield own(15, f"the roll {name} is fixed", "make another")


def _repeated(people: list[str]) -> set[str]:
    return {person for person, times in Counter(people).items() if times > 1}
