"""A server has the state saved while it runs: by a process of its own, when it is worth it, and no sooner again."""

from __future__ import annotations

import os
import sys
from itertools import count

import pytest

from bylaw.store import saved, saving
from bylaw.store.saving import Saving
from tests.store.alike import differing
from tests.store.federation import Folding, copied, whole

NOTES = "import sys; open(sys.argv[1] + '/began', 'a').write('x')"
"""In place of what saves: notes that it was begun."""


@pytest.fixture
def noting(tmp_path, monkeypatch):
    monkeypatch.setattr(saved, "WORTH", 100)

    def begin(covered: int) -> Saving:
        return Saving(tmp_path, covered, (sys.executable, "-c", NOTES))

    return begin


def began(tmp_path, mine: Saving) -> int:
    """How often it was begun, once whatever was begun has ended."""
    if mine._process is not None:
        mine._process.wait()
    note = tmp_path / "began"
    return len(note.read_text()) if note.exists() else 0


def test_it_begins_when_enough_came_in_and_again_after_as_many_more(noting, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "EVERY", 0)
    mine, told = noting(covered=50), []
    for size in (50, 149, 150, 151, 249, 250, 251):
        mine.look(size)
        told.append(began(tmp_path, mine))
    assert told == [0, 0, 1, 1, 1, 2, 2]


def test_it_does_not_begin_twice_within_the_time_however_many_come_in(noting, tmp_path, monkeypatch):
    moments = count()
    monkeypatch.setattr(saving, "monotonic", lambda: next(moments) * saving.EVERY / 4)
    mine, told = noting(covered=0), []
    for size in range(1000, 10_000, 1000):
        mine.look(size)
        told.append(began(tmp_path, mine))
    assert told == [1, 1, 1, 1, 2, 2, 2, 2, 3]


def test_there_is_one_at_a_time_and_nobody_waits_for_it(tmp_path, monkeypatch):
    monkeypatch.setattr(saved, "WORTH", 1)
    monkeypatch.setattr(saving, "EVERY", 0)
    os.mkfifo(tmp_path / "gate")
    gated = f"{NOTES}; open(sys.argv[1] + '/gate').read()"
    mine = Saving(tmp_path, 0, (sys.executable, "-c", gated))
    mine.look(1)
    first = mine._process
    for size in (2, 3, 4):
        mine.look(size)
        assert mine._process is first, "it goes on, and no other began"
    (tmp_path / "gate").write_text("")
    assert began(tmp_path, mine) == 1
    mine.look(5)
    (tmp_path / "gate").write_text("")
    assert began(tmp_path, mine) == 2


def test_where_no_process_can_be_had_nothing_happens(tmp_path, monkeypatch):
    monkeypatch.setattr(saved, "WORTH", 1)
    mine = Saving(tmp_path, 0, (str(tmp_path / "nothing"),))
    mine.look(1)
    assert mine._process is None


def test_it_saves_what_folding_every_entry_gives(tmp_path, monkeypatch):
    folding, folder = Folding(monkeypatch), copied(tmp_path / "org")
    saving.save(folder)
    state, folded = folding.writer(folder)
    assert (folded, differing(state, whole(folder))) == (0, [])
    saving.save(tmp_path)
    assert not (tmp_path / "private").exists(), "there is no organisation"
