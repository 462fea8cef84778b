"""What the commands that read a file of members share: its errors row by row, and what became of it."""

from __future__ import annotations

from typing import NoReturn

from msgspec import Struct

from bylaw.cli.shell import REFUSED, number, put, put_json
from bylaw.people.problem import Problem


class Answer(Struct, frozen=True):
    """What became of a file, as ``--json`` prints it."""

    members: int
    written: bool
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def put(self, told: str, *, as_json: bool) -> NoReturn:
        """Print what ought to be known and every error, else what was done in words; end the command."""
        if as_json:
            put_json(self)
            raise SystemExit(REFUSED if self.errors else 0)
        for problem in self.warnings:
            put(f"note: {problem}")
        if self.errors:
            put(f"refused: nothing of this file was taken in; {number(len(self.errors), 'error')}")
            stop(self.errors)
        put(f"{number(self.members, 'member')} {told}")
        raise SystemExit(0)


def stop(problems: tuple[Problem, ...]) -> NoReturn:
    """Print what is wrong and end the command."""
    for problem in problems:
        put(str(problem))
    raise SystemExit(REFUSED)
