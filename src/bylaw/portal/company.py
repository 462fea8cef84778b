"""In whose company a member may do an act: the signers, of whom she is one, that its clause accepts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product

from msgspec.structs import replace

from bylaw.acts.act import Act, Signer
from bylaw.acts.authority import authority
from bylaw.acts.deputies import deputies
from bylaw.acts.references import references
from bylaw.acts.rights import rights
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State

TRIES = 400
"""How many companies are tried before the member is told why she may not."""
SHOWN = 12
"""How many companies she may choose from."""


def companies(state: State, act: Act, at: int, me: str) -> tuple[Act, ...]:
    """Give the act under each company that may do it, the smallest first; if none may, me alone, refused."""
    if any(references(state, act)):
        return (replace(act, by=tuple(islice(rights(state, act, at, me), 1))),)
    tried = (replace(act, by=signers) for signers in islice(_tried(state, act, at, me), TRIES))
    good = tuple(islice((one for one in tried if _may(state, one, at)), SHOWN))
    return good or (replace(act, by=next(iter(_mine(state, act, at, me)), ())),)


def _may(state: State, act: Act, at: int) -> bool:
    return not any(finding.refuses for finding in authority(state, act, at))


def _tried(state: State, act: Act, at: int, me: str) -> Iterator[tuple[Signer, ...]]:
    yield from _mine(state, act, at, me)
    for provision in act.ask(state, at, "may"):
        for phrase in provision.rule.any_of:
            keys = parse_phrase(phrase)
            if len(keys) == 1 and keys[0].kind == "panel":
                yield from _panel(state, act, me)
            elif len(keys) > 1:
                yield from _together(state, act, at, me, keys)


def _mine(state: State, act: Act, at: int, me: str) -> Iterator[tuple[Signer, ...]]:
    yield from ((signer,) for signer in rights(state, act, at, me))


def _together(
    state: State, act: Act, at: int, me: str, keys: tuple[Who, ...]
) -> Iterator[tuple[Signer, ...]]:
    """Give each choice of one signer for each key, of whom I am one and nobody signs twice."""
    for chosen in product(*(_turners(state, act, at, me, key) for key in keys)):
        members = [signer.member for signer in chosen]
        if me in members and len(set(members)) == len(members):
            yield tuple(sorted(chosen, key=lambda signer: signer.member != me))


def _turners(state: State, act: Act, at: int, me: str, key: Who) -> tuple[Signer, ...]:
    """Give those who may turn a key: for an office its holders, for what many hold only me."""
    if key.kind == "office":
        offices = {key.name, *(other.name for other in deputies(state, act, at, key))}
        held = (m for m in state.offices.mandates.values() if m.office in offices and m.holds(at))
        return tuple(Signer(m.member, "office", m.name) for m in held)
    if key.kind == "subject" and act.subject(state):
        return (Signer(act.subject(state), "subject"),)
    return tuple(rights(state, act, at, me))


def _panel(state: State, act: Act, me: str) -> Iterator[tuple[Signer, ...]]:
    """Give each smallest majority of the panel in which I sit."""
    judges = act.judges(state)
    others = [judge for judge in judges if judge != me]
    for chosen in combinations(others, len(judges) // 2) if me in judges else ():
        yield tuple(Signer(judge, "panel") for judge in (me, *chosen))
