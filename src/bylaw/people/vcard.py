"""The register as vCards (RFC 6350, version 4.0), for address books and mail programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bylaw.people.person import Person

WIDTH = 75
"""The longest line, in bytes, without its ending; longer ones are folded."""
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": None})


def write(people: Iterable[tuple[str, Person]]) -> Iterator[bytes]:
    """Yield one vCard for each person, in the order given."""
    for member, person in people:
        yield b"".join(map(_folded, _lines(member, person)))


def _lines(member: str, person: Person) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID;VALUE=text:{_text(member)}"
    yield "KIND:" + ("org" if person.kind == "organisation" else "individual")
    yield f"FN:{_text(person.name)}"
    if person.kind == "organisation":
        yield f"ORG:{_text(person.name)}"
    elif person.family:
        given = person.name.removesuffix(person.family).strip() if person.name.endswith(person.family) else ""
        yield f"N:{_text(person.family)};{_text(given)};;;"
    if person.email:
        yield f"EMAIL:{_text(person.email)}"
    if person.phone:
        yield f"TEL;VALUE=text:{_text(person.phone)}"
    if person.address:
        yield f"ADR:;;{_text(person.address)};;;;"
    if person.number:
        yield f"X-MEMBER-NUMBER:{_text(person.number)}"
    yield "END:VCARD"


def _text(value: str) -> str:
    """Write a text so that nothing in it ends a value, a line or a card."""
    return value.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Break a line into lines of at most 75 bytes, never inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        raw = character.encode()
        if len(piece) + len(raw) > WIDTH - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += raw
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
