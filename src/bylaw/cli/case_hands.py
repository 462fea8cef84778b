"""Whose hands open a case file: the holders' halves by key or by loan, and the register."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bylaw.cli.card_texts import read_file
from bylaw.cli.shell import REFUSED, fail
from bylaw.cli.signers import read_key
from bylaw.people.files import FOLDER, NoRegister
from bylaw.people.lending import LIMIT, Terms, borrowed
from bylaw.people.register import Register
from bylaw.people.sealing import Damaged
from bylaw.people.shares import Hand
from bylaw.people.vault import NotTogether
from bylaw.record.clock import rfc3339
from bylaw.state import State


def hands(folder: Path, state: State, keys: tuple[str, ...]) -> dict[str, Hand]:
    """Give the seeds of the holders who are here, by their member ids."""
    found: dict[str, Hand] = {}
    for text in keys:
        name, _, member = text.partition(":")
        key = read_key(folder, name)
        held = state.keys.all.get(key.key.thumbprint)
        found[member or (held.member if held else fail(f"whose key is {name}? write {name}:MEMBER"))] = (
            key.seed
        )
    return found


def lent(path: Path, here: dict[str, Hand], name: str, document: str) -> tuple[dict[str, Hand], str]:
    """Give the hands with what was lent to the one who is here, and why it was; refuse what the terms do not cover."""
    if len(here) != 1:
        fail("a half is lent to one holder, who gives her own key with --as", REFUSED)
    ((member, seed),) = here.items()
    assert isinstance(seed, bytes)
    try:
        terms, pad = borrowed(read_file(path, LIMIT), seed)
    except Damaged as fault:
        fail(f"{path}: {fault}", REFUSED)
    if why := _beyond(terms, member, name, document):
        fail(f"{path}: {why}", REFUSED)
    return {member: seed, terms.lender: pad}, terms.why


def _beyond(terms: Terms, member: str, name: str, document: str) -> str:
    if (terms.case, terms.document) != (name, document):
        return f"it was lent for document {terms.document} of {terms.case}"
    if terms.to != member:
        return f"it was lent to {terms.to}"
    return "" if time.time() < terms.last else f"it was lent until {rfc3339(terms.last)}"


@contextmanager
def vault(folder: Path) -> Iterator[Register]:
    """Open the register; end the command with a sentence when it, a file or a member is not there."""
    try:
        with Register.open(folder / FOLDER) as register:
            yield register
    except KeyError as missing:
        fail(f"no file or member {missing} in the register of {folder}", REFUSED)
    except NotTogether as refused:
        fail(str(refused), REFUSED)
    except (NoRegister, Damaged, sqlite3.Error, OSError) as error:
        fail(str(error))
