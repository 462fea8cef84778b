"""The register: all or nothing, sealed under each person's key, erased for good."""

import secrets
import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.people import files
from bylaw.people.person import Opening, Person
from bylaw.people.register import NotImported, Register
from bylaw.people.sealing import Damaged, new_key, seal, unseal

from .conftest import ADA, ROLL, counts, everything, read, take

# --- taking in


def test_an_imported_roll_says_nothing_about_persons(register):
    rows = take(register, ROLL)
    assert [(row.cls, row.since, row.body) for row in rows] == [
        ("full", date(2024, 5, 31), "north"),
        ("member", date(2024, 6, 1), ""),
    ]
    for row in rows:
        assert len(bytes.fromhex(row.member)) == 16
        assert "Ada" not in repr(row)
        assert "Bob" not in repr(row)
    assert register.person(rows[0].member) == ADA
    assert register.person("0" * 32) is None


def test_what_the_record_commits_to_can_be_opened(register):
    rows = take(register, ROLL)
    openings = register.openings_for(rows[0].member)
    assert {o.field: o.value for o in openings} == {"name": b"Ada Lovelace"}
    assert [o.commitment for o in openings] == [rows[0].name]
    assert all(o.org == "org" and o.event == f"nonce {rows[0].member}" for o in openings)
    salts = [o.salt for row in rows for o in register.openings_for(row.member)]
    assert len(set(salts)) == len(salts) == 2


def test_a_preview_with_an_error_imports_nothing(register, folder):
    found = take(register, ROLL + "9,,,,2024-01-01,\n")
    assert isinstance(found, NotImported)
    assert found.problems[0].row == 4
    assert counts(folder) == (0, 0, 0, 0, 0)


def test_a_roll_previewed_twice_is_imported_once(register, folder):
    first, second = (
        read(ROLL, register=register),
        read("number,name,since\n1,New,2024-01-01\n7,Other,2024-01-01\n", register=register),
    )
    draw = (lambda: secrets.token_hex(16), lambda: secrets.token_bytes(32))
    assert not isinstance(register.import_roll(first, "org", "a", *draw), NotImported)
    before = counts(folder)
    found = register.import_roll(
        second, "org", "b", *draw
    )  # its first row is sound; its second has come in meanwhile
    assert isinstance(found, NotImported)
    assert found.problems[0].reason == "duplicate"
    assert counts(folder) == before == (2, 2, 2, 2, 2)


def test_an_id_drawn_twice_imports_nothing(register, folder):
    found = register.import_roll(read(ROLL), "org", "a", lambda: "ab" * 16, lambda: secrets.token_bytes(32))
    assert isinstance(found, NotImported)
    assert counts(folder) == (0, 0, 0, 0, 0)


def test_a_source_of_salt_that_fails_imports_nothing(register, folder):
    salts = [secrets.token_bytes(32)]
    with pytest.raises(IndexError):
        register.import_roll(read(ROLL), "org", "a", lambda: secrets.token_hex(16), salts.pop)
    assert counts(folder) == (0, 0, 0, 0, 0)
    assert not isinstance(take(register, ROLL), NotImported)


def test_a_full_disk_imports_nothing(register, folder):
    with sqlite3.connect(folder / files.PEOPLE) as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
    register._db.execute(f"PRAGMA main.max_page_count = {pages + 2}")
    roll = "number,name,since\n" + "".join(f"{n},{'x' * 150} {n},2024-01-01\n" for n in range(500))
    with pytest.raises(sqlite3.OperationalError, match="full"):
        take(register, roll)
    assert counts(folder) == (0, 0, 0, 0, 0)
    register._db.execute("PRAGMA main.max_page_count = 1000000")
    assert len(take(register, roll)) == 500


def test_members_whose_act_was_refused_are_withdrawn(register, folder):
    rows = take(register, ROLL)
    with pytest.raises(KeyError):
        register.withdraw([rows[0].member, "unknown"])
    assert counts(folder)[0] == 2
    register.withdraw([row.member for row in rows])
    assert counts(folder) == (0, 0, 0, 0, 0)
    assert not isinstance(take(register, ROLL), NotImported)


def test_revising_a_person_moves_her_handles(register):
    ada, bob = take(register, ROLL)
    register.revise(ada.member, Person("Ada King", number="70"))
    assert register.person(ada.member).name == "Ada King"
    assert register.known(["number 7", "number 70"]) == {"number 70"}
    with pytest.raises(sqlite3.IntegrityError):
        register.revise(bob.member, Person("Bob", number="70"))
    assert register.person(bob.member) == Person("Bob", number="8")
    with pytest.raises(KeyError):
        register.revise("unknown", ADA)


