"""Pages for everybody: the organisation, its offices and elections, its bylaws, and how to check it all at home."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from msgspec import Struct

from bylaw.acts.keeping.logkeeping import Witnessed
from bylaw.audit.trusted import trusted
from bylaw.belenios.cautions import EVIDENT, STUFFING
from bylaw.people.own_credentials import makeable
from bylaw.portal import amending, audience, blt, book, sheets, words
from bylaw.portal.desk import Desk, Line, desk
from bylaw.portal.gate import member_of, public
from bylaw.portal.kept import same_for_all
from bylaw.portal.rest import rest_days
from bylaw.portal.seats import branch_of, seat_of
from bylaw.portal.trail import Step, steps
from bylaw.projections.challenges import Contested, contested
from bylaw.projections.duties import duties
from bylaw.projections.elections import stage
from bylaw.projections.timetable import timetable
from bylaw.rules.own import WORDS
from bylaw.state.ballots import Box, Decrypted, Head
from bylaw.state.bodies import ROOT
from bylaw.state.elections import Count, Election, Nomination, Paper
from bylaw.state.offices import Mandate

NEAR, LATEST = 8, 100
"""How many coming dates and latest acts the first page shows, and among how many entries it looks for these."""

STEPS = (
    "call-election",
    "fix-paper",
    "open-poll",
    "close-poll",
    "enter-count",
    "declare-result",
    "void-election",
    "challenge-election",
    "decide-challenge",
)
"""The acts whose entries the page of an election points to."""


class Run(Struct, frozen=True):
    """Acts of one kind that follow each other: the newest, and how many more."""

    line: Line
    more: int


class Contest(Struct, frozen=True):
    """An election with what the record says of it."""

    election: Election
    stage: str
    candidates: tuple[Nomination, ...]
    paper: Paper | None
    counts: tuple[Count, ...]
    elected: tuple[Mandate, ...]
    urns: tuple[Urn, ...]
    contested: tuple[Contested, ...]


class Urn(Struct, frozen=True):
    """A ballot box of an election, how far it has come, and the entries that show it, by what they show."""

    box: Box
    heads: int
    closing: Head | None
    counted: Decrypted | None
    destroyed: int
    entries: dict[str, tuple[int, ...]]


@public
@same_for_all
def home(request: HttpRequest) -> HttpResponse:
    """Show the organisation at a glance: its tree, what comes next, what is overdue, the newest entries."""
    at, state = desk().now(), desk().state
    return render(
        request,
        "portal/home.html",
        {
            "tree": branch_of(desk(), state.bodies.all[ROOT], at),
            "members": state.members.roll.count(ROOT, at, frozenset(state.members.roll.classes)),
            "dates": [words.dated(date) for date in timetable(state, ROOT, at)[:NEAR]],
            "duties": [duty for duty in duties(state, ROOT, at) if duty.overdue][:NEAR],
            "newest": tuple(islice(_runs(desk()), NEAR)) if audience.reads(request) else (),
            "at": at,
        },
    )


def _runs(where: Desk) -> Iterator[Run]:
    """Give the newest acts first, equal ones in a row as one; heads of the witnesses are left to the whole record."""
    size = where.state.size
    lines = [line for line in where.lines(max(0, size - LATEST), size) if line.act.kind() != Witnessed.kind()]
    for _kind, alike in groupby(reversed(lines), lambda line: line.act.kind()):
        first, *others = alike
        yield Run(first, len(others))


@public
@same_for_all
def offices(request: HttpRequest) -> HttpResponse:
    """Show every office with its holders."""
    at, state = desk().now(), desk().state
    seats = [seat_of(desk(), office, at) for office in state.offices.all.values() if office.holds(at)]
    hindered = [seat for seat in seats if seat.hindered]
    shown = {"seats": seats, "hindered": hindered, "at": at, "root": ROOT}
    return render(request, "portal/offices.html", shown)


@public
@same_for_all
def office(request: HttpRequest, body: str, name: str) -> HttpResponse:
    """Show one office: each holder with the way back to the clause, and everybody before."""
    at, state = desk().now(), desk().state
    found = state.offices.all.get((body, name))
    if found is None:
        raise Http404
    holders = list(state.offices.holders(body, name, at))
    ways: list[tuple[Mandate, tuple[Step, ...]]] = [(m, steps(desk(), m.name)) for m in holders]
    before = [m for m in state.offices.history(body, name) if m.end <= at][::-1]
    coming = [m for m in state.offices.history(body, name) if m.start > at]
    shown = {"seat": seat_of(desk(), found, at), "ways": ways, "before": before, "coming": coming, "at": at}
    return render(request, "portal/office.html", shown)


@public
@same_for_all
def elections(request: HttpRequest) -> HttpResponse:
    """Show every election, the newest first."""
    found = [contest_of(desk(), election) for election in desk().state.elections.all.values()]
    return render(request, "portal/elections.html", {"contests": found[::-1]})


@public
@same_for_all
def election(request: HttpRequest, name: str) -> HttpResponse:
    """Show one election: its dates, candidates, roll, counts and result, each with its entry."""
    found = desk().state.elections.all.get(name)
    if found is None:
        raise Http404
    entries = {kind.replace("-", "_"): desk().state.places.of(kind, name)[-1:] for kind in STEPS}
    contest = contest_of(desk(), found)
    rows = rows_of(contest)
    most = max((votes for _, votes, _ in rows), default=0)
    holds = (EVIDENT, STUFFING)
    shown = {"contest": contest, "entries": entries, "rows": rows, "most": most, "holds": holds}
    shown["given"] = blt.given(desk(), found)
    shown["makeable"] = makeable(desk().state, found, desk().now())
    if not rows and contest.elected:
        shown["counted"] = sheets.shown(desk(), found, frozenset(each.member for each in contest.elected))
    return render(request, "portal/election.html", shown)


def contest_of(where: Desk, election: Election) -> Contest:
    """Give an election with all that the record says of it."""
    state, at = where.state, where.now()
    held = (m for m in state.offices.history(election.body, election.office) if m.source == election.name)
    return Contest(
        election,
        stage(election, at),
        tuple(state.elections.nominations[election.name].values()),
        state.elections.papers.get(election.name),
        tuple(state.elections.counts[election.name].values()),
        tuple(held),
        tuple(_urns(where, election)),
        tuple(contested(state, election, at)),
    )


def _urns(where: Desk, election: Election) -> Iterator[Urn]:
    boxes = where.state.boxes
    for unit in election.units:
        if box := boxes.of(election.name, unit):
            kinds = ("set-up-ballot", "close-box", "file-result")
            entries = {kind.replace("-", "_"): where.state.places.of(kind, box.name)[-1:] for kind in kinds}
            heads, closing = len(boxes.heads[box.name]), boxes.closing.get(box.name)
            counted = boxes.decrypted.get(box.name)
            gone = boxes.destroyed.get(counted.archive, 0) if counted else 0
            yield Urn(box, heads, closing, counted, gone, entries)


def rows_of(contest: Contest) -> list[tuple[str, int, bool]]:
    """Give each candidate with the votes of all units, most first, and whether she was elected."""
    if contest.paper is None or not contest.counts:
        return []
    elected = {mandate.member for mandate in contest.elected}
    options = contest.paper.options
    sums = [sum(each) for each in zip(*(count.votes for count in contest.counts), strict=False)]
    rows = [(who, votes, who in elected) for who, votes in zip(options, sums, strict=False)]
    return sorted(rows, key=lambda row: -row[1])


@public
@same_for_all
def bylaws(request: HttpRequest) -> HttpResponse:
    """Show the bylaws in force as a book, with what is not yet law and what was law once, and bylaw's own rules."""
    at = desk().now()
    shown = {"own": WORDS.items(), "at": at, "rest": rest_days(desk().state.identity.holidays)}
    shown["ways"] = amending.ways(desk(), member_of(request))
    return render(request, "portal/bylaws.html", {**book.contents(desk().state.bylaws, at), **shown})


@public
@same_for_all
def verify(request: HttpRequest) -> HttpResponse:
    """Say how to check everything at home, and what must be trusted all the same."""
    shown = {
        **desk().signed_head(),
        "url": request.build_absolute_uri("/record/"),
        "reads": audience.reads(request),
        "trusted": tuple(trusted(desk().state)),
        "boxes": tuple(desk().state.boxes.all),
    }
    return render(request, "portal/verify.html", shown)
