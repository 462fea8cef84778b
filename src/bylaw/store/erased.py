"""What an act of erasure let go of is destroyed: openings of sealed steps, and first what else has their words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bylaw.store.openings import Openings
from bylaw.store.saved import dropped


def destroy_openings(folder: Path, commitments: Iterable[str]) -> None:
    """Destroy what opens these commitments, and the saved state, which was folded with it. Raises OSError.

    Nothing is saved meanwhile; whoever folded before finds an opening gone, and does not save.
    """
    openings = Openings(folder)
    with dropped(folder):
        for commitment in commitments:
            openings.destroy(commitment)
