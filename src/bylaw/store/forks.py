"""What a witness keeps of a log that forks: two heads of one size, both signed by the log, for everybody to check."""

from hashlib import sha256
from pathlib import Path

from bylaw.record.log.checkpoint import Checkpoint
from bylaw.record.log.witness import Seen
from bylaw.store.files import write_whole

MOST = 100
"""Heads kept for one size of one log: two convict it, and more must not fill the disk."""


class Forks:
    """A folder of evidence: `<SHA-256 of the origin>/<size>/<root in hex>.checkpoint`, each a signed note."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, seen: Seen, ours: bytes, head: Checkpoint, theirs: bytes) -> None:
        """Keep the head that was cosigned and the other one. Raises OSError."""
        place = f"{sha256(head.origin.encode()).hexdigest()}/{head.size}"
        if len(list((self.folder / place).glob("*.checkpoint"))) < MOST:
            write_whole(self.folder, f"{place}/{seen.root.hex()}.checkpoint", ours)
            write_whole(self.folder, f"{place}/{head.root.hex()}.checkpoint", theirs)

    def kept(self) -> list[Path]:
        """Give the folders with evidence, one for each size of each log."""
        return sorted(self.folder.glob("*/*"))
