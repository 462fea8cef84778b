"""Control: which files were asked for until when, what was handed over, and the reports of those who asked."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.rules.clause import FOREVER


class Request(Struct, frozen=True):
    """A file asked of a body; ``home`` is the body of the mandate under which it was asked."""

    name: str
    body: str
    home: str
    file: str
    deliver: int
    at: int


class Delivery(Struct, frozen=True):
    """What was handed over; ``withheld`` commits to what was not and why, and leaves the request open."""

    at: int
    content: str
    withheld: str


class ControlReport(Struct, frozen=True):
    """A report to the members of a body, with what had been asked since the last and was overdue."""

    name: str
    body: str
    home: str
    text: str
    asked: int
    overdue: int
    at: int


class Control:
    """Every request with what was delivered, and every report."""

    def __init__(self) -> None:
        self.requests: dict[str, Request] = {}
        self.deliveries: dict[str, list[Delivery]] = {}
        self.reports: dict[str, ControlReport] = {}

    def ask(self, request: Request) -> None:
        """Add a request."""
        self.requests[request.name] = request
        self.deliveries[request.name] = []

    def met(self, name: str) -> int:
        """Give when a request was met in full; ``FOREVER`` while it is not."""
        return next((each.at for each in self.deliveries[name] if not each.withheld), FOREVER)

    def overdue(self, request: Request, t: int) -> bool:
        """Whether a request was not met by its day, and still is not at ``t``."""
        return request.deliver <= t < self.met(request.name)

    def of_home(self, home: str, t: int) -> Iterator[Request]:
        """Give what one controlling body had asked for by ``t``, oldest first."""
        return (each for each in self.requests.values() if each.home == home and each.at <= t)

    def last_report(self, body: str, home: str, t: int) -> ControlReport | None:
        """Give the newest report to a body by ``t``; of any controlling body where ``home`` is empty."""
        told = (r for r in self.reports.values() if r.body == body and home in ("", r.home))
        return max((r for r in told if r.at <= t), key=lambda r: r.at, default=None)
