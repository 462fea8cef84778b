"""The demo: a union local lives one year, scene by scene, from its founding to a succeeded officer."""

from __future__ import annotations

from bylaw.rehearsal.local import Local
from bylaw.rehearsal.scenes import (
    a_case,
    accountability,
    amendment,
    card_at_a_door,
    contested,
    deputy,
    emergency,
    grievance,
    inquiry,
    interim_ends,
    new_cards,
    newcomer,
    old_roll,
    sealed_motion,
    secret_ballot,
    suspension,
    term_ends,
    year_figures,
)

FIRST = (old_roll, newcomer, card_at_a_door, amendment)
"""The scenes until the first amendment."""
SCENES = (
    *FIRST,
    interim_ends,
    secret_ballot,
    a_case,
    grievance,
    emergency,
    suspension,
    deputy,
    sealed_motion,
    term_ends,
    year_figures,
    accountability,
    inquiry,
    contested,
)
"""All scenes, in the order of the year."""


def play(local: Local) -> None:
    """Play the whole year, each scene under a head that the witness has cosigned."""
    for scene in SCENES:
        scene.play(local)
        if scene not in FIRST:
            local.on.witnessed()
    local.on.wait(5)
    new_cards.play(local)
    local.on.witnessed()
    local.on.cosigned()
