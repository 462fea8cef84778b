"""Who came on paper is told by letter: that a sheet was entered in her name, and what became of it.

Each letter waits among those of the register, ready to print, for whoever keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from bylaw.acts.act import Act
from bylaw.acts.keeping.papers import ConfirmPaper
from bylaw.acts.members.admission import Admit, Decline
from bylaw.acts.members.on_paper import disownable, paper_of
from bylaw.people.person import Person
from bylaw.portal import newcomers, words
from bylaw.portal.desk import Desk
from bylaw.portal.languages import for_mail
from bylaw.portal.models import LetterLine, LetterRun
from bylaw.state.corrections import Paper
from bylaw.state.members import Application

LATELY = 90 * 86_400
"""For how many seconds somebody can be written to after her application was decided."""


def people(desk: Desk, bodies: frozenset[str]) -> Iterator[tuple[str, Person]]:
    """Give those who applied on paper to one of these bodies and are on no roll: undecided, or decided lately."""
    for member in desk.state.members.applications:
        person = desk.person(member) if waits(desk, member, bodies) else None
        if person is not None:
            yield member, person


def waits(desk: Desk, member: str, bodies: frozenset[str]) -> bool:
    """Whether somebody applied on paper to one of these bodies and is on no roll: undecided, or decided lately."""
    each, at = desk.state.members.applications.get(member), desk.now()
    if each is None or not each.paper or each.body not in bodies:
        return False
    late = each.outcome and each.decided < at - LATELY
    return not late and not desk.belongs(member)


def tell(desk: Desk, act: Act) -> None:
    """Write the letter that follows from an act which the record has taken in, where one does."""
    state = desk.state
    if isinstance(act, ConfirmPaper):
        paper = state.corrections.papers[act.paper]
        application = state.members.applications.get(paper.member)
        if application is not None and application.paper == act.paper:
            _entered(desk, paper, act.by[0].member)
    elif isinstance(act, Admit | Decline) and paper_of(state, act.applicant) is not None:
        _decided(desk, state.members.applications[act.applicant], act.by[0].member)


def _entered(desk: Desk, paper: Paper, by: str) -> None:
    """Tell her what was entered in her name and until when she can disown it; and those who admit that she applies."""
    identity, person = desk.state.identity, desk.person(paper.member)
    if person is None:
        return
    newcomers.tell(desk, paper.member, person, ())
    ends = max(each for _law, each in disownable(desk.state, paper))
    with translation.override(for_mail(paper.member)):
        _keep(
            desk,
            paper.member,
            by,
            _("Your application to join {name}").format(name=identity.name),
            _(
                "We hold a form with your signature by which you apply to join {name}. One officer entered it, another "
                "confirmed it.\n\nIf it is not yours, tell us in writing before {when}: nobody is admitted before "
                "then. If it is yours, you need do nothing: we write again when it is decided.\n\n"
                "The record, which members can read, names you by this id alone: {member}"
            ).format(name=identity.name, when=words.moment(ends, identity.zone), member=paper.member),
        )


def _decided(desk: Desk, application: Application, by: str) -> None:
    identity, member = desk.state.identity, application.member
    with translation.override(for_mail(member)):
        told = {"name": identity.name, "day": words.day(application.decided, identity.zone), "member": member}
        if application.outcome == "admitted":
            subject = _("You are a member of {name}").format(**told)
            body = _(
                "You were admitted to {name} on {day}.\n\nWhat other members do with a device you can do on paper: ask "
                "the office for the forms. If you want to sign with a device of your own, two officers register its "
                "key with you.\n\nYour id in the record: {member}"
            ).format(**told)
        else:
            subject = _("Your application to join {name}").format(**told)
            body = _("Your application to join {name} was declined on {day}. You may apply again.").format(
                **told
            )
        _keep(desk, member, by, subject, body)


def begun(subject: str, body: str, by: str, at: int) -> LetterRun:
    """Begin a letter to some, in the language that is active."""
    language = translation.get_language() or ""
    return LetterRun.objects.create(subject=subject, body=body, by=by, at=at, language=language)


def _keep(desk: Desk, member: str, by: str, subject: str, body: str) -> None:
    """Keep a letter to somebody who has an address, ready to print."""
    person, at = desk.person(member), desk.now()
    if person is None or not person.address:
        return
    run = begun(subject[:200], body, by, at)
    LetterLine.objects.create(run=run, member=member, at=at)
