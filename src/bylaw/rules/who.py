"""The one grammar of persons, used by every clause on authority, panels, appeals, holders and notices.

    phrase  = key *( " & " key )
    key     = kind [ name ] [ place ]
    kind    = "member" | "office" | "resolution" | "petition" | "subject" | "applicant" | "founder"
            | "panel" | "holder" | "anyone"
    place   = "here" | "root" | "parent" | "above" | "due" | "emergency"

``member here`` is a member of the body in which the act is done; ``office secretary root`` a holder of
the office of secretary in the root body; ``resolution assembly here`` the warrant of a resolution of the
body of kind assembly in that place; ``member due`` any member there once the thing is due;
``office president emergency`` that office there while an emergency measure names the act; ``holder``
whomever the clause on climbing names as the present holder of a complaint or a warning.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

KINDS = frozenset(
    (
        "member",
        "office",
        "resolution",
        "petition",
        "subject",
        "applicant",
        "founder",
        "panel",
        "holder",
        "anyone",
    )
)
NAMED = frozenset(("office", "resolution"))
PLACES = frozenset(("here", "root", "parent", "above", "due", "emergency"))


class Who(NamedTuple):
    """One key that a clause asks for: a kind of right, the name of the office or body kind, and the place."""

    kind: str
    name: str
    place: str

    def __str__(self) -> str:
        """The key as the clause writes it."""
        return " ".join(part for part in self if part)


class BadPhrase(ValueError):
    """A phrase outside the grammar; its text says which word does not fit."""


@cache
def parse_phrase(text: str) -> tuple[Who, ...]:
    """Read ``A & B``: the keys that must all be turned, each by a signer of its own."""
    return tuple(_key(part.split()) for part in text.split(" & "))


def _key(words: list[str]) -> Who:
    if not words or words[0] not in KINDS:
        raise BadPhrase(f"'{' '.join(words)}' does not begin with one of {', '.join(sorted(KINDS))}")
    kind, rest = words[0], words[1:]
    name = rest.pop(0) if kind in NAMED and rest else ""
    if kind in NAMED and (not name or name in PLACES):
        raise BadPhrase(f"'{' '.join(words)}' does not say which {kind}")
    place = rest.pop(0) if rest else "here"
    if rest or place not in PLACES:
        raise BadPhrase(f"'{' '.join(words)}' does not end with one of {', '.join(sorted(PLACES))}")
    return Who(kind, name, place)
