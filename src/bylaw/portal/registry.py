"""The register for those who keep it: lists to take along, labels, letters on paper, and what became of each letter.

Every list that leaves the register is entered in the log of looks, for everybody, with the reason given.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bylaw.people import export, paper, vcard
from bylaw.people.access import Access
from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.portal import by_letter, officers, words
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.portal.letter_lines import STATES, counts, note
from bylaw.portal.looking import because
from bylaw.portal.models import LetterLine, LetterRun
from bylaw.portal.readers import KEEPS
from bylaw.portal.spoken import sentence
from bylaw.state.bodies import ROOT

APPLICANTS = "applicants"
"""The choice of those who applied on paper."""
LONGEST, LONGEST_BODY = 200, 6000
MOMENT = 600
"""For how many seconds the same letter to the same members is the same click."""
SHEETS = {"csv": export.write, "addresses": export.addresses}
ENDINGS = {"csv": "csv", "addresses": "csv", "vcard": "vcf"}
TYPES = {"csv": "text/csv; charset=utf-8", "vcf": "text/vcard; charset=utf-8", "pdf": "application/pdf"}

People = list[tuple[str, Person]]


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show what can be printed and taken along, and the letters that went out."""
    _keeper(request)
    return page(request, "")


def page(request: HttpRequest, problem: str) -> HttpResponse:
    """Show the page, with what is wrong with a form of it."""
    people, state, at = _people(request, ""), desk().state, desk().now()
    runs = [(run, counts(run)) for run in LetterRun.objects.order_by("-id")[:20] if _hers(request, run)]
    shown = {
        "members": len(people),
        "paper": sum(1 for _member, person in people if not person.email),
        "homeless": sum(1 for _member, person in people if not person.address),
        "meetings": [m.name for m in state.meetings.all.values() if not m.closed and m.begins > at - 86_400],
        "runs": runs,
        "brings_rolls": officers.serves(desk(), member_of(request), "open-import"),
        "problem": problem,
    }
    return render(request, "portal/register.html", shown, status=400 if problem else 200)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Give a list of the members as CSV, vCards, labels, or a list for a door to sign."""
    _keeper(request)
    what, whom, why = (request.POST.get(name, "").strip()[:LONGEST] for name in ("what", "whom", "why"))
    if not why:
        return page(request, _("Say why: every member can read it."))
    people = _people(request, whom)
    try:
        made = _made(what, people, request.POST.get("meeting", "").replace("-", " ")[:LONGEST])
    except paper.Unprintable as fault:
        return page(request, sentence(str(fault)))
    if made is None:
        raise Http404
    log(request, f"{what}: {len(people)}", why)
    return _file(made, f"{what}.{ENDINGS.get(what, 'pdf')}")


def _made(what: str, people: People, meeting: str) -> bytes | None:
    if what in SHEETS:
        sheet = io.StringIO(newline="")
        SHEETS[what](people, sheet)
        return sheet.getvalue().encode()
    if what == "vcard":
        return b"".join(vcard.write(people))
    if what == "labels":
        return paper.labels(paper.address(p.name, p.address) for _member, p in people if p.address)
    if what == "door-list":
        note = _("Tick and have signed whoever comes. Enter the list afterwards as attendance.")
        about = meeting or _("Door list")
        title = f"{desk().state.identity.name}: {about}"
        rows = ((p.name, p.number) for _member, p in people)
        return paper.door_list(title, note, rows, get_language() or "")
    return None


@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """Keep a letter to members who have an address, ready to print; each has a line for what becomes of hers."""
    _keeper(request)
    subject = request.POST.get("subject", "").strip()[:LONGEST]
    body = request.POST.get("body", "").strip().replace("\r\n", "\n")[:LONGEST_BODY]
    people = [pair for pair in _people(request, request.POST.get("whom", "")) if pair[1].address]
    if not subject or not body or not people:
        return page(request, _("A letter has a subject, some words, and somebody to go to."))
    run = _again(request, subject, body, people) or _begun(request, subject, body, people)
    return redirect(f"/register/letters/{run.pk}/")


def _again(request: HttpRequest, subject: str, body: str, people: People) -> LetterRun | None:
    """Give the run that this same form made a moment ago: a second click writes to nobody twice."""
    same = LetterRun.objects.filter(subject=subject, body=body, by=member_of(request)).order_by("-id").first()
    if same is None or desk().now() - same.at > MOMENT:
        return None
    named = set(LetterLine.objects.filter(run=same).values_list("member", flat=True))
    return same if named == {member for member, _person in people} else None


def _begun(request: HttpRequest, subject: str, body: str, people: People) -> LetterRun:
    at = desk().now()
    run = by_letter.begun(subject, body, member_of(request), at)
    note(run, (member for member, _person in people), at)
    return run


@require_safe
def letters(request: HttpRequest, number: int) -> HttpResponse:
    """Show a letter, to whom it went, and what became of each."""
    _keeper(request)
    run = _run(request, number)
    people = _written_to(request)
    lines = ((line, people.get(line.member)) for line in LetterLine.objects.filter(run=run))
    named = sorted(lines, key=lambda pair: _by_name(pair[1]) if pair[1] else ("", ""))
    shown = {"run": run, "lines": named, "counts": counts(run), "states": STATES}
    return render(request, "portal/letters.html", shown)


@require_POST
def printed(request: HttpRequest, number: int) -> HttpResponse:
    """Give the letters as PDF, one sheet each, with the address in the window; of credentials none."""
    _keeper(request)
    run, identity = _run(request, number), desk().state.identity
    if run.election:
        raise Http404
    named = set(LetterLine.objects.filter(run=run).values_list("member", flat=True))
    people = [p for member, p in _written_to(request).items() if member in named and p.address]
    to = [paper.address(p.name, p.address) for p in people]
    with override(run.language or get_language()):
        day = words.day(run.at, identity.zone)
    try:
        said = paper.Letter(identity.name, day, run.subject, run.body, run.language)
        made = paper.letters(said, to)
    except paper.Unprintable as fault:
        return page(request, sentence(str(fault)))
    log(request, f"letters: {len(to)}", run.subject)
    return _file(made, f"letters-{run.pk}.pdf")


@require_POST
def mark(request: HttpRequest, number: int) -> HttpResponse:
    """Note what became of one member's letter."""
    _keeper(request)
    run, state = _run(request, number), request.POST.get("state", "")
    found = LetterLine.objects.filter(run=run, member=request.POST.get("member", ""))
    if state not in STATES or not found.update(state=state, at=desk().now()):
        raise Http404
    return redirect(f"/register/letters/{run.pk}/")


