"""What was saved and does not fit any more is dropped, whatever it is: nobody sees an error, and the state is right."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from bylaw.ledger import take
from bylaw.record.keys import Key
from bylaw.rules.clause import Where
from bylaw.store import saved
from bylaw.store.destroyed import FILE as DESTROYED
from bylaw.store.erased import destroy_openings
from bylaw.store.log_store import LogStore
from bylaw.store.organisation import Organisation
from bylaw.store.saved import Begun, Log, Saved
from bylaw.store.tables import read_tables, write_tables
from tests.store.alike import differing
from tests.store.federation import Folding, copied, entries, whole

FILE = "private/saved/state"


@pytest.fixture
def folding(monkeypatch):
    return Folding(monkeypatch)


@pytest.fixture
def folder(tmp_path, folding):
    """An organisation whose state is saved."""
    place = copied(tmp_path / "org")
    assert folding.writer(place)[1] == len(entries())
    assert folding.writer(place)[1] == 0
    return place


def cut(place: Path) -> None:
    raw = (place / FILE).read_bytes()
    (place / FILE).write_bytes(raw[: len(raw) // 2])


def flipped(at: int):
    def flip(place: Path) -> None:
        raw = bytearray((place / FILE).read_bytes())
        raw[at] ^= 1
        (place / FILE).write_bytes(raw)

    return flip


def emptied(place: Path) -> None:
    (place / FILE).write_bytes(b"")


def lengthened(place: Path) -> None:
    with (place / FILE).open("ab") as file:
        file.write(b"\n")


def a_folder(place: Path) -> None:
    (place / FILE).unlink()
    (place / FILE).mkdir()


def a_pipe(place: Path) -> None:
    (place / FILE).unlink()
    os.mkfifo(place / FILE)


def of_another_key(place: Path) -> None:
    told = (place / FILE).read_bytes()[64:]
    tag = Saved(place, bytes(32))._tag(told)
    (place / FILE).write_bytes(tag + told)


def no_basis(place: Path) -> None:
    """Signed by its own key, and nothing that it would write."""
    told = b'{"size":1}\n' + (place / FILE).read_bytes()
    (place / FILE).write_bytes(Saved.of(place)._tag(told) + told)


def opening_lost(place: Path) -> None:
    one_opening(place).unlink()


def opening_damaged(place: Path) -> None:
    one_opening(place).write_bytes(b"something else")


def destroyed_by_act(place: Path) -> None:
    """An attachment would be listed so; a sealed step's opening is, if somebody lists it, there all the same."""
    (place / DESTROYED).write_text(f"{one_opening(place).name}\n")
    one_opening(place).unlink()


def one_opening(place: Path) -> Path:
    """Give that of a charge, without which the state is another: of evidence it may be the same."""
    found = (path for path in (place / "private/openings").rglob("*") if path.is_file())
    return next(path for path in found if b'"act":"bring-charge/' in path.read_bytes())


SPOILT = (
    cut, flipped(0), flipped(70), flipped(-1), emptied, lengthened, a_folder, a_pipe, of_another_key, no_basis,
    opening_lost, opening_damaged, destroyed_by_act,
)  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__qualname__)
def test_what_is_spoilt_is_dropped(folder, folding, spoil):
    spoil(folder)
    right = whole(folder)
    for opened in (folding.writer, folding.reader):
        state, number = opened(folder)
        assert number in {len(entries()), 0 if opened == folding.reader else -1}
        assert differing(state, right) == []


def test_other_code_makes_its_own(folder, folding, monkeypatch):
    for code in ("other", ""):
        monkeypatch.setattr(saved, "_code", lambda code=code: code)
        assert folding.writer(folder)[1] == len(entries())
    monkeypatch.undo()
    assert Folding(monkeypatch).writer(folder)[1] == len(entries()), "the other code's was put in its place"
    assert Folding(monkeypatch).writer(folder)[1] == 0


def test_code_replaced_under_a_process_that_runs_is_not_its_own(folder, folding, monkeypatch):
    for began, number in ((0, len(entries())), (time.time() + 3600, 0)):
        monkeypatch.setattr(saved, "BEGAN", began)
        saved._code.cache_clear()
        assert folding.writer(folder)[1] == number
    saved._code.cache_clear()


def shorter(folder: Path, size: int) -> Path:
    """The same log as it was before, as a copy made then would bring it back."""
    seed, old = (folder / "log.key").read_bytes(), folder.parent / "old"
    before = Organisation.open(folder)
    origin, raw = before.store.origin, list(before.raw_entries(0, size))
    before.close()
    copytree(folder, old)
    for name in ("log.sqlite", "log.sqlite-wal", "log.sqlite-shm", "record/checkpoint"):
        (old / name).unlink(missing_ok=True)
    store = LogStore.create(old / "log.sqlite", origin)
    store.append(raw)
    organisation = Organisation(old, store, seed)
    organisation.publish()
    organisation.close()
    return old


