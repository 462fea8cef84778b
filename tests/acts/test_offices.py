"""Offices: created, abolished, laid down, handed over, taken away."""

from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.rules.clause import FOREVER

from .assembly import TEXT
from .branches import do, refused, society
from .society import DAY, person
from .test_bodies import election


def test_an_office_is_created_vacant_and_abolished_with_its_mandates():
    s = society()
    do(s, "create-office", body="ford", office="treasurer", seats=2)
    assert refused(s, "create-office", body="ford", office="treasurer") == ["bylaw 8"]
    assert not list(s.state.offices.holders("ford", "treasurer", s.now))
    do(s, "abolish-office", body="ford", office="chair")
    assert not list(s.state.offices.holders("ford", "chair", s.now))
    assert s.state.offices.mandates["interim.1"].cause == "office abolished"
    assert refused(s, "abolish-office", body="ford", office="chair") == ["bylaw 8"]
    do(s, "create-office", body="ford", office="chair")
    assert len(s.state.offices.former) == 1


def test_no_office_is_abolished_while_an_election_to_it_runs():
    s = society()
    election(s, "ford")
    assert refused(s, "abolish-office", body="ford", office="chair") == ["bylaw 33"]
    s.state.elections.close("e1", s.now, "void")
    s.wait(1)
    do(s, "abolish-office", body="ford", office="chair")


def subject(n: int) -> Signer:
    return Signer(person(n), "subject")


def test_a_holder_resigns_now_or_on_a_day_to_come():
    s = society()
    assert s.refused("resign-office", subject(3), mandate="interim.1") == ["2", "bylaw 35"], (
        "another's office"
    )
    day = "2025-02-01T12:00:00Z"
    assert s.refused("resign-office", subject(2), mandate="interim.1", ends="2025-01-01T12:00:00Z") == [
        "bylaw 14"
    ]
    s.do("resign-office", subject(2), mandate="interim.1", ends=day)
    assert s.state.offices.mandates["interim.1"].holds(s.now)
    s.wait(40)
    assert not s.state.offices.mandates["interim.1"].holds(s.now)
    assert s.refused("resign-office", subject(2), mandate="interim.1") == ["bylaw 15"]


def test_an_office_is_handed_to_the_successor_once():
    s = society()
    s.do("resign-office", subject(2), mandate="interim.2")
    old = s.state.offices.mandates["interim.2"]
    s.state.offices.seat(replace(old, name="new", member=person(5), start=s.now, end=FOREVER, due=FOREVER))
    fields = {"mandate": "interim.2", "items": TEXT}
    assert s.refused("hand-over", subject(2), to="interim.1", **fields) == ["bylaw 8"], "another office"
    assert s.refused("hand-over", subject(2), to="interim.2", **fields) == ["bylaw 8", "bylaw 15"]
    s.do("hand-over", subject(2), to="new", **fields)
    assert s.refused("hand-over", subject(2), to="new", **fields) == ["bylaw 15"]


def test_a_removal_ends_the_mandate_and_the_alternate_succeeds():
    s = society()
    s.state.offices.alternates["founding"] = [person(6)]
    assert s.refused("remove-from-office", 3, mandate="interim.1", reasons=TEXT) == ["1"]
    do(s, "remove-from-office", mandate="interim.1", reasons=TEXT)
    assert next(s.state.offices.holders("ford", "chair", s.now)).member == person(6)
    assert refused(s, "remove-from-office", mandate="interim.1", reasons=TEXT) == ["bylaw 15"]


def test_an_affiliation_is_declared_by_the_member_herself():
    s = society()
    assert s.refused("declare-affiliation", subject(3), member=person(2), firm="acme") == ["2", "bylaw 35"]
    s.do("declare-affiliation", subject(2), member=person(2), firm="acme")
    assert s.refused("declare-affiliation", subject(2), member=person(2), firm="acme") == ["bylaw 15"]
    s.wait(1)
    s.do("declare-affiliation", subject(2), member=person(2))
    assert s.state.members.affiliation(person(2), s.now - DAY) == "acme"
    assert s.state.members.affiliation(person(2), s.now) == ""
