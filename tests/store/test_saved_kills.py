"""Killed while it saves, with a full disk, or beside others that save: what is there is whole, or it is dropped."""

from __future__ import annotations

import os
import resource
import signal

import pytest

from bylaw.ledger import take
from bylaw.store import files, saved
from bylaw.store.log_store import LogStore
from bylaw.store.organisation import Organisation
from bylaw.store.saved import Log, Saved
from tests.store.alike import differing
from tests.store.dying import at_line
from tests.store.federation import at_once, copied, entries, whole

FILE = "private/saved/state"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    at_once(monkeypatch)
    assert saved._code(), "the code of this process, before any child asks for it"
    return copied(tmp_path / "org")


@pytest.fixture
def log(folder):
    store = LogStore.open(folder / "log.sqlite")
    yield Log(store.origin, store.head().size, {store.head().size: store.head().root}.get)
    store.close()


@pytest.fixture
def begun(folder):
    organisation = Organisation.open(folder)
    found = Saved.of(folder).anew(organisation.evidence)
    for raw in entries():
        take(found.state, raw, found.beside)
    organisation.close()
    return found


def test_killed_at_each_line_that_saves(folder, log, begun):
    mine, right = Saved.of(folder), whole(folder)
    watched, before, after, step = {saved.__file__, files.__file__}, 0, 0, 0
    alive = False
    while not alive:
        step += 1
        alive = not at_line(step, watched, lambda _say: mine.keep(log, begun)).dead
        found = mine.begin(log, begun.beside)
        before, after = before + (not found.saved), after + bool(found.saved)
        if found.saved:
            assert differing(found.state, right) == []
            (folder / FILE).unlink()
    assert before > 20
    assert after > 2, "some were killed when it was there already, and the last was not killed"
    mine.keep(log, begun)
    assert mine.begin(log, begun.beside).saved == log.size
    assert [path.name for path in (folder / "private/saved").iterdir()] == ["state"], (
        "nothing half written is left"
    )


def test_a_full_disk_costs_time_and_nothing_else(folder, log, begun):
    def short(say):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        Saved.of(folder).keep(log, begun)
        say({"went on": True})

    def enough(say):
        Saved.of(folder).keep(log, begun)
        say({"went on": True})

    for work, kept in ((short, 0), (enough, log.size)):
        assert at_line(0, (), work).said == [{"went on": True}]
        assert Saved.of(folder).begin(log, begun.beside).saved == kept


def test_several_at_once_read_what_one_of_them_wrote(folder, log, begun):
    def often(say):
        mine = Saved.of(folder)
        for _ in range(6):
            mine.keep(log, begun)
            say({"read": mine.begin(log, begun.beside).saved})

    children = []
    for _ in range(4):
        pid = os.fork()
        if pid == 0:
            try:
                told = []
                often(told.append)
                os._exit(0 if {line["read"] for line in told} <= {0, log.size} else 1)
            finally:
                os._exit(2)
        children.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0] * 4
    assert Saved.of(folder).begin(log, begun.beside).saved == log.size
