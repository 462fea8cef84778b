"""The office that issues cards: who asks for one, a card drawn and signed for, and the list that doors go by."""

from __future__ import annotations

from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bylaw.acts.members.cards import IssueCard, PublishCardStatus, ReplaceCard
from bylaw.people.card_office import Holder, draw, latest, most
from bylaw.portal import acting, drafts, my_card, naming, officers, signing
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.portal.models import CardWish
from bylaw.projections.cards import cards as lines
from bylaw.record.broken import Broken
from bylaw.state.bodies import ROOT
from bylaw.store import card_key
from bylaw.store.doors import list_fields, signed_list

NEWEST = 30
"""How many cards the page shows."""
HOUR = 3600


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """Show those who ask for a card, the newest cards, and how old the list is that doors go by."""
    return _page(request, _office(request), "")


def _page(request: HttpRequest, reach: frozenset[str], problem: str) -> HttpResponse:
    state, at = desk().state, desk().now()
    for wish in CardWish.objects.all():
        if my_card.issued(desk(), wish.member) > wish.had:
            wish.delete()
    wishes = (w for w in CardWish.objects.order_by("at") if officers.within(desk(), w.member, reach))
    newest = (line for line in lines(state, ROOT, at) if officers.within(desk(), line.member, reach))
    shown = {
        "wishes": list(wishes),
        "lines": list(islice(newest, NEWEST)),
        "list": state.cards.lists[-1] if state.cards.lists else None,
        "key": not isinstance(card_key.load(desk().folder), Broken),
        "problem": problem,
        "at": at,
    }
    return render(request, "portal/cards.html", shown, status=400 if problem else 200)


@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Draw a card for a member, bound to a signing key of hers, and show it for signing; an old one is replaced."""
    reach = _office(request)
    member = _holder(request, reach)
    state, at = desk().state, desk().now()
    person = desk().person(member) if member else None
    key = next((held.thumbprint for held in state.keys.of(member, at)), "")
    until = latest(state, at)
    drawn = draw(state, at, Holder(member, person.name, key), until) if person and until else None
    if drawn is None:
        return _page(request, reach, _("Nobody on the roll has this name, number or id, or several have."))
    old = next((c.name for c in state.cards.of_member(member) if at < min(c.end, c.expires)), "")
    fields = {**drawn.fields, **({"old": old} if old else {})}
    signing.keep(desk(), member, drawn.openings)
    return _review(request, drafts.of(desk(), ReplaceCard if old else IssueCard, fields, member_of(request)))


def _holder(request: HttpRequest, reach: frozenset[str]) -> str:
    """Give the one member within reach whom a name, a number or an id means; empty for none, or for several."""

    def hers(member: str) -> bool:
        return officers.among(desk(), member, reach) and officers.within(desk(), member, reach)

    return naming.only(naming.found(request.POST.get("member", ""), hers, hers))


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Sign what became of cards until now, and show the act that publishes it for signing."""
    reach = _office(request)
    state, at = desk().state, desk().now()
    key, rule = card_key.load(desk().folder), most(state, PublishCardStatus, at)
    if isinstance(key, Broken) or rule is None or not any(state.cards.keys_at(at)):
        missing = _(
            "The key that signs cards is not kept here or not in the record, or no clause speaks of lists."
        )
        return _page(request, reach, missing)
    expires = at + HOUR * rule.list_hours
    raw = signed_list(state, key, at, expires)
    kept = desk().organisation.attachments.put(raw)
    if isinstance(kept, Broken):
        return _page(request, reach, kept.detail)
    fields = list_fields(state, raw, at, expires)
    return _review(request, drafts.of(desk(), PublishCardStatus, fields, member_of(request)))


def _review(request: HttpRequest, draft: drafts.Draft) -> HttpResponse:
    shown = {"draft": draft, "back": "/cards/", **acting.means(request, draft.act, draft.findings)}
    return render(request, "portal/review-made.html", shown, status=422 if draft.refusals else 200)


def _office(request: HttpRequest) -> frozenset[str]:
    """Let in only those whose office issues cards by its clause; gives the bodies to whose members."""
    found = officers.reach(desk(), member_of(request), (IssueCard.kind(),))
    if not found:
        raise Http404
    return found
