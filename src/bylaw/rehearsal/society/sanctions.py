"""What follows from a finding: a sanction, an appeal before other people or in vain, and attempts by office."""

from __future__ import annotations

from functools import partial
from typing import Any

from bylaw.acts.act import Signer
from bylaw.rehearsal.lots import Drawn
from bylaw.rehearsal.society import elections, restorations
from bylaw.rehearsal.society.cases import SIZE, Case
from bylaw.rehearsal.society.company import Company, as_member
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Roster
from bylaw.rehearsal.society.times import passes, year_of
from bylaw.state.bodies import ROOT

APPEAL, DECIDE = 30, 90
"""Days in which a member appeals, and in which her appeal is decided."""
KINDS = ("expulsion", "warning", "suspension", "expulsion")
"""Sanctions, one case after the other."""


def decide(case: Case) -> None:
    """Warn, suspend or expel; the clause gives the member thirty days to appeal, and the sanction waits."""
    kind = KINDS[case.serial % len(KINDS)]
    told: dict[str, Any] = {} if kind == "warning" else {"member": case.charged.id}
    if kind == "suspension":
        told["days"] = 60
    _sanction(case, kind, told)
    case.charged.rests = kind != "warning"
    if kind == "warning":
        case.over()
    elif case.tempted or case.on.dice.random() < 0.4:
        case.on.later(9, partial(_appeal, case))
    else:
        case.on.later(APPEAL + 2, partial(_final, case))


def remove(case: Case) -> None:
    """Remove an officer; who accused her then wants the post."""
    office, mandate = _seat(case)
    if not mandate:
        case.over()
        return
    _sanction(case, "removal", {"member": case.charged.id, "mandate": mandate})
    case.on.later(APPEAL + 2, partial(_removed, case, office, mandate))


def _seat(case: Case) -> tuple[str, str]:
    for (_, office), seats in case.roster.of_bodies(case.body):
        for mandate, member in seats.items():
            if member == case.charged.id:
                return office, mandate
    return "", ""


def _sanction(case: Case, kind: str, told: dict[str, Any]) -> None:
    told |= {"case": case.name, "sanction": kind, "yes": SIZE, "reasons": case.words("sanction")}
    if kind != "warning":
        tale = "nobody says why a lesser sanction would not do"
        case.on.attempt(tale, "bylaw 24", "decide-sanction", *case.panel(), **told)
        told["lesser"] = case.words("lesser")
    same = {**told, "reasons": case.words("found")}
    tale = "one text serves finding and sanction"
    case.on.attempt(tale, "bylaw 24", "decide-sanction", *case.panel(), **same)
    case.on.do("decide-sanction", *case.panel(), **told)
    case.sanction = kind
    case.note(kind)


def _removed(case: Case, office: str, mandate: str) -> None:
    on, roster = case.on, case.roster
    on.do("carry-out", *_carrier(case), case=case.name)
    roster.seat(case.body, office, {})
    part = (case.accuser, *case.witnesses, *case.judges)
    barred = roster.barred.setdefault((case.body, office), set())
    barred |= {person.id for person in part}
    then = partial(_denounced, on, roster, case.accuser.id)
    elections.plan(on, roster, elections.VACANT, (case.body, office, 1), then)
    case.over()
    if case.body == ROOT or case.serial % 2 == 0:
        restorations.of_officer(case, office, mandate)


def _appeal(case: Case) -> None:
    """Appeal; other people rule, or nobody does, while officers would carry it out."""
    on, told = case.on, {"case": case.name}
    other = Signer(case.witnesses[0].id, "subject")
    grounds = case.words("grounds")
    on.attempt("somebody appeals for another", "6.11|bylaw 35", "appeal", other, **told, grounds=grounds)
    on.do("appeal", case.subject(), **told, grounds=grounds)
    case.note("appeals")
    case.note("appeals-pending")
    way = on.dice.choice((_ruled, _ruled, _sat_upon))
    if way is _ruled:
        case.announce()
    on.later(5, partial(way, case))


