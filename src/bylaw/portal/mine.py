"""A member's own pages: what she may do now, what waits for her, who she is in the record, and her data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bylaw.portal import (
    accusers,
    applicants,
    booth,
    credential_desk,
    offers,
    officers,
    own_credential,
    own_data,
    registry,
    signing,
)
from bylaw.portal.desk import desk
from bylaw.portal.gate import after_leaving, member_of


@after_leaving
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what waits for my signature, what I may do now and until when, and the duties of my office."""
    member, state, at = member_of(request), desk().state, desk().now()
    if not desk().belongs(member):
        return _left(request, member)
    own = offers.own_duties(desk(), member)
    told = {(each.duty.act, each.query) for each in own}
    found = [o for o in offers.offers(desk(), member) if (o.asked.kind, o.asked.query) not in told]
    waits = [(pending, member in signing.missing(pending, at)) for pending in signing.waiting(desk(), member)]
    shown = {
        "member": member,
        "person": desk().person(member),
        "spells": tuple(state.members.roll.current(member, at)),
        "mandates": [m for m in state.offices.of_member(member) if m.end > at],
        "keys": tuple(state.keys.of(member, at)),
        "to_sign": [pending for pending, asks in waits if asks],
        "signed": [pending for pending, asks in waits if not asks],
        "may": [offer for offer in found if not offer.refusals],
        "may_not": [offer for offer in found if offer.refusals],
        "duties": [(each, offers.by_of(each.duty)) for each in own],
        "booths": tuple(booth.open_to(desk(), member)),
        "credentials": own_credential.offered(desk(), member),
        "cases": tuple(state.cases.of_member(member)),
        "keeps_register": registry.keeps(member),
        "admits": applicants.sees(member),
        "brings_rolls": officers.serves(desk(), member, "open-import"),
        "controls": accusers.controls(member),
        "attests_dues": officers.serves(desk(), member, "attest-standing"),
        "lists_credentials": credential_desk.of_member(desk(), member),
        "issues_cards": officers.serves(desk(), member, "issue-card"),
        "calendar": own_data.token(member),
        "at": at,
    }
    return render(request, "portal/mine.html", shown)


def _left(request: HttpRequest, member: str) -> HttpResponse:
    """Show who has left the roll what stays open to her: a vote on whose roll she is, her cases, her data."""
    state, at = desk().state, desk().now()
    found = (o for o in offers.offers(desk(), member) if o.asked.kind in offers.AFTER_LEAVING)
    shown = {
        "member": member,
        "person": desk().person(member),
        "booths": tuple(booth.open_to(desk(), member)),
        "last": max(state.members.roll.spells[member], key=lambda spell: spell.end),
        "may": [offer for offer in found if not offer.refusals],
        "to_sign": [each for each in signing.waiting(desk(), member) if member in signing.missing(each, at)],
        "cases": tuple(state.cases.of_member(member)),
    }
    return render(request, "portal/left.html", shown)
