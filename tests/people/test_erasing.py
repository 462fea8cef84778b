"""Erasure from the register: no trace on the disk, nothing that a case uses, and nothing unnamed."""

import sqlite3

import pytest

from bylaw.people import files
from bylaw.people.erasure import Erased, InUse, Unnamed
from bylaw.people.register import Register
from bylaw.people.sealing import Damaged

from .conftest import ADA, ROLL, everything, nothing, take


def test_erasure_leaves_no_trace_on_the_disk(register, folder):
    ada, bob = take(register, ROLL)
    with sqlite3.connect(folder / files.KEYS) as db:
        key = db.execute("SELECT key FROM key WHERE person = 1").fetchone()[0]
    with sqlite3.connect(folder / files.PEOPLE) as db:
        boxes = [
            box
            for (box,) in db.execute(
                "SELECT box FROM person WHERE person = 1 UNION ALL SELECT box FROM opening WHERE person = 1"
            )
        ]
    assert all(piece in everything(folder) for piece in (key, *boxes, ada.member.encode()))
    named = register.erasure_list(ada.member)
    assert named == (ada.name,)
    assert register.erase(ada.member, named, nothing) == Erased((ada.member,), named)
    register.close()
    assert not any(
        piece in everything(folder)
        for piece in (key, *boxes, ada.member.encode(), *(n.encode() for n in named))
    )
    with Register.open(folder) as again:
        assert again.person(ada.member) is None
        with pytest.raises(KeyError):
            again.openings_for(ada.member)
        assert again.person(bob.member).name == "Bob"
        assert len(again.openings_for(bob.member)) == 1
        assert again.known(["number 7", "number 8"]) == {"number 8"}


def test_a_copy_made_before_an_erasure_cannot_be_opened_with_todays_keys(register, folder):
    ada, _ = take(register, ROLL)
    before = (folder / files.PEOPLE).read_bytes()
    register.erase(ada.member, register.erasure_list(ada.member), nothing)
    register.close()
    (folder / files.PEOPLE).write_bytes(before)
    with Register.open(folder) as copy, pytest.raises(Damaged):
        copy.person(ada.member)


def test_what_a_case_uses_is_not_erased(register):
    ada, _ = take(register, ROLL)
    named = register.erasure_list(ada.member)
    for used in (ada.member, *named):
        found = register.erase(
            ada.member, named, lambda what, used=used: "case 4 is open" if what == used else ""
        )
        assert found == InUse(used, "case 4 is open")
        assert register.person(ada.member) == ADA
    assert isinstance(register.erase(ada.member, named, nothing), Erased)


def test_what_the_act_does_not_name_is_not_erased(register):
    ada, _ = take(register, ROLL)
    named = register.erasure_list(ada.member)
    assert register.erase(ada.member, named[1:], nothing) == Unnamed(named[:1])
    assert register.person(ada.member) == ADA
    assert isinstance(register.erase(ada.member, {*named, "more"}, nothing), Erased)


def test_an_erased_person_may_come_back(register):
    ada, _ = take(register, ROLL)
    register.erase(ada.member, register.erasure_list(ada.member), nothing)
    (again,) = take(register, ROLL.partition("8,Bob")[0])
    assert again.member != ada.member
