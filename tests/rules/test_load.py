"""Files of bylaws that are none: each is refused with where and what, whatever the bytes, and its neighbour is read."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.cli import profile_file
from bylaw.cli.trial import tried
from bylaw.rules.load import LIMIT, MOST_POINTS, NoBylaws, Profile, load, load_clauses
from bylaw.rules.plainly import sentence

HEAD = 'title = "t"\nabout = "a"\nzone = "UTC"\n[bodies]\n[offices]\n'
CLAUSE = '[clauses."1"]\nwords = "w"\nof = "admit"\nmay = ["member here"]\n'
GOOD = HEAD + CLAUSE


def told(text: str) -> str:
    found = load(text.encode())
    assert isinstance(found, NoBylaws), found
    return profile_file.told(found)


def test_the_neighbour_of_every_file_below_is_read():
    book = load(GOOD.encode())
    assert isinstance(book, Profile)
    assert (book.clauses[0].no, book.clauses[0].of, book.clauses[0].may.any_of) == (
        "1",
        ("admit",),
        ("member here",),
    )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("title", "titel", 'unknown word "titel"; write "title"'),
        ('title = "t"', "", '"title" is missing'),
        ('"t"', "3", "expected text, found a whole number (at title)"),
        ("zone", 'zome = ""\nzone', 'unknown word "zome"; write "zone"'),
        ("[offices]", "[offices.o]\nseat = 1", 'unknown word "seat"; write "seats" (at offices[...])'),
        ("[bodies]", 'holidays = ["easter+64"]\n[bodies]', "holidays: 'easter+64' is no day of rest"),
        ("may", "mai", 'clause 1: unknown word "mai"; write "may"'),
        ("may", "xyzzy = 1\nmay", 'clause 1: unknown word "xyzzy"'),
        ("may", "term = { years = 2 }\nmay", 'clause 1: unknown word "years"; it can have: "days", "months", '),
        ("may", "classes = { names = [{ nam = 1 }] }\nmay", 'clause 1: unknown word "nam"; write "name" (at classes'),
        ("may", 'layer = "flor"\nmay', 'clause 1: "flor" is none of: "choice", "default", "floor" (at layer)'),
        ("may", 'forum = { kind = "pub" }\nmay', 'clause 1: "pub" is none of: "ballot", "discussion", "meeting", "written"'),
        ("may", "quorum = { measure = { share = 1 } }\nmay", "clause 1: expected a list, found a whole number"),
        ("may", "notice = { days = -1 }\nmay", "clause 1: expected a whole number, 0 or more (at notice.days)"),
        ("member here", "member there", "clause 1: 'member there' does not end with one of "),
        (CLAUSE, "[clauses]\n1 = 2\n", "clause 1: not a table"),
        (HEAD + CLAUSE, "clauses = 3\n" + HEAD, "clauses: not a table"),
        ("t", "[", "not TOML: "),
        ('"t"', "9" * 5000, "not TOML: Exceeds the limit"),
        ('"t"', "[" * 5000, "not TOML: "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(old, new, found):
    assert GOOD.count(old) >= 1
    assert told(GOOD.replace(old, new, 1)).startswith(found)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\xff", "not TOML: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
        (
            b"a = " + b"9" * 5000,
            "not TOML: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits",
        ),
        (b"", "Object missing required field `title`"),
        (b"#" * (LIMIT + 1), f"{LIMIT + 1} bytes; a file of bylaws has {LIMIT} at most"),
    ],
)
def test_a_fault_of_the_whole_file_has_no_place(raw, why):
    assert load(raw) == NoBylaws("", why)


def test_a_file_may_have_no_clauses_and_a_clause_one_name_or_several():
    assert load(HEAD.encode()).clauses == ()
    several = GOOD.replace('"admit"', '["admit"]\nbody = ["b", "c"]\noffice = ["o"]')
    one = GOOD.replace('"admit"', '"admit"\nbody = "b"\noffice = "o"')
    assert [load(text.encode()).clauses[0].body for text in (one, several)] == [("b",), ("b", "c")]
    assert [load(text.encode()).clauses[0].office for text in (one, several)] == [("o",), ("o",)]


def test_a_file_has_so_many_bytes_at_most():
    room = LIMIT - len(GOOD) - 2
    assert isinstance(load((GOOD + "#" + "x" * room + "\n").encode()), Profile)
    assert (
        told(GOOD + "#" + "x" * (room + 1) + "\n")
        == f"{LIMIT + 1} bytes; a file of bylaws has {LIMIT} at most"
    )


@given(
    st.one_of(
        st.binary(max_size=300), st.text(alphabet='[]{}=",.#\n\\u0019ab_-', max_size=80).map(str.encode)
    )
)
def test_any_bytes_are_bylaws_or_the_reason_why_not(raw):
    assert isinstance(load(raw), (Profile, NoBylaws))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('"UTC"', '"Mars/X"', "there is no time zone 'Mars/X'"),
        ("[bodies]", '[bodies.b]\nkind = "k"\nparent = "c"', "body b hangs under 'c', not yet there"),
        ("[bodies]", '[bodies."B b"]\nkind = "k"', "shape: "),
        ("[offices]", '[offices.o]\nbody = "c"', "office o is in a body 'c' that is not founded"),
    ],
)
def test_a_file_is_tried_by_founding_with_it(old, new, found):
    book = load(GOOD.replace(old, new, 1).encode())
    assert isinstance(book, Profile)
    assert [finding.found for finding in tried(book) if finding.found.startswith(found)]
    fit = load(GOOD.encode())
    assert isinstance(fit, Profile)
    assert not [finding for finding in tried(fit) if finding.clause != "bylaw 11"], "its questions apart"


def line(key):
    """A key with more points than any name of bylaws has."""
    return f"{key}{'.a' * (MOST_POINTS + 1)}"


A = line("a")
TANGLED = (
    f"{A} = 1",
    f"[{A}]\nb = 1",
    f"x = {{ {A} = 1 }}",
    f'"\\"" = 1\n"a"{A[1:]} = 1',
    f"x = [ 1, '''a'''', {{ {A} = 1 }} ]",
    f'x = [ 1, """a"""", {{ {A} = 1 }} ]',
    f'x = [ "\\\\", {{ {A} = 1 }} ]',
    f"# a\n{A} = 1",
)
QUOTED = (
    f'words = "{A}"',
    f"words = '{A}'",
    f'words = """\n{A}\n"""',
    f"words = '''\n{A}\n'''",
    f'words = "\\"{A}"',
    f"words = 1 # {A}",
    "\n".join(f"a{n}.b = 1" for n in range(MOST_POINTS + 1)),
)


@pytest.mark.parametrize("text", TANGLED)
def test_names_with_points_without_end_are_refused_before_they_are_taken_apart(text):
    where = f"line {text[: text.index('.a.a')].count(chr(10)) + 1}"
    found = load_clauses(text.encode())
    assert found == NoBylaws("", f"not TOML: more than {MOST_POINTS} points between names (at {where})")
    assert sentence(found).startswith(f"in {where}: this is not written as bylaws are")


@pytest.mark.parametrize("text", QUOTED)
def test_points_in_words_and_in_remarks_are_no_names(text):
    assert "points" not in load_clauses(text.encode()).why


@pytest.mark.parametrize("piece", ['\\"', '"', "'", '"""', "'''", "\\", "#", "a.", '"a".', '"".', "[", "\n"])
def test_whatever_is_written_again_and_again_is_read_in_a_moment(piece):
    begun = process_time()
    for begins in ("", 'x = "', "[", "x = {"):
        load_clauses((begins + piece * LIMIT)[: LIMIT - 1].encode())
    assert process_time() - begun < 10


