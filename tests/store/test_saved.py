"""A saved state with the entries after it is the state folded whole: in every table, for who writes and who looks."""

from __future__ import annotations

import os
from stat import S_IMODE

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.audit.copy import Attached
from bylaw.cli.main import main
from bylaw.ledger import take
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.store import saved
from bylaw.store.backup import back_up
from bylaw.store.beside import Beside
from bylaw.store.copies import open_published
from bylaw.store.openings import Openings
from bylaw.store.tables import read_tables, write_tables
from tests.store.alike import differing
from tests.store.federation import Folding, copied, entries, lived, whole

FILE = "private/saved/state"


@pytest.fixture
def folding(monkeypatch):
    return Folding(monkeypatch)


@pytest.fixture
def folder(tmp_path):
    return copied(tmp_path / "org")


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.data())
def test_folding_on_from_any_head_is_folding_from_the_first_entry(data):
    raw = entries()
    cut = data.draw(st.sampled_from(range(1, len(raw) + 1)))
    beside = Beside(Attached(open_published(str(lived())), Openings(lived())), lived())
    state = State()
    for one in raw[:cut]:
        assert not take(state, one, beside).refusals
    found = read_tables(write_tables(state))
    assert found is not None
    assert differing(found, state) == []
    for one in raw[cut:]:
        assert not take(found, one, beside).refusals
    assert differing(found, whole(lived())) == []


def test_the_second_opening_folds_nothing_and_says_the_same(folder, folding):
    size = len(entries())
    for opened, open_again in ((folding.writer, folding.reader), (folding.reader, folding.writer)):
        (folder / FILE).unlink(missing_ok=True)
        assert opened(folder)[1] == size
        for again in (opened, open_again):
            state, number = again(folder)
            assert number == 0
            assert differing(state, whole(folder)) == []


def test_what_differs_is_noticed(folder):
    one, other = whole(folder), whole(folder)
    other.members.roll.spells = dict(other.members.roll.spells)
    assert differing(one, other) == ["state.names['member']: shared by one and not by the other"]
    other = whole(folder)
    other.keys.all.pop(next(reversed(other.keys.all)))
    assert differing(one, other)


def test_a_moment_before_what_was_saved_is_folded_for(folder, folding):
    size = len(entries())
    folding.reader(folder)
    middle = whole(folder, size // 2)
    state, number = folding.reader(folder, rfc3339(middle.at))
    assert size // 2 <= state.size <= number < size
    assert differing(state, whole(folder, state.size)) == []
    assert folding.reader(folder, rfc3339(state.at + 1))[1] > 0
    end = whole(folder).at
    assert folding.reader(folder, rfc3339(end))[1] == 0, "nothing in it is later than its end"
    assert folding.reader(folder, rfc3339(end - 1))[1] > 0


def test_it_is_not_worth_saving_what_is_folded_at_once(folder, folding, monkeypatch):
    monkeypatch.setattr(saved, "WORTH", len(entries()) + 1)
    folding.writer(folder)
    assert not (folder / "private/saved").exists()
    monkeypatch.setattr(saved, "WORTH", len(entries()))
    folding.writer(folder)
    assert (folder / FILE).exists()


def test_nobody_else_may_read_it_and_no_backup_takes_it_along(folder, folding, tmp_path, monkeypatch):
    folding.writer(folder)
    assert S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert S_IMODE((folder / FILE).parent.stat().st_mode) == 0o700
    found = back_up(folder, tmp_path / "to", tmp_path / "secrets")
    assert any(name.startswith("private/openings/") for name in found.files)
    assert not [name for name in (*found.files, *found.secrets) if "saved" in name]
    (folder / FILE).unlink()
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert folding.reader(folder)[1] == len(entries())
    assert not (folder / FILE).exists(), "the account whose folder it is could not erase it"


def test_verify_folds_from_the_bytes(folder, folding, monkeypatch):
    folding.reader(folder)
    asked = []
    monkeypatch.setattr(saved, "read_tables", asked.append)
    monkeypatch.setattr(saved.Saved, "begin", asked.append)
    done = CliRunner().invoke(main, ["verify", str(folder), "--unwitnessed-ok"])
    assert (done.exit_code, asked) == (0, [])


def test_a_copy_without_the_private_part_is_folded(folder, folding):
    folding.reader(folder)
    state, number = folding.reader(folder / "record")
    assert number == len(entries())
    assert state.log.root() == whole(folder).log.root()
    assert folding.reader(folder)[1] == 0
