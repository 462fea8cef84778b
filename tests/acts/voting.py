"""Votes for tests: a motion put to the vote, and what came of it."""

from bylaw.rules.majority import Majority
from bylaw.rules.meanings import Forum, MajorityRule, Quorum

from .assembly import HALF, Assembly, clause


def vote(s: Assembly, yes: int, no: int = 0, blank: int = 0, **more: object) -> None:
    more.setdefault("motion", "q1")
    s.do("record-vote", s.secretary, yes=yes, no=no, blank=blank, **more)


def not_voted(s: Assembly, yes: int, no: int = 0, blank: int = 0, **more: object) -> list[str]:
    more.setdefault("motion", "q1")
    return s.refused("record-vote", s.secretary, yes=yes, no=no, blank=blank, **more)


def carried(s: Assembly, motion: str = "q1") -> bool:
    return f"resolution.{motion}" in s.state.warrants.all


def rule(majority: Majority, **more: object):
    return clause("4", "move", forum=Forum(kind="meeting"), quorum=Quorum(measure=HALF),
                  majority=MajorityRule(majority=majority), **more)  # fmt: skip
