"""What a member may do now, until when, and what stands in her way; what an officer ought to do, by when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlencode

from django.utils.translation import gettext
from msgspec import Struct

from bylaw.acts.act import Digest
from bylaw.acts.fields import marks
from bylaw.acts.grievances import complaints, warnings
from bylaw.acts.keeping.papers import writer_of
from bylaw.acts.members.membership import objections_end
from bylaw.acts.secret_ballots.ballots import SetUpBallot
from bylaw.portal import forms, officers
from bylaw.portal.credential_steps import office_of
from bylaw.portal.desk import Desk
from bylaw.portal.drafts import Draft, drafted
from bylaw.portal.sentences import marked as _
from bylaw.projections.challenges import contested
from bylaw.projections.duties import Duty, duties
from bylaw.projections.elections import stage
from bylaw.record.clock import instant
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.members import Application

COURSES = {"complaint": complaints.course, "warning": warnings.course}
"""For what climbs, by the field that names it: its way, which says whose turn it is."""
AFTER_LEAVING = (
    "appeal",
    "answer-evidence",
    "file-evidence",
    "waive-hearing",
    "disown-paper",
    "stop-recovery",
)
"""What somebody may still do who has left the roll: what concerns her own case, her own papers and her own key."""
LATELY = 30 * 86_400
"""For how many seconds after a vote a dissent is offered; no rule ends it."""
MORE = _("More")
OBJECT = "object-to-admission"
SOME_WORDS = "x"
"""Stands for private words while the judge is asked beforehand."""


class Asked(Struct, frozen=True):
    """Something that can be tried: an act, about what, the fields known already, and the last moment for it."""

    kind: str
    about: str
    fields: dict[str, str]
    until: int = FOREVER

    @property
    def query(self) -> str:
        """Give the fields as the end of a form's address."""
        return urlencode(self.fields)


class Offer(Struct, frozen=True):
    """Something open, with what stands in the member's way, and how many must sign."""

    asked: Asked
    refusals: tuple[Finding, ...]
    signers: int


class OwnDuty(Struct, frozen=True):
    """A duty of an office that the member holds, with the page on which she does it; empty where a program does."""

    duty: Duty
    fields: dict[str, str]
    page: str

    @property
    def query(self) -> str:
        """Give the fields as the end of a form's address."""
        return urlencode(self.fields)


def offers(desk: Desk, member: str) -> Iterator[Offer]:
    """Give what is open now and concerns a member, the most urgent first."""
    state, at = desk.state, desk.now()
    found = chain(
        _applications(desk, member),
        _nominations(state, member, at),
        _challenges(state, member, at),
        _deliberations(state, member, at),
        _cases(state, member, at),
        _own(state, member, at),
    )
    for asked in sorted(found, key=lambda asked: asked.until):
        draft = drafted(desk, forms.FORMS[asked.kind], filled(asked.kind, asked.fields), member)
        if isinstance(draft, Draft):
            yield Offer(asked, draft.refusals, len(draft.act.by))


def open_to(desk: Desk, member: str, kind: str) -> bool:
    """Whether an act can be asked for by somebody: all by members, some by who has left."""
    return kind in AFTER_LEAVING or desk.belongs(member)


def filled(kind: str, fields: dict[str, str]) -> dict[str, str]:
    """Give the known fields, with some words where only words are missing: the judge does not read them."""
    asked = forms.asked(forms.FORMS[kind])
    return {**{name: SOME_WORDS for name, hint, need in asked if need and hint == Digest}, **fields}


def _applications(desk: Desk, member: str) -> Iterator[Asked]:
    for name, application in desk.state.members.applications.items():
        if not application.outcome:
            about = {"applicant": name}
            for kind in ("sponsor", "admit", "decline"):
                yield Asked(kind, name, about)
            ends = _objections_end(desk, application)
            if desk.now() < ends and officers.open_to_member(desk, member, OBJECT, application.body):
                yield Asked(OBJECT, name, about, ends)


def _objections_end(desk: Desk, application: Application) -> int:
    """Give the moment from which nobody may object any more, by the clause of now."""
    state = desk.state
    law = state.bylaws.on(desk.now()).one("admission", "admit", state.bodies.all[application.body].kind)
    return objections_end(state, law.rule, application.at) if law else FOREVER


def _nominations(state: State, member: str, at: int) -> Iterator[Asked]:
    for name, election in state.elections.all.items():
        named = state.elections.nominations[name].get(member)
        about = {"election": name, "member": member}
        if stage(election, at) == "nominations" and named is None:
            yield Asked("nominate", name, about, election.nominations)
        if named and named.withdrawn == FOREVER and at < election.opens:
            kind = "accept-nomination" if named.accepted == FOREVER else "withdraw-candidacy"
            yield Asked(kind, name, about, election.opens)


