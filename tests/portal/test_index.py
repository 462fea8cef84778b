"""The index of the entries: what it finds, that it holds what is public and no more, and that nothing puts it out of step."""

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from shutil import copyfile

import pytest

from bylaw.people.text import words_of
from bylaw.portal import search
from bylaw.portal.desk import open_desk
from bylaw.portal.index import FILE, Growth, Index, Reach, Row
from bylaw.portal.search import Search, Wanted
from tests.store.federation import copied, entries

TOKEN = re.compile(r"[a-z0-9][a-z0-9._-]*")
GROWING = """
import sys
from pathlib import Path
from bylaw.portal import search
from bylaw.portal.desk import open_desk
search.BATCH = 3
desk = open_desk(Path(sys.argv[1]))
looked = search.Search(desk)
while (covered := looked.grow(0)) < desk.state.size:
    print(covered, flush=True)
"""
"""A process that covers three entries at a time, and says so."""


@pytest.fixture
def folder(tmp_path):
    return copied(tmp_path / "org")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A search in a whole index, for tests that change nothing."""
    return covered(copied(tmp_path_factory.mktemp("made") / "org"))


def looked(folder):
    return Search(open_desk(folder))


def covered(folder):
    """Give a search in an index that goes to the end of the record."""
    found = looked(folder)
    assert found.grow(3600) == len(entries())
    return found


def indexed(folder):
    """Make the index of a whole record, and let go of it."""
    covered(folder).close()
    return folder


def everything(folder):
    """Give every word of an index with its entry and column, and how far it goes."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        db.execute("CREATE VIRTUAL TABLE temp.said USING fts5vocab(main, entry, instance)")
        said = db.execute("SELECT doc, col, term FROM said ORDER BY doc, col, term").fetchall()
        return said, db.execute("SELECT size, root FROM head").fetchall()


def terms(folder):
    return {term for _doc, _col, term in everything(folder)[0]}


def acts():
    return [json.loads(raw.partition(b"\n")[2]) for raw in entries()]


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def growing(folder):
    return subprocess.Popen([sys.executable, "-c", GROWING, str(folder)], stdout=subprocess.PIPE, text=True)


def test_what_is_found_is_what_reading_every_entry_finds(folder):
    found, all_acts = covered(folder), acts()
    kinds = {act["act"].partition("/")[0] for act in all_acts}
    assert found.kinds() == sorted(kinds)
    assert len(kinds) > 10
    for kind in kinds:
        wanted = [i for i, act in enumerate(all_acts) if act["act"].startswith(f"{kind}/")]
        assert found.find(Wanted(kind=kind), 0, 9999).places == tuple(reversed(wanted))
    member = all_acts[0]["founders"][0]["member"]
    hers = [
        i for i, act in enumerate(all_acts) if member in texts({k: v for k, v in act.items() if k != "org"})
    ]
    assert found.find(Wanted(member=member[:6]), 0, 9999).places == tuple(reversed(hers))
    assert 0 < len(hers) < len(all_acts)
    boards = found.find(Wanted(body="board"), 0, 9999).places
    assert {i for i, act in enumerate(all_acts) if act.get("body") == "board"} <= set(boards)
    assert (
        0 < found.find(Wanted(office="secretary", kind="admit")).many <= found.find(Wanted(kind="admit")).many
    )


def test_a_page_is_some_of_what_there_is_and_days_cut_it(folder):
    found = covered(folder)
    every = found.find(Wanted(office="secretary"), 0, 9999)
    assert every.many == len(every.places) > 6
    assert found.find(Wanted(office="secretary"), 2, 3).places == every.places[2:5]
    assert found.find(Wanted(office="secretary"), 9999, 3).places == ()
    times = open_desk(folder).state.times
    since = times[every.places[3]]
    later = found.find(Wanted(office="secretary", since=since), 0, 9999).places
    assert later == tuple(place for place in every.places if times[place] >= since)
    assert found.find(Wanted(), 1, 2).places == (len(times) - 2, len(times) - 3)
    assert found.find(Wanted(since=times[-1] + 1), 0, 9).many == 0


def test_words_are_found_without_case_and_accents_and_in_other_scripts(tmp_path):
    index = Index(tmp_path / FILE)
    said = ("Beschluß über die ÉLAN-Straße", "Общее собрание", "会議を開く", "اجتماع عام", "snow_man 7")
    rows = tuple(Row("move", "", "", "", " ".join(words_of(each))) for each in said)
    index.grow(lambda reach: Growth(reach.size, rows, Reach(len(rows), "00")))
    for place, asked in enumerate(("elan strasse", "СОБРАНИЕ", "会議", "عام", "SNOW")):
        query = Wanted(words=asked).query()
        assert index.find(query, (0, 99), 0, 9).places == (place,), asked
        assert index.find(query, (0, place), 0, 9).many == 0
    assert words_of("!? \x00") == []


HOSTILE = (
    '"', '""', 'a" OR words : "b', "words : *", "NEAR(a b)", "a NOT b", "^a", "{names words} : a", "(", "-", "*",
    "'; DROP TABLE entry; --", "\x00", "a\x00b", "%", "\ud800", "\u202e", "\u0301", "🗳", "。", "x" * 200, "x " * 100,
    "ﷺ" * 200, "\\", "AND", "OR OR", "entry:x", "+",
)  # fmt: skip


