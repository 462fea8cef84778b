"""When a request had arrived, whole: whoever is in time stays in time, however long the queue before the box.

The server's one worker takes requests in turn. In the last minute of a poll that queue is long, and what counts for a
ballot is when it came and not when its turn came.
"""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask
from waitress.utilities import Error

from bylaw.portal.desk import desk
from bylaw.portal.room import has_room, roomy

KEY = "bylaw.arrived"


class _Full(Error):  # type: ignore[misc] # waitress has no types
    """There is no room on the disk for a request."""

    code = 507
    reason = "Insufficient Storage"


class _Read(HTTPRequestParser):  # type: ignore[misc] # waitress has no types
    """A request being read, which knows when it was complete, by a count of seconds that no set clock moves."""

    arrived = 0.0
    adj: Any

    def received(self, data: bytes) -> int:
        """Read more of it; what cannot be kept until it is complete is answered at once."""
        try:
            taken: int = super().received(data)
        except OSError:
            self.error, self.completed, taken = (
                _Full("the disk is full; send it again later"),
                True,
                len(data),
            )
        if self.completed and not self.arrived:
            self.arrived = time.monotonic()
        return taken

    def parse_header(self, header_plus: bytes) -> None:
        """Read its head: it says whether a large file may follow."""
        super().parse_header(header_plus)
        if has_room(self.query):
            self.adj = roomy(self.adj)


class _Task(WSGITask):  # type: ignore[misc] # waitress has no types
    """A request that is to be answered."""

    @property
    def has_body(self) -> bool:
        """Whether anything follows the head of the answer: to HEAD nothing does (RFC 9110, 9.3.2)."""
        return self.request.command != "HEAD" and bool(super().has_body)

    def get_environment(self) -> dict[str, Any]:
        """Give what the application is told."""
        told: dict[str, Any] = super().get_environment()
        return {**told, KEY: self.request.arrived}


class _Channel(HTTPChannel):  # type: ignore[misc] # waitress has no types
    parser_class = _Read
    task_class = _Task


def stamp(server: TcpWSGIServer) -> None:
    """Have a server note when each request arrived."""
    server.channel_class = _Channel


def came(request: HttpRequest) -> int:
    """Give when a request had arrived, by the record's clock; a simulated clock knows only the present."""
    now, arrived = desk().now(), request.META.get(KEY, 0.0)
    waited = int(time.monotonic()) - int(arrived) if arrived and desk().state.identity.clock == "real" else 0
    return now - max(0, waited)
