"""A clause as written, and the provisions that it expands to.

A clause has a number, words, selectors, a layer, a source with its evidence, and one or several meanings.
A provision is one meaning of one clause for one combination of selectors: what the judge looks up.
"""

from __future__ import annotations

from itertools import product
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import UNSET, Meta, Struct

from bylaw.rules.finding import REFUSE, Finding
from bylaw.rules.meanings import KEYS, Meaning, Meanings

Layer = Literal["floor", "default", "choice"]
Evidence = Literal["", "read", "secondary", "memory"]
Number = Annotated[str, Meta(pattern=r"^[0-9A-Za-z][0-9A-Za-z.() §/-]{0,39}$")]
Words = Annotated[str, Meta(min_length=1, max_length=2000)]
Breach = Annotated[
    str,
    Meta(
        pattern=r"^(refuse|void|flag|outcome|voidable:[1-9]\d{0,3}"
        r"|lapses:[1-9]\d{0,3}(:[a-z0-9][a-z0-9.-]{0,62})?)$"
    ),
]


class Clause(Meanings, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One clause of the bylaws, as a file or a founding or amending act writes it.

    ``of`` (kinds of act), ``body`` (kinds of body) and ``office`` (names) select where it holds; an empty
    selector holds everywhere. ``evidence`` tells how well ``source`` was checked: read, secondary, memory.
    """

    no: Number
    words: Words
    of: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    office: tuple[str, ...] = ()
    layer: Layer = "choice"
    on_breach: Breach = REFUSE
    source: str = ""
    evidence: Evidence = ""


class Where(NamedTuple):
    """The selectors of one provision; an empty name is not a condition."""

    of: str = ""
    body: str = ""
    office: str = ""

    def holds(self, of: str, body: str, office: str) -> bool:
        """Whether a question about this act, kind of body and office falls under the selectors."""
        return self.of in ("", of) and self.body in ("", body) and self.office in ("", office)

    @property
    def particular(self) -> int:
        """How many conditions there are: the most particular choice is the one that counts."""
        return sum(1 for name in self if name)


class Provision(Struct, frozen=True, kw_only=True):
    """One meaning of one clause for one combination of selectors, with the time for which it is law."""

    no: str
    words: str
    key: str
    rule: Any
    where: Where
    layer: Layer
    on_breach: str
    source: str
    evidence: str
    since: int
    until: int

    def breach(self, found: str, remedy: str, opens: int | None = None) -> Finding:
        """Give the finding that ``found`` breaks this provision."""
        return Finding(
            clause=self.no,
            words=self.words,
            found=found,
            remedy=remedy,
            source=self.source,
            consequence=self.on_breach,
            opens=opens,
        )


FOREVER = 253_402_300_800
"""The end of what has no end: the first second of the year 10000."""


def expand(clause: Clause, since: int, until: int = FOREVER) -> list[Provision]:
    """Give every provision that a clause makes."""
    meanings: list[tuple[str, Meaning]] = [
        (key, rule) for key in KEYS if (rule := getattr(clause, key)) is not UNSET
    ]
    wheres = [
        Where(*names) for names in product(clause.of or ("",), clause.body or ("",), clause.office or ("",))
    ]
    return [
        Provision(
            no=clause.no,
            words=clause.words,
            key=key,
            rule=rule,
            where=where,
            layer=clause.layer,
            on_breach=clause.on_breach,
            source=clause.source,
            evidence=clause.evidence,
            since=since,
            until=until,
        )
        for key, rule in meanings
        for where in wheres
    ]


def in_order(number: str) -> tuple[tuple[int, str], ...]:
    """Give the place of a clause's number in the book: 4.10 after 4.9, words after numbers."""
    return tuple((int(part) if part.isdigit() else 10_000, part) for part in number.split("."))
