"""What the operator's log says: one JSON object on a line, and nothing by which a voter and a vote could be joined.

A line names the address's pattern and never what was filled in, the method, the status and how long it took. It names
no member, no session, no network address, no browser. Requests at a booth leave no line at all: their order and their
moments are what a log-in could be compared with; how many ballots were turned away the box itself counts.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from bylaw.portal.gate import Next
from bylaw.record.clock import rfc3339

OWN = "bylaw"
SILENT = ("booth/", "api/boxes/")
"""Patterns of addresses whose requests leave no line."""
_LOG = logging.getLogger("bylaw.requests")


class Lines(logging.Formatter):
    """Writes a record as JSON. Of faults it writes what kind and where, not the values that were at hand."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        told: dict[str, Any] = {"at": rfc3339(int(record.created)), "level": record.levelname.lower()}
        asked = getattr(record, "asked", None)
        if asked is not None:
            told |= asked
        elif record.name.partition(".")[0] == OWN:
            told |= {"from": record.name, "said": record.getMessage()}
        else:
            told |= {"from": record.name}
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            where = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
            told |= {"fault": record.exc_info[0].__name__, "where": where[-12:]}
        return json.dumps(told, ensure_ascii=True)


def logging_to(place: str) -> dict[str, Any]:
    """Give Django's LOGGING: faults go to the error stream, requests to a file (`-`: the same stream) or nowhere."""
    errors = {"class": "logging.StreamHandler", "formatter": "lines"}
    handlers: dict[str, Any] = {"errors": errors}
    own = {"handlers": ["errors"], "level": "WARNING", "propagate": False}
    loggers = {"django": {**own, "level": "ERROR"}, OWN: own}
    if place:
        handlers["requests"] = errors if place == "-" else _file(place)
        loggers["bylaw.requests"] = {"handlers": ["requests"], "level": "INFO", "propagate": False}
    formatters = {"lines": {"()": Lines}}
    return {"version": 1, "formatters": formatters, "handlers": handlers, "loggers": loggers}


def _file(place: str) -> dict[str, Any]:
    """A file that another program may move away: it is opened again under its name."""
    kind = "logging.handlers.WatchedFileHandler"
    return {"class": kind, "filename": place, "formatter": "lines", "encoding": "ascii"}


def journal(get_response: Next) -> Next:
    """Write one line for each answer."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        route = match.route if match else getattr(request, "route", "")
        if not route.startswith(SILENT):
            took = round(1000 * (time.perf_counter() - begun))
            told = {"method": request.method, "route": route, "status": response.status_code, "ms": took}
            _LOG.info("", extra={"asked": told})
        return response

    return answer
