"""Paper for members without a device: letters with the address in the window, labels, and lists for a door, as PDF."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = "Noto Sans"
LINES = 6  # of 11 points with 4.5 mm between them: what the address zone holds
# DIN 5008, form B, in millimetres from the upper left corner of an A4 sheet; also right for envelopes C5/6 and DL
# with a window on the left.
LEFT, TOP, WIDTH, LINE = 25, 62.7, 75, 4.5
RETURN_TOP, BODY_TOP, BOTTOM = 45, 105, 277
COLUMNS, ROWS, LABEL = 3, 8, (70, 37)
"""Labels of 70 by 37 mm, 24 on a sheet of A4, as shops sell them."""
ROW = 9
"""Height of a line of a door list, in millimetres."""


class Address(NamedTuple):
    """To whom: the lines of the address zone, her name first."""

    lines: tuple[str, ...]


class Letter(NamedTuple):
    """What a letter says: from whom, of which day, about what, in paragraphs, and the language of it, by its tag."""

    sender: str
    day: str
    subject: str
    body: str
    language: str = ""


class Unprintable(ValueError):
    """A text with a character that the font lacks, which would print as an empty box."""


def address(name: str, text: str) -> Address:
    """Give the lines of an address that is kept as one, with commas between its parts; too many join in the last."""
    parts = [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]
    kept = parts if len(parts) < LINES else [*parts[: LINES - 2], ", ".join(parts[LINES - 2 :])]
    return Address((name, *kept))


def letters(said: Letter, to: Iterable[Address]) -> bytes:
    """Write a letter for each address; a long one goes on on further sheets. Raises `Unprintable`."""
    with sheets(said.subject, said.language) as sheet:
        return _pdf(sheet, _letter_pages, [said.sender, said.day, said.subject, said.body], list(to))


def labels(to: Iterable[Address]) -> bytes:
    """Write labels of 70 by 37 mm. Raises `Unprintable`."""
    with sheets() as sheet:
        return _pdf(sheet, _label_pages, [], list(to))


def door_list(title: str, note: str, rows: Iterable[tuple[str, str]], language: str = "") -> bytes:
    """Write a list of names and numbers with room to sign. Raises `Unprintable`."""
    with sheets(title, language) as sheet:
        return _pdf(sheet, _door_pages, [title, note], [Address(row) for row in rows])


def _pdf(sheet: tuple[FPDF, Container[int]], draw: Any, texts: Sequence[str], to: Sequence[Address]) -> bytes:
    document, known = sheet
    check(known, [*texts, *(line for each in to for line in each.lines)])
    draw(document, texts, to)
    return bytes(document.output())


@contextmanager
def sheets(title: str = "", language: str = "") -> Iterator[tuple[FPDF, Container[int]]]:
    """Give a document of A4 sheets in our font, and the characters that the font has.

    A screen reader says its title, and reads it in the language that it names (PDF 1.7, 14.9.2); where none is given
    there is nothing but names on it.
    """
    import fontpkg  # noqa: PLC0415 - so that what needs no paper starts faster
    from fpdf import FPDF  # noqa: PLC0415

    document = FPDF(unit="mm", format="A4")
    document.set_auto_page_break(auto=False)
    document.add_font(FONT, fname=fontpkg.path(FONT))
    if title:
        document.set_title(title)
    if language:
        document.set_lang(language)
    font: Any = document.fonts[FONT.lower()]
    try:
        yield document, font.cmap
    finally:
        font.ttfont.close()  # which fpdf2 leaves open


def check(known: Container[int], texts: Iterable[str]) -> None:
    """Refuse a text with a character that the font lacks. Raises `Unprintable`."""
    for text in texts:
        missing = [char for char in text if ord(char) not in known and char != "\n"]
        if missing:
            raise Unprintable(f"{text!r}: {missing[0]!r} is not in the font {FONT}")


def window(document: FPDF, top: float, size: float, lines: Sequence[str]) -> None:
    """Print lines into the window, each made smaller until it fits."""
    fitted(document, (LEFT, top), WIDTH, size, lines)


def fitted(
    document: FPDF, corner: tuple[float, float], width: float, size: float, lines: Sequence[str]
) -> None:
    """Print lines below each other, each made smaller until it fits the width."""
    left, top = corner
    for number, line in enumerate(lines):
        document.set_font(FONT, size=size)
        needed = document.get_string_width(line)
        document.set_font(FONT, size=min(size, size * width / needed) if needed else size)
        document.set_xy(left, top + number * LINE)
        document.cell(w=width, h=LINE, text=line)


def paragraphs(document: FPDF, top: float, size: float, texts: Sequence[str]) -> None:
    """Print paragraphs over the width of a letter."""
    document.set_font(FONT, size=size)
    document.set_xy(LEFT, top)
    for text in texts:
        document.set_x(LEFT)
        document.multi_cell(w=160, h=size * 0.45, text=text, new_x="LMARGIN", new_y="NEXT", align="L")
        document.set_y(document.get_y() + size * 0.25)


def _letter_pages(document: FPDF, texts: Sequence[str], to: Sequence[Address]) -> None:
    sender, day, subject, body = texts
    for each in to:
        document.add_page()
        window(document, RETURN_TOP, 7, [sender])
        window(document, TOP, 11, each.lines)
        fitted(document, (130, RETURN_TOP), 55, 9, [day])
        paragraphs(document, BODY_TOP, 12, [subject])
        document.set_y(document.get_y() + 4)
        _long(document, f"{each.lines[0]}, {day}", [part for part in body.split("\n") if part.strip()])


def _long(document: FPDF, head: str, texts: Sequence[str]) -> None:
    """Print paragraphs line by line; where a sheet is full another begins, which says to whom it belongs."""
    sheet = 1
    for text in texts:
        document.set_font(FONT, size=11)
        lines: Any = document.multi_cell(w=160, h=LINE, text=text, dry_run=True, output="LINES")
        for line in lines:
            if document.get_y() > BOTTOM - LINE:
                document.add_page()
                sheet += 1
                fitted(document, (LEFT, 18), 160, 9, [f"{head}, {sheet}"])
                document.set_xy(LEFT, 28)
                document.set_font(FONT, size=11)
            document.set_x(LEFT)
            document.cell(w=160, h=LINE + 0.5, text=line, new_x="LMARGIN", new_y="NEXT")
        document.set_y(document.get_y() + 2.5)


def _label_pages(document: FPDF, _texts: Sequence[str], to: Sequence[Address]) -> None:
    for number, each in enumerate(to):
        place = number % (COLUMNS * ROWS)
        if place == 0:
            document.add_page()
        left, top = place % COLUMNS * LABEL[0] + 6, place // COLUMNS * LABEL[1] + 5
        fitted(document, (left, top), LABEL[0] - 12, 10, each.lines)


def _door_pages(document: FPDF, texts: Sequence[str], to: Sequence[Address]) -> None:
    title, note = texts
    for number, each in enumerate(to):
        if number == 0 or document.get_y() > BOTTOM - ROW:
            document.add_page()
            paragraphs(document, 18, 15, [title])
            paragraphs(document, document.get_y(), 9, [note])
            document.set_y(document.get_y() + 4)
        top = document.get_y()
        document.rect(LEFT, top + 2, 5, 5)
        fitted(document, (LEFT + 9, top + 2), 70, 11, [each.lines[0]])
        fitted(document, (LEFT + 82, top + 2), 22, 9, [each.lines[1]])
        document.line(LEFT + 108, top + ROW - 1, LEFT + 160, top + ROW - 1)
        document.set_y(top + ROW)
