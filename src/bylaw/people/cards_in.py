"""A file of vCards (RFC 2426 and RFC 6350, versions 3.0 and 4.0) as rows of a roll, one for each card.

Of a card name, kind, number, mail, telephone and address are read. What else it says, such as a photograph, is passed
over, however long. Which class somebody is of and since when no card says: whoever imports it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from bylaw.people.lines import BYTES, LINE, ROWS, Row
from bylaw.people.problem import Problem, Reason

TITLES = ("number", "kind", "name", "given name", "family name", "email", "phone", "address")
VERSIONS = ("3.0", "4.0")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_READ = frozenset(
    {"BEGIN", "END", "VERSION", "FN", "N", "KIND", "EMAIL", "TEL", "ADR", "UID", "X-MEMBER-NUMBER"}
)


class Property(Struct, frozen=True):
    """One line of a card: its name in capitals, its parameters as written, in capitals, and its value."""

    name: str
    parameters: str
    value: str


class _Fault(Exception):
    def __init__(self, reason: Reason, words: str) -> None:
        super().__init__(words)
        self.reason, self.words = reason, words


def cards(source: BinaryIO) -> Iterator[Row | Problem]:
    """Yield a row of titles, and a row for each card, counted from 2; a problem is the last thing that comes."""
    number = 1
    yield Row(1, list(TITLES))
    try:
        for card in _cards(source):
            number += 1
            if number > ROWS:
                raise _Fault("size", f"more than {ROWS - 1} cards; import the file in parts")  # noqa: TRY301 - one way out for all faults
            yield Row(number, _cells(card))
    except _Fault as fault:
        yield Problem(number + 1, "", fault.reason, fault.words)


def _cards(source: BinaryIO) -> Iterator[list[Property]]:
    card: list[Property] | None = None
    for one in filter(None, map(_property, _lines(source))):
        edge = one.name if one.value.strip().upper() == "VCARD" else ""
        if (edge == "BEGIN") != (card is None):
            raise _Fault(
                "shape", f"no vCard: {one.name} stands {'outside' if card is None else 'inside'} a card"
            )
        if edge == "END" and card is not None:
            yield card
            card = None
        else:
            card = [*(card or ()), one]
    if card is not None:
        raise _Fault("shape", "the last card has no end; export the file again")


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file unfolded, of each at most one byte more than is read."""
    whole, total = b"", 0
    while raw := source.readline(LINE + 1):
        total += len(raw)
        if len(raw) > LINE or total > BYTES:
            raise _Fault("size", f"a line of more than {LINE} bytes, or a file of more than {BYTES}")
        if raw[:1] in (b" ", b"\t"):
            whole = (whole + raw.rstrip(b"\r\n")[1:])[: LINE + 1]
            continue
        yield whole
        whole = raw.rstrip(b"\r\n")
    yield whole


def _property(line: bytes) -> Property | None:
    """Read one line; None for an empty one, and for what is not read."""
    end = _colon(line)
    head = line[:end].decode("ascii", "replace").upper().removeprefix("\ufeff")
    label, _, parameters = head.partition(";")
    name = label.lstrip("\ufffd").rpartition(".")[2]
    if not line.strip() or (name not in _READ and end < len(line)):
        return None
    if end == len(line) or len(line) > LINE:
        raise _Fault("shape", f"no vCard: a line without a colon, or too long, after '{name[:30]}'")
    try:
        value = line[end + 1 :].decode()
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise _Fault("encoding", f"byte 0x{byte:02X} is not UTF-8; export the cards as version 4.0") from None
    if (
        "\0" in value
        or "QUOTED-PRINTABLE" in parameters
        or (name == "VERSION" and value.strip() not in VERSIONS)
    ):
        raise _Fault(
            "encoding", f"only vCards of version {' and '.join(VERSIONS)} in UTF-8 are read; export them so"
        )
    return Property(name, parameters, value)


def _colon(line: bytes) -> int:
    """Give where a value begins: the first colon that is not inside a quoted parameter; the end where there is none."""
    quoted = False
    for place, byte in enumerate(line):
        quoted ^= byte == ord('"')
        if byte == ord(":") and not quoted:
            return place
    return len(line)


def _cells(card: list[Property]) -> list[str]:
    found: dict[str, Property] = {}
    for one in card:
        if one.name not in found or "PREF" in one.parameters:
            found[one.name] = one
    text = {name: _plain(one.value) for name, one in found.items()}
    family, given, more = [*_parts(found, "N"), "", "", ""][:3]
    box, extra, street, city, region, code, country = [*_parts(found, "ADR"), *[""] * 7][:7]
    address = ", ".join(part for part in (box, extra, street, code, city, region, country) if part)
    kind = {"org": "organisation"}.get(text.get("KIND", "").lower(), text.get("KIND", ""))
    name = text.get("FN", "") or " ".join(part for part in (given, more, family) if part)
    phone = text.get("TEL", "").removeprefix("tel:")
    number = text.get("X-MEMBER-NUMBER", "") or text.get("UID", "")
    return [number, kind, name, given, family, text.get("EMAIL", ""), phone, address]


def _parts(found: dict[str, Property], name: str) -> list[str]:
    """Give the parts of a value between semicolons that are not escaped."""
    value = found[name].value if name in found else ""
    return [_plain(part) for part in re.split(r"(?<!\\);", value)] if value else []


def _plain(value: str) -> str:
    """Give a value without its escapes; a line break in it becomes a comma, as addresses are kept here."""
    return _ESCAPED.sub(lambda it: ", " if it[1] in "nN" else it[1], value).strip()
