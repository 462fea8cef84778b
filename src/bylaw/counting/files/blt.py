"""BLT, the de facto format of ranked ballots (Hill, Wichmann, Woodall 1987; OpenSTV, OpaVote).

Read: `#` comments, names with or without quotes or several quoted ones on a line, no title, no final newline,
`-3` for a withdrawn candidate, `3=4` for equal preferences, `-` for a skipped one, `(id)` before a paper,
papers over several lines.
Not read: weights that are not whole numbers.
"""

import re
from collections.abc import Iterator

from bylaw.counting.ballots import Ballots, Paper
from bylaw.counting.files.problem import (
    BallotFileError,
    Papers,
    candidate,
    candidates,
    name,
    no_repeats,
    papers_on,
    shown,
    text_lines,
    whole,
)

_QUOTED = re.compile(r'"[^"]*"')
_SEVERAL = re.compile(r'"[^"]*"(?:\s+"[^"]*")+')


def read(data: bytes) -> Ballots:
    """Read a BLT file."""
    lines = enumerate(text_lines(data), 1)
    line, header = next(_content(lines), (0, []))
    if len(header) != 2:
        raise BallotFileError("expected two numbers, candidates and seats, at the start", line)
    size = candidates(header[0], line)
    seats = whole(header[1], "number of seats", line)
    if seats == 0:
        raise BallotFileError("no seats", line)
    papers, withdrawn = _papers(lines, size)
    if len(withdrawn) == size:
        raise BallotFileError("every candidate has withdrawn")
    names, title = _names(lines, size)
    return Ballots(
        candidates=names,
        papers=tuple(Paper(weight, ranks) for ranks, weight in papers.weights.items()),
        seats=seats,
        title=title,
        withdrawn=withdrawn,
    )


def write(ballots: Ballots) -> bytes:
    """Write BLT as `read` reads it. Papers found invalid on reading become papers without preference."""
    lines = [f"{len(ballots.candidates)} {ballots.seats or 1}"]
    if ballots.withdrawn:
        lines.append(" ".join(f"-{c}" for c in ballots.withdrawn))
    for paper in ballots.papers:
        ranks = "".join(f" {'='.join(map(str, rank))}" for rank in paper.ranks)
        lines.append(f"{paper.weight}{ranks} 0")
    if ballots.invalid:
        lines.append(f"{ballots.invalid} 0")
    lines.append("0")
    lines += [_quoted(n) for n in (*ballots.candidates, ballots.title)]
    return ("\n".join(lines) + "\n").encode()


def _quoted(text: str) -> str:
    return f'"{text}"'


def _content(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Numbered lines as words, without comments and empty lines."""
    for line, text in lines:
        words = text.split("#", 1)[0].split()
        if words:
            yield line, words


def _papers(lines: Iterator[tuple[int, str]], size: int) -> tuple[Papers, tuple[int, ...]]:
    papers = Papers()
    plain = {str(c): (c,) for c in range(1, size + 1)}
    withdrawn: list[int] = []
    open_words: list[str] = []
    for line, words in _content(lines):
        if words == ["0"] and not open_words:
            return papers, tuple(sorted(set(withdrawn)))
        if not open_words and not papers.weights and all(w[0] == "-" and len(w) > 1 for w in words):
            withdrawn += [candidate(w[1:], size, line) for w in words]
            continue
        open_words += words
        if open_words[-1] == "0" and len(open_words) > 1:
            _paper(open_words, size, line, papers, plain)
            open_words = []
    raise BallotFileError("the papers do not end: expected a line with 0 alone")


def _paper(words: list[str], size: int, line: int, papers: Papers, plain: dict[str, tuple[int]]) -> None:
    if words[0][0] == "(" and words[0][-1] == ")":
        words = words[1:]
    weight = papers_on(words[0], line)
    try:
        ranks: tuple[tuple[int, ...], ...] = tuple([plain[word] for word in words[1:-1]])
    except KeyError:
        ranks = tuple(
            tuple(candidate(c, size, line) for c in word.split("=")) for word in words[1:-1] if word != "-"
        )
    no_repeats(ranks, line)
    papers.add(weight, ranks)


def _names(lines: Iterator[tuple[int, str]], size: int) -> tuple[tuple[str, ...], str]:
    """Names of the candidates and the title; `Candidate 1` and so on where the file has none at all."""
    written = [(line, each) for line, text in lines if (each := text.strip()) and not each.startswith("#")]
    if len(written) < size:
        written = [(line, each) for line, text in written for each in _several(text)]
    if len(written) > size + 1:
        line, text = written[size + 1]
        raise BallotFileError(f"after {size} names and a title, found {shown(text)}", line)
    found = [_unquoted(text, line) for line, text in written]
    if not found:
        return tuple(f"Candidate {n}" for n in range(1, size + 1)), ""
    if len(found) < size:
        raise BallotFileError(f"expected {size} names, found {len(found)}")
    return tuple(found[:size]), found[size] if len(found) > size else ""


def _several(text: str) -> list[str]:
    """Take a line apart that holds several names, each in quotes of its own."""
    return _QUOTED.findall(text) if _SEVERAL.fullmatch(text) else [text]


def _unquoted(text: str, line: int) -> str:
    if text[0] == '"' and '"' in text[1:]:
        end = text.rindex('"')
        rest = text[end + 1 :].strip()
        if not rest or rest.startswith("#"):
            return name(text[1:end], line)
    return name(text, line)
