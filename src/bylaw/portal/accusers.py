"""Accusers whose charges came to nothing, for those who control; to everybody else there is no such page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bylaw.acts.oversight.independence import controlling
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.projections import accusers as told
from bylaw.state.bodies import ROOT


def controls(member: str) -> bool:
    """Whether a member holds a mandate under which she may ask for files."""
    return bool(controlling(desk().state, member, desk().now()))


@require_safe
def accusers(request: HttpRequest) -> HttpResponse:
    """List, for those who control, whose charges came to nothing more than once where they control."""
    if not controls(member_of(request)):
        raise Http404
    state, at = desk().state, desk().now()
    mandate = state.offices.mandates[controlling(state, member_of(request), at)]
    lines = [(each, desk().called(each.member)) for each in told.accusers(state, _unit(mandate.body), at)]
    return render(request, "portal/accusers.html", {"lines": lines})


def _unit(body: str) -> str:
    """Give the unit that a body is of."""
    state = desk().state
    return (state.bodies.all[body].parent if state.bodies.all[body].organ else body) or ROOT
