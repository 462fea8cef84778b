"""The files that the portal sends as they lie, and which of them the booth is made of; knows nothing of Django."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
PAGE = "booth.html"
BOOTH = (
    PAGE,
    "say.js",
    "booth.js",
    "paper.js",
    "ballot.js",
    "credential.js",
    "kept.js",
    "own.js",
    "group.js",
    "noble.js",
    "portal.css",
)
"""What a voter's browser runs and shows, and what made her credential in it: the same bytes for every visitor."""
MAX_FILE = 1_000_000
"""The longest file of a booth, in bytes."""


def static(name: str) -> bytes:
    """Give one of the portal's own files as it lies there."""
    return (FOLDER / name).read_bytes()


def digests() -> dict[str, str]:
    """Give the SHA-256 of each file of the booth, as `set-up-ballot` lists them."""
    return {name: sha256(static(name)).hexdigest() for name in BOOTH}


def path_of(file: str, box: str) -> str:
    """Give the path under which a server of this portal sends a file of the booth of a box."""
    return f"booth/{box}/vote/" if file == PAGE else f"static/{file}"
