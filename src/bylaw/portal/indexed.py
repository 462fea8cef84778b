"""What an entry can be found by: what its own bytes say, the body that it is of, and the offices that its signers held.

Words are compared without case and accents. What an entry commits to is not in its bytes, and is nowhere here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from bylaw.acts.act import Act
from bylaw.acts.substance import ENVELOPE
from bylaw.people.text import words_of
from bylaw.portal.desk import Line
from bylaw.portal.index import Row
from bylaw.state import State

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,129}")
"""What can be the name of something in the record, or a word of the index as it stands."""
MEMBER = re.compile(r"[0-9a-f]{32}")
_SILENT = re.compile(r"[0-9a-f]{64}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
"""Hashes and moments: nobody looks for their words."""


def row_of(state: State, line: Line) -> Row:
    """Give what an entry can be found by. An entry has 60 000 bytes at most, so this is bounded."""
    act = line.act
    told = {name: value for name, value in msgspec.to_builtins(act).items() if name not in ENVELOPE}
    said = {each for each in _texts(told) if not _SILENT.fullmatch(each)}
    members = {each for each in said if MEMBER.fullmatch(each)} | {signer.member for signer in act.by}
    said -= members
    names = {each for each in said if NAME.fullmatch(each)} | {_place(state, act)}
    mandates = (state.offices.mandates.get(signer.ref) for signer in act.by)
    offices = {mandate.office for mandate in mandates if mandate}
    words = {word for each in said for word in words_of(each)}
    return Row(act.kind(), *(" ".join(sorted(each)) for each in (names, offices, members, words)))


def _place(state: State, act: Act) -> str:
    """Give the body that an act is of; nothing where the record no longer says."""
    try:
        return act.place(state)
    except (KeyError, IndexError, StopIteration):
        return ""


def _texts(value: object) -> Iterator[str]:
    """Give every text in an act, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
