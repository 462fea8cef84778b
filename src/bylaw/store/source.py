"""Where a copy of a record is read from: a folder, or a web server. Sizes and times are limited before reading."""

from pathlib import Path
from typing import Protocol

from bylaw.record.broken import Broken
from bylaw.store.files import TooLong, read_bounded
from bylaw.store.web import TIMEOUT, Web

CLOSED = "; members alone are given it: download your copy there, or give verify your --reading-key"


class Source(Protocol):
    """Files by their path under the log."""

    def get(self, path: str, limit: int) -> bytes | Broken | None:
        """The file's content of at most `limit` bytes; None if there is no such file."""


class FolderSource:
    """A log published in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, path: str, limit: int) -> bytes | Broken | None:
        """See Source. What is there and no file, as a pipe that never ends, is not opened."""
        place = self.folder / path
        try:
            if place.exists() and not place.is_file():
                return Broken("storage", f"{path} is no file")
            return read_bounded(place, limit)
        except TooLong:
            return Broken("size", f"{path} is longer than {limit} bytes")
        except OSError as fault:
            return Broken("storage", f"{path} cannot be read: {fault}")


class WebSource:
    """A log published under a URL (http or https)."""

    def __init__(self, url: str, timeout: float = TIMEOUT, key: str = "") -> None:
        self._web = Web(url, timeout, key)

    def get(self, path: str, limit: int) -> bytes | Broken | None:
        """See Source. Redirections are not followed: another host is another log."""
        answer = self._web.call("GET", path, limit)
        if isinstance(answer, Broken):
            return answer
        if answer.status in {404, 410}:
            return None
        told = f"{self._web.url}{path}: HTTP {answer.status}{CLOSED if answer.status in {401, 403} else ''}"
        return answer.body if answer.status == 200 else Broken("storage", told)


def open_source(place: str, key: str = "") -> Source | Broken:
    """A source for a path or a URL, which is shown the key; an organisation's folder stands for the log in it."""
    if place.startswith(("http://", "https://")):
        return WebSource(place, key=key)
    folder = Path(place)
    if not folder.is_dir():
        return Broken("storage", f"{place} is not a folder")
    inside = folder / "record"
    return FolderSource(inside if (inside / "checkpoint").is_file() else folder)
