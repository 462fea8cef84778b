"""Ties drawn by lot: announced with who will publish the chance and when, and recomputed by everybody afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bylaw.acts.act import Evidence, Stamp, Text
from bylaw.acts.days import day
from bylaw.acts.lot import announcing, binds, by_lot, known
from bylaw.acts.voting.candidates import no_candidates
from bylaw.acts.voting.electing import Step
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.draw import Draw

if TYPE_CHECKING:
    from bylaw.acts.voting.declaration import DeclareResult

PREFIX = "bylaw-tie/1"


class AnnounceLot(Step, frozen=True, kw_only=True, tag="announce-lot/1"):
    """Announce how a tie will be broken by lot: by which public source of chance, and at which moment.

    ``published`` is the moment to come at which ``source`` publishes its chance. It may be announced before
    anybody has counted; where nobody is level in the end, nothing is drawn.
    """

    source: Text
    published: Stamp

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse an election that is over, who stands in it, a moment that has come, and a second lot beside one."""
        if not state.elections.all[self.election].runs(at):
            yield own(15, f"election {self.election} is over", "nothing is left to be drawn")
        yield from no_candidates(state, self, at)
        yield from announcing(state, state.elections.lots.get(self.election), self.published, at)

    def apply(self, state: State, at: int) -> None:
        """Keep it."""
        state.elections.lots[self.election] = Draw(self.source, instant(self.published) or at, at)


def order(act: DeclareResult, state: State) -> tuple[str, ...]:
    """Give who is favoured where somebody is level: by the announced chance, or as whoever signs says it was drawn."""
    if not act.chance:
        return act.lot
    options = state.elections.papers[act.election].options
    return tuple(by_lot(options, PREFIX, state.identity.org, act.election, act.chance))


def fairly(act: DeclareResult, state: State, at: int) -> Iterator[Finding]:
    """Yield a finding where a lot was announced and another is drawn, or chance is given that was not announced."""
    draw = state.elections.lots.get(act.election)
    if act.lot and draw is not None and binds(draw, at):
        found = f"a draw was announced for {day(state, draw.moment)}"
        yield own(28, found, "give its chance, and leave the lot out")
    if not act.chance:
        return
    if act.lot:
        yield own(28, "a lot is given beside the chance", "leave it out: everybody computes it")
    if draw is None or draw.chance:
        yield own(28, "no draw was announced for this election", "announce it, with a moment to come")
    else:
        yield from known(state, draw, act.chance, at)


def note(act: DeclareResult, state: State) -> None:
    """Keep the chance that was used, so that it draws nothing else."""
    if act.chance:
        lots = state.elections.lots
        lots[act.election] = replace(lots[act.election], chance=act.chance)
