"""`bylaw count`: count a ballot file by a named rule and print the sheet."""

import re
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

import click
import msgspec

from bylaw.cli.count_sheet import print_methods, print_sheet
from bylaw.counting import (
    METHODS,
    BallotFileError,
    Ballots,
    CountSheet,
    Terms,
    UnfitBallots,
    count,
    read_ballots,
)
from bylaw.counting.ballots import Grades, Totals
from bylaw.counting.files import CELLS, MAX_BYTES
from bylaw.counting.files.lots import read_lot

REFUSED, INCOMPLETE, USAGE = 1, 2, 3


def _show_methods(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        print_methods()
        context.exit()


@click.command("count")
@click.argument("file")
@click.option("--method", required=True, metavar="NAME", help="How to count; see --methods.")
@click.option(
    "--methods",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_methods,
    help="List the methods and leave.",
)
@click.option("--seats", type=click.IntRange(1), help="Seats to fill, instead of what the file says.")
@click.option("--lots", metavar="FILE", help="A lot drawn outside: candidates in order, most favoured first.")
@click.option(
    "--region-lots", metavar="FILE", help="Lists: the regions in the order drawn, where some are level."
)
@click.option("--json", "as_json", is_flag=True, help="Print the sheet as JSON.")
@click.option("--roll", type=click.IntRange(0), help="debian: number of developers, for the quorum.")
@click.option(
    "--majority",
    multiple=True,
    metavar="OPTION=3:1",
    help="debian: majority that an option needs against the default option.",
)
@click.option("--default", metavar="OPTION", help="debian: the default option.")
@click.option(
    "--constitution", metavar="VERSION", help=f"debian: version in force.  [default: {Terms().constitution}]"
)
@click.option("--threshold", metavar="SHARE", help="Lists: share of the whole vote needed, as 5%.")
@click.option("--cells", type=click.Choice(tuple(CELLS)), help="What the cells of a table are.")
@click.option(
    "--question", type=click.IntRange(1), help="FILE is the archive of a secret election: which of it."
)
def count_command(file: str, method: str, seats: int | None, lots: str | None, **more: Any) -> None:
    """Count FILE by a rule, exactly, and print the whole count sheet.

    FILE is BLT, PrefLib (.soc .soi .toc .toi .cat), a Debian tally sheet, a table of ranks (.tsv), of grades
    or of recorded totals (.csv); with --question N the archive of a secret election, which is verified first. OPTION
    is a number or a name. Exit: 0 counted, 1 the file is refused, 2 a tie needs a lot, 3 usage.
    docs/reference/counting.md has each rule.

    Example: bylaw count ward.blt --method scottish-stv --seats 3
    """
    try:
        ballots = _ballots(file, method, more)
    except BallotFileError as error:
        _stop(f"{file}: {error}", REFUSED)
    try:
        _read_by(method, more)
        terms = _terms(ballots.candidates, more)
        drawn = _drawn(ballots, lots, more["region_lots"])
        sheet = count(method, ballots, seats=_seats(method, ballots, seats), **drawn, **terms)
    except UnfitBallots as error:
        _stop(str(error), USAGE)
    if more["as_json"]:
        click.echo(msgspec.json.encode(sheet))
    else:
        print_sheet(sheet)
    _say_ties(sheet)


def _ballots(file: str, method: str, given: dict[str, Any]) -> Ballots | Grades | Totals:
    """Read a file of ballots, or one question of an archive. Raises BallotFileError."""
    if given["question"] is None:
        return read_ballots(_bytes(file), file, given["cells"] or _cells(method))
    from bylaw.cli.count_archive import ballots_of  # noqa: PLC0415 - so that other counts start faster

    try:
        return ballots_of(file, given["question"])
    except OSError as error:
        _stop(f"{file}: cannot be read: {error.strerror or error}", USAGE)


def _drawn(
    ballots: Ballots | Grades | Totals, lots: str | None, region_lots: str | None
) -> dict[str, tuple[int, ...]]:
    """Read what was drawn outside: candidates, and regions where lists have them."""
    regions = ballots.regions if isinstance(ballots, Totals) else ()
    asked = (("lot", lots, ballots.candidates, "candidate"), ("region_lot", region_lots, regions, "region"))
    return {term: _lot(file, names, what) for term, file, names, what in asked if file is not None}


def _lot(file: str, names: Sequence[str], what: str) -> tuple[int, ...]:
    try:
        return read_lot(_bytes(file), names, what)
    except BallotFileError as error:
        _stop(f"{file}: {error}", USAGE)


def _bytes(file: str) -> bytes:
    """Read a file, one byte more than is allowed at most."""
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        _stop(f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}", USAGE)


def _cells(method: str) -> str:
    """Tell tables of grades from tables of ranks where only one of them can be counted."""
    return "grades" if method in METHODS and METHODS[method].takes == ("grades",) else ""


def _stop(message: str, code: int) -> NoReturn:
    click.echo(f"bylaw count: {message}", err=True)
    sys.exit(code)


def _seats(method: str, ballots: Ballots | Grades | Totals, given: int | None) -> int:
    """Return the seats given, else those in the file, else one where the method can fill one."""
    rule = METHODS[method].seats if method in METHODS else "any"
    if given is not None:
        return given
    if rule != "one" and isinstance(ballots, Ballots) and ballots.seats is not None:
        return ballots.seats
    if rule == "many":
        raise UnfitBallots(f"{method} fills several seats and the file does not say how many: give --seats N")
    return 1


def _terms(candidates: Sequence[str], given: dict[str, Any]) -> dict[str, Any]:
    """Read the terms that were given; the others are as `Terms` has them."""
    default, threshold = given["default"], given["threshold"]
    terms = {
        "roll": given["roll"],
        "constitution": given["constitution"],
        "default": None if default is None else _option(default, candidates),
        "majorities": tuple(_majority(text, candidates) for text in given["majority"]),
        "threshold": None if threshold is None else _share(threshold),
    }
    return {name: value for name, value in terms.items() if value is not None}


def _read_by(method: str, given: dict[str, Any]) -> None:
    """Raise UnfitBallots for a number that the method does not read: it would be counted as if nobody had given it."""
    for option, readers in (
        ("roll", _DEBIAN),
        ("default", _DEBIAN),
        ("majority", _DEBIAN),
        ("constitution", _DEBIAN),
        ("threshold", _LISTS),
        ("region_lots", _LISTS),
    ):
        if given[option] not in (None, ()) and method in METHODS and method not in readers:
            name, by = option.replace("_", "-"), " or ".join(readers)
            raise UnfitBallots(f"{method} reads no --{name}: leave it out, or count by {by}")


_DEBIAN = ("debian",)
_LISTS = tuple(name for name, method in METHODS.items() if method.takes == ("totals",))


def _option(text: str, candidates: Sequence[str]) -> int:
    """Find an option by its exact name, its number, or the end of its name (as `further discussion`)."""
    named = [c for c, name in enumerate(candidates, 1) if name == text]
    if len(named) == 1:
        return named[0]
    if re.fullmatch("[0-9]{1,4}", text) and 1 <= int(text) <= len(candidates):
        return int(text)
    ending = [c for c, name in enumerate(candidates, 1) if text and name.lower().endswith(text.lower())]
    if len(ending) == 1:
        return ending[0]
    raise UnfitBallots(
        f"option {text!r}: expected a number from 1 to {len(candidates)} or a name on the paper"
    )


def _majority(text: str, candidates: Sequence[str]) -> tuple[int, Fraction]:
    option, _, ratio = text.rpartition("=")
    parts = re.fullmatch("([1-9][0-9]{0,5}):([1-9][0-9]{0,5})", ratio.strip())
    if not parts:
        raise UnfitBallots(f"majority {text!r}: expected OPTION=3:1")
    return _option(option.strip(), candidates), Fraction(int(parts[1]), int(parts[2]))


def _share(text: str) -> Fraction:
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?%", text):
        share = Fraction(text[:-1]) / 100
    elif re.fullmatch(r"[0-9]{1,6}(/[1-9][0-9]{0,5}|\.[0-9]{1,6})?", text):
        share = Fraction(text)
    else:
        raise UnfitBallots(f"threshold {text!r}: expected a share as 5%, 0.05 or 1/20")
    if share > 1:
        raise UnfitBallots(f"threshold {text!r}: more than the whole vote")
    return share


def _say_ties(sheet: CountSheet) -> None:
    """Exit with 2 if a tie is open, after saying which and what to do."""
    for tie in sheet.unresolved:
        names = ", ".join(f"{number} {name}" for number, name in sheet.called(tie).items())
        option = "--region-lots" if tie.regions else "--lots"
        click.echo(
            f"bylaw count: count {tie.count}, {tie.about}: a tie between {names}; draw a lot and give its order"
            f" with {option} FILE",
            err=True,
        )
    if sheet.unresolved:
        if sheet.certain:
            names = ", ".join(f"{c} {sheet.candidates[c - 1]}" for c in sheet.certain)
            click.echo(f"bylaw count: elected whichever way the lot falls: {names}", err=True)
        sys.exit(INCOMPLETE)
