"""Annulment: what a flawed act made ends from now on, where the flaw is open and can have changed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Act, Count, Digest, Evidence
from bylaw.acts.days import day, limit
from bylaw.acts.keeping.undoing import OTHERWISE, UNDO, Made, withdraw
from bylaw.acts.voting.margin import files_named, margin
from bylaw.rules.bylaws import Law
from bylaw.rules.finding import REFUSE, UNSHOWN, Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.corrections import Decision
from bylaw.state.flaws import Flaw

Table = Literal[
    "mandate", "warrant", "motion", "amendment", "member", "body", "office", "envoy",
    "election", "meeting", "standing", "class", "departure", "removal", "dissolution", "apportionment",
    "case", "key", "card", "directive", "emergency", "money",
]  # fmt: skip
"""The sorts of thing that can be asked about: the first eight are ended, the others are refused with what ends them."""
_SHOWN = frozenset(("flag", UNSHOWN))
"""The consequences of what is only shown: nothing is annulled for it."""


class Annul(Act, frozen=True, kw_only=True, tag="annul/1"):
    """End, from now on, a thing that a flawed entry made; what was done meanwhile stands and is flagged.

    An office is written ``BODY/OFFICE``; ``ballots`` names the files on which the counts of an election rest, where
    its result is weighed. What annulment does not reach is refused with the act that does.
    """

    table: Table
    thing: Annotated[str, Meta(max_length=130)]
    entry: Count
    reasons: Digest
    ballots: Annotated[tuple[Digest, ...], Meta(max_length=1000)] = ()

    def needs(self) -> tuple[str, ...]:
        """Give the files of ballots on which the result of an election is weighed."""
        return self.ballots

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse without a flaw of what the thing came from, one that time healed or that changed nothing."""
        undo = UNDO.get(self.table)
        if undo is None:
            yield own(14, f"annulment does not reach this: {self.table}", OTHERWISE[self.table])
            return
        made = undo.find(state, self.thing, at)
        if made is None:
            yield own(8, f"there is no {self.table} '{self.thing}'", "name one that exists")
            return
        if not made.lives:
            yield own(15, f"{self.table} {self.thing} is not in force", "nothing is to be annulled")
        else:
            yield from undo.kept(state, self.thing, at)
        yield from self._flawed(state, made, at, evidence)

    def _flawed(self, state: State, made: Made, at: int, evidence: Evidence) -> Iterator[Finding]:
        found = [flaw for flaw in state.flaws.of(self.entry) if flaw.finding.consequence not in _SHOWN]
        touched = UNDO[self.table].touched_by(state, self.thing, made)
        flaws = {flaw: _heals(state, flaw, made) for flaw in found if flaw in touched}
        if not flaws:
            none = f"entry {self.entry} has no flaw on record"
            why = f"entry {self.entry} has no flaw on record that {self.thing} came from" if found else none
            yield own(14, why, "appeal, or decide anew")
        elif at >= (healed := max(flaws.values())):
            yield own(15, f"the flaw was healed on {day(state, healed)}", "decide anew")
        else:
            open_ = [flaw for flaw, heals in flaws.items() if at < heals]
            yield from self._weighed(state, made, open_, evidence)

    def _weighed(self, state: State, made: Made, flaws: list[Flaw], evidence: Evidence) -> Iterator[Finding]:
        """Yield a finding where every flaw touched fewer votes than the election was decided by."""
        votes = [f.finding.votes for f in flaws if f.finding.consequence == "outcome"]
        touched = [number for number in votes if number is not None]
        election = next((e for name in sorted(made.came) if (e := state.elections.all.get(name))), None)
        if election is None or len(touched) < len(flaws):
            return
        yield from files_named(state, election, self.ballots)
        least = margin(state, election, {name: evidence.get(name) for name in self.ballots})
        if least is not None and sum(touched) < least:
            found = f"votes touched: {sum(touched)}; votes that decided it: {least}; the result stands"
            told = flaws[0].finding
            yield replace(told, found=found, remedy="nothing is to be annulled", consequence=REFUSE)

    def law_made(self, state: State, at: int) -> Law | None:
        """Give the law as it is without the amendment."""
        amendment = state.amendments.all.get(self.thing) if self.table == "amendment" else None
        if amendment is None:
            return None
        made = state.bylaws.copy()
        withdraw(made, amendment, at + 1)
        return made.on(max(at + 1, amendment.since))

    def apply(self, state: State, at: int) -> None:
        """End the thing."""
        UNDO[self.table].end(state, self.thing, at)
        state.corrections.decisions.append(Decision("annulled", self.thing, self.reasons, at, self.table))


def _heals(state: State, flaw: Flaw, made: Made) -> int:
    """Give when time heals a flaw: its days run from its entry, and not before there is something to be annulled."""
    days = flaw.finding.days
    return max(flaw.until, limit(state, made.at, days)) if days else flaw.until
