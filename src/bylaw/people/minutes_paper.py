"""A protocol on paper: sections of facts, each line whole on its page, every page numbered, room to sign at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from bylaw.people.paper import BOTTOM, FONT, LEFT, check, sheets

if TYPE_CHECKING:
    from fpdf import FPDF

PAIR = re.compile(r"( *)(\S.*?) {2,}(\S.*)")
"""A line of a name and a value, with two spaces or more between them."""
ACROSS, VALUE, SIZE, LINE = 160, 42, 8, 4.2
"""Width of the text, where values begin, size in points and height of a line, in millimetres."""
FIRST = 20
SIGN = 24
"""Height of a row of signatures, in millimetres."""


class Frame(NamedTuple):
    """What stands around the facts: title, word above the signatures, foot with title, n and count; their language."""

    title: str
    signed: str = "Signed"
    foot: str = "{title}, page {n} of {count}"
    language: str = ""


def minutes(frame: Frame, sections: Mapping[str, Sequence[str]], signers: int = 4) -> bytes:
    """Write a protocol with lines for so many signatures. Raises `Unprintable`."""
    with sheets(frame.title, frame.language) as (document, known):
        check(known, [*frame, *sections, *(line for lines in sections.values() for line in lines)])
        document.add_page()
        _line(document, frame.title, 15)
        for name, lines in sections.items():
            if lines:
                _room(document, 3 * LINE)
                document.set_y(document.get_y() + LINE)
                _line(document, name, 11)
                for line in lines:
                    _fact(document, line)
        _signatures(document, frame.signed, signers)
        _numbers(document, frame)
        return bytes(document.output())


def _fact(document: FPDF, line: str) -> None:
    pair = PAIR.fullmatch(line)
    if pair is None:
        _line(document, line.strip(), SIZE, indent=len(line) - len(line.lstrip()))
        return
    indent, name, value = pair.groups()
    document.set_font(FONT, size=SIZE)
    _room(document, _height(document, ACROSS - VALUE, LINE, value))
    top = document.get_y()
    document.set_xy(LEFT + len(indent), top)
    document.cell(w=VALUE - len(indent), h=LINE, text=name)
    document.set_xy(LEFT + VALUE, top)
    document.multi_cell(w=ACROSS - VALUE, h=LINE, text=value, new_x="LMARGIN", new_y="NEXT", align="L")


def _line(document: FPDF, text: str, size: float, *, indent: float = 0) -> None:
    document.set_font(FONT, size=size)
    height = max(LINE, size * 0.5)
    _room(document, _height(document, ACROSS - indent, height, text))
    document.set_x(LEFT + indent)
    document.multi_cell(w=ACROSS - indent, h=height, text=text, new_x="LMARGIN", new_y="NEXT", align="L")


def _height(document: FPDF, width: float, line: float, text: str) -> float:
    """Measure a text before it is printed."""
    found: Any = document.multi_cell(w=width, h=line, text=text, dry_run=True, output="HEIGHT")
    return float(found)


def _room(document: FPDF, height: float) -> None:
    """Begin another page where so much does not fit on this one."""
    if document.get_y() + height > BOTTOM:
        document.add_page()
        document.set_y(FIRST)


def _signatures(document: FPDF, title: str, signers: int) -> None:
    _room(document, SIGN)
    document.set_y(document.get_y() + LINE)
    _line(document, title, 11)
    for _ in range(0, signers, 2):
        _room(document, SIGN)
        foot = document.get_y() + SIGN - 4
        for left in (LEFT, LEFT + ACROSS / 2 + 5):
            document.line(left, foot, left + ACROSS / 2 - 5, foot)
        document.set_y(foot + 4)


def _numbers(document: FPDF, frame: Frame) -> None:
    for number in range(1, document.pages_count + 1):
        document.page = number
        document.set_font(FONT, size=7)
        document.set_xy(LEFT, BOTTOM + 6)
        foot = frame.foot.format(title=frame.title, n=number, count=document.pages_count)
        document.cell(w=ACROSS, h=LINE, text=foot, align="R")