def _challenges(state: State, member: str, at: int) -> Iterator[Asked]:
    for name, election in state.elections.all.items():
        for it in contested(state, election, at):
            if it.open and member not in state.challenges.filed.get((name, it.unit, it.since), {}):
                fields = {"election": name, "unit": it.unit} if it.unit else {"election": name}
                yield Asked("challenge-election", name, fields, it.until)


def _deliberations(state: State, member: str, at: int) -> Iterator[Asked]:
    for name, motion in state.motions.all.items():
        if not motion.outcome and not motion.seconded and member != motion.mover:
            yield Asked("second", name, {"motion": name}, motion.ends or FOREVER)
        elif motion.outcome and at < motion.decided + LATELY and member not in state.motions.dissents[name]:
            yield Asked("dissent", name, {"motion": name})
    for name, petition in state.petitions.all.items():
        if not petition.filed and at < petition.closes:
            kind = "withdraw-signature" if state.petitions.signed(name, member) else "sign-petition"
            yield Asked(kind, name, {"petition": name}, petition.closes)


def _cases(state: State, member: str, at: int) -> Iterator[Asked]:
    for case in state.cases.of_member(member):
        one, about = state.cases.now(case.name), {"case": case.name}
        if one.served < at and one.heard == FOREVER and not one.waived:
            yield Asked("waive-hearing", case.name, about, one.hearing)
        if one.decided < FOREVER and one.appealed == FOREVER and at < one.appeal_by:
            yield Asked("appeal", case.name, about, one.appeal_by)
        for item in state.cases.evidence(case.name):
            if item.answered == FOREVER and one.decided == FOREVER:
                yield Asked("answer-evidence", item.name, {**about, "item": item.name})


def _own(state: State, member: str, at: int) -> Iterator[Asked]:
    for name, paper in state.corrections.papers.items():
        if writer_of(state, paper) == member and paper.confirmed and not paper.disowned:
            yield Asked("disown-paper", name, {"paper": name})
    recovery = state.keys.recovering(member, at)
    if recovery:
        yield Asked(
            "stop-recovery", "a key that is to replace yours", {"recovery": recovery.key}, recovery.ends
        )


def own_duties(desk: Desk, member: str) -> tuple[OwnDuty, ...]:
    """Give the duties of the offices that a member holds now, the most overdue first."""
    state, at = desk.state, desk.now()
    held = {(m.office, m.body) for m in state.offices.of_member(member) if m.holds(at)}
    return tuple(
        OwnDuty(duty, fields := _known(state, duty, at), _page(desk, member, duty, fields))
        for duty in (duties(state, ROOT, at) if held else ())
        if duty.clause and not held.isdisjoint(officers.seats(state, duty.who.split(" or "), duty.body, at))
    )


def _known(state: State, duty: Duty, at: int) -> dict[str, str]:
    """Give what a duty already says of its act's fields: the first thing that the act names, and whose turn it is."""
    if duty.act == "call-election":
        seats = state.offices.all[duty.body, duty.about].seats
        return {"office": duty.about, "body": duty.body, "seats": str(seats)}
    kind = forms.FORMS.get(duty.act)
    named = (name for name, hint, need in forms.asked(kind) if need and "ref" in marks(hint)) if kind else ()
    field = next(iter(named), "")
    known = {field: duty.about or duty.body} if field else {}
    held = COURSES[field](state, duty.about).now(at) if field in COURSES else None
    return {**known, "turn": str(held.nth)} if held and held.nth else known


def _page(desk: Desk, member: str, duty: Duty, fields: dict[str, str]) -> str:
    if duty.act in forms.FORMS:
        return f"/act/{duty.act}/?{urlencode(fields)}"
    election = desk.state.elections.all.get(duty.about) if duty.act == SetUpBallot.kind() else None
    hers = election is not None and member in office_of(desk, election)
    return f"/elections/{duty.about}/credentials/" if hers else ""


def by_of(duty: Duty) -> int:
    """Give the moment until which a duty is to be done."""
    return instant(duty.by) or FOREVER


def chapters() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the acts with a form by the chapter that they belong to."""
    found: dict[str, list[str]] = {}
    for name, kind in forms.FORMS.items():
        chapter = CHAPTERS.get(kind.__module__.split(".")[2], MORE)
        found.setdefault(chapter, []).append(name)
    order = [*dict.fromkeys(CHAPTERS.values()), MORE]
    return tuple((gettext(each), tuple(found[each])) for each in order if each in found)


CHAPTERS = {
    "members": _("Membership"),
    "voting": _("Elections and candidates"),
    "assemblies": _("Meetings, motions and petitions"),
    "initiative": _("Meetings, motions and petitions"),
    "discipline": _("Cases and appeals"),
    "accountability": _("Reports, complaints and directives"),
    "grievances": _("Reports, complaints and directives"),
    "organisation": _("Bodies and offices"),
    "law": _("Bylaws"),
    "figures": _("Figures"),
    "keeping": _("Corrections, papers and private data"),
}
"""Chapter of an act to the heading under which members look for it."""
