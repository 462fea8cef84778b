"""What the founding act fixed: who this organisation is, its clock, its log and its zone."""

from __future__ import annotations

from msgspec import Struct

from bylaw.rules.holidays import NONE, Holidays


class Identity(Struct):
    """The facts of the founding act; ``org`` is its hash and stays through every successor of the log."""

    org: str = ""
    name: str = ""
    clock: str = ""
    zone: str = "UTC"
    language: str = "en"
    """In which the bylaws are adopted: their words in it are authentic, as a tag of BCP 47."""
    holidays: Holidays = NONE
    """The days of rest: a time in which somebody acts does not end on one."""
    origin: str = ""
    log_key: str = ""
    witnesses: tuple[str, ...] = ()
    quorum: int = 0
    captive: tuple[str, ...] = ()
    """The witnesses that are declared to be the log operator's own."""
    rp_id: str = ""
    origins: tuple[str, ...] = ()
    founded: int = 0
    former: tuple[str, ...] = ()
    """The keys of the logs before this one, oldest first: their heads still show what they showed."""
