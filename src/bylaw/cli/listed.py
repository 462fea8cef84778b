"""What the commands that read a file of members share: its errors row by row, and what became of it."""

from __future__ import annotations

from typing import NoReturn

from msgspec import Struct

from bylaw.cli.shell import REFUSED, number, put, put_findings, put_json
from bylaw.people.problem import Problem
from bylaw.rules.finding import Finding


class Answer(Struct, frozen=True):
    """What became of a file, as ``--json`` prints it."""

    members: int
    written: bool
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the file is wrong, or the record did not take all of it in."""
        return bool(self.errors) or any(finding.refuses for finding in self.findings)

    def put(self, told: str, *, as_json: bool) -> NoReturn:
        """Print what ought to be known and every error, else what was done in words; end the command."""
        if as_json:
            put_json(self)
            raise SystemExit(REFUSED if self.refused else 0)
        for problem in self.warnings:
            put(f"note: {problem}")
        if self.errors:
            put(f"refused: nothing of this file was taken in; {number(len(self.errors), 'error')}")
            stop(self.errors)
        put_findings(self.findings)
        if self.refused:
            raise SystemExit(REFUSED)
        put(f"{number(self.members, 'member')} {told}")
        raise SystemExit(0)


def stop(problems: tuple[Problem, ...]) -> NoReturn:
    """Print what is wrong and end the command."""
    for problem in problems:
        put(str(problem))
    raise SystemExit(REFUSED)
