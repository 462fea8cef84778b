"""What the law asks about a matter that is moved or petitioned for.

Clauses speak of the step (``of = "move"``) or of the act that the matter would authorise
(``of = "amend-bylaws"``). The most particular choice among both counts, the matter's before the step's, and
every floor under either.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bylaw.acts.act import Act
from bylaw.acts.matter import in_words, leaf_in, read_matter
from bylaw.acts.members.franchise import Franchise, count_electors, franchise
from bylaw.acts.references import references
from bylaw.record.broken import Broken
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State

MOVE = "move"
"""The kind under which a resolution without an act, a declaration, is judged."""


class Question(NamedTuple):
    """What the law is asked about: a matter in a body, by the law of one moment."""

    body: str
    matter: str
    law: int


def readable(matter: str) -> Iterator[Finding]:
    """Yield a finding when a matter is no act; an empty one is a declaration that authorises nothing."""
    if matter:
        inner = read_matter(matter, ())
        if isinstance(inner, Broken):
            yield own(1, f"the matter is no act: {inner}", "write the act's fields as the form gives them")


def inner_act(state: State, matter: str) -> Act | None:
    """Give the act that a matter would authorise; None for a declaration, and for what is sealed from this reader."""
    return _read(in_words(state, matter))


def kind_of(matter: str) -> str:
    """Give the kind of act under which clauses speak of a matter."""
    if leaf := leaf_in(matter):
        return leaf.step
    inner = _read(matter)
    return inner.kind() if inner else MOVE


@lru_cache(maxsize=1024)
def _read(matter: str) -> Act | None:
    """Read a matter once for many signatures."""
    inner = read_matter(matter, ()) if matter else None
    return None if isinstance(inner, Broken) else inner


def asked(state: State, question: Question, key: str, *steps: str) -> tuple[Provision, ...]:
    """Give the choice, else the default, and every floor that answers for a matter or for its steps."""
    answers = _answers(state, question, key, steps)
    choices = [p for answer in answers for p in answer[:1] if p.layer != "floor"]
    best = max(choices, key=lambda p: (p.layer == "choice", p.where.particular), default=None)
    floors = (p for answer in answers for p in answer if p.layer == "floor")
    return tuple(_unlike([*([best] if best else []), *floors]))


def each(state: State, question: Question, key: str, *steps: str) -> tuple[Provision, ...]:
    """Give every provision that answers for the matter or for one of the steps: all of them bind together."""
    return tuple(_unlike([p for answer in _answers(state, question, key, steps) for p in answer]))


def franchise_of(state: State, question: Question) -> Franchise:
    """Give the rules on who may vote on a matter."""
    return franchise(state, question.body, question.law, kind_of(question.matter))


def voters_on_roll(state: State, question: Question, t: int) -> int:
    """Count those who may vote on a matter at ``t``."""
    return count_electors(state, franchise_of(state, question), t)


def members_at(state: State, body: str, t: int) -> int:
    """Count all members of a body at ``t``, voting or not; in an organ, those who hold its seats."""
    if state.bodies.all[body].organ:
        return len({mandate.member for mandate in state.offices.in_body(body, t)})
    roll = state.members.roll
    return roll.count(body, t, frozenset(roll.classes))


def _answers(
    state: State, question: Question, key: str, steps: tuple[str, ...]
) -> list[tuple[Provision, ...]]:
    law, kind = state.bylaws.on(question.law), state.bodies.all[question.body].kind
    inner = inner_act(state, question.matter)
    office = inner.office_at_stake(state) if inner and not any(references(state, inner)) else ""
    kinds = (kind_of(question.matter), *steps)
    return [law.find(key, of, kind, office) for of in dict.fromkeys(kinds)]


def _unlike(provisions: list[Provision]) -> Iterator[Provision]:
    """Give each clause once, though it may have been found under several kinds of act."""
    told: set[tuple[str, int]] = set()
    for provision in provisions:
        mark = (provision.no, id(provision.rule))
        if mark not in told:
            told.add(mark)
            yield provision