IN_A_FIELD = (
    ("words", "worts", 'in clause 1: unknown word "worts"; write "words"'),
    ('"1"', "1.2", "in clause 1: put the number of the clause in quotation marks"),
    ('"1"', '"!"', 'in clause !, at "no": the number of a clause begins with a letter or a digit'),
    ('"w"', '"w', "in line 2: a quotation mark is not closed on its line"),
    ('"w"', "“w”", "in line 2: put words in straight quotation marks"),
    ('"w"', '"w" x', "in line 2: begin a new line after a value"),
    ('= "w"', '"w"', "in line 2: an equals sign stands between a name and its value"),
    ('"w"', '""', 'in clause 1, at "words": expected 1 characters or more'),
    ('"w"', f'"{"w" * 2001}"', 'in clause 1, at "words": expected 2000 characters at most'),
    ('["member here"]', '["member here"', "in the last line: a bracket is not closed"),
    ("may", "notice = { days = 1000001 }\nmay", 'in clause 1, at "notice.days": expected a whole number, 1000000 at most'),
    ("may", 'on_breach = "refse"\nmay', 'in clause 1, at "on_breach": expected one of: "refuse", "void", '),
    ("may", "quorum = { measure = { share = [1] } }\nmay", 'in clause 1, at "quorum.measure.share": expected just 2 values'),
    (CLAUSE, CLAUSE + CLAUSE, "in line 5: this clause stands here twice"),
    (CLAUSE, CLAUSE + CLAUSE.partition("\n")[2], "in line 5: this name stands here twice"),
    (CLAUSE, CLAUSE.partition("\n")[2], "each clause begins with its number in brackets"),
    (CLAUSE, '[{"no": "1", "words": "w"}]', "in line 1: this is not written as bylaws are"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), IN_A_FIELD)
def test_clauses_alone_are_read_and_what_is_wrong_is_said_in_one_sentence(old, new, said):
    assert load_clauses(CLAUSE.encode()) == load(GOOD.encode()).clauses
    found = load_clauses(CLAUSE.replace(old, new, 1).encode())
    assert isinstance(found, NoBylaws)
    assert sentence(found).startswith(said)
