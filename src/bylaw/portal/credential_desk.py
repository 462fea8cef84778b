"""The credential office's page of an election: who made her own credential, who is to be given one, what is due when.

The office is the first that the clause on `set-up-ballot` names. It sees which channel each voter has, which the
record says of her id to everybody who holds its entries. No public half is shown here, nor who voted: either would
join members with their ballots in the archive.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from msgspec import Struct

from bylaw.people import export
from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.portal import letter_lines, registry
from bylaw.portal.credential_steps import office_of, steps
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import member_of
from bylaw.portal.models import LetterLine, LetterRun
from bylaw.projections.credentials import Channels, channels
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state.elections import Election

PER_PAGE = 100
LISTS = ("lacking", "own", "paper", "strangers")
"""What the page lists, one at a time, and at first who lacks a credential."""


class Voter(Struct, frozen=True):
    """One line of the page: a member; what became of her letter, if one is noted; whether what she sent is lost."""

    member: str
    letter: str
    lost: bool


def of_member(where: Desk, member: str) -> tuple[Election, ...]:
    """Give the elections that run for which somebody is the credential office."""
    running = where.state.elections.running(where.now())
    return tuple(e for e in running if e.means == "box" and member in office_of(where, e))


@require_safe
def credentials(request: HttpRequest, name: str) -> HttpResponse:
    """Show the credential office one unit of an election."""
    election = _hers(request, name)
    unit, which = _unit(election, request.GET.get("unit", "")), request.GET.get("show", LISTS[0])
    if which not in LISTS:
        raise Http404
    found = channels(desk().state, election, unit, desk().now())
    listed, page = getattr(found, which), _page(request)
    pages = max(1, -(-len(listed) // PER_PAGE))
    if not 1 <= page <= pages:
        raise Http404
    run, refused = _run(election, unit), tuple(_why_not(election, member_of(request)))
    shown = {
        "election": election,
        "units": _units(election),
        "unit": unit,
        "found": found,
        "lists": [(each, len(getattr(found, each))) for each in LISTS],
        "which": which,
        "voters": _voters(election, found, run, listed[(page - 1) * PER_PAGE : page * PER_PAGE]),
        "steps": () if refused else tuple(steps(desk(), election, unit, found, member_of(request))),
        "refused": refused,
        "run": run,
        "counts": letter_lines.counts(run) if run else (),
        "keeps": registry.keeps(member_of(request)),
        "closed": desk().now() >= election.record,
        "at": desk().now(),
        "page": page,
        "pages": pages,
        "newer": page - 1,
        "older": page + 1,
    }
    return render(request, "portal/credentials.html", shown)


def _why_not(election: Election, member: str) -> Iterator[Finding]:
    """Say why somebody who stands in an election does nothing for its credentials."""
    if any(each.member == member for each in desk().state.elections.candidates(election.name, desk().now())):
        yield own(34, f"{member} stands in this election", "let somebody do it who does not stand")


def _hers(request: HttpRequest, name: str) -> Election:
    """Let in only the credential office of an election that has a box."""
    found = desk().state.elections.all.get(name)
    if found is None or found.means != "box" or member_of(request) not in office_of(desk(), found):
        raise Http404
    return found


def _units(election: Election) -> list[str]:
    """Give the units whose votes go into a box."""
    return [unit for unit in election.units if unit not in election.by_hand]


def _unit(election: Election, asked: str) -> str:
    units = _units(election)
    if not units or (asked and asked not in units):
        raise Http404
    return asked or units[0]


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0


def _run(election: Election, unit: str) -> LetterRun | None:
    return LetterRun.objects.filter(election=election.name, unit=unit).first()


def _voters(
    election: Election, found: Channels, run: LetterRun | None, listed: tuple[str, ...]
) -> list[Voter]:
    lines = LetterLine.objects.filter(run=run, member__in=listed) if run else ()
    letters = {line.member: line.state for line in lines}
    sent = desk().state.boxes.sent.get(found.box.elections[0] if found.box else election.name, {})
    wanted = {sent[member]: member for member in listed if member in sent}
    lost = {wanted[each] for each in wanted.keys() - _held(wanted)}
    return [Voter(member, letters.get(member, ""), member in lost) for member in listed]


def _held(commitments: dict[str, str]) -> set[str]:
    """Give those of the commitments whose openings are kept here; nothing is opened."""
    if not commitments or not (desk().folder / FOLDER).is_dir():
        return set()
    with Register.open(desk().folder / FOLDER) as register:
        return set(register.papers.held(commitments))


@require_safe
def voters(request: HttpRequest, name: str, unit: str) -> HttpResponse:
    """Give the ids of the voters of a unit, one on each line, as `bylaw election credentials` reads them."""
    _election, found = _closed(request, name, unit)
    listed = sorted((*found.own, *found.lacking))
    return _file("".join(f"{member}\n" for member in listed), f"voters-{unit}.txt", "text/plain")


@require_POST
def letters(request: HttpRequest, name: str) -> HttpResponse:
    """Note a letter for each voter who lacks a credential and has an address, to say later what became of it."""
    unit = request.POST.get("unit", "")
    election, found = _closed(request, name, unit)
    people = _reached(request, found)
    run = _run(election, unit) or _begun(request, election, unit)
    letter_lines.note(run, (member for member, _person in people), desk().now())
    return redirect(f"/register/letters/{run.pk}/")


def _begun(request: HttpRequest, election: Election, unit: str) -> LetterRun:
    plain = election.name.replace("-", " ")
    subject = _("Credentials: %(election)s") % {"election": capfirst(plain)}
    return LetterRun.objects.create(
        subject=subject, body="", by=member_of(request), at=desk().now(), election=election.name, unit=unit
    )


@require_POST
def addresses(request: HttpRequest, name: str) -> HttpResponse:
    """Give the addresses of those who lack a credential, as `bylaw election letters` reads them; the look is logged."""
    unit = request.POST.get("unit", "")
    election, found = _closed(request, name, unit)
    people, sheet = _reached(request, found), io.StringIO(newline="")
    registry.log(request, f"addresses: {len(people)}", f"letters with credentials: {election.name}")
    export.addresses(people, sheet)
    return _file(sheet.getvalue(), f"addresses-{unit}.csv", "text/csv")


def _closed(request: HttpRequest, name: str, unit: str) -> tuple[Election, Channels]:
    """Give an election of hers whose roll is closed, with the channels of a unit; not to whoever stands in it."""
    election = _hers(request, name)
    if desk().now() < election.record or tuple(_why_not(election, member_of(request))):
        raise Http404
    return election, channels(desk().state, election, _unit(election, unit), desk().now())


def _reached(request: HttpRequest, found: Channels) -> list[tuple[str, Person]]:
    """Give those who lack a credential and have an address in the part of the register that the reader keeps."""
    if not registry.keeps(member_of(request)):
        raise Http404
    lacking = frozenset(found.lacking)
    return [(m, person) for m, person in registry.people_of(request) if m in lacking and person.address]


def _file(text: str, name: str, kind: str) -> HttpResponse:
    kept = {"Content-Disposition": f"attachment; filename={name}"}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=kept)
