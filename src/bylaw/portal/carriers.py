"""Motions and petitions carry the act that they ask for: which acts each may ask for, by the clauses on them."""

from __future__ import annotations

from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.assemblies.motions import Move
from bylaw.acts.initiative.petitions import OpenPetition
from bylaw.acts.matter import FIELD
from bylaw.portal import forms
from bylaw.portal.desk import Desk
from bylaw.rules.who import parse_phrase

CARRIED = FIELD
"""The field that the act that is asked for is written into."""


class Carrier(Struct, frozen=True):
    """An act that carries another: where its form with the fields of both is, and by which rights the other is done."""

    act: type[Act]
    place: str
    rights: frozenset[str]

    def address(self, kind: str) -> str:
        """Give the address of the form that asks for an act."""
        return f"{self.place}{kind}/"


MOTION = Carrier(Move, "/resolutions/move/", frozenset(("resolution", "holder")))
"""Asks for what a clause leaves to a resolution, or to a holder, which a meeting may be."""
PETITION = Carrier(OpenPetition, "/petitions/open/", frozenset(("petition",)))
CARRIERS = {each.act.kind(): each for each in (MOTION, PETITION)}
"""By the name of the act that carries."""


def carriable(where: Desk, carrier: Carrier) -> frozenset[str]:
    """Give the acts with a form that somebody may do, by a clause in force, once a motion or a petition stands."""
    law, kinds = where.state.bylaws.on(where.now()), {body.kind for body in where.state.bodies.all.values()}
    asked = ((name, law.one("may", name, kind)) for name in forms.FORMS for kind in kinds)
    return frozenset(name for name, clause in asked if clause and _turned(carrier, clause.rule.any_of))


def _turned(carrier: Carrier, phrases: tuple[str, ...]) -> bool:
    return any(key.kind in carrier.rights for phrase in phrases for key in parse_phrase(phrase))
