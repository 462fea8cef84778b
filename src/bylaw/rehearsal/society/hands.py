"""Who signs: drawn from the phrases of the clause that says who may, and from the generator's own books.

A phrase is turned where the books know somebody for each of its keys; a warrant, a panel and whoever holds a complaint
are known to the play that made them and are not drawn here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from bylaw.acts.act import Signer
from bylaw.rehearsal.society.company import Company, as_member, as_subject
from bylaw.rehearsal.society.roster import Roster
from bylaw.rules.who import Who, parse_phrase
from bylaw.state.bodies import ROOT


class Wanted(NamedTuple):
    """What is to be signed for: an act in a body, about an office or member; whether it is due; who is not to sign."""

    kind: str
    body: str
    office: str = ""
    due: bool = False
    besides: Collection[str] = ()
    about: str = ""


def draw(company: Company, roster: Roster, wanted: Wanted) -> tuple[Signer, ...]:
    """Draw signers of one of the phrases by which an act may be done; none where the books know nobody for any."""
    state = company.state
    kind = state.bodies.all[wanted.body].kind
    law = state.bylaws.on(company.now).one("may", wanted.kind, kind, wanted.office)
    phrases = list(law.rule.any_of) if law else []
    company.dice.shuffle(phrases)
    found = (_turned(roster, parse_phrase(phrase), wanted) for phrase in phrases)
    return next((signers for signers in found if signers), ())


def several(company: Company, roster: Roster, wanted: Wanted, most: int) -> list[Signer]:
    """Draw so many who may each do an act alone, nobody twice; fewer where the books know no more."""
    found: list[Signer] = []
    while len(found) < most:
        besides = {*wanted.besides, *(signer.member for signer in found)}
        by = draw(company, roster, wanted._replace(besides=besides))
        if len(by) != 1:
            break
        found += by
    return found


def _turned(roster: Roster, keys: tuple[Who, ...], wanted: Wanted) -> tuple[Signer, ...]:
    """Give a signer of her own for each key; none where one key finds nobody."""
    signers: list[Signer] = []
    for key in keys:
        besides = {*wanted.besides, *(signer.member for signer in signers)}
        signer = _holder(roster, key, wanted, besides)
        if signer is None:
            return ()
        signers.append(signer)
    return tuple(signers)


def _holder(roster: Roster, key: Who, wanted: Wanted, besides: Collection[str]) -> Signer | None:
    """Draw who turns a key: an officer of the place, or a member of it where that is asked, or where it is due."""
    where = ROOT if key.place == "root" else wanted.body
    if key.kind == "subject" and wanted.about:
        return as_subject(wanted.about) if wanted.about not in besides else None
    if key.kind == "office" and key.place in ("here", "root"):
        held = [each for each in roster.holding(where, key.name) if each.member not in besides]
        return roster.dice.choice(held) if held else None
    if key.kind == "member" and (key.place in ("here", "root") or wanted.due):
        local = roster.local_of(where)
        here = roster.any_of(local, len(besides) + 1) or [p for p in roster.locals[local] if not p.rests]
        return next((as_member(person.id) for person in here if person.id not in besides), None)
    return None