def _by_office(case: Case) -> None:
    """Try to carry out, or to rule, by office alone."""
    on = case.on
    for office in ("secretary", "president"):
        officer = case.roster.officer(office, case.body)
        if officer:
            tale = "a sanction is carried out while an appeal waits"
            clauses = "bylaw 22|bylaw 15|6.13"
            on.attempt(tale, clauses, "carry-out", officer, case=case.name)
            told = {"ruling": "upheld", "yes": 1, "reasons": case.words(f"by {office}")}
            tale = "an officer rules on an appeal by herself"
            on.attempt(tale, "6.9", "decide-appeal", officer, case=case.name, **told)


def _ruled(case: Case) -> None:
    on = case.on
    _by_office(case)
    tale = "those who decided judge the appeal"
    again = case.told(Drawn(case.words("again"), tuple(judge.id for judge in case.judges)))
    on.attempt(tale, "bylaw 21", "seat-panel", *case.roster.tellers(), **again)
    others = case.hold(case.seat(case.pool))
    ruling = on.dice.choice(("upheld", "overturned"))
    told = {"ruling": ruling, "yes": SIZE, "reasons": case.words("ruling")}
    tale = "those who decided rule on the appeal"
    on.attempt(tale, "6.9", "decide-appeal", *case.panel(), case=case.name, **told)
    on.do("decide-appeal", *case.panel(others), case=case.name, **told)
    for figure in ("appeals-heard", "appeals-upheld" if ruling == "upheld" else "appeals-granted"):
        case.note(figure)
    case.note("appeals-pending", -1)
    if ruling == "upheld":
        on.later(2, partial(_final, case))
    else:
        _fallen(case)


def _sat_upon(case: Case) -> None:
    """Nobody rules in time: the sanction falls by itself, and no ruling brings it back."""
    _by_office(case)
    late = passes(case.on.now - 5 * 86_400, DECIDE)
    case.on.endings.append(partial(_overdue, case, late))
    case.on.later(DECIDE + 1, partial(_fallen, case))


def _overdue(case: Case, late: int) -> None:
    if case.on.now >= late:
        for figure, n in (("appeals-overdue", 1), ("appeals-pending", -1)):
            case.roster.note(figure, year_of(late), case.body, ROOT, n=n)


def _fallen(case: Case) -> None:
    tale = "a sanction that has fallen is carried out"
    officer = case.roster.officer("president", case.body)
    if officer:
        case.on.attempt(tale, "bylaw 22|bylaw 15|6.13", "carry-out", officer, case=case.name)
    tale = "what no appeal has left standing is given back, where nothing was taken"
    case.on.attempt(tale, "bylaw 15", "restore-member", case.subject(), case=case.name)
    case.charged.rests = False
    case.over()


def _final(case: Case) -> None:
    """Carry out an expulsion once it is final and no vote is open; a suspension needs nobody's act."""
    on, roster = case.on, case.roster
    on.flush()
    if case.sanction == "suspension":
        on.later(70, partial(_back, case))
        return
    if roster.voting[case.body] or roster.voting[ROOT]:
        if any(on.state.elections.counting_in([case.body, ROOT], on.now)):
            tale = "a member is expelled while a vote is open in which she votes"
            on.attempt(tale, "bylaw 33", "carry-out", Signer(case.accuser.id, "member"), case=case.name)
        on.later(7, partial(_final, case))
        return
    on.do("carry-out", *_carrier(case), case=case.name)
    case.over()
    roster.leave(case.charged)
    for figure in ("expelled", "expelled-net"):
        case.note(figure)
    if case.serial % 2:
        restorations.of_member(case)


def _carrier(case: Case) -> tuple[Signer, ...]:
    """Draw who carries out what is final, and so due: never the member herself."""
    besides = {case.charged.id}
    return draw(case.on, case.roster, Wanted("carry-out", case.body, due=True, besides=besides))


def _back(case: Case) -> None:
    case.charged.rests = False
    case.over()


def _denounced(company: Company, roster: Roster, accuser: str, contest: elections.Contest) -> None:
    """Let who accused the last holder be named for the post that she made vacant."""
    others = roster.idle(contest.body, 1)
    if accuser in roster.people and contest.body in (ROOT, roster.people[accuser].local) and others:
        tale = "who accused an officer stands for the post"
        fields = {"election": contest.name, "member": accuser}
        company.attempt(tale, "bylaw 21", "nominate", as_member(others[0].id), **fields)
