"""Who brings a case: whoever signs the charge, and who moved or signed the resolution or petition under which it is."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Signer
from bylaw.state import State


def movers(state: State, by: tuple[Signer, ...]) -> tuple[str, ...]:
    """Give who moved, or opened, what these signers carry out under a resolution or a petition."""
    return tuple(mover for mover, _ in _decided(state, by))


def accusers(state: State, by: tuple[Signer, ...]) -> tuple[str, ...]:
    """Give everybody who brings a charge, the named accuser first: none of them judges it, or gains by it."""
    brought = [signer.member for signer in by]
    for mover, others in _decided(state, by):
        brought += [mover, *others]
    return tuple(dict.fromkeys(brought))


def _decided(state: State, by: tuple[Signer, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give for each resolution and petition who moved it, and who seconded or signed it in the open."""
    for signer in by:
        kind, _, name = signer.ref.partition(".")
        if signer.right != "warrant":
            continue
        if kind == "resolution" and name in state.motions.all:
            yield state.motions.all[name].mover, tuple(state.motions.seconds[name])
        if kind == "petition" and name in state.petitions.all:
            yield state.petitions.all[name].opener, tuple(state.petitions.standing(name))
