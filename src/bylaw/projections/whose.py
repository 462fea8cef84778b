"""Whose a step is now: whom its clause names, and in place of an office where nobody may act those who stand in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product

from bylaw.acts.deputies import stand_ins
from bylaw.rules.clause import Provision
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State


def whose(state: State, act: str, body: str, at: int, office: str = "") -> tuple[Provision | None, str]:
    """Give the clause that says who may do an act in a body, and in words who that is now."""
    law = state.bylaws.on(at).one("may", act, state.bodies.all[body].kind, office)
    if law is None:
        return None, "nobody: no clause says who may"
    told = chain.from_iterable(_now(state, act, body, at, phrase) for phrase in law.rule.any_of)
    return law, " or ".join(dict.fromkeys(told))


def _now(state: State, act: str, body: str, at: int, phrase: str) -> Iterator[str]:
    """Give a phrase as it can be met now: each office where nobody may act is done by any of its deputies."""
    keys = parse_phrase(phrase)
    others = [stand_ins(state, act, body, key, at) if key.kind == "office" else () for key in keys]
    if not any(others):
        yield phrase
        return
    for chosen in product(*(found or (key,) for found, key in zip(others, keys, strict=True))):
        if not _doubled(keys, chosen):
            yield " & ".join(map(str, chosen))


def _doubled(keys: tuple[Who, ...], chosen: tuple[Who, ...]) -> bool:
    """Whether a deputy would turn her own key too: two keys of a clause are two people's."""
    return len(set(chosen)) < len(set(keys))
