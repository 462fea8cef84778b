"""`bylaw election protocol`: the whole election on paper, with every hash and total, for people to sign."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from bylaw.belenios.findings import Reason, Refused
from bylaw.cli.election_archive import accept
from bylaw.cli.election_step import FILE, FOLDER, Told, examples, put, step

TONGUES = ("en", "de", "fr", "es")
"""The languages of the portal's catalogues."""
WIDTH = 96


@click.command()
@click.argument("archive", type=FILE)
@click.option("--pdf", type=FILE, help="Write it as a PDF instead, on numbered pages with room to sign.")
@click.option("--language", type=click.Choice(TONGUES), help="The language that it is written in.")
@click.option("--organisation", type=FOLDER, help="Take the language of this organisation's bylaws.")
@step
@examples("protocol election.bel > protocol.txt", "protocol election.bel --pdf protocol.pdf")
def protocol(archive: Path, pdf: Path | None, language: str | None, organisation: Path | None) -> Told:
    """Anybody: verify the ARCHIVE and print its protocol, with every hash and total.

    It is in English unless a language is asked for. Numbers and days are written as the language writes them; with
    --json the names of the sections are the same in every language.
    """
    from bylaw.belenios.prover import board  # noqa: PLC0415 - so that other commands start faster
    from bylaw.cli import protocol_sections  # noqa: PLC0415 - so that other commands start faster
    from bylaw.portal.spoken import speaking  # noqa: PLC0415 - starts Django

    source = archive.read_bytes()
    report = accept(source)
    with speaking(language or of_bylaws(organisation)):
        sections = protocol_sections.sections(archive, board.read(source), source, report)
        titles, foot = protocol_sections.titles(), protocol_sections.page_of()
        if pdf is not None:
            put(pdf, _paper(titles, sections, foot))
            return Told({"sections": sections, "pdf": str(pdf)}, [f"{pdf}: the protocol, to be signed"])
        signed = {"Signed": ["", "_" * 40 + "  " + "_" * 40, ""]}
        return Told({"sections": sections}, list(_printed(titles, {**sections, **signed})))


def of_bylaws(organisation: Path | None) -> str:
    """Return the language of an organisation's bylaws, English where there is none here; Refused without a record."""
    if organisation is None:
        return TONGUES[0]
    from bylaw.record.broken import Broken  # noqa: PLC0415 - only where a record is read
    from bylaw.store.organisation import Organisation  # noqa: PLC0415 - only where a record is read

    opened = Organisation.open(organisation)
    if isinstance(opened, Broken):
        raise Refused(Reason.CONTEXT, f"{organisation}: {opened.detail}", "record")
    spoken = opened.state.identity.language.partition("-")[0]
    opened.close()
    return spoken if spoken in TONGUES else TONGUES[0]


def _paper(titles: Mapping[str, str], sections: Mapping[str, Sequence[str]], foot: str) -> bytes:
    """Return the PDF; Refused(encoding) if a text has a character that the font lacks."""
    from bylaw.people.minutes_paper import Frame, minutes  # noqa: PLC0415 - so that what needs no paper starts faster
    from bylaw.people.paper import Unprintable  # noqa: PLC0415 - so that what needs no paper starts faster

    try:
        frame = Frame(titles[""], titles["Signed"], foot)
        return minutes(frame, {titles[key]: lines for key, lines in sections.items()})
    except Unprintable as fault:
        raise Refused(Reason.ENCODING, str(fault), "protocol") from fault


def _printed(titles: Mapping[str, str], sections: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield titles[""].upper()
    yield "=" * WIDTH
    for key, lines in sections.items():
        if lines:
            yield from ("", titles[key].upper(), "-" * WIDTH, *lines)
