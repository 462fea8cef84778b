"""`bylaw person erasure` and `erase`: what an act of erasure must name, and what is destroyed once it has."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NoReturn

import click

from bylaw.acts.keeping.erasure import uses
from bylaw.cli.open import folded
from bylaw.cli.options import AsJson, Folder
from bylaw.cli.registers import opened
from bylaw.cli.shell import REFUSED, fail, put, put_json
from bylaw.people.erasure import Erased, InUse, Unnamed
from bylaw.people.files import FOLDER, NoRegister
from bylaw.people.register import Register
from bylaw.people.sealing import Damaged
from bylaw.record.broken import Broken
from bylaw.state import State
from bylaw.store.copies import open_published
from bylaw.store.erased import destroy_openings
from bylaw.store.openings import FOLDER as OPENINGS
from bylaw.store.openings import Openings

Found = Erased | InUse | Unnamed


@click.command()
@Folder
@click.argument("member")
@AsJson
def erasure(folder: Path, member: str, *, as_json: bool) -> None:
    """List the commitments that an act of erasure must name, so that MEMBER can be erased after it.

    Those of the register, and those of sealed steps and signatures in which she is named. Somebody of whom the
    register knows nothing may have such steps all the same.
    """
    if _sealed_alone(folder, member):
        names = _seals(folder, (member,)) or _nothing(folder, member)
    else:
        with opened(folder, member) as register:
            names = (*register.erasure_list(member), *_seals(folder, register.memberships(member)))
    if as_json:
        put_json({"member": member, "commitments": names})
    else:
        put("\n".join(names))


@click.command()
@Folder
@click.argument("member")
@AsJson
def erase(folder: Path, member: str, *, as_json: bool) -> None:
    """Destroy everything about MEMBER's person, once an act of erasure in the record names her commitments.

    Deferred, with the reason, while a case, an appeal, a complaint or a time of challenge still needs any of it.
    """
    state, now = folded(folder)
    if _sealed_alone(folder, member):
        found = _erase(folder, state, now, member, None)
        if found == Erased((member,), ()):
            _nothing(folder, member)
    else:
        with opened(folder, member) as register:
            found = _erase(folder, state, now, member, register)
    if as_json:
        put_json({"erased": isinstance(found, Erased), "found": found})
    else:
        put(_outcome(folder, member, found))
    raise SystemExit(0 if isinstance(found, Erased) else REFUSED)


def _erase(folder: Path, state: State, now: int, member: str, register: Register | None) -> Found:
    """Destroy first what the register has, which is one transaction; what opens sealed steps after it.

    What still needs her is said before what no act names: until that has ended, no such act is taken.
    """
    members, named = register.memberships(member) if register else (member,), state.erasures.named(member)
    for each in members:
        if why := next(uses(state, each, now), ""):
            return InUse(each, why)
    seals = _seals(folder, members)
    listed = (*(register.erasure_list(member) if register else ()), *seals)
    if unnamed := tuple(name for name in listed if name not in named):
        return Unnamed(unnamed)
    found: Found = Erased(members, ())
    if register:
        found = register.erase(member, named, lambda what: next(uses(state, what, now), ""))
    if not isinstance(found, Erased):
        return found
    destroy_openings(folder, seals)
    return Erased(found.members, (*found.commitments, *seals))


def _nothing(folder: Path, member: str) -> NoReturn:
    fail(f"nothing in {folder} is about '{member}'; it may have been erased", REFUSED)


def _sealed_alone(folder: Path, member: str) -> bool:
    """Whether only sealed steps can be about her: there are openings here, and no register that knows her."""
    if not (folder / OPENINGS).is_dir():
        return False
    try:
        with Register.open(folder / FOLDER) as register:
            return register.person(member) is None
    except NoRegister:
        return True
    except (Damaged, sqlite3.Error, OSError):
        return False


def _seals(folder: Path, members: tuple[str, ...]) -> tuple[str, ...]:
    """Give the commitments of the sealed steps about these members whose openings lie in the folder."""
    if not (folder / OPENINGS).is_dir():
        return ()
    copy = open_published(str(folder))
    if isinstance(copy, Broken):
        fail(copy.detail)
    state, _ = folded(folder)
    return tuple(dict.fromkeys(Openings(folder).about(copy.entries(state.size), members)))


def _outcome(folder: Path, member: str, found: Found) -> str:
    match found:
        case Erased(commitments=names):
            return f"erased: {member}; commitments that can no longer be opened: {len(names)}"
        case InUse(what=what, why=why):
            return f"refused: {what}: {why}\n    remedy: erase when that has ended"
        case Unnamed(commitments=names):
            act = f"bylaw act {folder} erase, naming what 'bylaw person erasure {folder} {member}' lists"
            return f"refused: no act of erasure names {len(names)} of her commitments\n    remedy: {act}"
