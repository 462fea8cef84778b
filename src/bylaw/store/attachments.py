"""Files that acts name by their SHA-256: minutes, ballot archives, count sheets."""

from hashlib import sha256
from pathlib import Path

from bylaw.record.broken import Broken
from bylaw.store.files import make_open, read_bounded, write_whole

MAX_ATTACHMENT = 512 * 1024 * 1024
"""The largest attachment read, in bytes."""


class Attachments:
    """A folder of attachments: `<first two digits>/<hash>`. Write one before the act that names it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the attachment of this hash lies. Raises ValueError if the name is not a hash."""
        if len(name) != 64 or set(name) - set("0123456789abcdef"):
            raise ValueError(f"not a SHA-256 in hexadecimal: {name[:80]}")
        return self.folder / name[:2] / name

    def put(self, content: bytes) -> str | Broken:
        """Store content durably and give its hash."""
        name = sha256(content).hexdigest()
        try:
            make_open(self.folder)
            if not self.path(name).exists():
                write_whole(self.folder, f"{name[:2]}/{name}", content)
        except OSError as fault:
            return Broken("storage", f"attachment not stored: {fault}")
        return name

    def get(self, name: str) -> bytes | Broken | None:
        """Give the content with this hash; None if it is not here, Broken if it is not what its name says."""
        try:
            content = read_bounded(self.path(name), MAX_ATTACHMENT)
        except (OSError, ValueError) as fault:
            return Broken("storage", f"attachment not read: {fault}")
        if content is not None and sha256(content).hexdigest() != name:
            return Broken("consistency", f"attachment {name} was changed")
        return content
