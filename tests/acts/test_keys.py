"""Keys: first, next, lost, revoked; each clause with the nearest act that it allows and that it refuses."""

from bylaw.acts.act import Signer
from bylaw.acts.law.founding import FirstOffice
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May, Window

from .society import Society, key_of, person


def clause(no: str, of: str, *may: str, **meanings: object) -> Clause:
    return Clause(no=no, words=of, of=(of,), may=May(any_of=may), **meanings)


CLAUSES = (
    clause("1", "register-key", "subject & office secretary root & office president root"),
    clause("2", "rotate-key", "subject"),
    clause(
        "3", "recover-key", "subject & office secretary root & office president root", window=Window(days=14)
    ),
    clause("4", "stop-recovery", "subject"),
    clause("5", "revoke-key", "subject"),
    clause("6", "declare-affiliation", "subject"),
)


def society(*more: Clause) -> Society:
    offices = (FirstOffice("secretary", "root"), FirstOffice("president", "root"))
    return Society((*CLAUSES, *more), offices=offices, interim=(("secretary", 1), ("president", 2)))


def officers(s: Society) -> tuple[Signer, Signer, Signer]:
    return Signer(person(3), "subject"), s.office(1, "secretary"), s.office(2, "president")


def rotate(s: Society, n: int = 3) -> None:
    old = next(s.state.keys.of(person(n), s.now)).thumbprint
    s.do("rotate-key", Signer(person(n), "subject"), member=person(n), old=old, key=key_of(person(n), 1))


def test_a_rotation_ends_the_old_key_where_the_new_one_begins():
    s = society()
    rotate(s)
    (key,) = s.state.keys.of(person(3), s.now)
    assert key.key == key_of(person(3), 1)


def test_a_rotation_of_somebody_elses_key_is_refused():
    s = society()
    theirs = key_of(person(2)).thumbprint
    assert s.refused(
        "rotate-key", Signer(person(3), "subject"), member=person(3), old=theirs, key=key_of(person(3), 1)
    ) == ["bylaw 7"]


def test_a_key_is_registered_once_for_ever():
    s = society()
    rotate(s)
    old = key_of(person(3), 1).thumbprint
    assert "bylaw 7" in s.refused(
        "rotate-key", Signer(person(3), "subject"), member=person(3), old=old, key=key_of(person(3), 0)
    )


def test_whoever_has_a_key_does_not_register_a_first_one():
    s = society()
    assert s.refused("register-key", officers(s), member=person(3), key=key_of(person(3), 1)) == ["bylaw 7"]


def test_a_first_key_after_revocation_needs_both_offices():
    s = society()
    s.do("revoke-key", Signer(person(3), "subject"), key=key_of(person(3)).thumbprint)
    one = (Signer(person(3), "subject"), s.office(1, "secretary"))
    assert s.refused("register-key", one, member=person(3), key=key_of(person(3), 1)) == ["1"]
    s.do("register-key", officers(s), member=person(3), key=key_of(person(3), 1))


def test_nothing_is_signed_with_a_revoked_key():
    s = society()
    s.do("revoke-key", Signer(person(3), "subject"), key=key_of(person(3)).thumbprint)
    key = key_of(person(3)).thumbprint
    assert s.refused("revoke-key", Signer(person(3), "subject"), key=key)[0] == "bylaw 7"


def test_a_recovery_waits_and_then_holds_without_anybodys_help():
    s = society()
    s.do("recover-key", officers(s), member=person(3), key=key_of(person(3), 1), notice="0" * 64)
    (before,) = s.state.keys.of(person(3), s.now + 13 * 86_400)
    (after,) = s.state.keys.of(person(3), s.now + 15 * 86_400)
    assert (before.key, after.key) == (key_of(person(3)), key_of(person(3), 1))


def test_the_old_key_stops_a_recovery_on_its_last_day_and_not_after():
    for days, stopped in ((14, True), (15, False)):
        s = society()
        s.do("recover-key", officers(s), member=person(3), key=key_of(person(3), 1), notice="0" * 64)
        s.wait(days)
        new = key_of(person(3), 1).thumbprint
        act = ("stop-recovery", Signer(person(3), "subject"))
        if stopped:
            s.do(*act, recovery=new)
            assert [k.key for k in s.state.keys.of(person(3), s.now + 40 * 86_400)] == [key_of(person(3))]
        else:
            assert "bylaw 15" in s.refused(*act, recovery=new)


def test_two_recoveries_do_not_run_at_once():
    s = society()
    s.do("recover-key", officers(s), member=person(3), key=key_of(person(3), 1), notice="0" * 64)
    assert "bylaw 15" in s.refused(
        "recover-key", officers(s), member=person(3), key=key_of(person(3), 2), notice="0" * 64
    )


def test_the_floor_keeps_bylaws_from_shortening_the_wait():
    weak = (*CLAUSES[:2], clause("3", "recover-key", "subject", window=Window(days=6)), *CLAUSES[3:])
    taken = Society(weak, offices=(), interim=()).taken
    assert [finding.clause for finding in taken.refusals] == ["floor 4"]
