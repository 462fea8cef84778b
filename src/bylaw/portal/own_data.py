"""What a member takes with her: her data as one file, her dates as a calendar that other programs can follow."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

import msgspec
from django.core import signing as tokens
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from msgspec import Struct

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.portal import offers, reading_keys, words
from bylaw.portal.attached import is_file
from bylaw.portal.desk import builtins, desk
from bylaw.portal.gate import after_leaving, member_of, public
from bylaw.portal.languages import of_member
from bylaw.portal.spoken import sentence
from bylaw.projections.timetable import timetable
from bylaw.record.clock import instant, rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state.bodies import ROOT

SALT = "calendar"
FOLDED = 73
"""Octets of a line in a calendar before it is folded (RFC 5545)."""
_ID = re.compile(r"\b[0-9a-f]{32}\b")


@after_leaving
@require_safe
def data(request: HttpRequest) -> JsonResponse:
    """Give all that is kept about the member who asks: person, private words, and the entries that name her."""
    member = member_of(request)
    told = {
        "member": member,
        "person": _person(member),
        "language": of_member(member),
        "private_words": list(_words(member)),
        "reading_keys": [
            {"begins": key.begins, "made": rfc3339(key.made)} for key in reading_keys.of(member)
        ],
        "entries": [i for i, raw in enumerate(desk().organisation.raw_entries()) if member.encode() in raw],
    }
    return JsonResponse(
        told,
        json_dumps_params={"indent": 1},
        headers={"Content-Disposition": "attachment; filename=my-data.json"},
    )


def _person(member: str) -> dict[str, object]:
    found = desk().person(member)
    return builtins(found) if found else {}


def _words(member: str) -> Iterator[dict[str, str]]:
    if not (desk().folder / FOLDER).is_dir():
        return
    with Register.open(desk().folder / FOLDER) as register:
        try:
            openings = register.openings_for(member)
        except KeyError:
            return
    for opening in openings:
        file = is_file(opening)
        value = b64encode(opening.value).decode() if file else opening.value.decode("utf-8", "replace")
        yield {
            "commitment": opening.commitment,
            "field": opening.field,
            "salt": opening.salt.hex(),
            "base64" if file else "value": value,
        }


def token(member: str) -> str:
    """Give the name under which a member's calendar can be read without a log-in; whoever has it can read it."""
    return tokens.Signer(salt=SALT).sign(member).replace(":", ".")


@public
@require_safe
def calendar(_request: HttpRequest, name: str) -> HttpResponse:
    """Give a member's dates as iCalendar, in her language: what comes for all, and what she may do until when."""
    try:
        member = tokens.Signer(salt=SALT).unsign(name.replace(".", ":"))
    except tokens.BadSignature as fault:
        raise Http404 from fault
    if not desk().belongs(member):
        raise Http404
    with translation.override(of_member(member)):  # whoever reads them
        language, events = of_member(member), tuple(_events(member))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//bylaw//portal//{language.upper()}", *events]
    text = "".join(map(_folded, [*lines, "END:VCALENDAR"]))
    said = {"Content-Language": language}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=said)


def _events(member: str) -> Iterator[str]:
    at, last, mine = desk().now(), _("last moment"), _("my duty")
    for date in timetable(desk().state, ROOT, at):
        yield from _event(instant(date.at) or 0, date, (sentence(date.what), date.about))
    for offer in offers.offers(desk(), member):
        if not offer.refusals and offer.asked.until < FOREVER:
            said = last, words.title(offer.asked.kind), offer.asked.about
            yield from _event(offer.asked.until, offer.asked, said)
    for own in offers.own_duties(desk(), member):
        if own.duty.by:
            said = mine, words.title(own.duty.act), own.duty.about
            yield from _event(offers.by_of(own.duty), own.duty, said)


def _event(at: int, what: Struct, said: tuple[str, ...]) -> Iterator[str]:
    """Give an event. It is the same event in every language, and says a name where everybody may know it."""
    stamp, language = rfc3339(at).replace("-", "").replace(":", ""), translation.get_language()
    told = _ID.sub(lambda who: desk().name_of(who[0]), ": ".join(filter(None, said)))
    text = told.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    same = sha256(msgspec.json.encode(what)).hexdigest()[:16]
    yield from ("BEGIN:VEVENT", f"UID:{stamp}-{same}@{desk().state.identity.org[:16]}", f"DTSTAMP:{stamp}")
    yield from (f"DTSTART:{stamp}", f"SUMMARY;LANGUAGE={language}:{text}", "END:VEVENT")


def _folded(line: str) -> str:
    """Fold a line so that none is too long, between characters."""
    pieces, rest = [], line
    while len(rest.encode()) > FOLDED:
        cut = len(rest.encode()[:FOLDED].decode("utf-8", "ignore"))
        pieces.append(rest[:cut])
        rest = f" {rest[cut:]}"
    return "\r\n".join([*pieces, rest]) + "\r\n"
