"""The founding act of a played organisation: its profile, its founders, and who holds which office until elections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bylaw.acts.act import Seen, Signer
from bylaw.acts.law.founding import FirstBody, FirstOffice, Found, Founder, Interim
from bylaw.record.keys import Key
from bylaw.record.log.tree import EMPTY
from bylaw.rules.load import Profile
from bylaw.state.bodies import ROOT
from bylaw.store.organisation import Organisation


def charter(
    organisation: Organisation,
    profile: Profile,
    founders: Mapping[str, Key],
    interim: Sequence[tuple[str, str, str]],
    **fields: Any,
) -> Found:
    """Write it: founders by id with their first keys; ``interim`` says who holds which office of the root until when.

    ``fields`` are the name, the nonce, the last day, and whatever else the act has.
    """
    key = organisation.vkey
    bodies = (FirstBody(name, unit.kind, unit.parent, unit.organ) for name, unit in profile.bodies.items())
    whole = {"bylaws": profile.clauses, "language": profile.language, **fields}
    return Found(
        seen=Seen(0, EMPTY.hex()),
        by=tuple(Signer(member, "founder") for member in founders),
        clock="simulated",
        zone=profile.zone,
        origin=key.name,
        log_key=str(key),
        bodies=(FirstBody(ROOT, "assembly"), *bodies),
        offices=tuple(FirstOffice(name, file.body, file.seats) for name, file in profile.offices.items()),
        founders=tuple(Founder(member, first, "ordinary") for member, first in founders.items()),
        interim=tuple(Interim(member, office, ROOT, ends) for member, office, ends in interim),
        **whole,
    )
