"""Fields that may be left out on the command line: the record says what they must be, or chance does."""

from __future__ import annotations

import secrets
from typing import Any

from bylaw.acts.grievances import complaints, warnings
from bylaw.cli.fill_box import OF_ARCHIVE, filled, of_archive
from bylaw.people.files import FOLDER
from bylaw.people.looks import newest
from bylaw.projections.known_fields import paper_of
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.store.organisation import Organisation
from bylaw.store.publish import CHECKPOINT

__all__ = ["KNOWN", "filled", "known"]

KNOWN = {
    "apply": ("member",),
    "fix-paper": ("options", "voters", "root"),
    "witnessed": ("lines",),
    "acknowledge-complaint": ("turn",),
    "answer-complaint": ("turn",),
    "decide-complaint": ("turn",),
    "answer-warning": ("turn",),
    "open-successor": ("origin", "log_key", "size", "closes"),
    "record-access-head": ("lines", "head"),
    **OF_ARCHIVE,
}
"""Kind of act to the fields that are filled in when they are left out."""


def known(organisation: Organisation, kind: str, built: dict[str, Any], at: int) -> dict[str, Any]:
    """Give the fields of an act with those filled in that the record knows; what was typed stays."""
    if kind == "fix-paper" and built.get("election") in organisation.state.elections.all:
        return {**paper_of(organisation.state, built["election"]), **built}
    if kind == "apply":
        return {"member": secrets.token_hex(16), **built}
    if kind == "open-successor":
        return {**_successor(organisation, at), **built}
    if kind == "record-access-head":
        return {**newest(organisation.folder / FOLDER), **built}
    if KNOWN.get(kind) == ("turn",):
        return {**_turn(organisation.state, built, at), **built}
    if kind in OF_ARCHIVE:
        return {**of_archive(organisation, kind, built), **built}
    if kind == "witnessed":
        return {**_head(organisation), **built}
    return built


def _turn(state: State, built: dict[str, Any], at: int) -> dict[str, Any]:
    """Whose turn it is, of the holders that the clause names."""
    for chapter, raised, table in (
        (complaints, "complaint", state.complaints.all),
        (warnings, "warning", state.warnings.all),
    ):
        if built.get(raised) in table and (held := chapter.course(state, built[raised]).now(at)):
            return {"turn": held.nth}
    return {}


def _head(organisation: Organisation) -> dict[str, Any]:
    """The published head with its cosignatures."""
    path = organisation.folder / "record" / CHECKPOINT
    return {"lines": path.read_text("utf-8").rstrip("\n").split("\n")} if path.is_file() else {}


def _successor(organisation: Organisation, at: int) -> dict[str, Any]:
    """The log here, after all entries that it has from the one before."""
    key, state = organisation.vkey, organisation.state
    return {"origin": key.name, "log_key": str(key), "size": state.size, "closes": rfc3339(at)}
