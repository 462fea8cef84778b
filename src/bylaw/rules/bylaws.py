"""The bylaws as the state holds them: every provision ever, and one day's law as a cached view of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from bylaw.rules.clause import FOREVER, Clause, Provision, expand


class Law:
    """The provisions in force at one moment, and the answer to each question asked of them."""

    def __init__(self, provisions: Iterable[Provision]) -> None:
        self._by_key: dict[str, list[Provision]] = {}
        for provision in provisions:
            self._by_key.setdefault(provision.key, []).append(provision)
        self._by_act: dict[tuple[str, str], list[Provision]] = {}
        self._answers: dict[tuple[str, str, str, str], tuple[Provision, ...]] = {}
        self._steps: dict[tuple[str, str, str], tuple[tuple[Provision, str, int], ...]] = {}

    def find(self, key: str, of: str = "", body: str = "", office: str = "") -> tuple[Provision, ...]:
        """Give the most particular choice (else the default), then every floor, for one question."""
        question = (key, of, body, office)
        answer = self._answers.get(question)
        if answer is None:
            answer = self._answers[question] = self._answer(*question)
        return answer

    def one(self, key: str, of: str = "", body: str = "", office: str = "") -> Provision | None:
        """Give the provision that answers a question: the choice, else the default, else a floor."""
        found = self.find(key, of, body, office)
        return found[0] if found else None

    def steps(self, step: str, of: str, body: str) -> tuple[tuple[Provision, str, int], ...]:
        """Give what must come before a step of a process: each clause with that step and the days between."""
        found = self._steps.get((step, of, body))
        if found is None:
            found = self._steps[step, of, body] = tuple(
                (law, after, days)
                for law in self.find("steps", of, body)
                for this, after, days in law.rule.order
                if this == step
            )
        return found

    def candidates(self, key: str, of: str, body: str, office: str) -> list[Provision]:
        """Give the equally particular choices (else defaults) for a question; more than one is a conflict."""
        holding = [p for p in self.about(key, of) if p.where.holds(of, body, office)]
        for layer in ("choice", "default"):
            chosen = [p for p in holding if p.layer == layer]
            if chosen:
                most = max(p.where.particular for p in chosen)
                return [p for p in chosen if p.where.particular == most]
        return []

    def floors(self, key: str, of: str, body: str, office: str) -> list[Provision]:
        """Give every floor for a question."""
        return [p for p in self.about(key, of) if p.layer == "floor" and p.where.holds(of, body, office)]

    def all(self, key: str) -> tuple[Provision, ...]:
        """Give every provision with this meaning."""
        return tuple(self._by_key.get(key, ()))

    def every(self) -> Iterator[Provision]:
        """Give every provision."""
        return chain.from_iterable(self._by_key.values())

    def numbers(self) -> frozenset[str]:
        """Give the numbers of all clauses in force."""
        return frozenset(p.no for provisions in self._by_key.values() for p in provisions)

    def floor_numbers(self) -> frozenset[str]:
        """Give the numbers of the clauses that are floors."""
        return frozenset(
            p.no for provisions in self._by_key.values() for p in provisions if p.layer == "floor"
        )

    def about(self, key: str, of: str) -> list[Provision]:
        """Give the provisions with this meaning for this act, in their order: few of all that have it."""
        found = self._by_act.get((key, of))
        if found is None:
            found = [p for p in self._by_key.get(key, ()) if p.where.of in ("", of)]
            self._by_act[key, of] = found
        return found

    def _answer(self, key: str, of: str, body: str, office: str) -> tuple[Provision, ...]:
        return (*self.candidates(key, of, body, office)[:1], *self.floors(key, of, body, office))


class Bylaws:
    """Every clause ever adopted with the time for which it is law; `on` gives the law of a moment."""

    def __init__(self) -> None:
        self.clauses: list[tuple[Clause, int, int]] = []
        self._edges: list[int] = []
        self._laws: dict[int, Law] = {}
        self._latest: tuple[int, int, Law] | None = None
        """The law that was asked for last, and from when until when it is the same."""

    def copy(self) -> Bylaws:
        """Give a second book that can be amended without touching this one."""
        book = Bylaws()
        book.clauses = list(self.clauses)
        return book

    def adopt(self, clauses: Iterable[Clause], since: int) -> None:
        """Make clauses law from ``since``; a clause of the same number ends there.

        A clause of that number which is to begin later keeps its beginning: the earlier one then ends
        where that one begins.
        """
        for clause in clauses:
            until = self._end(clause.no, since)
            self.clauses.append((clause, since, until))
        self._forget()

    def repeal(self, numbers: Iterable[str], since: int) -> None:
        """End clauses at ``since``."""
        for number in numbers:
            self._end(number, since)
        self._forget()

    def withdraw(self, clauses: Iterable[Clause], repeals: Iterable[str], since: int, at: int) -> None:
        """End from ``at`` on what was adopted for ``since``; the text that it replaced or repealed is law again.

        Where a later clause of the same number is law by now, that one stays.
        """
        for number in (*(clause.no for clause in clauses), *repeals):
            self._resume(number, since, at)
        self._forget()

    def _resume(self, number: str, since: int, at: int) -> None:
        """Close the gap, or the text, that began at ``since`` with the text before it, from ``at`` on."""
        mine = [
            (i, *each) for i, each in enumerate(self.clauses) if each[0].no == number and each[1] < each[2]
        ]
        later = (start if start > since else end for _, _, start, end in mine if start >= since)
        until = min(later, default=FOREVER)
        if until <= at:
            return
        for i, clause, start, end in mine:
            if start == since:
                self.clauses[i] = (clause, start, max(start, at))
            elif end == since and since >= at:
                self.clauses[i] = (clause, start, until)
            elif end == since:
                self.clauses.append((clause, at, until))

    def on(self, t: int) -> Law:
        """Give the law at time ``t``; freezing a process is remembering its ``t``."""
        latest = self._latest
        if latest is not None and latest[0] <= t < latest[1]:
            return latest[2]
        if not self._edges:
            self._edges = sorted({edge for _, start, end in self.clauses for edge in (start, end)})
        edge = bisect_right(self._edges, t)
        law = self._law(edge, t)
        if 0 < edge < len(self._edges):
            self._latest = (self._edges[edge - 1], self._edges[edge], law)
        return law

    def _law(self, edge: int, t: int) -> Law:
        law = self._laws.get(edge)
        if law is None:
            law = self._laws[edge] = Law(
                provision
                for clause, start, end in self.clauses
                if start <= t < end
                for provision in expand(clause, start, end)
            )
        return law

    def changes(self, t: int) -> list[int]:
        """Give the times after ``t`` at which the law changes, soonest first."""
        return sorted({edge for _, start, end in self.clauses for edge in (start, end) if t < edge < FOREVER})

    def in_force(self, t: int) -> list[Clause]:
        """Give the clauses in force at ``t`` in the order of their adoption."""
        return [clause for clause, start, end in self.clauses if start <= t < end]

    def pending(self, number: str, t: int) -> list[tuple[Clause, int]]:
        """Give the clauses of this number that are adopted and begin after ``t``."""
        return [(c, start) for c, start, end in self.clauses if c.no == number and start > t and start < end]

    def _end(self, number: str, since: int) -> int:
        """End the clause of this number in force at ``since``; say where its successor must end itself."""
        until = FOREVER
        for i, (clause, start, end) in enumerate(self.clauses):
            if clause.no != number:
                continue
            if start <= since < end:
                self.clauses[i] = (clause, start, since)
            elif start > since and start < end:
                until = min(until, start)
        return until

    def _forget(self) -> None:
        self._edges = []
        self._laws = {}
        self._latest = None
