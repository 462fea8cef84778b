"""Answering a door: a member signs with her passkey what the door asks of her card, and hands over what comes of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bylaw.acts.members.card_status import issuer
from bylaw.audit.holder import Question, passkey_answer, read_question
from bylaw.people.card_office import drawing
from bylaw.portal import consent
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import member_of
from bylaw.record.broken import Broken
from bylaw.record.passkey import challenge


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Take the door's question, have it signed by the key to which the card is bound, and give the answer.

    A question in the address is the one that a telephone read from the door's screen.
    """
    given = request.POST if request.method == "POST" else request.GET
    if "question" not in given:
        return render(request, "portal/card-answer.html", {})
    text = given["question"].replace("\r\n", "\n").strip() + "\n"
    question = _mine(desk(), member_of(request), text)
    if isinstance(question, str):
        return render(request, "portal/card-answer.html", {"problem": question, "typed": text}, status=422)
    shown = {
        "question": question,
        "typed": text,
        "challenge": challenge(question.text().encode()),
        "rp": desk().state.identity.rp_id,
    }
    if request.POST.get("signature"):
        told = _answered(request, question)
        shown |= (
            {"answer": told, "code": mark_safe(drawing(told))}  # noqa: S308 - drawn here, from what we wrote
            if told
            else {"problem": _("This is not by the key to which your card is bound.")}
        )
    return render(request, "portal/card-answer.html", shown, status=422 if "problem" in shown else 200)


def _mine(where: Desk, member: str, text: str) -> Question | str:
    """Read a question about a card of mine; or say why it is none."""
    question = read_question(text.encode())
    if isinstance(question, Broken) or question.issuer != issuer(where.state):
        return _("This is not the question of a door of this organisation.")
    card = where.state.cards.all.get(question.card)
    if card is None or card.member != member:
        return _("The door asks about a card that is not yours.")
    return question


def _answered(request: HttpRequest, question: Question) -> str:
    """Give the answer where the passkey is the one to which the card is bound; else nothing."""
    said, where = consent.read(request), desk()
    if said is None or said.member != member_of(request):
        return ""
    key = consent.key_for(where, said, question.text().encode())
    if key is None or key.thumbprint != where.state.cards.all[question.card].key:
        return ""
    return passkey_answer(key.key, said.under(key))
