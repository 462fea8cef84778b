"""Files of ballots that an act destroyed: which they are, and how their copies in a folder end.

DIR/destroyed     the hashes, a line each: written before a file goes, so that the record can still be folded
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from bylaw.store.files import read_bounded, write_whole

if TYPE_CHECKING:
    from bylaw.store.organisation import Organisation

FILE, MOST = "destroyed", 1 << 22


def destroyed(folder: Path) -> frozenset[str]:
    """Give the hashes of what was destroyed in this folder."""
    return frozenset((read_bounded(folder / FILE, MOST) or b"").decode("ascii", "replace").split())


def destroy(organisation: Organisation) -> tuple[int, list[str]]:
    """Remove every file, and every box, whose ballots an act destroyed; give how many files, and the boxes.

    A box goes with its elections. Raises OSError.
    """
    folder, state = organisation.folder, organisation.state
    names = state.boxes.destroyed
    write_whole(folder, FILE, "".join(f"{name}\n" for name in names).encode())
    paths = [path for name in names if (path := organisation.attachments.path(name)).exists()]
    for path in paths:
        path.unlink()
    filed = {name: each.archive for name, each in state.boxes.tallied.items()}
    boxes = [
        name for name, archive in filed.items() if archive in names and (folder / "boxes" / name).is_dir()
    ]
    for name in boxes:
        shutil.rmtree(folder / "boxes" / name)
    organisation.present.tidy()
    return len(paths), boxes
