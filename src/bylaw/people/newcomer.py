"""One row of a roll as a person who is to join: what its cells say, or what is wrong with them."""

import re
import unicodedata
from datetime import date

from msgspec import Struct

from bylaw.people.person import Kind, Person
from bylaw.people.problem import Problem, Problems, Reason
from bylaw.people.text import LONGEST, LONGEST_ADDRESS, email_flaw, flaw, scripts, tidy

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}")
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})( 00:00(:00)?)?", re.ASCII)
_KINDS: dict[str, Kind] = {
    "": "individual",
    "individual": "individual",
    "organization": "organisation",
    "organisation": "organisation",
}
_MEMBERS = {"", "new", "current", "grace"}
"""States of a membership in CiviCRM in which it counts as one."""
_YES = {"1", "yes", "true"}


class Newcomer(Struct, frozen=True):
    """Somebody who is to join: her row in the file, and what the roll says of her.

    `until` is the day to which the file says she has paid: for the treasurer to attest, not part of joining.
    """

    row: int
    person: Person
    cls: str
    since: date
    body: str = ""
    until: date | None = None


class Reader:
    """Reads the cells of one row by field, and notes what is wrong in which column."""

    def __init__(self, row: int, cells: dict[str, str], errors: Problems, warnings: Problems) -> None:
        self.row, self.cells, self.errors, self.warnings = row, cells, errors, warnings
        self.before = errors.count

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong in this row so far."""
        return self.errors.count == self.before

    def wrong(self, field: str, words: str, reason: Reason = "input") -> None:
        """Note an error."""
        self.errors.add(Problem(self.row, field, reason, words))

    def text(self, field: str, longest: int = LONGEST) -> str:
        """Return a cell, tidied."""
        cell = self.cells.get(field, "")
        if not cell:
            return ""
        text = tidy(cell)
        if fault := flaw(text, longest):
            self.wrong(field, fault)
        return text

    def day(self, field: str) -> date | None:
        """Return a cell as a date, or None where it is empty or none."""
        text = self.cells.get(field, "").strip()
        if not text:
            return None
        if found := _DATE.fullmatch(text):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                pass
        self.wrong(field, f"'{text[:30]}' is no date; write it as 2024-05-31")
        return None


def newcomer(reader: Reader) -> Newcomer | None:
    """Return who a row says is to join; None where something is wrong, or the row says that she is no member."""
    if _left(reader):
        return None
    person, cls, body = _person(reader), _cls(reader), reader.text("body")
    since, until = reader.day("since") or reader.day("start"), reader.day("until")
    if since is None:
        if not any(reader.cells.get(field, "").strip() for field in ("since", "start")):
            reader.wrong("since", "no date of joining")
    elif until is not None and until < since:
        reader.wrong("until", f"{until} is before {since}, the day of joining")
    if body and not _NAME.fullmatch(body):
        reader.wrong(
            "body", f"'{body[:60]}' names no unit; use small letters, digits, - and . as the record does"
        )
    if since is None or not reader.sound:
        return None
    return Newcomer(reader.row, person, cls, since, body, until)


def _left(reader: Reader) -> bool:
    """Say whether the file itself says that this is no member any more, and warn that the row is left out."""
    status = tidy(reader.cells.get("status", "")).casefold()
    why = f"status '{status[:30]}'" if status not in _MEMBERS else ""
    if tidy(reader.cells.get("deceased", "")).casefold() in _YES:
        why = "deceased"
    if why:
        reader.warnings.add(Problem(reader.row, "status", "ignored", f"{why}: this row is left out"))
    return bool(why)


def _person(reader: Reader) -> Person:
    kind = _KINDS.get(tidy(reader.cells.get("kind", "")).casefold())
    if kind is None:
        reader.wrong("kind", f"'{reader.text('kind')[:30]}' is neither individual nor organization")
    email = reader.text("email")
    if email and (fault := email_flaw(email)):
        reader.wrong("email", fault)
    name, family = _names(reader, kind or "individual")
    for column, text in (("name", name), ("email", email)):
        if mixed := scripts(text):
            words = f"letters of {' and '.join(sorted(mixed)).title()} in one word or name: check who it is"
            reader.warnings.add(Problem(reader.row, column, "confusable", words))
    number = reader.text("number") or _contact(reader)
    return Person(name, kind or "individual", family, number, email, reader.text("phone"), _address(reader))


def handle(reader: Reader) -> str:
    """Give by what the register recognises whom a row is about: her number, else her name and address."""
    number = reader.text("number") or _contact(reader)
    kind = _KINDS.get(tidy(reader.cells.get("kind", "")).casefold()) or "individual"
    name = "" if number else _names(reader, kind)[0]
    return Person(name, number=number, email=reader.text("email"), address=_address(reader)).handles[0]


def _names(reader: Reader, kind: Kind) -> tuple[str, str]:
    """Return the whole name and the family name. CiviCRM gives individuals their employer as organisation name."""
    parts = [reader.text(part) for part in ("given", "middle", "family")]
    whole = reader.text("name")
    name = (reader.text("organisation") or whole) if kind == "organisation" else whole
    name = name or " ".join(part for part in parts if part)
    if not name:
        reader.wrong("name", "no name")
    elif len(name) > LONGEST and reader.sound:
        reader.wrong("name", f"{len(name)} characters; at most {LONGEST}")
    return name, parts[2]


def _contact(reader: Reader) -> str:
    contact = reader.text("contact")
    return f"contact {contact}" if contact else ""


def _address(reader: Reader) -> str:
    parts = [
        reader.text(part, LONGEST_ADDRESS) for part in ("address", "postal", "city", "region", "country")
    ]
    return ", ".join(part for part in parts if part)


def _cls(reader: Reader) -> str:
    """Return the class of membership as the bylaws name classes: `Full Member (2024)` is `full-member-2024`."""
    text = reader.text("class")
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if text and not _NAME.fullmatch(name):
        reader.wrong("class", f"'{text[:60]}' gives no name of a class; use letters a to z and digits")
    return name or "member"
