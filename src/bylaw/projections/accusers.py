"""What became of an accuser's charges: for the panel that judges one of them, and for those who control."""

from __future__ import annotations

from msgspec import Struct

from bylaw.acts.discipline.casework import CHARGE
from bylaw.acts.discipline.sanctions import cleared
from bylaw.acts.discipline.weighing import dismissed
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Provision
from bylaw.state import State
from bylaw.state.cases import Case


class Accuser(Struct, frozen=True):
    """The charges of one named accuser, in every body, since the day of the first.

    ``dismissed`` proved nothing, or their sanction fell; ``proven`` stand; ``open`` are not decided.
    """

    member: str
    since: str
    brought: int
    open: int
    proven: int
    dismissed: int


class Serial(Struct, frozen=True):
    """A clause by which so many dismissed charges ask more of the next one, and whether they are so many already."""

    clause: str
    words: str
    serial: int
    reached: bool


def record_of(state: State, member: str, at: int) -> Accuser | None:
    """Give what became of the charges of an accuser; None for who brought none that this reader can open."""
    mine = [case for case in state.cases.by_accuser(member) if case.accuser == member and case.at <= at]
    if not mine:
        return None
    rounds = [state.cases.now(case.name) for case in mine]
    proven = sum(one.found <= at and not cleared(one, at) for one in rounds)
    failed = dismissed(state, member, at)
    since = rfc3339(min(case.at for case in mine))[:10]
    return Accuser(member, since, len(mine), len(mine) - proven - failed, proven, failed)


def accusers(state: State, body: str, at: int) -> tuple[Accuser, ...]:
    """Give those who charged somebody in a body or below and whose charges came to nothing more than once."""
    return accusers_within(state, frozenset(state.bodies.below(body)), at)


def accusers_within(state: State, bodies: frozenset[str], at: int) -> tuple[Accuser, ...]:
    """Give those who charged somebody in one of these bodies and whose charges came to nothing more than once.

    As far as the reader can open the charges; the most often dismissed first.
    """
    named = dict.fromkeys(case.accuser for case in state.cases.all.values() if case.body in bodies)
    told = (record_of(state, member, at) for member in named if member)
    lines = [each for each in told if each is not None and each.dismissed > 1]
    return tuple(sorted(lines, key=lambda each: (-each.dismissed, each.member)))


def serials(state: State, case: Case, at: int) -> tuple[Serial, ...]:
    """Give the clauses, of the day of a charge, that ask more of an accuser whose charges were dismissed."""
    failed = dismissed(state, case.accuser, at)
    laws = state.bylaws.on(case.at).find("grounds", CHARGE, state.bodies.all[case.body].kind, "")
    return tuple(_serial(law, failed) for law in laws if law.rule.serial)


def _serial(law: Provision, failed: int) -> Serial:
    return Serial(law.no, law.words, law.rule.serial, reached=failed >= law.rule.serial)
