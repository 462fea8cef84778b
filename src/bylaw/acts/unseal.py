"""Opening sealed steps for the judge: what is inside a leaf, whether both say the same, and what a leaf alone does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from bylaw.acts.act import Act, Evidence
from bylaw.acts.references import Field, fields_of
from bylaw.acts.registry import BY_KIND, read_act
from bylaw.acts.sealed import NEED, Inside, Sealed, open_seal
from bylaw.record.broken import Broken
from bylaw.record.entry import Entry
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State

SHOWN = {"case": "case", "evidence": "item", "complaint": "case", "warning": "case"}
"""The tables whose names a leaf shows, each with the field in which it does; of two the first."""


class Opened(Struct, frozen=True):
    """The act inside a leaf, with its bytes and signatures as an entry at the leaf's time."""

    act: Act
    entry: Entry


def unseal(leaf: Sealed, evidence: Evidence, at: int) -> Opened | Finding | None:
    """Give the act inside; why it cannot be read; or None where the reader lacks the opening."""
    inside = open_seal(leaf, evidence.get(NEED + leaf.seal), at)
    if inside is None:
        return None
    act = read_act(inside.entry.act) if isinstance(inside, Inside) else inside
    if isinstance(inside, Broken) or isinstance(act, Broken):
        return own(26, f"the seal does not open to an act: {act}", "seal the signed act again")
    return Opened(act, inside.entry)


def in_clear(act: Act) -> Iterator[Finding]:
    """Yield a finding for an act that the record takes only sealed."""
    if type(act).sealed:
        yield own(26, f"{act.kind()} is in clear", "seal it: the leaf commits to the signed act")


def mismatch(state: State, leaf: Sealed, act: Act) -> Iterator[Finding]:
    """Yield a finding for each thing that a leaf says otherwise than the act inside it."""
    names = _names(act)
    told = [act.kind(), names.get("case", ""), names.get("item", "")]
    if not type(act).sealed:
        yield own(26, f"{act.kind()} is no step that is sealed", "submit it in clear")
    shown = [leaf.step, leaf.case, leaf.item]
    if not _unknown(state, act):
        told.append(act.place(state))
        shown.append(leaf.body)
    if told != shown:
        for outside, inside in zip(shown, told, strict=True):
            if outside != inside:
                found = f"the leaf says '{outside}', the act inside '{inside}'"
                yield own(26, found, "let both say the same")


def _unknown(state: State, act: Act) -> bool:
    """Whether the act names something of these tables that is not there, which the judge says in its own words."""
    for field in _shown(type(act)):
        if field.mark == "ref" and field.values(act)[0] not in state.names[field.table]:
            return True
    return False


def _names(act: Act) -> dict[str, str]:
    names = {SHOWN[field.table]: str(field.values(act)[0]) for field in _shown(type(act))}
    return names | {"item": getattr(act, act.leaf_item)} if act.leaf_item else names


@cache
def _shown(kind: type[Act]) -> tuple[Field, ...]:
    shown: dict[str, Field] = {}
    for field in fields_of(kind):
        if field.table in SHOWN and field.single:
            shown.setdefault(SHOWN[field.table], field)
    return tuple(shown.values())


def alone(state: State, leaf: Sealed) -> Iterator[Finding]:
    """Yield what keeps a leaf from being a step even for a reader who cannot open it."""
    kind = BY_KIND.get(leaf.step)
    if kind is None or not kind.sealed:
        yield own(26, f"'{leaf.step}' is no step that is sealed", "submit it in clear")
        return
    for field in _shown(kind):
        value = getattr(leaf, SHOWN[field.table])
        there = value in state.names[field.table]
        if there is (field.mark == "new") or not value:
            found = f"there is {'a' if there else 'no'} {field.table} '{value}'"
            yield own(8, found, "show the name that the act inside has")


def leaf_of(state: State, act: Act) -> dict[str, str]:
    """Give what the leaf of an act to be sealed shows: its kind, body, case and item."""
    shown = _names(act)
    body = act.place(state) if not _unknown(state, act) else "root"
    return {"step": act.kind(), "body": body, **shown}


def attest(state: State, leaf: Sealed, at: int) -> None:
    """Take a step that cannot be opened as attested."""
    BY_KIND[leaf.step].unopened(state, at, leaf)