def test_openings_of_later_acts_are_kept(register):
    register.add("m1", ADA)
    opening = Opening("org", "case 4", "reasons", secrets.token_bytes(32), "Gründe".encode())
    register.keep("m1", [opening])
    assert register.openings_for("m1") == (opening,)
    assert register.erasure_list("m1") == (opening.commitment,)


# --- on the disk


def test_the_register_survives_being_closed(register, folder):
    rows = take(register, ROLL)
    register.close()
    with Register.open(folder) as again:
        assert dict(again.people()) == {rows[0].member: ADA, rows[1].member: Person("Bob", number="8")}


def test_nothing_about_a_person_lies_in_clear(register, folder):
    take(register, ROLL)
    words = (b"Ada", b"Lovelace", b"ada@example.org", b"Bob", b"nonce", b"north", b"2024")
    assert not any(word in everything(folder) for word in words)


def test_only_the_owner_may_read_the_files(register, folder):
    take(register, ROLL)
    assert folder.stat().st_mode & 0o077 == 0
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_copy_without_its_keys_tells_nothing(register, folder, tmp_path):
    rows = take(register, ROLL)
    register.close()
    with Register.create(tmp_path / "other") as other:
        take(other, ROLL)
    (tmp_path / "other" / files.PEOPLE).write_bytes((folder / files.PEOPLE).read_bytes())
    with Register.open(tmp_path / "other") as copy:
        assert copy.known(["number 7"]) == frozenset()
        with pytest.raises(Damaged):
            copy.person(rows[0].member)
        with pytest.raises(Damaged):
            list(copy.people())


def test_boxes_that_were_exchanged_are_noticed(register, folder):
    ada, _ = take(register, ROLL)
    register.keep(ada.member, [Opening("org", "case 4", "reasons", secrets.token_bytes(32), b"why")])
    with sqlite3.connect(folder / files.PEOPLE) as db:
        boxes = [box for (box,) in db.execute("SELECT box FROM opening WHERE person = 1 ORDER BY rowid")]
        db.execute("UPDATE opening SET box = ? WHERE rowid = 1", (boxes[1],))
        db.execute("UPDATE person SET box = zeroblob(3)")
    with pytest.raises(Damaged):
        register.openings_for(ada.member)
    with pytest.raises(Damaged):
        register.person(ada.member)


def test_a_lost_key_is_noticed(register, folder):
    ada, _ = take(register, ROLL)
    with sqlite3.connect(folder / files.KEYS) as db:
        db.execute("DELETE FROM key")
    with pytest.raises(Damaged):
        register.person(ada.member)
    with pytest.raises(Damaged):
        list(register.people())


def test_there_is_one_register_in_a_folder(register, folder, tmp_path):
    with pytest.raises(FileExistsError):
        Register.create(folder)
    with pytest.raises(files.NoRegister):
        Register.open(tmp_path / "nowhere")
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / files.PEOPLE).write_bytes(
        b"not a database, but long enough to be asked whether it is one" * 20
    )
    (strange / files.KEYS).write_bytes(b"")
    with pytest.raises(files.NoRegister):
        Register.open(strange)
    (strange / files.PEOPLE).write_bytes(b"")
    with pytest.raises(files.NoRegister, match="version"):
        Register.open(strange)


# --- sealing


@given(st.binary(max_size=50), st.data())
def test_a_box_opens_only_as_what_it_is(content, data):
    key = new_key()
    box = seal(key, "person 1", content)
    assert unseal(key, "person 1", box) == content
    place = data.draw(st.integers(0, len(box) - 1))
    changed = box[:place] + bytes([box[place] ^ data.draw(st.integers(1, 255))]) + box[place + 1 :]
    for other in (
        (key, "person 2", box),
        (new_key(), "person 1", box),
        (key, "person 1", changed),
        (key, "person 1", box[:place]),
    ):
        with pytest.raises(Damaged):
            unseal(*other)


def test_a_large_roll_is_imported_whole(register, folder):
    rows = take(
        register,
        "number,name,email,since\n"
        + "".join(f"{n},Name {n},n{n}@example.org,2024-01-01\n" for n in range(5000)),
    )
    assert len(rows) == len({row.member for row in rows}) == 5000
    assert counts(folder) == (5000, 5000, 5000, 5000, 5000)
    assert sum(1 for _ in register.people()) == 5000
