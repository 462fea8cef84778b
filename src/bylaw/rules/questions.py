"""Whether bylaws answer every question that acts can ask, each exactly once, and none below a floor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bylaw.rules.bylaws import Law
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.rules.own import own


class Question(NamedTuple):
    """A question that some act asks of the law; ``needed`` when the act cannot be judged without an answer."""

    key: str
    of: str
    body: str = ""
    office: str = ""
    needed: bool = False


def unanswered(law: Law, questions: Iterable[Question]) -> Iterator[Finding]:
    """Give a finding for each question with no answer, two answers, or an answer weaker than a floor."""
    told: set[tuple[str, ...]] = set()
    for q in questions:
        choices = law.candidates(q.key, q.of, q.body, q.office)
        floors = law.floors(q.key, q.of, q.body, q.office)
        for mark, finding in _answers(q, choices, floors):
            if mark not in told:
                told.add(mark)
                yield finding


def _answers(
    q: Question, choices: list[Provision], floors: list[Provision]
) -> Iterator[tuple[tuple[str, ...], Finding]]:
    asked = _asked(q)
    if len(choices) > 1:
        numbers = " and ".join(p.no for p in choices)
        yield (
            (q.key, *sorted(p.no for p in choices)),
            own(11, f"clauses {numbers} both answer: {asked}", "make one of them more particular"),
        )
    if q.needed and not choices and not floors:
        yield (
            (q.key, q.of),
            own(11, f"no clause answers: {asked}", f"add a clause with the meaning '{q.key}'"),
        )
    for choice in choices[:1]:
        for floor in floors:
            if weak := choice.rule.weaker(floor.rule):
                yield (
                    (q.key, choice.no, floor.no),
                    floor.breach(f"clause {choice.no} is less strict: {weak}", f"change clause {choice.no}"),
                )


def _asked(q: Question) -> str:
    """Say what is asked; each a sentence of its own, which a page can translate."""
    if q.body and q.office:
        return f"{q.key} of {q.of} in each {q.body} for {q.office}"
    if q.body:
        return f"{q.key} of {q.of} in each {q.body}"
    return f"{q.key} of {q.of} for {q.office}" if q.office else f"{q.key} of {q.of}"
