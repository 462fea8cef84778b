"""Emergencies: what they cannot be used for, and that they end by themselves."""

from __future__ import annotations

from functools import partial

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.rehearsal.society.company import Company
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Roster
from bylaw.state.bodies import ROOT

CONFIRM = AgendaItem("emergency", "Confirm the emergency", ("confirm-emergency",))
BYLAWS = AgendaItem("bylaws", "Change the bylaws", ("amend-bylaws",))
STRUCK = 10
"""How many members officers try to be rid of at once."""


def declare(company: Company, roster: Roster, serial: int) -> None:
    """Declare one, for too long and for too much in vain; then as the clause has it."""
    both = draw(company, roster, Wanted("declare-emergency", ROOT))
    if len(both) < 2:
        return
    name = f"em{serial}"
    told = {"emergency": name, "body": ROOT, "reasons": company.hash_of(name)}
    needs = {**told, "powers": ("meeting-notice",)}
    tale = "an emergency without end"
    company.attempt(tale, "7.6", "declare-emergency", *both, **needs, last=company.day(180))
    tale = "one officer alone declares an emergency"
    company.attempt(tale, "7.6", "declare-emergency", both[1], **needs, last=company.day(20))
    powers = {**told, "powers": ("adjourn-meeting", "meeting-notice")}
    tale = "an emergency with a power that the clause does not name"
    company.attempt(tale, "7.6", "declare-emergency", *both, **powers, last=company.day(20))
    company.do("declare-emergency", *both, **needs, last=company.day(20))
    company.later(1, partial(_use, company, roster, serial))
    company.later(23, partial(_again, company, both, name))


def _use(company: Company, roster: Roster, serial: int) -> None:
    secretary = roster.officer("secretary")
    if secretary is None:
        return
    called = {"name": f"em{serial}.m", "body": ROOT, "begins": company.day(5)}
    tale = "in an emergency the bylaws are to be changed at short notice"
    company.attempt(tale, "3.1|5.2", "call-meeting", secretary, **called, items=(CONFIRM, BYLAWS))
    company.do("call-meeting", secretary, **called, items=(CONFIRM,))
    _purge(company, roster, secretary)


def _purge(company: Company, roster: Roster, secretary: Signer) -> None:
    """Try to be rid of members without a case: no power reaches a membership."""
    local = company.dice.choice(list(roster.locals))
    for person in roster.any_of(local, STRUCK):
        tale = "in an emergency a membership is struck out without notice"
        company.attempt(tale, "1.13|bylaw 15", "lapse", secretary, member=person.id)
        tale = "in an emergency an officer resigns for a member"
        company.attempt(tale, "1.8", "resign", secretary, member=person.id)
        reasons = {"reasons": company.hash_of("sabotage"), "lesser": company.hash_of("none")}
        told = {"case": "no-case", "sanction": "expulsion", "member": person.id, "yes": 2}
        tale = "in an emergency a member is expelled without a case"
        company.attempt(tale, "bylaw 8|6.8", "decide-sanction", secretary, **told, **reasons)


def _again(company: Company, both: tuple[Signer, ...], name: str) -> None:
    """It is over; it is neither renewed nor declared again at once."""
    last = {"last": company.day(20), "reasons": company.hash_of(f"{name} again")}
    tale = "an emergency that nobody confirmed is renewed"
    company.attempt(tale, "bylaw 15|bylaw 51|7.8|7.6", "renew-emergency", *both, emergency=name, **last)
    told = {"emergency": f"{name}.again", "body": ROOT, "powers": ("meeting-notice",)}
    tale = "an emergency begins again when it is over"
    company.attempt(tale, "7.6", "declare-emergency", *both, **told, **last)
