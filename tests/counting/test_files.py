"""Ballot files: as found in the wild, refused with a reason, and written so that they read the same."""

import pytest

from bylaw.counting import BallotFileError, Grades, Paper, Totals, read_ballots
from bylaw.counting.files import MAX_BYTES
from bylaw.counting.files.lots import read_lot
from tests.counting.known import DATA, known
from tests.counting.texts import ALL, NEW, OLD, PLAIN, blt_of


@pytest.mark.parametrize("path", ALL, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_known_file_is_read(path):
    ballots = known(str(path.relative_to(DATA)))
    assert len(ballots.candidates) > 1
    assert isinstance(ballots, Totals) or sum(p.weight for p in ballots.papers) > 10


def test_all_kinds_are_there():
    assert {p.suffix for p in ALL} == {".blt", ".soi", ".toi", ".cat", ".tsv", ".txt", ".csv"}
    assert len(ALL) > 80


@pytest.mark.parametrize(
    "wild",
    [
        PLAIN,
        PLAIN.removesuffix(b"\n"),
        b"\xef\xbb\xbf" + PLAIN,
        PLAIN.replace(b"\n", b"\r\n"),
        PLAIN.replace(b"\n", b"\r"),
        PLAIN.decode().encode("utf-16"),
        PLAIN.replace(b"Ada", b'"Ada"').replace(b"A club", b'"A club"'),
        b"# made by hand\n" + PLAIN.replace(b"3 2 0", b"3 2 0 # three"),
        PLAIN.replace(b"4 1 2 0\n", b"\n4 1\n2 0\n\n"),
        PLAIN.replace(b"4 1 2 0\n", b"1 1 2 0\n3 1 2 0\n"),
        PLAIN.replace(b"4 1 2 0\n", b"(7) 4 1 2 0\n"),
        PLAIN.replace(b"4 1 2 0\n", b"4 1 - 2 0\n"),
        PLAIN.replace(b" ", b"\t "),
    ],
)
def test_blt_in_the_wild_reads_as_the_plain_one(wild):
    ballots = blt_of(wild)
    assert ballots == blt_of(PLAIN)
    assert ballots.candidates == ("Ada", "Ben", "Cy")
    assert (ballots.title, ballots.seats) == ("A club", 2)


def test_blt_latin_1_withdrawn_equal_and_blank():
    ballots = blt_of('3 1\n-2\n5 1=3 2 0\n1 0\n0\n"J\xf6rg # 1"\nB\nC\n'.encode("latin-1"))
    assert ballots.withdrawn == (2,)
    assert ballots.papers == (Paper(5, ((1, 3), (2,))), Paper(1, ()))
    assert (ballots.candidates[0], ballots.title) == ("Jörg # 1", "")


def test_blt_without_any_names_has_numbered_candidates():
    assert blt_of("2 1\n1 1 0\n0\n").candidates == ("Candidate 1", "Candidate 2")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 0, "candidates and seats"),
        ("3\n", 1, "candidates and seats"),
        ("0 1\n0\n", 1, "no candidates"),
        ("257 1\n0\n", 1, "more than 256"),
        ("2 0\n0\nA\nB\n", 1, "no seats"),
        ("2 1\n1 3 0\n0\nA\nB\n", 2, "candidate 3: there are 2"),
        ("2 1\n1 1 1 0\n0\nA\nB\n", 2, "twice"),
        ("2 1\n1 1=1 0\n0\nA\nB\n", 2, "twice"),
        ("2 1\n0 1 0\n0\nA\nB\n", 2, "at least 1"),
        ("2 1\n1.5 1 0\n0\nA\nB\n", 2, "whole number"),
        ("2 1\n9999999999 1 0\n0\nA\nB\n", 2, "more than"),
        ("2 1\n٣ 1 0\n0\nA\nB\n", 2, "whole number"),
        ("2 1\n1 1 0\n-2\n0\nA\nB\n", 4, "whole number"),
        ("2 1\n1 1 0\nA\nB\n", 0, "do not end"),
        ("2 1\n1 1 2\n0\nA\nB\n", 0, "do not end"),
        ("2 1\n-3\n1 1 0\n0\nA\nB\n", 2, "candidate 3"),
        ("2 1\n1 1 0\n0\nA\n", 0, "expected 2 names, found 1"),
        ("2 1\n1 1 0\n0\nA\nB\nT\nX\n", 7, "2 names and a title"),
        ("2 1\n1 1 0\n0\n" + "A" * 501 + "\nB\n", 4, "501 characters"),
        ("2 1\n1 1 0\0\n0\nA\nB\n", 0, "null"),
    ],
)
def test_blt_refused_with_line_and_reason(text, line, says):
    with pytest.raises(BallotFileError, match=says) as refusal:
        blt_of(text)
    assert refusal.value.line == line


def test_size_is_limited_before_reading():
    with pytest.raises(BallotFileError, match="bytes"):
        blt_of(b" " * (MAX_BYTES + 1))


def test_preflib_old_and_new_header_are_the_same():
    papers = (Paper(4, ((1,), (2,))), Paper(3, ((1, 2), (3,))), Paper(2, ((3,),)))
    for text in (NEW, OLD):
        ballots = read_ballots(text.encode(), "x.toi")
        assert (ballots.candidates, ballots.papers) == (("Ada", "Ben", "Cy"), papers)


