"""Files that are either whole or not there, whatever happens while they are written."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import NamedTemporaryFile

SCRATCH = ".new"
"""Name of the folder in which files grow before they get their own name."""


def write_whole(root: Path, name: str, content: bytes) -> None:
    """Write `root/name` so that after a crash its old or its new content is there, never a part. Raises OSError.

    Whoever may enter the folder above `root` may read it: a web server under an account of its own serves these files.
    """
    path, scratch = root / name, root / SCRATCH
    make_open(path.parent)
    scratch.mkdir(exist_ok=True)
    with NamedTemporaryFile(dir=scratch, delete=False) as new:
        try:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
            Path(new.name).chmod(0o644)
            Path(new.name).replace(path)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise
    for folder in _new_names(root, path):
        sync_folder(folder)


def make_open(folder: Path) -> None:
    """Make a folder, and those above it that are missing, which every account can read. Raises OSError."""
    if not folder.is_dir():
        make_open(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)


def write_secret(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def wipe(path: Path) -> None:
    """Overwrite a file and remove it; one that is not here is gone already. Raises OSError."""
    if not path.is_file():
        return
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keep other processes from writing under a folder, and clear what a dead one left behind. Raises OSError."""
    make_open(root)
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        rmtree(root / SCRATCH, ignore_errors=True)
        yield
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class TooLong(OSError):
    """A file is longer than what it may hold."""


def read_bounded(path: Path, limit: int) -> bytes | None:
    """Read a file of at most `limit` bytes; None if there is none. Raises OSError, `TooLong` if it is longer."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if len(content) > limit:
        raise TooLong(f"{path} is longer than {limit} bytes")
    return content


def _new_names(root: Path, path: Path) -> list[Path]:
    """The folders, up to the root, whose names may be new: each is made durable."""
    parents = list(path.parents)
    return parents[: parents.index(root) + 1]
