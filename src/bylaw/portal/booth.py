"""The booth: a page in which the voter's own browser makes her ballot, and the way of that ballot into the box.

Who is logged in is asked before a ballot is taken and forgotten with the answer: no table, no log and no receipt
of this portal joins a member and a ballot.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bylaw.acts.secret_ballots.boxes import roll_of
from bylaw.belenios.cautions import EVIDENT, STUFFING
from bylaw.belenios.encoding import dump
from bylaw.belenios.prover.board import Board, read
from bylaw.casting import Accepted, Arrived, BallotBox, Turned
from bylaw.casting import Desk as Counter
from bylaw.portal.arrival import came
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import after_leaving, member_of, public
from bylaw.portal.limits import CAST, by_member, limited
from bylaw.portal.own_credential import sent_half
from bylaw.portal.scripted import words
from bylaw.portal.served import PAGE, static
from bylaw.portal.spoken import sentence
from bylaw.portal.turn import aside
from bylaw.record.broken import Broken
from bylaw.state.ballots import Box

FOLDER = "boxes"
"""In the folder of an organisation: the boxes that this server takes ballots for, each under its name."""
LARGEST = 1_000_000


@after_leaving
@require_safe
def booth(request: HttpRequest, name: str) -> HttpResponse:
    """Show the booth of one box to those who may vote there."""
    box, urn = _found(name)
    _let_in(request, name)
    state = desk().state
    elections = [state.elections.all[each] for each in box.elections]
    on_roll = member_of(request) in _voters(name, state.size)
    shown = {
        "box": box,
        "elections": elections,
        "open": urn is not None and urn.hours.opens <= desk().now() < urn.hours.closes,
        "on_roll": on_roll,
        "by_paper": member_of(request) in box.on_paper,
        "url": request.build_absolute_uri("/"),
        "entry": desk().state.places.of("set-up-ballot", name)[-1:],
        "served": urn is not None,
        "holds": (EVIDENT, STUFFING),
    }
    return render(request, "portal/booth.html", shown)


@public
@require_safe
def page(_request: HttpRequest, name: str) -> HttpResponse:
    """Give the booth itself: one file, the same bytes for every visitor, so that its hash can stand in the record."""
    _found(name)
    own = {"Content-Language": "en"}  # as it comes, for whomever; its script says it in the reader's language
    return HttpResponse(static(PAGE), content_type="text/html; charset=utf-8", headers=own)


@after_leaving
@require_safe
def facts(request: HttpRequest, name: str) -> JsonResponse:
    """Give the booth what it shows: names beside ids, hash and key of the record, words, the form's token.

    ``tongue`` is the reader's language, ``law`` that of the bylaws, in which the questions of a paper are put.
    ``sent`` is the public half that she made and sent herself, by which the booth finds the other in her browser.
    """
    box, member = _found(name)[0], member_of(request)
    _let_in(request, name)
    options = {option for each in box.options for option in each}
    shown = {
        "mark": box.fingerprint,
        "key": box.key,
        "names": {option: desk().name_of(option) for option in sorted(options)},
        "words": json.loads(words() or "{}"),
        "tongue": get_language(),
        "law": desk().state.identity.language,
        "token": get_token(request),
        "member": member,
        "sent": sent_half(desk(), box.elections[0], member),
    }
    return JsonResponse(shown)


@after_leaving
@require_safe
def election(request: HttpRequest, name: str) -> HttpResponse:
    """Give the election object, byte for byte as its hash in the record covers it."""
    box, _ = _found(name)
    _let_in(request, name)
    return HttpResponse(dump(_board(box.opening).election().object), content_type="application/json")


@public
@require_safe
def archive(_request: HttpRequest, name: str) -> HttpResponseBase:
    """Give the box as an archive: set-up, and every ballot so far."""
    _found(name)
    urn = BallotBox.open(desk().folder / FOLDER / name)
    if isinstance(urn, Broken):
        raise Http404
    return StreamingHttpResponse(urn.archive(), content_type="application/octet-stream")


@public
@require_safe
def turned(_request: HttpRequest, name: str) -> JsonResponse:
    """Give how many tries this box turned away, for each reason: a figure for everybody, and nobody's name."""
    urn = _found(name)[1]
    if urn is None:
        raise Http404
    return JsonResponse({"turned_away": urn.turned()})


