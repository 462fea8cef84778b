"""Who brings a case: whoever signs the charge, and who moved and seconded the resolution under which it is brought."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Signer
from bylaw.state import State
from bylaw.state.motions import Motion


def movers(state: State, by: tuple[Signer, ...]) -> tuple[str, ...]:
    """Give who moved what these signers carry out under a resolution."""
    return tuple(motion.mover for motion in _resolved(state, by))


def accusers(state: State, by: tuple[Signer, ...]) -> tuple[str, ...]:
    """Give everybody who brings a charge, the named accuser first: none of them judges it, or gains by it."""
    brought = [signer.member for signer in by]
    for motion in _resolved(state, by):
        brought += [motion.mover, *state.motions.seconds[motion.name]]
    return tuple(dict.fromkeys(brought))


def _resolved(state: State, by: tuple[Signer, ...]) -> Iterator[Motion]:
    for signer in by:
        motion = signer.ref.removeprefix("resolution.") if signer.right == "warrant" else ""
        if motion in state.motions.all:
            yield state.motions.all[motion]
