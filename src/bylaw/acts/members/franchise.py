"""Who may vote and who may stand: the one place that decides it, for elections, meetings and petitions.

A member votes in a unit when she is on its roll or on that of a unit below, in a class that votes; in an
organ when she holds a seat in it. She does not while her rights are suspended, before she has been a member
for as long as the clause on the electorate asks, or when arrears cost the vote: dues unpaid beyond the days
of grace *and* the reminders served in time (``standing``). Where no clause speaks of standing, or of
classes, neither costs anybody a vote; who is on probation never votes unless a class of that name does.

Look the rules up once with ``franchise(state, body, law, of)``: ``law`` is the moment whose law governs,
``of`` the kind of act in whose matter the vote is held, by which clauses may select. Then ask about members
at a moment ``t``: the record date of an election, the time of a meeting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bylaw.acts.days import after_days, day, days_apart, limit
from bylaw.rules.clause import FOREVER, Provision
from bylaw.rules.meanings import ClassOfMember, Standing
from bylaw.state import State
from bylaw.state.roll import Spell

CANDIDATE = "candidate"
"""The class of those who are on probation, where the bylaws have one."""


class Franchise(NamedTuple):
    """What the law of one day says about voting in one body."""

    body: str
    organ: bool
    classes: dict[str, ClassOfMember]
    standing: tuple[Standing, ...]
    member_days: int


def franchise(state: State, body: str, law: int, of: str = "") -> Franchise:
    """Give the rules on who votes in a body, in the law of the moment ``law``."""
    found = state.bodies.all[body]
    answer = state.bylaws.on(law)
    classes = answer.one("classes", of, found.kind)
    electorate = answer.one("electorate", of, found.kind)
    return Franchise(
        body,
        found.organ,
        {c.name: c for c in classes.rule.names} if classes else {},
        _standing(answer.find("standing", of, found.kind)),
        electorate.rule.member_days if electorate else 0,
    )


def votes(state: State, member: str, rules: Franchise, t: int) -> bool:
    """Whether a member may vote at ``t``."""
    return not why_not(state, member, rules, t)


def why_not(state: State, member: str, rules: Franchise, t: int) -> str:
    """Say why a member may not vote at ``t``; empty when she may."""
    spell = spell_in(state, member, rules, t)
    if spell is None:
        return f"{member} is not a member of {rules.body} on {day(state, t)}"
    if not rules.organ and not class_votes(rules, spell.cls):
        return f"class '{spell.cls}' has no vote"
    if state.members.rests(member, "vote", t):
        return f"the rights of {member} are suspended on {day(state, t)}"
    if rules.member_days and days_apart(state, spell.since, t) < rules.member_days:
        return f"{member} is a member since {day(state, spell.since)}; days asked: {rules.member_days}"
    if in_arrears(state, member, rules.standing, t):
        return f"{member} is in arrears and was reminded"
    return ""


def stands(state: State, member: str, rules: Franchise, t: int) -> bool:
    """Whether a member's class may hold office at ``t``; suspension bars, arrears never do."""
    spell = next(state.members.roll.current(member, t), None)
    if spell is None or state.members.rests(member, "candidacy", t):
        return False
    found = rules.classes.get(spell.cls)
    return found.stands if found else spell.cls != CANDIDATE


def electors(state: State, rules: Franchise, t: int) -> list[str]:
    """Give the ids of all who may vote at ``t``, sorted; linear in the roll."""
    return sorted(m for m in _listed(state, rules, t) if not why_not(state, m, rules, t))


def count_electors(state: State, rules: Franchise, t: int) -> int:
    """Count those who may vote at ``t`` without listing them, unless a span of membership is asked."""
    if rules.organ or rules.member_days:
        return sum(1 for m in _listed(state, rules, t) if not why_not(state, m, rules, t))
    roll = state.members.roll
    named = frozenset(cls for cls in roll.classes if class_votes(rules, cls))
    total = roll.count(rules.body, t, named)
    barred = 0
    for member in _marked(state, rules, t, total):
        spell = spell_in(state, member, rules, t)
        if spell is not None and spell.cls in named and why_not(state, member, rules, t):
            barred += 1
    return total - barred


def _marked(state: State, rules: Franchise, t: int, total: int) -> Iterable[str]:
    """Give who might be on the roll without a vote, from the shorter list: those with a mark, or those on the roll."""
    suspensions, reminders = state.members.suspensions, state.members.reminders
    if total < len(suspensions) + len(reminders):
        return dict.fromkeys(m for m in _listed(state, rules, t) if m in suspensions or m in reminders)
    return suspensions.keys() | reminders.keys()


def class_votes(rules: Franchise, cls: str) -> bool:
    """Whether a class of member has a vote."""
    found = rules.classes.get(cls)
    return found.votes if found else not rules.classes and cls != CANDIDATE


def spell_in(state: State, member: str, rules: Franchise, t: int) -> Spell | None:
    """Give the spell by which a member belongs to the body at ``t``: on its roll, or behind a seat in it."""
    current = state.members.roll.current(member, t)
    if not rules.organ:
        return next((spell for spell in current if rules.body in state.bodies.line(spell.body, t)), None)
    seated = any(m.body == rules.body and m.holds(t) for m in state.offices.of_member(member))
    return next(current, None) if seated else None


def in_arrears(state: State, member: str, standing: tuple[Standing, ...], t: int) -> bool:
    """Whether unpaid dues cost rights at ``t``: by every clause that speaks of it, the floors included."""
    reminders = state.members.reminders.get(member)
    if not standing or not reminders:
        return False
    paid = state.members.paid_until(member, t)
    since = paid if paid is not None else _entered(state, member, t)
    return all(_costs(state, rule, reminders, since, t) for rule in standing)


def _costs(state: State, rule: Standing, reminders: list[int], since: int, t: int) -> bool:
    if t <= (limit(state, since, rule.grace_days) if rule.grace_days else since):
        return False
    served = sum(1 for at in reminders if since < at and after_days(state, at, rule.remind_days) <= t)
    return served >= rule.reminders


def _entered(state: State, member: str, t: int) -> int:
    return min((spell.start for spell in state.members.roll.current(member, t)), default=FOREVER)


def _standing(found: tuple[Provision, ...]) -> tuple[Standing, ...]:
    """Give the rules on arrears; a floor alone gives arrears no effect, it only bounds one."""
    spoken = any(provision.layer != "floor" for provision in found)
    return tuple(provision.rule for provision in found) if spoken else ()


def _listed(state: State, rules: Franchise, t: int) -> Iterator[str]:
    if rules.organ:
        yield from dict.fromkeys(m.member for m in state.offices.in_body(rules.body, t))
        return
    units = tuple(name for name in state.bodies.below(rules.body, t) if not state.bodies.all[name].organ)
    for member, _ in state.members.roll.listing(units, t):
        yield member