@after_leaving
@require_POST
@limited(CAST, by_member)
def cast(request: HttpRequest, name: str) -> HttpResponse:
    """Put a ballot into the box; the answer is a receipt signed by the box, or why it was not taken."""
    box, urn = _found(name)
    _let_in(request, name)
    state = desk().state
    voters = _voters(name, state.size)
    if member_of(request) not in voters or member_of(request) in box.on_paper:
        return JsonResponse({"problem": _("you are not on the roll of this box")}, status=403)
    if urn is None:
        return JsonResponse({"problem": _("this box is served elsewhere")}, status=404)
    if len(request.body) > LARGEST:
        return JsonResponse({"problem": _("this is too long for a ballot")}, status=413)
    arrived = Arrived(request.body, came(request))
    with aside():
        answer = _counter(urn).take(arrived)
    if isinstance(answer, Accepted):
        return JsonResponse({"receipt": msgspec.to_builtins(answer.receipt)})
    return _turned(answer)


def _turned(answer: Turned | Broken) -> JsonResponse:
    if isinstance(answer, Broken):
        return JsonResponse(
            {"problem": _("the box could not be written: {why}").format(why=answer.detail)}, status=503
        )
    if answer.receipt is not None:
        return JsonResponse({"receipt": msgspec.to_builtins(answer.receipt)})
    reason, why = pgettext("word", answer.finding.reason), sentence(answer.finding.object)
    return JsonResponse({"problem": f"{reason}: {why}"}, status=422)


def open_to(where: Desk, member: str) -> Iterator[tuple[str, str, int]]:
    """Give each open box of which a member is a voter with a credential: its name, its elections, when it closes.

    Who has left the roll since its record date is still a voter: an open vote is neither recut nor shortened.
    """
    state, at = where.state, where.now()
    gone = None if where.belongs(member) else state.members.left.get(member)
    if gone and gone.cause == "died":
        return
    for box in state.boxes.all.values():
        first = state.elections.all[box.elections[0]]
        polls = first.opened <= at < min(first.closed, first.closes) and member not in box.on_paper
        if polls and member in roll_of(state, first, box.unit):
            yield box.name, ", ".join(box.elections), first.closes


def _let_in(request: HttpRequest, name: str) -> None:
    """Let in members; of those who have left the roll who may still vote in this box, while it is open."""
    member = member_of(request)
    if not desk().belongs(member) and name not in {box for box, _, _ in open_to(desk(), member)}:
        raise Http404


def _found(name: str) -> tuple[Box, BallotBox | None]:
    """Give a box of the record, and the place where its ballots lie if it is here."""
    box = desk().state.boxes.all.get(name)
    if box is None:
        raise Http404
    return box, _urn(name)


@cache
def _urn(name: str) -> BallotBox | None:
    found = BallotBox.open(desk().folder / FOLDER / name)
    return found if isinstance(found, BallotBox) else None


@cache
def _counter(urn: BallotBox) -> Counter:
    """Give the desk before a box, at which voters who come at once share a write."""
    return Counter(urn, desk().now)


@lru_cache(maxsize=8)
def _voters(name: str, size: int) -> frozenset[str]:  # noqa: ARG001 - of the record: the roll of that head
    """Give those who may vote in a box, as the record of ``size`` entries says."""
    state = desk().state
    box = state.boxes.all[name]
    return frozenset(roll_of(state, state.elections.all[box.elections[0]], box.unit))


@cache
def _board(opening: str) -> Board:
    raw = desk().organisation.attachments.get(opening)
    if not isinstance(raw, bytes):
        raise Http404
    return read(raw)
