"""What a form need not ask, because the record or the register says it: it stands there, and officers confirm it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bylaw.acts.keeping.accesses import RecordAccessHead
from bylaw.acts.voting.polls import FixPaper
from bylaw.people.files import FOLDER
from bylaw.people.looks import newest
from bylaw.portal import officers
from bylaw.portal.desk import Desk
from bylaw.projections.known_fields import paper_of

FIELDS = {FixPaper.kind(): ("options", "voters", "root"), RecordAccessHead.kind(): ("lines", "head")}
"""By the name of an act, its fields that may be left empty in a form."""


def with_known(where: Desk, kind: str, given: Mapping[str, str], member: str) -> dict[str, str]:
    """Give what was typed, with the fields left empty filled in that are known."""
    said = {name: _typed(value) for name, value in _known(where, kind, given, member).items()}
    return {**given, **{name: value for name, value in said.items() if not given.get(name, "").strip()}}


def _known(where: Desk, kind: str, given: Mapping[str, str], member: str) -> dict[str, Any]:
    if kind == FixPaper.kind() and given.get("election", "") in where.state.elections.all:
        return paper_of(where.state, given["election"])
    if kind == RecordAccessHead.kind() and officers.serves(where, member, kind):
        return newest(where.folder / FOLDER)
    return {}


def _typed(value: Any) -> str:
    """Write a value as it would be typed; of several each on a line of its own."""
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
