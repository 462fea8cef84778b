"""`bylaw election letters`: the credential office's letters, one sheet each, with the address in the window."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.cli.election_draft import Draft, read_draft
from bylaw.cli.election_protocol import TONGUES, of_bylaws
from bylaw.cli.election_step import FILE, FOLDER, Told, examples, put_secret, step, text
from bylaw.people.paper import (
    BODY_TOP,
    LINES,
    RETURN_TOP,
    TOP,
    Unprintable,
    check,
    paragraphs,
    sheets,
    window,
)

if TYPE_CHECKING:
    from fpdf import FPDF

    from bylaw.cli.letter_words import Said

SECTION = "credentials"
SECRET_TOP = 215  # below the second fold, behind everything that shows
MOST = 300
"""How many characters there are at most on where to vote: the secret stands below the fold all the same."""


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
@click.option("--where", default="", help="Where she votes, and until when, as the letter tells her.")
@click.option("--language", type=click.Choice(TONGUES), help="The language that they are written in.")
@click.option("--organisation", type=FOLDER, help="Take the language of this organisation's bylaws.")
@step
@examples("letters draft.json credentials/ addresses.csv letters.pdf")
def letters(  # noqa: PLR0913 - one option each
    *,
    draft: Path,
    folder: Path,
    addresses: Path,
    letters: Path,
    sender: str,
    where: str,
    language: str | None,
    organisation: Path | None,
) -> Told:
    """Credential office: print LETTERS, a PDF, for the credentials in FOLDER.

    ADDRESSES has a line per voter: her number or name as in the list of voters, and then the lines of her address,
    with commas between them (CSV in UTF-8). The file holds every secret of the election: print it, then delete it.
    They are in English unless a language is asked for.
    """
    from bylaw.cli import letter_words  # noqa: PLC0415 - so that other commands start faster
    from bylaw.portal.spoken import speaking  # noqa: PLC0415 - starts Django

    drafted, _ = read_draft(draft)
    if len(where) > MOST:
        raise Refused(Reason.SIZE, f"--where has {len(where)} characters: {MOST} at most", SECTION)
    found = [
        Letter(name, address, _credential(folder, name)) for name, address in _addresses(addresses).items()
    ]
    without = sorted({path.stem for path in folder.glob("*.txt")} - {sheet.name for sheet in found})
    if without:
        told = ", ".join(without[:5])
        raise Refused(Reason.OMISSION, f"{addresses}: no address for {told}", SECTION, Consequence.INCOMPLETE)
    with speaking(language or of_bylaws(organisation)):
        put_secret(letters, _document(drafted, found, (sender, where), letter_words.said(drafted.uuid)))
    return Told(
        {"letters": len(found)},
        [f"{letters}: {len(found)} letters"],
        [
            "fold one twice, put it in a window envelope, hold it against a lamp: only the address can be read",
            f"delete {letters} when it is printed",
        ],
    )


def _addresses(path: Path) -> dict[str, list[str]]:
    try:
        found = csv.reader(StringIO(text(path), newline=""))
        rows = [[cell.strip() for cell in row] for row in found if any(row)]
    except csv.Error as error:
        raise Refused(Reason.SHAPE, f"{path}: {error}", SECTION) from None
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
    return text(path)


def _document(drafted: Draft, letters: Sequence[Letter], told: tuple[str, str], said: "Said") -> bytes:
    """Return the PDF; Refused(encoding) if a text has a character that the font lacks."""
    sender, where = told
    with sheets(drafted.name, said.language) as (document, known):
        try:
            check(known, [drafted.name, *told, *(line for each in letters for line in each.address)])
        except Unprintable as fault:
            raise Refused(Reason.ENCODING, str(fault), SECTION) from fault
        for each in letters:
            _sheet(document, (sender, drafted.name, where), each, said)
        return bytes(document.output())


def _sheet(document: "FPDF", told: tuple[str, str, str], sheet: Letter, said: "Said") -> None:
    """Print one sheet; what is told beside the address is the sender, the election, and where she votes."""
    sender, *about = told
    document.add_page()
    window(document, RETURN_TOP, 7, [sender])
    window(document, TOP, 11, sheet.address)
    paragraphs(document, BODY_TOP, 11, [*filter(None, about), *said.body])
    paragraphs(document, SECRET_TOP, 11, [said.over])
    paragraphs(document, SECRET_TOP + 8, 18, [sheet.credential])
    paragraphs(document, SECRET_TOP + 24, 9, [said.under])
