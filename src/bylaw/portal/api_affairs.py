"""A member's own affairs for programs: her cases, complaints and card, what is sealed or resolved, and who looked.

Each answer is that of the page of the same thing: to whoever has no part in it there is no such thing (`Http404`, which
the API answers in one place), and a look at a paper is logged for whom it is about before anything is given out.
"""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import ConfigDict, Field

from bylaw.portal import attached, cases, complaints, from_afar, matters, my_card, papers, resolving
from bylaw.portal.api_auth import LoggedIn, OrLeft
from bylaw.portal.api_words import Problem, as_data, beyond, opened
from bylaw.portal.desk import builtins, desk
from bylaw.portal.gate import member_of
from bylaw.portal.looking import LONGEST
from bylaw.portal.parts import cases_of
from bylaw.portal.story import story
from bylaw.projections.cases import stage
from bylaw.projections.casework import next_step

router = Router()
Found = {200: dict[str, Any], 404: Problem}
MEMBERS, ALSO_LEFT = LoggedIn(), OrLeft()


class Look(Schema):
    """Which paper is to be opened, by its commitment, and why; whom it is about can read the reason."""

    model_config = ConfigDict(extra="forbid")

    paper: str = Field(pattern="^[0-9a-f]{64}$")
    why: str = Field(min_length=1, max_length=LONGEST)


class Here(Schema):
    """Whether she takes part from afar now, or no longer does."""

    model_config = ConfigDict(extra="forbid")

    here: bool


@router.get("/me/cases", auth=ALSO_LEFT)
def mine(request: HttpRequest) -> dict[str, Any]:
    """The cases in which she has a part, complaints that are hers or lie with her, and what she decides under seal."""
    member, state, at = member_of(request), desk().state, desk().now()
    return {
        "cases": [
            {"case": each.name, "part": role, "stage": stage(state.cases.now(each.name), at)}
            for each, role in cases_of(state, member)
        ],
        "complaints": [
            {"complaint": raised.name, "hers": hers, "holder": builtins(held) if held else None}
            for raised, held, hers in complaints.concerning(desk(), member)
        ],
        "matters": [builtins(each) for each in matters.moved(desk(), member)],
    }


@router.get("/cases/{name}", auth=ALSO_LEFT, response=Found)
def case(request: HttpRequest, name: str) -> Any:
    """One case in which she has a part: its rounds with their days, what comes next, who is in it, and its papers."""
    found, role = cases.own(member_of(request), name)
    state, at = desk().state, desk().now()
    people = {found.charged, found.accuser, *state.cases.panels[name]} - {""}
    told, coming = story(desk(), found), next_step(state, found, at)
    return {
        "case": builtins(found),
        "part": role,
        "rounds": [[builtins(step) for step in steps] for steps in told],
        "next": builtins(coming) if coming else None,
        "panel": list(state.cases.panels[name]),
        "names": {who: desk().registered_name(who) for who in sorted(people)},
        "papers": [builtins(paper) for paper in cases.papers(desk(), found, told).values()],
    }


@router.post("/cases/{name}/papers", auth=ALSO_LEFT, response=Found)
def case_paper(request: HttpRequest, name: str, look: Look) -> Any:
    """Open one paper of a case, with a reason: its words, or the file in base64."""
    member = member_of(request)
    found, _role = cases.own(member, name)
    return opened(cases.look(member, found, look.paper, look.why))


@router.get("/complaints/{name}", auth=ALSO_LEFT, response=Found)
def complaint(request: HttpRequest, name: str) -> Any:
    """One complaint that is hers or lies with her: its way from holder to holder, and its words to be opened."""
    way, role = complaints.own(member_of(request), name)
    told = (
        {"commitment": text, "what": what, "at": at, "here": here}
        for text, what, at, here in complaints.papers(way)
    )
    return {
        "complaint": builtins(way.raised),
        "part": role,
        "visits": [builtins(visit) for visit in way.visits(desk().now())],
        "papers": list(told),
    }


@router.post("/complaints/{name}/papers", auth=ALSO_LEFT, response=Found)
def complaint_paper(request: HttpRequest, name: str, look: Look) -> Any:
    """Open words of a complaint, with a reason."""
    member = member_of(request)
    way, _role = complaints.own(member, name)
    return opened(complaints.look(member, way, look.paper, look.why))


@router.post("/matters/{name}", auth=MEMBERS, response=Found)
def matter(request: HttpRequest, name: str) -> Any:
    """What is moved or petitioned for under seal, for whoever votes on it; whom it is about can read who looked."""
    return {"act": builtins(matters.look(member_of(request), name))}


@router.get("/resolutions", auth=MEMBERS)
def resolutions(request: HttpRequest) -> list[dict[str, Any]]:  # noqa: ARG001 - ninja passes it
    """What was resolved and waits to be carried out, each with its act."""
    return [{"warrant": warrant.name, "act": builtins(act)} for warrant, act in resolving.resolved(desk())]


@router.post("/resolutions/{name}", auth=MEMBERS, response=Found)
def carry(request: HttpRequest, name: str) -> Any:
    """The act that carries out what was resolved, as those who sign would sign it; nothing is recorded."""
    return as_data(resolving.carried(name, member_of(request)))


@router.get("/entries/{index}/papers", auth=MEMBERS, response={200: list[dict[str, Any]], 404: Problem})
def entry_papers(request: HttpRequest, index: int) -> Any:
    """What an entry commits to that she may read: her own words, and what is meant for every member."""
    line = desk().line(index)
    if line is None:
        return Status(404, {"problem": beyond(desk().state.size)})
    open_to_her = papers.papers(desk(), line, member_of(request))
    found = (attached.opened(desk(), getattr(line.act, each.field)) for each in open_to_her)
    return [opened(each) for each in found if each is not None]


@router.get("/me/looks", auth=ALSO_LEFT)
def looks(request: HttpRequest) -> list[dict[str, Any]]:
    """Who looked at what about her, and why, the newest first."""
    return [msgspec.to_builtins(each) for each in cases.looks_at(member_of(request))]


@router.get("/me/card", auth=MEMBERS)
def card(request: HttpRequest) -> list[dict[str, Any]]:
    """Her cards, the newest first: why one is no good, and the text that doors read where this office has it."""
    return [
        {"card": builtins(held.card), "why": held.why, "text": held.text}
        for held in my_card.held(desk(), member_of(request))
    ]


@router.post("/me/card", auth=MEMBERS, response={202: dict[str, bool]})
def ask_card(request: HttpRequest) -> Any:
    """Ask the office for a card, or for another one."""
    my_card.wish(member_of(request))
    return Status(202, {"asked": True})


@router.post("/meetings/{name}/here", auth=MEMBERS, response={202: dict[str, bool], 404: Problem})
def from_home(request: HttpRequest, name: str, said: Here) -> Any:
    """Say that she takes part in a meeting from afar, or no longer does; whoever keeps its list signs for it."""
    from_afar.note(name, member_of(request), here=said.here)
    return Status(202, {"said": True})
