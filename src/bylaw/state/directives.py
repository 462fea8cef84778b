"""Directives and recommendations to offices, with every answer; and commissions of inquiry."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Directive(Struct, frozen=True):
    """What a body instructs, or recommends to, an office; it stays with the office when its holder changes."""

    name: str
    body: str
    office: str
    to: str
    sort: str
    text: str
    deadline: int
    at: int
    ended: int = FOREVER
    how: str = ""


class Answer(Struct, frozen=True):
    """One answer: acknowledged, acted, completed, cannot be done, or a dissent; by whom and under which mandate."""

    step: str
    member: str
    mandate: str
    text: str
    at: int


class Directives:
    """Every directive with its answers, oldest first."""

    def __init__(self) -> None:
        self.all: dict[str, Directive] = {}
        self.answers: dict[str, list[Answer]] = {}

    def issue(self, directive: Directive) -> None:
        """Add a directive."""
        self.all[directive.name] = directive
        self.answers[directive.name] = []

    def answer(self, name: str, answer: Answer) -> None:
        """Attach an answer."""
        self.answers[name].append(answer)

    def close(self, name: str, at: int, how: str) -> None:
        """End a directive: completed, or countermanded."""
        self.all[name] = replace(self.all[name], ended=at, how=how)


class Commission(Struct, frozen=True):
    """One commission of inquiry: its terms by commitment, its day, who sits, and into whose mandate it inquires."""

    name: str
    body: str
    terms: str
    deadline: int
    at: int
    bench: tuple[str, ...]
    post: str = ""
    report: str = ""
    reported: int = FOREVER


class Commissions:
    """Every commission, and the dissents from their reports."""

    def __init__(self) -> None:
        self.all: dict[str, Commission] = {}
        self.dissents: dict[str, dict[str, str]] = {}
        self._of_member: dict[str, list[str]] = {}

    def open(self, commission: Commission) -> None:
        """Add a commission."""
        self.all[commission.name] = commission
        self.dissents[commission.name] = {}
        for member in commission.bench:
            self._of_member.setdefault(member, []).append(commission.name)

    def report(self, name: str, report: str, at: int) -> None:
        """Note the report."""
        self.all[name] = replace(self.all[name], report=report, reported=at)

    def of_member(self, member: str) -> list[Commission]:
        """Give the commissions on which a member sat, oldest first."""
        return [self.all[name] for name in self._of_member.get(member, ())]