def test_a_log_that_went_back_behind_it_is_folded(folder, folding):
    later = (folder / FILE).read_bytes()
    old = shorter(folder, len(entries()) - 7)
    assert folding.writer(old)[1] == 0, "the copy has its own by now"
    (old / FILE).write_bytes(later)
    for opened in (folding.reader, folding.writer):
        state, number = opened(old)
        assert number == (len(entries()) - 7 if opened == folding.reader else 0)
        assert differing(state, whole(old)) == []
    earlier = (old / FILE).read_bytes()
    (folder / FILE).write_bytes(earlier)
    state, number = folding.writer(folder)
    assert number == 7, "a prefix is gone on from"
    assert differing(state, whole(folder)) == []


def test_another_log_of_the_same_name_and_key_is_folded(folder, folding):
    """Two copies of a folder went on apart, which no witness would cosign: neither takes the other's state."""
    fork = shorter(folder, len(entries()) - 1)
    other = copied(folder.parent / "third")
    store = LogStore.open(fork / "log.sqlite")
    last = entries()[-1]
    assert store.append([last.replace(b'"at":"', b'"at":"', 1)[:-1]]).size == len(entries())
    log = Log(store.origin, store.head().size, store.root)
    copyfile(other / "log.key", fork / "log.key")
    copyfile(folder / FILE, fork / FILE)
    assert Saved.of(fork).begin(log, {}).saved == 0
    store.close()
    assert folding.writer(folder)[1] == 0


def test_an_opening_that_comes_later_is_folded_with(folder, folding):
    opening = one_opening(folder)
    content = opening.read_bytes()
    opening.unlink()
    assert folding.writer(folder)[1] == len(entries())
    without, number = folding.writer(folder)
    assert number == 0
    opening.write_bytes(content)
    state, number = folding.writer(folder)
    assert number == len(entries())
    assert differing(state, whole(folder)) == []
    assert differing(state, without) != []


def test_what_is_erased_is_in_no_file_any_more_and_the_writer_goes_on(folder, folding):
    begun, mine = _folded(folder), Saved.of(folder)
    (folder / FILE).unlink()
    mine.keep(_log(folder), begun)
    assert folding.writer(folder)[1] == 0
    opening = one_opening(folder)
    destroy_openings(folder, [opening.name])
    assert not opening.exists()
    assert not (folder / FILE).exists()
    mine.keep(_log(folder), begun)
    assert not (folder / FILE).exists(), "whoever folded before it was erased does not save after it"
    state, number = folding.writer(folder)
    assert (number, state.size) == (len(entries()), len(entries()))
    assert folding.writer(folder)[1] == 0


def _folded(folder: Path) -> Begun:
    """Fold a folder as its writer does, without what was saved."""
    organisation = Organisation.open(folder)
    begun = Saved.of(folder).anew(organisation.evidence)
    for raw in organisation.raw_entries():
        take(begun.state, raw, begun.beside)
    organisation.close()
    return begun


def _log(folder: Path) -> Log:
    store = LogStore.open(folder / "log.sqlite")
    return Log(store.origin, store.head().size, store.root)


class Runs:
    """Something that runs a program when it is read, as any pickle can."""

    def __reduce__(self):
        return os.mkdir, ("ran",)


@pytest.mark.parametrize(
    "built",
    [Runs(), {"state": Runs()}, [Key, os.mkdir], Where, len],
    ids=("an object", "within", "a function of ours", "a class of ours", "built in"),
)
def test_nothing_is_made_but_the_classes_of_a_state(built, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_tables(pickle.dumps(built, 5)) is None
    assert not Path("ran").exists()


def test_a_function_of_our_own_modules_is_no_class_of_a_state():
    for name in (b"bylaw.state.roll\ninsort", b"bylaw.state.roll\nRoll.enter", b"bylaw.cli.main\nmain"):
        assert read_tables(b"c" + name + b"\n.") is None
        assert read_tables(b"c" + name + b"\n(tR.") is None


def test_nothing_is_read_before_its_tag_is_checked(folder, folding, monkeypatch):
    evil = pickle.dumps(Runs(), 5)
    monkeypatch.chdir(folder)
    monkeypatch.setattr("bylaw.store.saved.read_tables", pickle.loads)
    (folder / FILE).write_bytes(b"0" * 64 + (folder / FILE).read_bytes()[64:].split(b"\n")[0] + b"\n" + evil)
    assert folding.writer(folder)[1] == len(entries())
    assert not Path("ran").exists()


def test_a_state_is_read_again(folder):
    state = whole(folder)
    assert differing(read_tables(write_tables(state)), state) == []
