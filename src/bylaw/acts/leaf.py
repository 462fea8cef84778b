"""What a leaf shows of the act that it seals, and whether both say the same; the rest stays inside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from bylaw.acts.act import Act
from bylaw.acts.references import Field, fields_of
from bylaw.acts.sealed import Sealed
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State

SHOWN = {
    "case": "case",
    "evidence": "item",
    "complaint": "case",
    "warning": "case",
    "paper": "item",
}
"""The tables whose names a leaf shows, each with the field in which it does; of two the first."""


def leaf_of(state: State, act: Act) -> dict[str, Any]:
    """Give what the leaf of an act to be sealed shows: kind, body, case, item, and under which warrants."""
    body = act.place(state) if not unknown(state, act) else "root"
    return {"step": act.kind(), "body": body, **names(act), "under": warrants(act)}


def differing(state: State, leaf: Sealed, act: Act) -> Iterator[Finding]:
    """Yield a finding for each thing that a leaf says otherwise than the act behind it."""
    named = names(act)
    told = [act.kind(), named.get("case", ""), named.get("item", "")]
    shown = [leaf.step, leaf.case, leaf.item]
    if not unknown(state, act):
        told.append(act.place(state))
        shown.append(leaf.body)
    if told != shown:
        for outside, inside in zip(shown, told, strict=True):
            if outside != inside:
                found = f"the leaf says '{outside}', the act inside '{inside}'"
                yield own(26, found, "let both say the same")


def unnamed(state: State, leaf: Sealed, kind: type[Act]) -> Iterator[Finding]:
    """Yield a finding for what a leaf names and is not there, or should be new and is there."""
    for field in shown_fields(kind):
        value = getattr(leaf, SHOWN[field.table])
        there = value in state.names[field.table]
        if there is (field.mark == "new") or not value:
            found = (
                f"{field.table} '{value}' exists already" if there else f"there is no {field.table} '{value}'"
            )
            yield own(8, found, "show the name that the act inside has")


def warrants(act: Act) -> tuple[str, ...]:
    """Give the resolutions and petitions under which an act is done."""
    return tuple(signer.ref for signer in act.by if signer.right == "warrant")


def unknown(state: State, act: Act) -> bool:
    """Whether the act names something of these tables that is not there, which the judge says in its own words."""
    for field in shown_fields(type(act)):
        if field.mark == "ref" and field.values(act)[0] not in state.names[field.table]:
            return True
    return False


def names(act: Act) -> dict[str, str]:
    """Give the names in an act that its leaf shows."""
    found = {SHOWN[field.table]: str(field.values(act)[0]) for field in shown_fields(type(act))}
    return found | {"item": getattr(act, act.leaf_item)} if act.leaf_item else found


@cache
def shown_fields(kind: type[Act]) -> tuple[Field, ...]:
    """Give the fields of a kind of act whose names a leaf shows."""
    shown: dict[str, Field] = {}
    for field in fields_of(kind):
        if field.table in SHOWN and field.single:
            shown.setdefault(SHOWN[field.table], field)
    return tuple(shown.values())
