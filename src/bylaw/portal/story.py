"""A case as a story, round by round: each step with its moment, who took it, what it says, and the papers that it left.

Steps are read from the record, what is sealed by its opening. A step that was entered from a paper stands in the record
as that paper: it is told from what the record says of the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from bylaw.acts.act import Act
from bylaw.acts.discipline.sanctions import final, overdue
from bylaw.acts.sealed import Sealed
from bylaw.acts.unseal import Opened, unseal
from bylaw.portal import words
from bylaw.portal.desk import Desk
from bylaw.portal.telling import TITLES, Leaf, paper_called, papers, says
from bylaw.rules.clause import FOREVER
from bylaw.state.cases import Case, Round

OF_ROUND = {
    "served": "serve-charge",
    "heard": "hold-hearing",
    "found": "decide-finding",
    "decided": "decide-sanction",
    "appealed": "appeal",
    "ruled": "decide-appeal",
    "carried": "carry-out",
}
"""What the record says of a round, and the step that it comes from."""


class Signed(Struct, frozen=True):
    """Those who took a step by one right: their names, and the right in words."""

    names: tuple[str, ...]
    right: str


class Step(Struct, frozen=True):
    """One step: its kind, its moment, who took it, what it says, its papers, and its entry where it has one."""

    kind: str
    at: int
    by: tuple[Signed, ...] = ()
    says: tuple[str, ...] = ()
    papers: tuple[Leaf, ...] = ()
    entry: int = -1

    @property
    def title(self) -> str:
        """What the step is called."""
        return str(TITLES[self.kind])


def story(where: Desk, found: Case) -> tuple[tuple[Step, ...], ...]:
    """Give the steps of each round of a case, oldest first."""
    rounds, at = where.state.cases.rounds[found.name], where.now()
    told = list(_recorded(where, found))
    told += _beside(where, found, told)
    told += chain.from_iterable(_by_themselves(one, at) for one in rounds)
    told.sort(key=lambda step: step.at)
    nth = [_round(rounds, step) for step in told]
    return tuple(tuple(step for step, i in zip(told, nth, strict=True) if i == n) for n in range(len(rounds)))


def _round(rounds: tuple[Round, ...], step: Step) -> int:
    """Give the round of a step: a ruling that has a case heard again stands in the round that it ends."""
    begun = sum(one.opened < step.at + (step.kind != "decide-appeal") for one in rounds)
    return max(0, begun - 1)


def _recorded(where: Desk, found: Case) -> Iterator[Step]:
    """Give the steps that the record holds, in their order."""
    state = where.state
    entries = sorted(i for kind in (Sealed.kind(), *TITLES) for i in state.places.of(kind, found.name))
    for index in entries:
        line = where.line(index)
        assert line is not None
        act = line.act
        if isinstance(act, Sealed):
            inside = unseal(act, where.evidence, line.entry.at)
            if not isinstance(inside, Opened):
                yield Step(act.step, line.entry.at, entry=index)
                continue
            act = inside.act
        yield Step(
            act.kind(),
            line.entry.at,
            _signers(where, act),
            tuple(says(where, act)),
            tuple(papers(act)),
            index,
        )


def _signers(where: Desk, act: Act) -> tuple[Signed, ...]:
    rights: dict[str, list[str]] = {}
    for signer in act.by:
        rights.setdefault(words.right(where.state, signer), []).append(where.called(signer.member))
    return tuple(Signed(tuple(names), right) for right, names in rights.items())


def _beside(where: Desk, found: Case, told: list[Step]) -> Iterator[Step]:
    """Give what the record says of a case and no entry of a step holds: it came on a paper."""
    at, cases = where.now(), where.state.cases
    known = {"", *(leaf.commitment for step in told for leaf in step.papers)}
    moments = {(step.kind, step.at) for step in told}
    for step in _stated(where, found):
        if not known.issuperset(leaf.commitment for leaf in step.papers):
            yield step
    for one in cases.rounds[found.name]:
        kinds = OF_ROUND | ({"heard": "waive-hearing"} if one.waived else {})
        for name, kind in kinds.items():
            when = getattr(one, name)
            if when <= at and (kind, when) not in moments:
                yield Step(kind, when)


def _stated(where: Desk, found: Case) -> Iterator[Step]:
    """Give the charge and each item with its answer, as the record says of them whatever they came by."""
    facts = Leaf(found.facts, paper_called("facts"))
    yield _by(where, Step("bring-charge", found.at, papers=(facts,)), found.accuser)
    for item in where.state.cases.evidence(found.name):
        content = Leaf(item.content, paper_called("content", item.name))
        yield _by(where, Step("file-evidence", item.at, papers=(content,)), item.bringer)
        if item.answered < FOREVER:
            answer = Leaf(item.answer, paper_called("answer", item.name))
            yield _by(where, Step("answer-evidence", item.answered, papers=(answer,)), found.charged)


def _by(where: Desk, step: Step, member: str) -> Step:
    return replace(step, by=(Signed((where.called(member),), ""),)) if member else step


def _by_themselves(one: Round, at: int) -> Iterator[Step]:
    """Give what came without anybody's act."""
    if one.sanction and one.appealed == FOREVER and final(one) <= at:
        yield Step("final", final(one))
    if overdue(one) <= at:
        yield Step("late", overdue(one))
