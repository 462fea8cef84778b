"""What a program does for a member who has logged in: read what members read, sign with others, vote."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import ConfigDict, Field

from bylaw.portal import booth, consent, meetings, own_data, reading_keys, signing
from bylaw.portal.api_auth import OrLeft
from bylaw.portal.api_words import Behind, Problem, read, told
from bylaw.portal.desk import builtins, desk
from bylaw.portal.gate import member_of
from bylaw.portal.models import Line, Pending, ReadingKey
from bylaw.projections.accounts import reports, terms
from bylaw.projections.campaigns import campaigns
from bylaw.projections.casework import deciders
from bylaw.projections.complaints import complaint_figures
from bylaw.projections.control import control
from bylaw.projections.deliberations import envoys, motions, petitions
from bylaw.projections.deliberations import meetings as all_meetings
from bylaw.projections.directives import commissions, directives
from bylaw.projections.emergency import emergencies
from bylaw.projections.persons import courses, money, platforms
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import LIMIT
from bylaw.record.entry import Signature
from bylaw.record.signing import message
from bylaw.state import State
from bylaw.state.bodies import ROOT

router = Router()
_SIGNATURE = msgspec.json.Decoder(Signature)
View = Callable[[State, str, int], Iterable[msgspec.Struct]]
VIEWS: dict[str, View] = {
    "meetings": all_meetings,
    "motions": motions,
    "petitions": petitions,
    "envoys": envoys,
    "reports": reports,
    "terms": terms,
    "directives": directives,
    "commissions": commissions,
    "campaign": campaigns,
    "courses": courses,
    "platforms": platforms,
    "money": money,
    "control": control,
    "emergency": emergencies,
    "deciders": deciders,
    "complaint-figures": complaint_figures,
}
"""What every member reads in her copy of the record with ``bylaw show``. Nothing of it names the parties of a case."""


class Part(Schema):
    """An act's bytes as text, the one signature of the member who asks, in the record's JSON, and what opens it."""

    model_config = ConfigDict(extra="forbid")

    act: str = Field(max_length=LIMIT)
    signature: dict[str, Any]
    openings: list[Behind] = Field(default_factory=list, max_length=100)


@router.get("/views/{what}", response={200: list[dict[str, Any]], 404: Problem})
def view(request: HttpRequest, what: str, body: str = ROOT) -> Any:  # noqa: ARG001 - ninja passes it
    """Lines of what the record says, as ``bylaw show`` has them: meetings, motions, reports, directives and others."""
    if what not in VIEWS or body not in desk().state.bodies.all:
        said = _("bodies are at /bodies; views are {views}")
        return Status(404, {"problem": said.format(views=", ".join(VIEWS))})
    return [builtins(line) for line in VIEWS[what](desk().state, body, desk().now())]


@router.get("/meetings/{name}", response={200: dict[str, Any], 404: Problem})
def meeting(request: HttpRequest, name: str) -> Any:
    """One meeting: its agenda, how one takes part, how many came, its motions and its minutes."""
    if name not in desk().state.meetings.all:
        return Status(404, {"problem": _("there is no meeting {name}").format(name=name)})
    shown = meetings.facts(name, member_of(request))
    return {each: msgspec.to_builtins(value) for each, value in shown.items()}


@router.get("/me/data", auth=OrLeft())
def data(request: HttpRequest) -> HttpResponseBase:
    """All that is kept about the member who asks."""
    return own_data.data(request)


@router.get("/me/calendar")
def calendar(request: HttpRequest) -> dict[str, str]:
    """Where a program reads her dates without a log-in; whoever knows the address can read them."""
    return {"path": f"/calendar/{own_data.token(member_of(request))}.ics"}


@router.get("/me/reading-keys")
def her_keys(request: HttpRequest) -> list[dict[str, Any]]:
    """Her reading keys: how each begins, and until when it opens the files of the record."""
    return [_key(each) for each in reading_keys.of(member_of(request))]


@router.post("/me/reading-keys", response={200: dict[str, Any], 422: Problem})
def reading_key(request: HttpRequest) -> Any:
    """A key with which a program of hers reads the files of the record, and does nothing else.

    It goes in the header ``Authorization: Bearer``, serves while she is on the roll, and is shown this once.
    """
    key = reading_keys.make(member_of(request))
    if key is None:
        said = _("you hold {count} reading keys: take one back first")
        return Status(422, {"problem": said.format(count=reading_keys.MOST)})
    return {"key": key, **_key(reading_keys.of(member_of(request))[0])}


@router.post("/me/reading-keys/{begins}/take-back", response={200: list[dict[str, Any]], 404: Problem})
def take_back(request: HttpRequest, begins: str) -> Any:
    """End the one that begins so: it opens nothing from now on. Gives those that she still holds."""
    if reading_keys.take_back(member_of(request), begins):
        return her_keys(request)
    said = _("no reading key of yours begins with {begins}")
    return Status(404, {"problem": said.format(begins=begins)})


def _key(key: ReadingKey) -> dict[str, Any]:
    return {"begins": key.begins, "ends": rfc3339(key.made + reading_keys.LASTS)}


@router.get("/me/boxes", auth=OrLeft())
def boxes(request: HttpRequest) -> list[dict[str, Any]]:
    """The open boxes in which she votes, with the archive that a program needs to make her ballot."""
    return [
        {
            "box": name,
            "elections": held.split(", "),
            "closes": closes,
            "archive": f"/booth/{name}/archive.bel",
        }
        for name, held, closes in booth.open_to(desk(), member_of(request))
    ]


@router.post(
    "/boxes/{name}/ballots", openapi_extra={"requestBody": {"content": {"text/plain": {}}, "required": True}}
)
def cast(request: HttpRequest, name: str) -> HttpResponseBase:
    """Put a ballot into a box, as the archive's format has it: a receipt signed by the box, or why it was not taken."""
    return booth.cast(request, name)


@router.get("/me/waiting", auth=OrLeft())
def waiting(request: HttpRequest) -> list[dict[str, Any]]:
    """Acts that name her among their signers and wait: their bytes, who has still to sign, and until when."""
    return [_waits(pending) for pending in signing.waiting(desk(), member_of(request))]


def _waits(pending: Pending) -> dict[str, Any]:
    signed = Line.objects.filter(pending=pending.name).values_list("member", flat=True)
    missing = signing.missing(pending, desk().now())
    return {"act": pending.act, "until": pending.until, "signed": sorted(signed), "missing": list(missing)}


@router.post("/me/waiting", auth=OrLeft(), response={200: dict[str, Any], 202: dict[str, Any], 422: Problem})
def sign(request: HttpRequest, part: Part) -> Any:
    """Sign an act of several, or one's own: its place in the record, or 202 while it waits for the others."""
    raw, member = part.act.encode("utf-8", "replace"), member_of(request)
    try:
        signature = _SIGNATURE.decode(msgspec.json.encode(part.signature))
    except (msgspec.DecodeError, RecursionError) as fault:
        return Status(422, {"problem": str(fault)})
    act = signing.act_of(raw)
    if act is None or not consent.hers(desk(), member, signature, message(raw), act.brings(desk().now())):
        return Status(422, {"problem": _("this is no signature of yours on this act")})
    done = signing.sign(desk(), raw, member, signature, msgspec.json.encode(read(part.openings)).decode())
    if done.waits:
        return Status(202, _waits(Pending.objects.get(name=done.waits)))
    if done.index < 0:
        return Status(422, {"problem": done.problem, "findings": told(done.findings)})
    return {"index": done.index}
