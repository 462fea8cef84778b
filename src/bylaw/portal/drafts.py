"""An act as its signers would sign it, with every finding on it, and the private words behind its commitments."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext, pgettext
from msgspec import Struct

from bylaw.acts.act import Act, Signer
from bylaw.acts.drafting import draft
from bylaw.acts.reader import read_act
from bylaw.acts.sealed import NEED
from bylaw.ledger import judge
from bylaw.people.person import Opening
from bylaw.portal import filled, forms
from bylaw.portal.company import companies
from bylaw.portal.desk import Desk
from bylaw.portal.mistakes import Mistake
from bylaw.portal.sentences import translated
from bylaw.portal.stray import stray
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.commitment import SALT, Parts, read_preimage
from bylaw.record.encoding import encode
from bylaw.rules.finding import Finding
from bylaw.store.evidence import Joined
from bylaw.store.openings import seal_carried

HOUR = 3600
WAITS = 6 * 24 * HOUR
"""For how many seconds an act may wait for its other signers; the record takes none that waits longer than 7 days."""


class Draft(Struct, frozen=True):
    """An act, every finding on it, other companies that may do it, and what opens its commitments."""

    act: Act
    findings: tuple[Finding, ...]
    companies: tuple[Act, ...]
    openings: tuple[Opening, ...]

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Why it would not be taken in."""
        return tuple(finding for finding in self.findings if finding.refuses)


def written(desk: Desk, kind: type[Act], fields: Mapping[str, Any], nonce: str = "") -> Act | str:
    """Write an act from fields that are no texts of a form; or say which does not fit. Without a nonce one is drawn."""
    builtins = {name: msgspec.to_builtins(value) for name, value in fields.items()}
    try:
        return draft(desk.state, kind, builtins, desk.now(), nonce or secrets.token_hex(16))
    except msgspec.ValidationError as fault:
        return _plainly(str(fault))


def signed_by(act: Act, *signers: Signer) -> Act:
    """Name the signers of an act."""
    return msgspec.structs.replace(act, by=signers)


def of(desk: Desk, kind: type[Act], fields: Mapping[str, Any], member: str, nonce: str = "") -> Draft:
    """Write an act for a member and whoever must sign with her."""
    act = written(desk, kind, fields, nonce)
    assert isinstance(act, Act), act
    return _in_company(desk, act, member, "", ())


def drafted(
    desk: Desk, kind: type[Act], given: Mapping[str, str], member: str, nonce: str = ""
) -> Draft | Mistake:
    """Write an act for a member and whoever must sign with her; or say which field does not fit."""
    state, at, nonce = desk.state, desk.now(), nonce or secrets.token_hex(16)
    if other := stray(kind, given):
        said = gettext("There is no field \u201c{name}\u201d in this form: nothing of it was read.")
        return Mistake(said.format(name=other[:60]))
    try:
        typed = filled.read(kind, given, state.identity.zone)
        openings = tuple(_opening(state.identity.org, nonce, place, typed.fields) for place in typed.private)
        act = draft(state, kind, typed.fields, at, nonce)
    except filled.Unread as fault:
        return Mistake(f"{pgettext('field', fault.label)}: {translated(fault.why) or fault.why}", fault.place)
    except (msgspec.ValidationError, msgspec.DecodeError) as fault:
        return _plainly(str(fault))
    if isinstance(unfit := read_act(encode(act)), Broken):
        return Mistake(gettext("The record does not take this in: {why}.").format(why=unfit.detail))
    act, behind = seal_carried(state, act)
    return _in_company(desk, act, member, given.get("company", ""), (*openings, *map(_kept, behind.values())))


def _in_company(desk: Desk, act: Act, member: str, which: str, openings: tuple[Opening, ...]) -> Draft:
    """Name the signers; an act of several, or of several keys, may wait for them."""
    state, at = desk.state, desk.now()
    found = companies(state, act, at, member)
    chosen = found[_number(which, len(found))]
    if len(chosen.by) > 1 or chosen.brings(at):
        chosen = msgspec.structs.replace(chosen, until=rfc3339(at + WAITS))
    beside = Joined({NEED + o.commitment: o.bytes for o in openings}, desk.evidence)
    return Draft(chosen, judge(state, chosen, at, beside), found, openings)


def _kept(opening: object) -> Opening:
    """Give what opens a sealed matter as the register keeps it."""
    assert isinstance(opening, bytes)
    parts = read_preimage(opening)
    assert isinstance(parts, Parts)
    return Opening(parts.org, parts.event, parts.field, parts.salt, parts.value)


def _number(text: str, many: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 and int(text) < many else 0


def _opening(org: str, nonce: str, place: str, fields: dict[str, Any]) -> Opening:
    """Put a commitment in the place of the words typed there, and give what opens it."""
    *path, last = place.split(".")
    holder: Any = fields
    for step in path:
        holder = holder[int(step) if isinstance(holder, list) else step]
    opening = Opening(org, nonce, place, secrets.token_bytes(SALT), holder[last].encode())
    holder[last] = opening.commitment
    return opening


def _plainly(fault: str) -> Mistake:
    """Say what a decoder found in the words of a form."""
    what, _, where = fault.partition(" - at `$.")
    place = re.sub(r"\[(\d+)\]", r".\1", where.rstrip("`"))
    if "missing required field" in what:
        last = what.split("`")[1]
        said = gettext("{field}: fill this in.").format(field=pgettext("field", forms.label(last)))
        return Mistake(said, f"{place}.{last}".lstrip("."))
    name = forms.label(place.partition(".")[0])
    said = translated(what) or what
    return Mistake(f"{pgettext('field', name)}: {said}" if where else said, place)
