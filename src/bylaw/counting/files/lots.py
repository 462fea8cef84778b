"""A lot drawn outside: candidates in the order drawn, the first drawn most favoured.

One candidate on a line, by number or by the name on the paper, or several numbers on a line; `#` begins a
comment. The first drawn is elected first, has her surplus moved first and is excluded last.
"""

import re
from collections.abc import Sequence

from bylaw.counting.files.problem import BallotFileError, candidate, shown, text_lines

_NUMBERS = re.compile(r"[0-9]{1,10}(?:[\s,]+[0-9]{1,10})*,?")


def read_lot(data: bytes, names: Sequence[str], what: str = "candidate") -> tuple[int, ...]:
    """Read a lot over these candidates, or over whatever else was drawn."""
    drawn: list[int] = []
    for line, raw in enumerate(text_lines(data), 1):
        text = raw.strip()
        if not text or text.startswith("#"):
            continue
        for number in _numbers(text, names, line, what):
            if number in drawn:
                raise BallotFileError(f"{what} {number} is drawn twice", line)
            drawn.append(number)
    if not drawn:
        raise BallotFileError(f"the lot is empty: expected one {what} on each line, in the order drawn")
    return tuple(drawn)


def _numbers(text: str, names: Sequence[str], line: int, what: str) -> list[int]:
    named = [number for number, name in enumerate(names, 1) if name == text]
    if len(named) == 1:
        return named
    text = text.partition("#")[0].strip()
    if _NUMBERS.fullmatch(text):
        return [candidate(word, len(names), line, what) for word in re.split(r"[\s,]+", text) if word]
    raise BallotFileError(f"expected a {what}'s number or exact name, found {shown(text)}", line)