@pytest.mark.parametrize(
    ("text", "kind", "line", "says"),
    [
        (NEW, "soi", 9, "equal preferences"),
        (NEW, "toc", 8, "ranks everybody"),
        (NEW.replace("VOTERS: 9", "VOTERS: 10"), "toi", 0, "10 voters are declared, 9 found"),
        (OLD.replace("9,9,3", "9,8,3"), "toi", 0, "8 voters are declared, 9 found"),
        (NEW.replace("4: 1,2", "4: 1,4"), "toi", 8, "candidate 4"),
        (NEW.replace("4: 1,2", "4: 1,1"), "toi", 8, "twice"),
        (NEW.replace("4: 1,2", "4; 1,2"), "toi", 8, "expected"),
        (NEW.replace("{1,2}", "{1,2"), "toi", 9, "bracket"),
        (NEW.replace("{1,2},3", "{1,2}3"), "toi", 9, "comma"),
        (NEW.replace("NAME 3", "NAME 4"), "toi", 0, "alternatives 1 to 3"),
        (OLD.replace("2,Ben", "3,Ben"), "toi", 3, "candidate 2"),
        (OLD[:8], "toi", 0, "3 names"),
        (NEW, "cat", 0, "categories"),
        ("", "soi", 0, "empty"),
    ],
)
def test_preflib_refused(text, kind, line, says):
    with pytest.raises(BallotFileError, match=says) as refusal:
        read_ballots(text.encode(), f"x.{kind}")
    assert refusal.value.line == line


def test_categories_become_grades():
    text = NEW.replace("toi", "cat").replace("# NUMBER VOTERS", "# NUMBER CATEGORIES: 3\n# NUMBER VOTERS")
    ballots = read_ballots(text.replace("4: 1,2", "4: {},{1,2},3").encode(), "x.cat")
    assert isinstance(ballots, Grades)
    assert ballots.papers[0].grades == (1, 1, 0)
    assert ballots.papers[1].grades == (2, 2, 1)
    assert ballots.best == 2


def test_tally_with_gaps_and_equal_ranks():
    text = "  Option 1-->: Yes\n /  Option 2-->: No   |/\nV: 31 v001\nV: -1\tv002\nV: 22 v003\n"
    ballots = read_ballots(text.encode(), "tally.txt")
    assert ballots.candidates == ("Yes", "No")
    assert [p.ranks for p in ballots.papers] == [((2,), (1,)), ((2,),), ((1, 2),)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Option 1: A\nOption 2: B\nV: 123 x\n", "2 options"),
        ("Option 1: A\nOption 3: B\nV: 12 x\n", "expected option 2, found option 3"),
        ("Option 1: A\nOption 2: B\nV: 10 x\n", "rank 0"),
        ("V: 12 x\n", "0 options"),
        ("Option 1: A\nOption 2: B\nV:\n", "expected a vote"),
    ],
)
def test_tally_refused(text, says):
    with pytest.raises(BallotFileError, match=says):
        read_ballots(text.encode(), "tally.txt")


def test_tables():
    ranks = read_ballots(b'"A"\t"B"\n1\t2\n2\t1\n1\t2\n1\t1\n0\t2\n0\t0\n', "x.tsv")
    assert ranks.papers == (Paper(2, ((1,), (2,))), Paper(1, ((2,), (1,))), Paper(1, ()))
    assert ranks.invalid == 2
    assert read_ballots(b"A,B\n1,2\n", "x.csv", "ranks").papers == (Paper(1, ((1,), (2,))),)
    marks = read_ballots(b"A\tB\n1\t1\n0\t1\n", "x.tsv")
    assert (marks.best, [p.grades for p in marks.papers]) == (1, [(1, 1), (0, 1)])
    grades = read_ballots(b"A,B\n5,0\n,3\n", "x.csv")
    assert ([p.grades for p in grades.papers], grades.best) == ([(5, 0), (0, 3)], 5)
    votes = read_ballots("Party;East;West\nÄ;10;20\nB;5;0\n".encode(), "x.csv")
    assert (votes.candidates, votes.regions, votes.sums) == (("Ä", "B"), ("East", "West"), (30, 5))


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        (b"A\tB\n1\n", "x.tsv", "expected 2 cells, found 1"),
        (b"A\tB\n1\tx\n", "x.tsv", "whole number"),
        (b"A,B\n101,0\n", "x.csv", "more than 100"),
        (b"party;votes\nA;-1\n", "x.csv", "whole number"),
        (b"party\nA\n", "x.csv", "column of votes"),
        (b"party;votes\n", "x.csv", "rows of votes"),
        (b"", "x.csv", "empty"),
        (b"hello", "x.what", "no known kind"),
        (",".join("x" * 300).encode(), "x.csv", "300 columns"),
        (b'A,B\n"' + b"1" * 200_000, "x.csv", "not a table|cells"),
    ],
)
def test_tables_refused(text, name, says):
    with pytest.raises(BallotFileError, match=says):
        read_ballots(text, name)


def test_control_and_direction_characters_leave_names():
    ballots = blt_of("2 1\n1 1 0\n0\nA\x1b[31m\u202edam\nB\n")
    assert ballots.candidates[0] == "A[31mdam"


def test_kind_is_told_from_the_beginning_where_the_name_does_not():
    assert read_ballots(PLAIN, "ballots") == blt_of(PLAIN)
    assert read_ballots(NEW.encode(), "data.txt") == read_ballots(NEW.encode(), "x.toi")


def test_lots():
    who = ("Ada", "Ben", "7")
    for text in ("2\n1\n", "# drawn on Monday\nBen\nAda\n", "2, 1", "2 1 # by hand", "\n 2\n\n 1"):
        assert read_lot(text.encode(), who) == (2, 1)
    assert read_lot(b"7\n", who) == (3,), "an exact name comes before a number"
    for text in ("", "4\n", "0", "1\n1\n", "Cy\n", "1;2"):
        with pytest.raises(BallotFileError):
            read_lot(text.encode(), who)
