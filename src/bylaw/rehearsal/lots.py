"""Panels of a play: its own lottery publishes chances, and the first whose lot a play can go on with is taken.

In life nobody chooses the chance. A play must, since those who are drawn have to come and sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any, NamedTuple

from bylaw.acts.discipline.casework import CHARGE
from bylaw.acts.discipline.draws import candidates, in_lot
from bylaw.acts.discipline.panels import SeatPanel
from bylaw.rehearsal.local import Local, hash_of
from bylaw.state import State

CAN = frozenset(f"m{n:03}" for n in (*range(31, 39), *range(42, 60)))
"""Players without an office who come and sign when they are drawn; of the others, only who has no key is drawn."""


class Drawn(NamedTuple):
    """A chance, and whom it seats."""

    chance: str
    bench: tuple[str, ...]


def drawn(
    act: SeatPanel, state: State, at: int, suits: Callable[[tuple[str, ...]], bool], chances: Iterable[str]
) -> Drawn:
    """Give the first of the chances by which those suit whom the announced draw gives; ``act`` says who seats them."""
    fit = candidates(act, state, state.cases.draws[act.case].at, at)
    size = max(law.rule.size for law in act.ask(state, at, "panel", of=CHARGE))
    benches = (Drawn(each, tuple(in_lot(state, act.case, fit, each)[:size])) for each in chances)
    return next(each for each in benches if suits(each.bench))


def sit(local: Local, case: str, tell: str) -> tuple[str, ...]:
    """Announce a draw in a case of the local, seat on the next day whom it gives; gives the players among them."""
    announce(local, case)
    local.on.wait(1)
    return seat(local, case, whom(local, case), tell)


def seat(local: Local, case: str, lot: Drawn, tell: str) -> tuple[str, ...]:
    """Seat whom a lot gives; gives the players among them."""
    local.on.do("seat-panel", *local.tellers(), **fields(case, lot), tell=tell)
    names = _keyed(local)
    return tuple(names[judge] for judge in lot.bench if judge in names)


def announce(local: Local, case: str) -> None:
    """Let the tellers announce a draw by the lottery of the next day."""
    told = {"case": case, "source": "the state lottery of tomorrow", "published": local.on.day(1)}
    tell = "two tellers announce that tomorrow's state lottery draws the panel"
    local.on.do("announce-draw", *local.tellers(), **told, tell=tell)


def whom(local: Local, case: str) -> Drawn:
    """Give what the lottery published, and whom it seats: three at least who sign."""
    on, names = local.on, _keyed(local)

    def suits(bench: tuple[str, ...]) -> bool:
        known = [names[judge] for judge in bench if judge in names]
        return 2 * len(known) > len(bench) and CAN.issuperset(known)

    act = on.draft("seat-panel", local.tellers(), **fields(case, Drawn("", (on.member("m031"),))))
    assert isinstance(act, SeatPanel)
    chances = (hash_of(f"lottery {case} {on.now} {n}") for n in count())
    return drawn(act, on.state, on.now, suits, chances)


def _keyed(local: Local) -> dict[str, str]:
    """Give the names of the players who have a key, by their ids."""
    on, held = local.on, local.on.state.keys
    return {player.member: name for name, player in on.players.items() if any(held.of(player.member, on.now))}


def fields(case: str, lot: Drawn) -> dict[str, Any]:
    """Give the fields of the act that seats whom a lot gives."""
    return {"case": case, "bench": lot.bench, "how": "lot", "chance": lot.chance, "protocol": hash_of("lots")}
