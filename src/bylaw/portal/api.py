"""The same for programs: what everybody may read, what a member may do, and every refusal as data. /api/openapi.json.

Nothing here can do what a page cannot. Reading is open where pages are; asking beforehand takes a log-in; a signed act
can be handed in by anybody, because its signatures say whose it is.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.responses import Status
from pydantic import ConfigDict, Field

from bylaw.acts.sealed import NEED
from bylaw.people.person import Opening
from bylaw.portal import api_affairs, api_entering, api_own, api_reading, forms, limits, offers, signing
from bylaw.portal.api_auth import LoggedIn, OrLeft
from bylaw.portal.api_words import Behind, Problem, as_data, beyond, read, told
from bylaw.portal.desk import builtins, desk
from bylaw.portal.drafts import drafted
from bylaw.portal.gate import member_of
from bylaw.portal.limits import HAND_IN, WINDOWS, address
from bylaw.projections.duties import duties
from bylaw.projections.elections import elections
from bylaw.projections.timetable import timetable
from bylaw.record.broken import Broken
from bylaw.record.encoding import LIMIT
from bylaw.record.entry import MAX_SIGNATURES, Signature
from bylaw.rules.clause import in_order
from bylaw.state.bodies import ROOT
from bylaw.store.evidence import Joined

MOST = 100
"""How many entries one answer holds."""
_SIGNATURES = msgspec.json.Decoder(tuple[Signature, ...])


api = NinjaAPI(title="bylaw", version="1", docs_url=None, auth=LoggedIn(), urls_namespace="api")
api.add_router("", api_reading.router)
api.add_router("", api_own.router)
api.add_router("", api_affairs.router)
api.add_router("", api_entering.router)


@api.exception_handler(Http404)
def nothing(request: HttpRequest, _fault: Http404) -> HttpResponse:
    """Answer who asks for what there is not, and who has no part in what there is, alike."""
    return api.create_response(
        request, {"problem": _("there is nothing here in which you have a part")}, status=404
    )


@api.exception_handler(ValidationError)
def unfit(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Answer a request whose fields are not those of its address, with the words of the library that reads them."""
    said = _("the request does not have the fields that this address takes: see /api/openapi.json")
    return api.create_response(request, {"problem": said, "detail": fault.errors}, status=422)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, _fault: AuthenticationError) -> HttpResponse:
    """Answer who has not logged in, or is no member any more."""
    said = _("log in first: in a browser, or with a signing key at /api/log-in")
    return api.create_response(request, {"problem": said}, status=401)


class Asked(Schema):
    """The fields of an act as its form has them, by name; anything beside them is refused."""

    model_config = ConfigDict(extra="forbid")

    fields: dict[str, str] = Field(default_factory=dict, max_length=200)


class Signed(Schema):
    """An act's exact bytes as text, its signatures in the record's JSON, and what opens it; anything beside is refused.

    An act that the record takes only sealed (a charge, a complaint) is handed in as it is signed: it is sealed here.
    ``openings`` are those that *may* gave: of its words, or of the matter that a motion carries under seal.
    """

    model_config = ConfigDict(extra="forbid")

    act: str = Field(max_length=LIMIT)
    signatures: list[dict[str, Any]] = Field(max_length=MAX_SIGNATURES)
    openings: list[Behind] = Field(default_factory=list, max_length=100)


