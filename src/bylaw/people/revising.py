"""Correcting what the register knows of somebody: what is given replaces, '' takes out, the rest stays.

The record does not change: it holds her id, and a commitment to her name as it was. The log of looks has the correction
before it is made: by whom, of which fields, and why. Neither the log nor the answer tells what stood there before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import asdict, replace

from bylaw.people.access import Access
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.people.text import LONGEST, LONGEST_ADDRESS, email_flaw, flaw, tidy
from bylaw.people.vault import Why

FIELDS = ("name", "family", "number", "email", "phone", "address")
"""What can be corrected; every other field of a person stays."""
LONGEST_TYPED = 4 * LONGEST_ADDRESS
"""Characters of a text that is read at all, blanks included."""


class Fault(Struct, frozen=True):
    """Why nothing was corrected, and by which field; by none where it is not one field alone."""

    why: str
    field: str = ""


class Corrected(Struct, frozen=True):
    """A person as the register had her, and as it has her now."""

    before: Person
    after: Person

    @property
    def changed(self) -> dict[str, str]:
        """The fields that differ, as they are now; none where the register said so already."""
        old = asdict(self.before)
        return {name: text for name, text in asdict(self.after).items() if text != old[name]}


NOTHING = Fault("nothing is to be corrected")
NAMELESS = Fault("a person has a name; who is to be taken out is erased", "name")
TAKEN = Fault("somebody else has this number, or this name and address: see who that is first")


def read(given: Mapping[str, str]) -> dict[str, str] | Fault:
    """Read what is to stand in which of `FIELDS`, tidied; or say what is wrong with it."""
    for name, text in given.items():
        longest = longest_of(name)
        if len(text) > LONGEST_TYPED:
            return Fault(f"{len(text)} characters; at most {longest}", name)
    told = {name: tidy(text) for name, text in given.items()}
    if not told:
        return NOTHING
    if told.get("name") == "":
        return NAMELESS
    for name, text in told.items():
        if why := flaw(text, longest_of(name)) or (email_flaw(text) if name == "email" and text else ""):
            return Fault(why, name)
    return told


def longest_of(field: str) -> int:
    """Give of how many characters a field is at most."""
    return LONGEST_ADDRESS if field == "address" else LONGEST


def correct(
    register: Register, member: str, told: Mapping[str, str], by: tuple[str, ...], why: Why
) -> Corrected | Fault:
    """Put what `read` gave into a member's entry, once the log says so; what the register says already is no look.

    Raises `KeyError` for an unknown member id.
    """
    before = register.person(member)
    if before is None:
        raise KeyError(member)
    found = Corrected(before, replace(before, **told))
    if not found.changed:
        return found
    if _taken(register, member, found.after):
        return TAKEN
    fields = ", ".join(found.changed)
    register.vault.log(why, Access(by, f"correction of {fields}", why.words, member))
    try:
        register.revise(member, found.after)
    except sqlite3.IntegrityError:  # another process took the handle in between
        return TAKEN
    return found


def _taken(register: Register, member: str, person: Person) -> bool:
    """Whether somebody else is known by what this person would be known by."""
    known = register.holders(person.handles).values()
    return not {each for members in known for each in members} <= set(register.memberships(member))
