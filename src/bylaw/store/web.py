"""HTTP calls with limits: on the bytes of an answer, and on the seconds of the whole call."""

from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR
from threading import Timer
from urllib.parse import urlsplit

from msgspec import Struct

from bylaw.record.broken import Broken

TIMEOUT = 20.0
"""Seconds for one call."""


class Answer(Struct, frozen=True):
    """What a server said."""

    status: int
    body: bytes


class Web:
    """One server, under a URL that ends in a slash. The connection is kept between calls; nobody is redirected.

    Where there is a ``key``, every call shows it.
    """

    def __init__(self, url: str, timeout: float = TIMEOUT, key: str = "") -> None:
        self._connection: HTTPConnection | None = None
        self.url = url.rstrip("/") + "/"
        self.timeout = timeout
        self._headers = {"User-Agent": "bylaw", **({"Authorization": f"Bearer {key}"} if key else {})}

    def call(self, method: str, path: str, limit: int, body: bytes | None = None) -> Answer | Broken:
        """Ask for a path under the URL; an answer longer than `limit` bytes, or slower than the timeout, is Broken."""
        try:
            reused = self._connection is not None
            found = self._try(method, path, limit, body)
            stale = reused and isinstance(found, Broken) and found.reason == "storage"
            return self._try(method, path, limit, body) if stale else found
        except ValueError as fault:
            return Broken("storage", f"{self.url}: {fault}")

    def _try(self, method: str, path: str, limit: int, body: bytes | None) -> Answer | Broken:
        connection = self._connection = self._connection or _connect(self.url, self.timeout)
        timer = Timer(self.timeout, _cut, [connection])
        timer.daemon = True
        timer.start()
        try:
            connection.request(method, urlsplit(self.url + path).path, body, self._headers)
            answer = connection.getresponse()
            content = _read(answer, limit)
        except (OSError, HTTPException) as fault:
            self._drop()
            return Broken("storage", f"{self.url}{path}: {fault or type(fault).__name__}")
        finally:
            timer.cancel()
        if len(content) > limit:
            self._drop()
            if answer.status == 200:
                return Broken("size", f"{self.url}{path} is longer than {limit} bytes")
        return Answer(answer.status, content)

    def __del__(self) -> None:
        self._drop()

    def _drop(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


def _connect(url: str, timeout: float) -> HTTPConnection:
    """Prepare a connection. Raises ValueError if this is not an http or https URL."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("not an http or https URL")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname, parts.port, timeout=timeout)


def _read(answer: HTTPResponse, limit: int) -> bytes:
    """Read an answer, and one byte more than it may have. Raises HTTPException if it is cut short."""
    content = answer.read(limit + 1)
    if answer.length and len(content) <= limit:
        raise HTTPException("the answer was cut short")
    return content


def _cut(connection: HTTPConnection) -> None:
    """End a call that takes too long, whoever is slow."""
    if connection.sock is not None:
        try:
            connection.sock.shutdown(SHUT_RDWR)
        except OSError:  # it has just ended by itself
            return