@api.get("/organisation", auth=None)
def organisation(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - ninja passes it
    """Who this organisation is, its clock, and how far its record goes."""
    identity, state = desk().state.identity, desk().state
    return {
        "org": identity.org,
        "name": identity.name,
        "clock": identity.clock,
        "zone": identity.zone,
        "log_key": identity.log_key,
        "witnesses": identity.witnesses,
        "quorum": identity.quorum,
        "entries": state.size,
        "served": desk().announced(),
    }


@api.get("/offices", auth=None)
def offices(request: HttpRequest) -> list[dict[str, Any]]:  # noqa: ARG001 - ninja passes it
    """Every mandate that is in force."""
    at = desk().now()
    return [builtins(mandate) for mandate in desk().state.offices.mandates.values() if mandate.holds(at)]


@api.get("/elections", auth=None)
def all_elections(request: HttpRequest) -> list[dict[str, Any]]:  # noqa: ARG001 - ninja passes it
    """Every election, with its stage."""
    return [builtins(line) for line in elections(desk().state, ROOT, desk().now())]


@api.get("/bylaws", auth=None)
def bylaws(request: HttpRequest) -> list[dict[str, Any]]:  # noqa: ARG001 - ninja passes it
    """The clauses in force."""
    found = desk().state.bylaws.in_force(desk().now())
    return [builtins(clause) for clause in sorted(found, key=lambda clause: in_order(clause.no))]


@api.get("/duties", auth=None)
def all_duties(request: HttpRequest) -> list[dict[str, Any]]:  # noqa: ARG001 - ninja passes it
    """What ought to be done, by whom, by when."""
    return [builtins(duty) for duty in duties(desk().state, ROOT, desk().now())]


@api.get("/timetable", auth=None)
def dates(request: HttpRequest) -> list[dict[str, Any]]:  # noqa: ARG001 - ninja passes it
    """What comes next."""
    return [builtins(date) for date in timetable(desk().state, ROOT, desk().now())]


@api.get("/entries", auth=None, response={200: list[dict[str, Any]], 404: Problem})
def entries(request: HttpRequest, start: int = 0) -> Any:  # noqa: ARG001 - ninja passes it
    """A hundred entries from one on: index, time and the act's exact bytes."""
    if not 0 <= start <= desk().state.size:
        return Status(404, {"problem": beyond(desk().state.size)})
    lines = desk().lines(start, start + MOST)
    return [{"index": line.index, "at": line.entry.at, "act": line.entry.act.decode()} for line in lines]


@api.get("/me", auth=OrLeft())
def me(request: HttpRequest) -> dict[str, Any]:
    """What the member who asks may do now, until when, and what stands in her way."""
    member = member_of(request)
    found = [
        {**builtins(offer.asked), "signers": offer.signers, "refusals": told(offer.refusals)}
        for offer in offers.offers(desk(), member)
        if offers.open_to(desk(), member, offer.asked.kind)
    ]
    return {"member": member, "open": found}


@api.post("/may/{kind}", auth=OrLeft(), response={200: dict[str, Any], 404: Problem, 422: Problem})
def may(request: HttpRequest, kind: str, asked: Asked) -> Any:
    """What stands in the way of an act, its bytes as the member would sign them, and what opens them.

    Nothing is recorded. Whoever hands the act in sends the openings with it: nobody else has them.
    """
    act, member = forms.FORMS.get(kind), member_of(request)
    if act is None or not offers.open_to(desk(), member, kind):
        return Status(404, {"problem": _("there is no such act, or a program writes it")})
    found = drafted(desk(), act, asked.fields, member)
    if isinstance(found, str):
        return Status(422, {"problem": found})
    return as_data(found)


@api.post("/acts", auth=None, response={200: dict[str, int], 422: Problem, 429: Problem, 503: Problem})
def hand_in(request: HttpRequest, signed: Signed) -> Any:
    """Hand in a signed act: its place in the record, or every refusal with its clause. Sent again, it has its place."""
    if wait := WINDOWS.wait(HAND_IN, address(request), int(time.monotonic())):
        return Status(429, {"problem": limits.words(HAND_IN, wait)})
    try:
        signatures = _SIGNATURES.decode(msgspec.json.encode(signed.signatures))
    except (msgspec.DecodeError, RecursionError) as fault:
        return Status(422, {"problem": str(fault)})
    raw = signed.act.encode("utf-8", "replace")
    found = _behind(raw, signed.openings)
    if isinstance(found, str):
        return Status(422, {"problem": found})
    if (before := desk().place_of(raw)) >= 0:
        _keep(raw, found)
        return {"index": before}
    evidence = Joined({NEED + one.commitment: one.bytes for one in found}, desk().evidence)
    done = signing.submit(desk(), raw, signatures, evidence)
    if isinstance(done, Broken):
        return Status(503, {"problem": done.detail})
    if done.refused:
        return Status(422, {"problem": _("not taken in"), "findings": told(done.findings)})
    _keep(raw, found)
    return {"index": done.index}


def _behind(raw: bytes, given: Sequence[Behind]) -> tuple[Opening, ...] | str:
    """Give what opens an act, whose first signer the register knows; or say why these words are not kept."""
    if not given:
        return ()
    act = signing.act_of(raw)
    if act is None or not act.by:
        return _("there are words, and no act by anybody to whom they belong")
    if not signing.known(desk(), act.by[0].member):
        said = _("the register does not know {member}: nobody could keep the words")
        return said.format(member=act.by[0].member)
    found = signing.opening(act, read(given))
    return _("an opening opens no commitment of this act") if found is None else found


def _keep(raw: bytes, openings: tuple[Opening, ...]) -> None:
    """Keep what opens an act under the key of its first signer, once the record has the act."""
    act = signing.act_of(raw)
    if act is not None and openings:
        signing.keep(desk(), act.by[0].member, openings)
