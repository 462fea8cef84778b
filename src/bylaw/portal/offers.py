"""Which acts have a form, what it asks for, and what the judge says before anything is signed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import get_type_hints

import msgspec
from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.drafting import draft
from bylaw.acts.fields import bare, is_many, marks, read_builtin
from bylaw.acts.references import references
from bylaw.acts.registry import BY_KIND
from bylaw.acts.rights import fitting, rights
from bylaw.acts.substance import ENVELOPE
from bylaw.ledger import judge
from bylaw.portal.desk import Desk
from bylaw.projections.elections import stage
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding

LISTED = 60
"""Up to how many names a form offers to choose from; of more, one is typed."""


class Field(Struct, frozen=True):
    """One field of a form: its name, the table that it names something in, what to choose from, and what was typed."""

    name: str
    table: str
    choices: tuple[str, ...]
    value: str
    required: bool


class Draft(Struct, frozen=True):
    """An act as its signer would sign it, and every finding on it."""

    act: Act
    findings: tuple[Finding, ...]

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Why it would not be taken in."""
        return tuple(finding for finding in self.findings if finding.refuses)


class Offer(Struct, frozen=True):
    """Something that a member may try now: an act, about what, its fields, and what stands in its way."""

    kind: str
    about: str
    fields: dict[str, str]
    refusals: tuple[Finding, ...]


def has_form(kind: type[Act]) -> bool:
    """Whether a form can be made of an act: each field names one thing that exists."""
    hints = get_type_hints(kind, include_extras=True)
    names = [name for name in kind.__struct_fields__ if name not in ENVELOPE]
    return bool(names) and all("ref" in marks(hints[name]) and not is_many(hints[name]) for name in names)


FORMS: dict[str, type[Act]] = {name: kind for name, kind in BY_KIND.items() if has_form(kind)}
"""The acts with a form, by their names."""


def fields(desk: Desk, kind: type[Act], given: Mapping[str, str]) -> tuple[Field, ...]:
    """Give the form of an act, filled in with what was given."""
    hints = get_type_hints(kind, include_extras=True)
    infos = {info.name: info for info in msgspec.structs.fields(kind)}
    return tuple(
        _field(desk, name, marks(hints[name])["ref"], given.get(name, ""), required=infos[name].required)
        for name in kind.__struct_fields__
        if name not in ENVELOPE
    )


def _field(desk: Desk, name: str, table: str, value: str, *, required: bool) -> Field:
    names = desk.state.names[table]
    listed = tuple(names) if isinstance(names, dict) and len(names) <= LISTED else ()
    return Field(name, table, listed, value, required)


def drafted(desk: Desk, kind: type[Act], given: Mapping[str, str], member: str) -> Draft | str:
    """Write an act for one signer, with the right that its clause accepts; or say which field does not fit."""
    hints = get_type_hints(kind, include_extras=True)
    names = [name for name in kind.__struct_fields__ if name not in ENVELOPE and given.get(name)]
    state, at = desk.state, desk.now()
    try:
        built = {name: read_builtin(given[name], bare(hints[name])) for name in names}
        act = draft(state, kind, built, at, secrets.token_hex(16))
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError) as fault:
        return str(fault)
    if any(references(state, act)):
        named = msgspec.structs.replace(act, by=tuple(rights(state, act, at, member))[:1])
    else:
        named = fitting(state, act, at, [rights(state, act, at, member)])
    return Draft(named, judge(state, named, at))


def offers(desk: Desk, member: str) -> Iterator[Offer]:
    """Give what is open now and concerns a member: applications, and nominations."""
    for kind, about, given in (*_applications(desk), *_nominations(desk, member)):
        found = drafted(desk, FORMS[kind], given, member)
        if isinstance(found, Draft):
            yield Offer(kind, about, given, found.refusals)


Asked = tuple[str, str, dict[str, str]]


def _applications(desk: Desk) -> Iterator[Asked]:
    for name, application in desk.state.members.applications.items():
        if not application.outcome:
            for kind in ("sponsor", "admit", "decline"):
                yield kind, name, {"applicant": name}


def _nominations(desk: Desk, member: str) -> Iterator[Asked]:
    elections, at = desk.state.elections, desk.now()
    for name, election in elections.all.items():
        if stage(election, at) != "nominations":
            continue
        yield "nominate", name, {"election": name, "member": member}
        named = elections.nominations[name].get(member)
        if named and named.accepted == FOREVER:
            yield "accept-nomination", name, {"election": name, "member": member}
