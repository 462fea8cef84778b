"""From the list of contributors to the record of the roll: deeds, exclusions, exceptions, the fixed roll."""

from __future__ import annotations

import csv
from hashlib import sha256
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from bylaw.acts.past.roll_acts import Row
from bylaw.acts.voting.electing import roll_root
from bylaw.reconstructions.archivist import Archivist, NotReconstructed
from bylaw.record.clock import instant
from bylaw.rules.clause import Clause
from bylaw.rules.load import NoBylaws, load

SOURCE = "NixOS/SC-election-2025 ee7fc0c"
ORIGIN = "reconstruction.invalid/nixos-sc-2025"
NAME = "Nix steering committee election 2025, the roll (reconstruction)"
YEAR = instant("2025-12-31T23:59:59Z") or 0
"""The source gives the year alone: the record is of its end."""
ROLL = "sc-2025"
NAMES = ("commits", "merges")
MONTHS = 48
CHUNK = 2000
"""Rows in one act, which keeps an entry below its limit."""


class Contributor(NamedTuple):
    """One line: a person, her deeds (none where none are published), whether she was on the final roll, a ground."""

    person: str
    counts: tuple[int, ...]
    final: bool
    ground: str


def clauses() -> tuple[Clause, ...]:
    """Give the rule as data."""
    found = load(files(__package__).joinpath("bylaws.toml").read_bytes())
    if isinstance(found, NoBylaws):
        raise NotReconstructed(str(found))
    return found.clauses


def read_contributors(path: Path) -> tuple[Contributor, ...]:
    """Read `roll.csv`. Raises NotReconstructed where it is none."""
    try:
        lines = csv.DictReader(StringIO(path.read_text(encoding="utf-8")), strict=True)
        return tuple(_contributor(line) for line in lines)
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, ValueError) as fault:
        raise NotReconstructed(f"{path}: {fault}") from fault


def _contributor(line: dict[str, str]) -> Contributor:
    said = [line[name] for name in NAMES]
    counts = tuple(int(number or 0) for number in said) if any(said) else ()
    return Contributor(line["person"], counts, line["on_final_roll"] == "1", line["excluded"])


def reconstruct(folder: Path, people: tuple[Contributor, ...], law: tuple[Clause, ...]) -> Archivist:
    """Write the record into an empty folder; gives its archivist, with the log still open. Raises NotReconstructed.

    Exclusions and exceptions are where the final roll differs from the rule.
    """
    archivist = Archivist(folder, ORIGIN)
    archivist.found(YEAR, NAME, law)
    rows = [Row(one.person, one.counts) for one in people if one.counts]
    for start in range(0, len(rows), CHUNK):
        chunk = tuple(rows[start : start + CHUNK])
        fields = {"roll": ROLL, "names": NAMES, "months": MONTHS, "rows": chunk, "source": SOURCE}
        archivist.enter(YEAR, "attest-activity", **fields)
    roll = archivist.organisation.state.past.rolls[ROLL]
    for one in people:
        if one.person in roll.by_rule and not one.final:
            archivist.enter(YEAR, "exclude-voter", roll=ROLL, person=one.person, ground=one.ground)
        elif one.final and one.person not in roll.by_rule:
            reasons = sha256(f"{SOURCE}: on the final roll".encode()).hexdigest()
            archivist.enter(YEAR, "add-voter", roll=ROLL, person=one.person, reasons=reasons)
    on = sorted(one.person for one in people if one.final)
    archivist.enter(YEAR, "fix-roll", roll=ROLL, voters=len(on), root=roll_root(on))
    archivist.publish()
    return archivist
