"""Forms on paper: what an act needs, with room to write, to sign, and for the office to note what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from bylaw.people.paper import BOTTOM, LEFT, check, fitted, paragraphs, sheets

if TYPE_CHECKING:
    from fpdf import FPDF

WIDTH, LABELS, LINE, BOX = 160, 52, 11, 46
"""Millimetres: of a line, of the labels before it, from line to line, and of a box for words."""
SIGNERS = 18
"""Rows on a signature sheet."""


class Blank(NamedTuple):
    """One field on paper: its label, what is printed there already, and whether it takes many words."""

    label: str
    value: str = ""
    many: bool = False


class Form(NamedTuple):
    """A form on paper: whose, what it is for, its fields, how it is signed, how it goes on, and in which language."""

    sender: str
    title: str
    lead: str
    fields: Sequence[Blank]
    signing: Sequence[Blank]
    office: str
    language: str = ""


def form(told: Form) -> bytes:
    """Write a form of one page or more. Raises `paper.Unprintable`."""
    with sheets(told.title, told.language) as (document, known):
        check(known, _texts(told))
        document.add_page()
        _head(document, told)
        for blank in (*told.fields, *told.signing):
            _field(document, blank)
        _foot(document, told)
        return bytes(document.output())


def signature_sheet(told: Form, columns: Sequence[str]) -> bytes:
    """Write a sheet on which many sign for one thing. Raises `paper.Unprintable`."""
    with sheets(told.title, told.language) as (document, known):
        check(known, (*_texts(told), *columns))
        document.add_page()
        _head(document, told)
        for blank in told.fields:
            _field(document, blank)
        top, width = document.get_y() + 2, WIDTH / len(columns)
        for place, column in enumerate(columns):
            fitted(document, (LEFT + place * width, top), width - 3, 9, [column])
        for row in range(1, SIGNERS + 1):
            y = top + 5 + row * 8
            if y < BOTTOM - 12:
                document.line(LEFT, y, LEFT + WIDTH, y)
        _foot(document, told)
        return bytes(document.output())


def _texts(told: Form) -> list[str]:
    blanks = (text for blank in (*told.fields, *told.signing) for text in (blank.label, blank.value))
    return [told.sender, told.title, told.lead, told.office, *blanks]


def _head(document: FPDF, told: Form) -> None:
    paragraphs(document, 18, 9, [told.sender])
    paragraphs(document, 25, 17, [told.title])
    paragraphs(document, document.get_y() + 1, 10, [told.lead])
    document.set_y(document.get_y() + 4)


def _field(document: FPDF, blank: Blank) -> None:
    """Print a label, and beside it what is known, a line, or a box for words; on a new page where this one ends."""
    height = BOX if blank.many else LINE
    if document.get_y() + height > BOTTOM - 22:
        document.add_page()
        document.set_y(20)
    top = document.get_y()
    fitted(document, (LEFT, top + 3), LABELS - 4, 10, [blank.label])
    if blank.many:
        document.rect(LEFT + LABELS, top + 2, WIDTH - LABELS, height - 5)
    else:
        document.line(LEFT + LABELS, top + LINE - 2, LEFT + WIDTH, top + LINE - 2)
        fitted(document, (LEFT + LABELS + 1, top + 3), WIDTH - LABELS - 2, 11, [blank.value])
    document.set_y(top + height)


def _foot(document: FPDF, told: Form) -> None:
    document.line(LEFT, BOTTOM - 16, LEFT + WIDTH, BOTTOM - 16)
    paragraphs(document, BOTTOM - 14, 8.5, [told.office])
