"""The questions that the acts of one organisation can ask of its bylaws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from bylaw.acts.act import Act
from bylaw.rules.bylaws import Law
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import KEYS
from bylaw.rules.own import own
from bylaw.rules.questions import Question, unanswered


def fit(
    acts: Iterable[type[Act]], law: Law, kinds: Iterable[str], offices: Iterable[str]
) -> Iterator[Finding]:
    """Give what keeps a law from being adopted: a question without its one answer, an end that no act can have.

    And an audience of some entries: whoever reads one has the copy in which all of them are.
    """
    acts = tuple(acts)
    yield from unanswered(law, questions(acts, law, kinds, offices))
    lasting = {act.kind() for act in acts if not act.can_lapse}
    for no, of in dict.fromkeys((p.no, p.where.of) for p in law.every() if p.on_breach.startswith("lapses")):
        if not of or of in lasting:
            found = f"clause {no} lets what is done lapse by '{of or 'any act'}', which has no end of its own"
            yield own(11, found, "choose another consequence")
    for no in dict.fromkeys(p.no for p in law.all("audience") if p.where.particular):
        found = f"clause {no} says of some acts, bodies or offices alone who reads the entries"
        yield own(11, found, "let it say so of all entries, without 'of', 'body' and 'office'")


def questions(
    acts: Iterable[type[Act]], law: Law, kinds: Iterable[str], offices: Iterable[str]
) -> Iterator[Question]:
    """Give every question that can have another answer than the ones before it.

    Selectors that no provision names are all answered alike, so one of them stands for the rest. An act
    that no clause allows in a kind of body asks nothing there, and one that no provision with this meaning
    speaks of, and that needs none, has nothing to be answered.
    """
    kinds, offices = tuple(kinds), ("", *offices)
    needed = {(key, act.kind()) for act in acts for key in act.asks}
    possible = {
        (act.kind(), kind) for act, kind in product(acts, kinds) if _possible(law, act, kind, offices)
    }
    for key in KEYS:
        wheres = [provision.where for provision in law.all(key)]
        named = ({where.body for where in wheres}, {where.office for where in wheres})
        here = [kind for kind in kinds if kind in named[0]] + [k for k in kinds if k not in named[0]][:1]
        asked = [office for office in offices if not office or office in named[1]]
        told = {of for of, _ in possible if law.about(key, of) or (key, of) in needed}
        of_these = [(of, kind) for of, kind in sorted(possible) if of in told and kind in here]
        for (of, kind), office in product(of_these, asked):
            yield Question(key, of, kind, office, (key, of) in needed and not office)


def _possible(law: Law, act: type[Act], kind: str, offices: tuple[str, ...]) -> bool:
    return any(law.find("may", act.kind(), kind, office) for office in offices)
