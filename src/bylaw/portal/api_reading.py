"""What programs read beyond lists: one body, office, election, clause or entry whole, figures, and entries looked for.

Each answer holds what the page of the same thing shows to the same reader, and nothing else. Moments are seconds since
1970, UTC; one that never comes is 253402300799.
"""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.responses import Status
from pydantic import ConfigDict, Field

from bylaw.acts.figures.survey import years
from bylaw.audit.trusted import trusted
from bylaw.portal import feed, public, search, seats, words
from bylaw.portal.api_words import Problem, beyond, told
from bylaw.portal.desk import builtins, desk
from bylaw.portal.trail import steps
from bylaw.projections.figures import contradictions, figure_lines
from bylaw.record.log.tree import leaf_hash
from bylaw.state.bodies import ROOT

router = Router()
MOST = 100
"""How many entries one answer names."""
Answer = {200: dict[str, Any], 404: Problem}


@router.get("/head", auth=None)
def head(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - ninja passes it
    """The published checkpoint with its cosignatures, and what must be trusted all the same."""
    found = desk().head()
    signatures = [builtins(line) for line in found.signatures] if found else []
    return {
        "text": found.text if found else "",
        "signatures": signatures,
        "trusted": [str(each) for each in trusted(desk().state)],
    }


@router.get("/bodies", auth=None)
def bodies(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - ninja passes it
    """The tree of bodies, each with its offices, their holders, and how many members it has."""
    return builtins(seats.branch_of(desk(), desk().state.bodies.all[ROOT], desk().now()))


@router.get("/offices/{body}/{name}", auth=None, response=Answer)
def office(request: HttpRequest, body: str, name: str) -> Any:  # noqa: ARG001 - ninja passes it
    """One office: its holders, each with the way back to the clause, whoever held it before, and who comes next."""
    at, state = desk().now(), desk().state
    found = state.offices.all.get((body, name))
    if found is None:
        return Status(404, {"problem": _("{body} has no office {name}").format(body=body, name=name)})
    history = [builtins(m) for m in state.offices.history(body, name) if not m.holds(at)]
    ways = {
        m.name: [builtins(step) for step in steps(desk(), m.name)]
        for m in state.offices.holders(body, name, at)
    }
    return {**builtins(seats.seat_of(desk(), found, at)), "ways": ways, "others": history}


@router.get("/elections/{name}", auth=None, response=Answer)
def election(request: HttpRequest, name: str) -> Any:  # noqa: ARG001 - ninja passes it
    """One election: candidates, paper, counts of each unit, boxes, who was elected, what is contested, its entries."""
    found = desk().state.elections.all.get(name)
    if found is None:
        return Status(404, {"problem": _("there is no election {name}").format(name=name)})
    contest = public.contest_of(desk(), found)
    entries = {kind: desk().state.places.of(kind, name) for kind in public.STEPS}
    rows = [{"option": who, "votes": votes, "elected": won} for who, votes, won in public.rows_of(contest)]
    names = {each.member: desk().name_of(each.member) for each in contest.candidates}
    return {
        **builtins(contest),
        "rows": rows,
        "names": names,
        "entries": {k: list(v) for k, v in entries.items() if v},
    }


@router.get("/bylaws/{no}", auth=None, response=Answer)
def clause(request: HttpRequest, no: str) -> Any:  # noqa: ARG001 - ninja passes it
    """Every wording that a clause had, has and will have, each with its days."""
    found = [each for each in desk().state.bylaws.clauses if each[0].no == no]
    if not found:
        return Status(404, {"problem": _("the bylaws have no clause {no}, and never had").format(no=no)})
    return {"no": no, "wordings": [{"clause": builtins(c), "since": a, "until": b} for c, a, b in found]}


@router.get("/figures", auth=None, response=Answer)
def figures(request: HttpRequest, body: str = ROOT, year: int = 0) -> Any:  # noqa: ARG001 - ninja passes it
    """Every figure of a body and year, noughts too, with its definition; without a year those of the latest."""
    state, at = desk().state, desk().now()
    span = years(state, at)
    asked = year or span[-1]
    if body not in state.bodies.all or asked not in span:
        said = _("bodies are at /bodies; years are {first} to {last}")
        return Status(404, {"problem": said.format(first=span[0], last=span[-1])})
    lines = figure_lines(state, (body,), range(asked, asked + 1), at)
    against = [builtins(each) for each in contradictions(state, at)]
    return {"figures": [builtins(line) for line in lines], "contradictions": against}


class Looked(Schema):
    """What entries are looked for; an empty part asks nothing. Days are written 2025-05-17."""

    model_config = ConfigDict(extra="forbid")

    words: str = Field("", max_length=search.LONGEST)
    kind: str = Field("", max_length=60)
    body: str = Field("", max_length=64)
    office: str = Field("", max_length=64)
    member: str = Field("", max_length=32)
    since: str = Field("", max_length=10)
    until: str = Field("", max_length=10)
    skip: int = Field(0, ge=0, lt=2**31)


@router.get("/search", auth=None, response={200: dict[str, Any], 422: Problem})
def look(request: HttpRequest, asked: Query[Looked]) -> Any:  # noqa: ARG001 - ninja passes it
    """Entries by words, kind of act, body, office, member and days: how many, and a hundred places, newest first.

    ``covered`` says how many entries of the record were looked through; all of them, once the index has followed it.
    """
    given = {name: getattr(asked, name) for name in search.ASKED}
    wanted = search.read(given, desk().state.identity.zone)
    if wanted is None:
        said = _("a day is written 2025-05-17, an id has {count} characters or more")
        return Status(422, {"problem": said.format(count=search.SHORTEST)})
    found = search.of(desk()).find(wanted, asked.skip, MOST)
    return {"found": found.many, "entries": found.places, "covered": min(found.covered, desk().state.size)}


@router.get("/entries/{index}", auth=None, response=Answer)
def entry(request: HttpRequest, index: int) -> Any:  # noqa: ARG001 - ninja passes it
    """One entry: its exact bytes, who signed by which right, its flaws, and the proof that it is under the head."""
    line = desk().line(index)
    if line is None:
        return Status(404, {"problem": beyond(desk().state.size)})
    state, proof = desk().state, feed.proof_of(index)
    return {
        "index": index,
        "at": line.entry.at,
        "kind": line.act.kind(),
        "meaning": str(words.meaning(type(line.act))),
        "bytes": b64encode(line.raw).decode(),
        "leaf": leaf_hash(line.raw).hex(),
        "signers": [{"member": each.member, "right": words.right(state, each)} for each in line.act.by],
        "flaws": told(tuple(flaw.finding for flaw in state.flaws.of(index))),
        "proof": proof.write().decode() if proof else "",
    }