@pytest.mark.parametrize("asked", HOSTILE)
def test_no_text_is_an_operator_or_a_fault(made, asked):
    for wanted in (Wanted(words=asked), Wanted(kind=asked), Wanted(body=asked), Wanted(member=asked)):
        hits = made.find(wanted, 0, 9999)
        assert hits.covered == len(entries()), "a fault of the index would answer that nothing is covered"
        assert hits.many == len(hits.places)
    found = set(made.find(Wanted(words=asked), 0, 9999).places)
    for word in words_of(asked):
        assert found <= set(made.find(Wanted(words=word), 0, 9999).places), "every word of it stands there"
    assert made.find(Wanted(words="secretary")).many > 0, "and a plain word is still found"


def test_nothing_is_in_it_that_the_public_record_does_not_say(folder):
    """Private words, the openings of sealed steps and who accused whom: none of their words is in the index."""
    indexed(folder)
    raw = "\n".join(each.decode() for each in entries())
    public = {*words_of(raw), *TOKEN.findall(raw), *re.findall(r"[0-9a-f]{32}", raw)}
    assert terms(folder) - public == set()
    openings = [path.read_bytes() for path in (folder / "private" / "openings").rglob("*") if path.is_file()]
    sealed = "\n".join(each.decode("utf-8", "ignore") for each in openings)
    hidden = {*words_of(sealed), *re.findall(r"[0-9a-f]{32}", sealed)} - public
    assert len(hidden) > 10, "there is something to hide"
    assert terms(folder) & hidden == set()
    leaves = [i for i, act in enumerate(acts()) if act["act"] == "sealed/1"]
    assert leaves
    assert {col for doc, col, _ in everything(folder)[0] if doc in leaves} <= {"kind", "names", "words"}


def test_what_is_erased_was_never_in_it(folder):
    """The index of a reader from whom every opening is gone is the one that was made while they lay there."""
    indexed(folder)
    before = everything(folder)
    for path in (folder / "private" / "openings").rglob("*"):
        if path.is_file():
            path.unlink()
    (folder / FILE).unlink()
    after = looked(folder)
    while after.grow(3600) < len(entries()):
        pass
    now = everything(folder)
    assert (now[1], set(now[0]) - set(before[0])) == (before[1], set())


def test_it_goes_on_after_a_kill_where_it_was(folder, tmp_path):
    whole = indexed(copied(tmp_path / "whole"))
    for lines in (1, 4, 2):
        process = growing(folder)
        told = [int(process.stdout.readline()) for _ in range(lines)]
        process.kill()
        process.communicate()
        size = Index(folder / FILE).reach().size
        assert told[-1] <= size < len(entries()), "what it said it had covered is covered"
    found = covered(folder)
    assert everything(folder) == everything(whole)
    assert found.find(Wanted(office="secretary")).many > 0


def test_two_processes_let_it_grow_together(folder, tmp_path):
    whole = indexed(copied(tmp_path / "whole"))
    both = [growing(folder), growing(folder)]
    assert [(process.communicate(), process.returncode)[1] for process in both] == [0, 0]
    assert everything(folder) == everything(whole)


def changed(folder, statement):
    with closing(sqlite3.connect(folder / FILE)) as db, db:
        db.execute(statement)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda place: changed(place.parent, f"UPDATE head SET root = '{'0' * 64}'"),
        lambda place: changed(place.parent, "UPDATE head SET size = size + 1"),
        lambda place: changed(place.parent, "PRAGMA user_version = 999"),
        lambda place: place.write_bytes(b"no database at all " * 999),
        lambda place: place.write_bytes(place.read_bytes()[:6000]),
        lambda place: place.unlink(),
    ],
    ids=["another root", "longer than the log", "another version", "no index", "half of it", "gone"],
)  # fmt: skip
def test_one_that_is_not_of_this_record_is_made_again(folder, tmp_path, spoil):
    whole = indexed(copied(tmp_path / "whole"))
    copyfile(whole / FILE, folder / FILE)
    spoil(folder / FILE)
    again = looked(folder)
    again.grow(3600)
    assert again.grow(3600) == len(entries()), "what is damaged is let go of, then made again"
    assert everything(folder) == everything(whole)


def test_it_covers_no_more_than_is_there_to_be_read(folder, monkeypatch):
    """A search answers from what is covered and says how much that is; what days alone ask needs no index."""
    monkeypatch.setattr(search, "BATCH", 5)
    monkeypatch.setattr(search, "MOMENT", 0)
    found = looked(folder)
    first, second = (found.find(Wanted(words="root"), 0, 9999) for _ in range(2))
    assert (first.covered, second.covered) == (5, 10)
    assert max(first.places) < 5 <= max(second.places) < 10
    assert found.behind.is_set(), "the thread beside a server is told"
    assert found.find(Wanted()).many == len(entries())
    found.catch_up()
    assert found.find(Wanted(words="root")).covered == len(entries())


def test_where_nothing_can_be_written_the_record_is_read_all_the_same(folder):
    (folder / FILE).mkdir()
    found = looked(folder)
    hits = found.find(Wanted(words="root"))
    assert (hits.covered, hits.many, found.kinds()) == (0, 0, [])
    assert found.find(Wanted(), 0, 2).many == len(entries())
    (folder / FILE).rmdir()
    assert found.find(Wanted(words="root")).many > 0, "and it is searched as soon as it can be"
