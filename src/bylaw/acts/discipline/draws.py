"""How judges come to their seats: by a lot announced before and recomputed by everybody, or as the whole bench."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bylaw.acts.act import Evidence, Stamp, Text
from bylaw.acts.days import day
from bylaw.acts.discipline.apart import parted
from bylaw.acts.discipline.casework import CHARGE, OfCase
from bylaw.acts.discipline.sanctions import ended
from bylaw.acts.lot import announcing, binds, by_lot, known
from bylaw.acts.places import places
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State
from bylaw.state.cases import Case
from bylaw.state.draw import Draw

if TYPE_CHECKING:
    from bylaw.acts.discipline.panels import SeatPanel

PREFIX = "bylaw-panel/1"


class AnnounceDraw(OfCase, frozen=True, kw_only=True, tag="announce-draw/1"):
    """Announce that seats on a panel are drawn by lot: by which public source of chance, and at which moment.

    ``published`` is the moment to come at which ``source`` publishes its chance. Only who is of the bench now can
    be drawn: nobody is added once the chance is known.
    """

    source: Text
    published: Stamp

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a case that is over, parties who announce, a moment that has come, and a second draw beside one."""
        case, draw = self.told(state), state.cases.draws.get(self.case)
        if ended(self.round(state), at):
            yield own(15, "the case is decided", "nobody is to be seated")
        for signer in self.by:
            if signer.member in (case.charged, *case.accusers):
                yield own(21, f"{signer.member} would choose her judges", "have others announce it")
        yield from announcing(state, draw, self.published, at)

    def apply(self, state: State, at: int) -> None:
        """Keep it."""
        state.cases.draws[self.case] = Draw(self.source, instant(self.published) or at, at)


def fairly(act: SeatPanel, state: State, at: int) -> Iterator[Finding]:
    """Yield a finding where those seated were picked: against the lot, out of the bench, or beside a draw announced."""
    draw = state.cases.draws.get(act.case)
    open_ = draw if draw is not None and not draw.chance else None
    if act.how == "lot":
        yield from _by_draw(act, state, open_, at)
        return
    if act.chance:
        yield own(28, f"chance is given, and the panel is {act.how}", "announce a draw, and seat by lot")
    if open_ is not None and binds(open_, at):
        yield own(28, f"a draw was announced for {day(state, open_.moment)}", "seat by that draw")
    if act.how == "elected":
        yield from _whole_bench(act, state, at)


def _by_draw(act: SeatPanel, state: State, draw: Draw | None, at: int) -> Iterator[Finding]:
    """Yield a finding where no draw is open, its chance is not there yet or not its own, or gives others."""
    if draw is None:
        yield own(28, "no draw was announced for these seats", "announce it, with a moment to come")
        return
    broken = list(known(state, draw, act.chance, at))
    yield from broken
    if not broken and _known_whole(act, state):
        drawn = order(act, state, draw, act.chance, at)[: len(act.bench)]
        if set(drawn) != set(act.bench):
            yield own(28, f"the lot gives {', '.join(drawn) or 'nobody'}", "seat whom the lot gives")


def _known_whole(act: SeatPanel, state: State) -> bool:
    """Say whether this reader knows who has a part in the case: without an opening nobody can tell whom a lot gives."""
    return bool(act.told(state).accuser) and act.case not in state.cases.unopened


def _whole_bench(act: SeatPanel, state: State, at: int) -> Iterator[Finding]:
    """Yield a finding for an elected bench that is none, and for one of which some are left out."""
    seats = [_seats(act, state, at) or law.rule.seats for law in act.ask(state, at, "panel", of=CHARGE)]
    phrase = next(filter(None, seats), "")
    if not phrase or parse_phrase(phrase)[0].kind != "office":
        yield own(28, f"'{phrase}' is no elected bench", "announce a draw, and seat by lot")
    elif _known_whole(act, state) and (left := {*candidates(act, state, at, at)} - {*act.bench}):
        out = ", ".join(sorted(left))
        yield own(28, f"{out} of the bench would be left out", "seat all of it, or draw by lot")


def order(act: OfCase, state: State, draw: Draw, chance: str, at: int) -> list[str]:
    """Give who can be drawn, in the order of the lot: of the bench when it was announced and now, without any part."""
    return in_lot(state, act.case, candidates(act, state, draw.at, at), chance)


def in_lot(state: State, case: str, members: Sequence[str], chance: str) -> list[str]:
    """Give members in the order in which a chance draws them for a case."""
    return by_lot(members, PREFIX, state.identity.org, case, chance)


def candidates(act: OfCase, state: State, since: int, at: int) -> list[str]:
    """Give who was of the bench at ``since`` and is now, may judge, and has no part in the case."""
    laws = act.ask(state, at, "panel", of=CHARGE)
    benches = [_seats(act, state, at) or law.rule.seats for law in laws if law.rule.seats]
    told = dict.fromkeys(_bench(act, state, parse_phrase(benches[0])[0], since)) if benches else {}
    never = {signer.member for signer in act.by} | set(state.cases.judged[act.case])
    fit = [member for member in told if member not in never and not state.members.rests(member, "panel", at)]
    for bench in benches:
        now = set(_bench(act, state, parse_phrase(bench)[0], at))
        fit = [member for member in fit if member in now]
    for law in laws:
        fit = _without(state, act.told(state), fit, law.rule.excludes, at)
    return fit


def _seats(act: OfCase, state: State, at: int) -> str:
    """Give from whom the panel of an appeal is seated, where the clause names another bench than for the charge."""
    return "" if act.round(state).appealed > at else str(act.rule(state, at, "appeal", of=CHARGE).to)


def _bench(act: OfCase, state: State, seat: Who, at: int) -> Iterator[str]:
    """Give everybody on the bench that a phrase names: of the roll, or who holds the office."""
    where = places(state, act, seat)
    if seat.kind == "office":
        bodies = (body.name for place in where for body in state.bodies.here(place, at))
        yield from (
            m.member for body in bodies for m in state.offices.in_body(body, at) if m.office == seat.name
        )
    else:
        roll = state.members.roll
        inside = tuple(name for place in where for name in state.bodies.below(place))
        yield from (member for member, _ in roll.listing(inside, at))


def _without(state: State, case: Case, members: Sequence[str], excludes: Sequence[str], at: int) -> list[str]:
    """Leave out whoever has a part in the case."""
    out = {who for part, has in parted(state, case, members, at).items() if part in excludes for who in has}
    return [member for member in members if member not in out]