def _run(request: HttpRequest, number: int) -> LetterRun:
    found = LetterRun.objects.filter(pk=number).first()
    if found is None or not _hers(request, found):
        raise Http404
    return found


def _hers(request: HttpRequest, run: LetterRun) -> bool:
    """Whether a letter is of the member who asks, or she keeps the whole register."""
    return run.by == member_of(request) or ROOT in _reach(request)


def _reach(request: HttpRequest) -> frozenset[str]:
    """Give the bodies whose members are hers to keep: those of her unit, and of the units below it."""
    return officers.reach(desk(), member_of(request), KEEPS)


def _people(request: HttpRequest, whom: str) -> People:
    """Give the members on the roll of her units by name; `paper` for those without an e-mail address.

    `applicants` are those who applied there on paper, and are on no roll.
    """
    reach = _reach(request)
    found = by_letter.people(desk(), reach) if whom == APPLICANTS else _on_roll(whom, reach)
    return sorted(found, key=lambda pair: _by_name(pair[1]))


def people_of(request: HttpRequest) -> People:
    """Give the members on the roll of the units whose register somebody keeps; none to whoever keeps none."""
    return _people(request, "")


def _written_to(request: HttpRequest) -> dict[str, Person]:
    """Give everybody to whom a letter may have gone, by her id."""
    return dict((*_people(request, ""), *_people(request, APPLICANTS)))


def _on_roll(whom: str, bodies: frozenset[str]) -> Iterator[tuple[str, Person]]:
    if not (desk().folder / FOLDER).is_dir():
        return
    with Register.open(desk().folder / FOLDER) as register:
        for member, person in register.people():
            if officers.among(desk(), member, bodies) and (whom != "paper" or not person.email):
                yield member, person


def _by_name(person: Person) -> tuple[str, str]:
    return (person.family or person.name).casefold(), person.name.casefold()


def log(request: HttpRequest, what: str, why: str) -> None:
    """Enter in the log of looks, before anything is given out, that a list leaves the register."""
    with Register.open(desk().folder / FOLDER) as register:
        register.vault.log(because(why), Access((member_of(request),), what, why))


def _keeper(request: HttpRequest) -> None:
    """Let in only those whose office keeps the register."""
    if not keeps(member_of(request)):
        raise Http404


def keeps(member: str) -> bool:
    """Whether a member holds an office that keeps the register."""
    return any(officers.serves(desk(), member, kind) for kind in KEEPS)


def _file(content: bytes, name: str) -> HttpResponse:
    kept = {"Content-Disposition": f"attachment; filename={name}"}
    return HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]], headers=kept)
