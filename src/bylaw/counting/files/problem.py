"""Limits on ballot files, and the one exception that reading them raises."""

import re

MAX_BYTES = 16 * 2**20
MAX_CANDIDATES = 256
MAX_WEIGHT = 10**9
MAX_NAME = 500

_DIGITS = re.compile(r"[0-9]{1,10}")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class BallotFileError(Exception):
    """A ballot file that bylaw does not read: `reason`, and `line` counted from 1 (0: the whole file)."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.reason = reason
        self.line = line


def text_lines(data: bytes) -> list[str]:
    """Lines of a ballot file: UTF-8 with or without byte order mark, UTF-16 with one, or else Latin-1."""
    if len(data) > MAX_BYTES:
        raise BallotFileError(f"the file has {len(data)} bytes; {MAX_BYTES} are read at most")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise BallotFileError("begins as UTF-16 and is not") from error
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
    if "\0" in text:
        raise BallotFileError("holds null characters: not a text file")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def whole(text: str, what: str, line: int, most: int = MAX_WEIGHT) -> int:
    """Read a whole number written in plain digits, from 0 to `most`."""
    if not _DIGITS.fullmatch(text):
        raise BallotFileError(f"{what}: expected a whole number, found {shown(text)}", line)
    number = int(text)
    if number > most:
        raise BallotFileError(f"{what}: {number} is more than {most}", line)
    return number


def papers_on(text: str, line: int) -> int:
    """Read how many equal papers a line stands for, one at least."""
    number = whole(text, "number of papers", line)
    if number == 0:
        raise BallotFileError("number of papers: expected at least 1, found 0", line)
    return number


def candidate(text: str, size: int, line: int, what: str = "candidate") -> int:
    """Read the number of a candidate on a paper, or of whatever else is numbered from 1 to `size`."""
    number = whole(text, what, line)
    if not 1 <= number <= size:
        raise BallotFileError(f"{what} {number}: there are {size}", line)
    return number


def candidates(text: str, line: int) -> int:
    """How many candidates a file declares."""
    number = whole(text, "number of candidates", line, MAX_CANDIDATES)
    if number == 0:
        raise BallotFileError("no candidates", line)
    return number


def name(text: str, line: int) -> str:
    """Clean a name: without control and direction characters, and not longer than `MAX_NAME`."""
    if len(text) > MAX_NAME:
        raise BallotFileError(f"a name of {len(text)} characters; {MAX_NAME} are read at most", line)
    return _UNSAFE.sub("", text).strip()


def shown(text: str) -> str:
    """Make a piece of the file fit for a message."""
    return repr(text if len(text) <= 40 else text[:37] + "...").encode("ascii", "backslashreplace").decode()


class Papers:
    """Collects papers, adding up equal ones in order of their first appearance."""

    def __init__(self) -> None:
        self.weights: dict[tuple[tuple[int, ...], ...], int] = {}

    def add(self, weight: int, ranks: tuple[tuple[int, ...], ...]) -> None:
        """Add `weight` papers with these ranks."""
        self.weights[ranks] = self.weights.get(ranks, 0) + weight


def no_repeats(ranks: tuple[tuple[int, ...], ...], line: int) -> None:
    """Refuse a paper that names a candidate twice."""
    if len(set(ranks)) == len(ranks) and all(len(rank) == 1 for rank in ranks):
        return
    seen: set[int] = set()
    for rank in ranks:
        for number in rank:
            if number in seen:
                raise BallotFileError(f"candidate {number} twice on one paper", line)
            seen.add(number)
