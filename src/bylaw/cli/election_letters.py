"""`bylaw election letters`: the credential office's letters, one sheet each, with the address in the window."""

import csv
from collections.abc import Container, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.cli.election_draft import Draft, read_draft
from bylaw.cli.election_step import FILE, FOLDER, Told, examples, put_secret, step

if TYPE_CHECKING:
    from fpdf import FPDF

SECTION = "credentials"
FONT = "Noto Sans"
LINES = 6  # of 11 points with 4.5 mm between them: what the address zone holds
# DIN 5008, form B, in millimetres from the upper left corner of an A4 sheet; also right for envelopes C5/6 and DL
# with a window on the left. The secret stands below the second fold, behind everything that shows.
LEFT, TOP, WIDTH, LINE = 25, 62.7, 75, 4.5
RETURN_TOP, BODY_TOP, SECRET_TOP = 45, 105, 215
BODY = (
    "Below the fold stands your credential for this election. Nobody can cast a ballot in your name without it.",
    "Show it to nobody, and keep it until the result is final.",
    "You may vote again until the end: your last ballot counts. Write down its tracker, and look for it in the list.",
    "A ballot in your name needs both this credential and the log-in that you have from another office.",
)


class Letter(NamedTuple):
    """One sheet: who gets it, where, and her credential."""

    name: str
    address: Sequence[str]
    credential: str


@click.command()
@click.argument("draft", type=FILE)
@click.argument("folder", type=FOLDER)
@click.argument("addresses", type=FILE)
@click.argument("letters", type=FILE)
@click.option("--sender", default="", help="One line above the address.")
@step
@examples("letters draft.json credentials/ addresses.csv letters.pdf")
def letters(draft: Path, folder: Path, addresses: Path, letters: Path, sender: str) -> Told:
    """Credential office: print LETTERS, a PDF, for the credentials in FOLDER.

    ADDRESSES has a line per voter: her number or name as in the list of voters, and then the lines of her address,
    with commas between them (CSV in UTF-8). The file holds every secret of the election: print it, then delete it.
    """
    drafted, _ = read_draft(draft)
    sheets = [
        Letter(name, address, _credential(folder, name)) for name, address in _addresses(addresses).items()
    ]
    without = sorted({path.stem for path in folder.glob("*.txt")} - {sheet.name for sheet in sheets})
    if without:
        told = ", ".join(without[:5])
        raise Refused(Reason.OMISSION, f"{addresses}: no address for {told}", SECTION, Consequence.INCOMPLETE)
    put_secret(letters, _document(drafted, sheets, sender))
    return Told(
        {"letters": len(sheets)},
        [f"{letters}: {len(sheets)} letters"],
        [
            "fold one twice, put it in a window envelope, hold it against a lamp: only the address can be read",
            f"delete {letters} when it is printed",
        ],
    )


def _addresses(path: Path) -> dict[str, list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [[cell.strip() for cell in row] for row in csv.reader(stream) if any(row)]
    for number, row in enumerate(rows, 1):
        if not 2 <= len(row) <= 1 + LINES:
            raise Refused(Reason.SHAPE, f"{path}, voter {number}: expected 1 to {LINES} lines", SECTION)
    if len({row[0] for row in rows}) != len(rows):
        raise Refused(Reason.DUPLICATE, f"{path}: one voter twice", SECTION)
    return {row[0]: row[1:] for row in rows}


def _credential(folder: Path, name: str) -> str:
    path = folder / f"{name}.txt"
    if Path(name).name != name or not path.is_file():
        raise Refused(Reason.OMISSION, f"{path}: no credential", SECTION, Consequence.INCOMPLETE)
    return path.read_text(encoding="utf-8").strip()


def _document(drafted: Draft, sheets: Sequence[Letter], sender: str) -> bytes:
    """Return the PDF; Refused(encoding) if a text has a character that the font lacks."""
    import fontpkg  # noqa: PLC0415 - so that other commands start faster
    from fpdf import FPDF  # noqa: PLC0415

    document = FPDF(unit="mm", format="A4")
    document.set_auto_page_break(auto=False)
    document.add_font(FONT, fname=fontpkg.path(FONT))
    font: Any = document.fonts[FONT.lower()]
    with closing(font.ttfont):  # which fpdf2 leaves open
        _readable(font.cmap, [drafted.name, sender, *(line for sheet in sheets for line in sheet.address)])
        for sheet in sheets:
            _sheet(document, drafted, sheet, sender)
        return bytes(document.output())


def _readable(known: Container[int], texts: Sequence[str]) -> None:
    """Refuse a text with a character that the font lacks, which would print as an empty box."""
    for text in texts:
        missing = [character for character in text if ord(character) not in known]
        if missing:
            raise Refused(Reason.ENCODING, f"{text!r}: {missing[0]!r} is not in the font {FONT}", SECTION)


def _sheet(document: "FPDF", drafted: Draft, sheet: Letter, sender: str) -> None:
    document.add_page()
    _lines(document, RETURN_TOP, 7, [sender])
    _lines(document, TOP, 11, sheet.address)
    _paragraphs(document, BODY_TOP, 11, [drafted.name, *BODY])
    _paragraphs(document, SECRET_TOP, 11, ["Your credential:"])
    _paragraphs(document, SECRET_TOP + 8, 18, [sheet.credential])
    _paragraphs(document, SECRET_TOP + 24, 9, [f"Election {drafted.uuid}. No 0, O, I or l occurs in it."])


def _lines(document: "FPDF", top: float, size: float, lines: Sequence[str]) -> None:
    """Print lines into the window, each made smaller until it fits."""
    for number, line in enumerate(lines):
        document.set_font(FONT, size=size)
        needed = document.get_string_width(line)
        document.set_font(FONT, size=min(size, size * WIDTH / needed) if needed else size)
        document.set_xy(LEFT, top + number * LINE)
        document.cell(w=WIDTH, h=LINE, text=line)


def _paragraphs(document: "FPDF", top: float, size: float, paragraphs: Sequence[str]) -> None:
    document.set_font(FONT, size=size)
    document.set_xy(LEFT, top)
    for paragraph in paragraphs:
        document.set_x(LEFT)
        document.multi_cell(w=160, h=size * 0.45, text=paragraph, new_x="LMARGIN", new_y="NEXT", align="L")
        document.set_y(document.get_y() + size * 0.25)
