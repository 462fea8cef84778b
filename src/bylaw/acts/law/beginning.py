"""The founding act that a profile makes: what its file says, filled in with a name, a log and people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from bylaw.acts.act import Seen, Signer
from bylaw.acts.law.founding import FirstBody, FirstOffice, Found, Founder, Interim
from bylaw.record.clock import rfc3339
from bylaw.record.log.tree import EMPTY
from bylaw.rules.load import Profile
from bylaw.state.bodies import ROOT

YEAR = 365 * 86_400
WEEK = 7 * 86_400
"""How long, in seconds, founders have to sign."""


class Beginning(Struct, frozen=True, kw_only=True):
    """What no profile says: how it is called, when and in which log it begins, and where passkeys will sign."""

    name: str
    nonce: str
    at: int
    origin: str
    log_key: str
    clock: Literal["real", "simulated", "reconstruction"] = "real"
    rp_id: str = ""
    origins: tuple[str, ...] = ()


def interim_seats(book: Profile) -> list[str]:
    """Give the offices that founders hold until the first election, one item for each seat."""
    return [office for office, file in book.offices.items() for _ in range(file.seats) if file.interim]


def in_turn(book: Profile, members: Sequence[str]) -> tuple[str, ...]:
    """Give each interim seat to a founder in turn."""
    return tuple(members[i % len(members)] for i, _ in enumerate(interim_seats(book)))


def found(book: Profile, begins: Beginning, founders: Sequence[Founder], holders: Sequence[str]) -> Found:
    """Write the founding act: each founder signs it; ``holders`` are those of the interim seats, in their order."""
    ends = rfc3339(begins.at + YEAR)
    return Found(
        nonce=begins.nonce,
        seen=Seen(0, EMPTY.hex()),
        until=rfc3339(begins.at + WEEK),
        by=tuple(Signer(founder.member, "founder") for founder in founders),
        name=begins.name,
        clock=begins.clock,
        zone=book.zone,
        origin=begins.origin,
        log_key=begins.log_key,
        bylaws=book.clauses,
        bodies=(
            FirstBody(ROOT, "assembly"),
            *(FirstBody(name, unit.kind, unit.parent or ROOT, unit.organ) for name, unit in book.bodies.items()),
        ),
        offices=tuple(FirstOffice(name, file.body, file.seats) for name, file in book.offices.items()),
        founders=tuple(founders),
        interim=tuple(
            Interim(member, office, book.offices[office].body, ends)
            for member, office in zip(holders, interim_seats(book), strict=True)
        ),
        holidays=book.holidays,
        rp_id=begins.rp_id,
        origins=begins.origins,
        language=book.language,
    )  # fmt: skip
