"""PrefLib: `.soc`, `.soi`, `.toc`, `.toi` (rankings) and `.cat` (categories); https://www.preflib.org/format.

Both headers are read: `# ALTERNATIVE NAME 1: …` of today and the bare numbers of before 2022. The declared
number of voters must be the number found, so that a file cut short is refused.
"""

from bylaw.counting.ballots import Ballots, Grades, Paper, Scored
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

RANKINGS = ("soc", "soi", "toc", "toi")
MAX_CATEGORIES = 100


def read_rankings(data: bytes, kind: str = "") -> Ballots:
    """Read one of `RANKINGS`: `soc` and `toc` rank everybody, `soc` and `soi` strictly."""
    head, papers = _parts(data)
    added = Papers()
    for line, weight, text in papers:
        ranks = tuple(rank for rank in _groups(text, len(head.names), line) if rank)
        if kind.startswith("so") and any(len(rank) > 1 for rank in ranks):
            raise BallotFileError(f"equal preferences in a .{kind} file", line)
        if kind.endswith("c") and sum(map(len, ranks)) != len(head.names):
            raise BallotFileError(f"a .{kind} file ranks everybody; this paper does not", line)
        added.add(weight, ranks)
    found = tuple(Paper(weight, ranks) for ranks, weight in added.weights.items())
    head.check_voters(sum(p.weight for p in found))
    return Ballots(candidates=head.names, papers=found, title=head.title)


def read_categories(data: bytes) -> Grades:
    """Read a `.cat` file: the first category is the best grade, the last and whatever is not named are 0."""
    head, papers = _parts(data)
    if head.categories < 2:
        raise BallotFileError(f"number of categories: expected 2 at least, found {head.categories}")
    added: dict[tuple[int, ...], int] = {}
    for line, weight, text in papers:
        groups = _groups(text, len(head.names), line)
        if len(groups) > head.categories:
            raise BallotFileError(f"{len(groups)} categories on a paper, {head.categories} declared", line)
        grades = [0] * len(head.names)
        for place, group in enumerate(groups):
            for number in group:
                grades[number - 1] = head.categories - 1 - place
        added[tuple(grades)] = added.get(tuple(grades), 0) + weight
    found = tuple(Scored(weight, grades) for grades, weight in added.items())
    head.check_voters(sum(p.weight for p in found))
    return Grades(candidates=head.names, papers=found, best=head.categories - 1, title=head.title)


def write_rankings(ballots: Ballots) -> bytes:
    """Write `.toi` with today's header; it has no place for invalid papers and seats."""
    kept = [p for p in ballots.papers if p.ranks]
    lines = [
        f"# TITLE: {ballots.title}",
        "# DATA TYPE: toi",
        f"# NUMBER ALTERNATIVES: {len(ballots.candidates)}",
        f"# NUMBER VOTERS: {sum(p.weight for p in kept)}",
        f"# NUMBER UNIQUE ORDERS: {len(kept)}",
        *(f"# ALTERNATIVE NAME {c}: {n}" for c, n in enumerate(ballots.candidates, 1)),
    ]
    for paper in kept:
        groups = (str(r[0]) if len(r) == 1 else "{" + ",".join(map(str, r)) + "}" for r in paper.ranks)
        lines.append(f"{paper.weight}: {','.join(groups)}")
    return ("\n".join(lines) + "\n").encode()


class _Head:
    """What the header says."""

    def __init__(self) -> None:
        self.title = ""
        self.names: tuple[str, ...] = ()
        self.voters: int | None = None
        self.categories = 0

    def check_voters(self, found: int) -> None:
        """Refuse a file whose papers are not as many as it says."""
        if self.voters is not None and self.voters != found:
            raise BallotFileError(f"{self.voters} voters are declared, {found} found")


_Line = tuple[int, int, str]


def _parts(data: bytes) -> tuple[_Head, list[_Line]]:
    lines = [(n, text.strip()) for n, text in enumerate(text_lines(data), 1) if text.strip()]
    if not lines:
        raise BallotFileError("the file is empty")
    if lines[0][1].startswith("#"):
        return _new_header(lines)
    return _old_header(lines)


def _new_header(lines: list[tuple[int, str]]) -> tuple[_Head, list[_Line]]:
    head, names, size = _Head(), {}, 0
    papers: list[_Line] = []
    for line, text in lines:
        if not text.startswith("#"):
            weight, colon, order = text.partition(":")
            if not colon:
                raise BallotFileError(f"expected `papers: order`, found {shown(text)}", line)
            papers.append((line, papers_on(weight.strip(), line), order))
            continue
        key, _, value = text[1:].partition(":")
        key, value = key.strip(), value.strip()
        if key == "TITLE":
            head.title = name(value, line)
        elif key == "NUMBER ALTERNATIVES":
            size = candidates(value, line)
        elif key == "NUMBER VOTERS":
            head.voters = whole(value, "number of voters", line)
        elif key == "NUMBER CATEGORIES":
            head.categories = whole(value, "number of categories", line, MAX_CATEGORIES)
        elif key.startswith("ALTERNATIVE NAME "):
            names[whole(key[17:].strip(), "candidate", line)] = name(value, line)
    if size == 0 or sorted(names) != list(range(1, size + 1)):
        raise BallotFileError(f"expected the names of alternatives 1 to {size}, found {len(names)} names")
    head.names = tuple(names[c] for c in range(1, size + 1))
    return head, papers


def _old_header(lines: list[tuple[int, str]]) -> tuple[_Head, list[_Line]]:
    head = _Head()
    size = candidates(lines[0][1], lines[0][0])
    if len(lines) < size + 2:
        raise BallotFileError(f"expected {size} names and a line of totals after line {lines[0][0]}")
    names = []
    for place, (line, text) in enumerate(lines[1 : size + 1], 1):
        number, _, rest = text.partition(",")
        if whole(number.strip(), "candidate", line) != place:
            raise BallotFileError(f"expected the name of candidate {place}, found {shown(text)}", line)
        names.append(name(rest, line))
    line, text = lines[size + 1]
    totals = text.split(",")
    if len(totals) != 3:
        raise BallotFileError(f"expected voters, sum of counts, unique orders; found {shown(text)}", line)
    head.names, head.voters = tuple(names), whole(totals[1].strip(), "sum of counts", line)
    papers = []
    for line, text in lines[size + 2 :]:
        weight, _, order = text.partition(",")
        papers.append((line, papers_on(weight.strip(), line), order))
    return head, papers


def _groups(text: str, size: int, line: int) -> tuple[tuple[int, ...], ...]:
    """`1,{2,3},4` as groups of candidates; a group may be empty, as `{}`."""
    groups: list[tuple[int, ...]] = []
    rest = text.strip()
    while rest:
        if rest[0] == "{":
            inside, closed, rest = rest[1:].partition("}")
            if not closed:
                raise BallotFileError(f"a bracket is not closed: {shown(inside)}", line)
            words, rest = inside.split(",") if inside.strip() else [], rest.lstrip()
            if rest and rest[0] != ",":
                raise BallotFileError(f"expected a comma, found {shown(rest)}", line)
            rest = rest[1:].lstrip()
        else:
            word, _, rest = rest.partition(",")
            words, rest = [word], rest.lstrip()
        groups.append(tuple(candidate(w.strip(), size, line) for w in words))
    no_repeats(tuple(groups), line)
    return tuple(groups)
