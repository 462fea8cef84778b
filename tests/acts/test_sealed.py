"""Sealed steps: what the leaf shows, what the judge finds inside, and that every reader has the same roll."""

import re
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bylaw.acts.leaf import leaf_of
from bylaw.acts.reader import read_act
from bylaw.acts.registry import ACTS
from bylaw.acts.sealed import NEED, Sealed, make_seal, open_seal
from bylaw.audit.copy import Attached
from bylaw.ledger import Taken, take
from bylaw.projections.cases import cases
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode
from bylaw.record.entry import SshSignature, make_entry, parse_entry
from bylaw.state import State

from .justice import (
    ACCUSER,
    CHARGED,
    DRAWER,
    JUDGES,
    OFFICER,
    PASSED,
    WITNESS,
    Court,
    cleared,
    digest,
    final,
    removed,
)
from .society import key_of, person

SEALED = [act.kind() for act in ACTS if act.sealed]


class Nothing:
    """A copy without any opening or attachment."""

    def attachment(self, _name: str) -> None:
        return None


def stranger(entries: list[bytes], waiting: tuple[str, ...] = ()) -> State:
    """Replay what a copy holds, with no opening; ``waiting`` are those elected to succeed."""
    state, evidence = State(), Attached(Nothing())
    state.offices.keep("founding", waiting)
    for raw in entries:
        taken = take(state, raw, evidence)
        assert not taken.refusals, taken.refusals
    assert not evidence.missing
    return state


def named(n: int, raw: bytes) -> bool:
    """Whether an entry names a member, her nonce apart: in tests both are small numbers."""
    return person(n).encode() in re.sub(rb'"nonce":"[0-9a-f]*"', b"", raw)


def signed(s: Court, act) -> bytes:
    keys = [SshSignature(key_of(signer.member).thumbprint, b"-") for signer in act.by]
    return make_entry(s.now, encode(act), keys)


def enter(s: Court, act, opening: bytes | None = None, by=(), **leaf) -> Taken:
    """Enter the leaf of an act, changed, with another opening or none."""
    nonce = f"{len(s.entries):032x}"
    seal, right = make_seal(act.org, nonce, b"s" * 32, signed(s, act))
    s.evidence[NEED + seal] = right if opening is None else opening
    shown = {**leaf_of(s.state, act), "seal": seal, "nonce": nonce, **leaf}
    return take(
        s.state, make_entry(s.now, encode(replace(s.act("sealed", by, **shown_only(shown)), nonce=nonce)), ()),
        s.evidence,
    )  # fmt: skip


def shown_only(shown):
    return {name: value for name, value in shown.items() if name != "nonce"}


def clauses(taken: Taken) -> set[str]:
    return {finding.clause for finding in taken.refusals}


def test_what_is_sealed():
    assert set(SEALED) >= {
        "bring-charge", "file-evidence", "answer-evidence", "waive-hearing", "appeal", "declare-tie",
    }  # fmt: skip


@pytest.mark.parametrize(
    "make", [final, cleared, lambda: Court().appealed(), lambda: Court(stays=True).decided()]
)
def test_no_leaf_names_the_accuser_or_a_witness_and_the_charged_only_where_an_effect_is(make):
    s = make()
    for raw in s.entries[1:]:
        entry = parse_entry(raw)
        act = read_act(entry.act)
        assert not named(ACCUSER, raw), act.kind()
        assert not named(WITNESS, raw), act.kind()
        if named(CHARGED, raw):
            assert act.kind() in ("decide-sanction", "interim-measure", "restore-member", "carry-out")


def test_whoever_is_warned_or_cleared_is_never_named():
    s = Court().bring().found(*JUDGES)
    warn = s.sanction(sanction="warning", days=0, lesser="")
    assert s.refused("decide-sanction", s.panel(*JUDGES), **warn, member=person(CHARGED)) == ["bylaw 26"]
    s.do("decide-sanction", s.panel(*JUDGES), **warn)
    t = Court().bring().heard(*JUDGES)
    t.do("decide-finding", t.panel(*JUDGES), **t.finding(outcome="not-proven"))
    for court in (s, t):
        assert not any(named(CHARGED, raw) for raw in court.entries[1:])


def test_an_effect_names_the_member_charged_and_nobody_else():
    s = Court().bring().found(*JUDGES)
    for member in (person(9), person(ACCUSER)):
        assert s.refused("decide-sanction", s.panel(*JUDGES), **s.sanction(member=member)) == ["bylaw 25"]
    s.do("decide-sanction", s.panel(*JUDGES), **s.sanction())


@pytest.mark.parametrize(
    "make", [final, cleared, removed, lambda: Court().appealed(), lambda: Court().decided()]
)
def test_a_reader_without_openings_has_the_same_roll_offices_and_cases(make):
    s = make()
    if make is removed:
        s.do("carry-out", s.secretary, case="c1", **PASSED)
    planted = [person(n) for n in (ACCUSER, WITNESS, 12)] if make is removed else []
    other = stranger(s.entries, tuple(planted))
    assert other.members.roll.spells == s.state.members.roll.spells
    assert other.offices.mandates == s.state.offices.mandates
    for t in range(s.now - 80 * 86_400, s.now + 200 * 86_400, 86_400 // 2):
        for n in range(1, 15):
            assert other.members.suspended(person(n), t) == s.state.members.suspended(person(n), t)
    assert cases(other, "root", s.now) == cases(s.state, "root", s.now)
    assert other.log.root() == s.state.log.root()


def test_what_a_reader_without_openings_does_not_learn():
    s = Court().bring().heard(*JUDGES)
    case = stranger(s.entries).cases.all["c1"]
    assert (case.charged, case.accuser, case.ground, case.facts, case.deed) == ("", "", "", "", 0)
    (item,) = stranger(s.entries).cases.evidence("c1")
    assert (item.bringer, item.sort, item.content) == ("", "", "")


def test_in_clear_it_is_refused_and_sealed_it_is_taken():
    s = Court()
    act = s.act("bring-charge", ACCUSER, **s.charge())
    assert clauses(take(s.state, signed(s, act), s.evidence)) == {"bylaw 26"}
    assert clauses(enter(s, act)) == set()


def test_without_its_opening_a_step_is_not_admitted():
    s = Court()
    act = s.act("bring-charge", ACCUSER, **s.charge())
    seal, _ = make_seal(act.org, "0" * 32, b"s" * 32, signed(s, act))
    leaf = s.act("sealed", (), **leaf_of(s.state, act), seal=seal)
    assert clauses(take(s.state, make_entry(s.now, encode(leaf), ()), {})) >= {"bylaw 13"}


def openings(s, act):
    right = signed(s, act)
    yield "no opening", b"\0" * 90
    yield "cut", make_seal(act.org, f"{len(s.entries):032x}", b"s" * 32, right)[1][:100]
    yield "of another salt", make_seal(act.org, f"{len(s.entries):032x}", b"t" * 32, right)[1]
    yield "of another leaf", make_seal(act.org, "f" * 32, b"s" * 32, right)[1]
    yield "of another organisation", make_seal("f" * 64, f"{len(s.entries):032x}", b"s" * 32, right)[1]


@pytest.mark.parametrize("n", range(5))
def test_another_opening_opens_nothing(n):
    s = Court()
    act = s.act("bring-charge", ACCUSER, **s.charge())
    why, opening = list(openings(s, act))[n]
    assert clauses(enter(s, act, opening)) == {"bylaw 26"}, why
    assert clauses(enter(s, act)) == set()


LIES = [
    {"step": "appeal"}, {"step": "no-such"}, {"case": "c9"}, {"case": ""}, {"item": "i1"}, {"body": "board"},
]  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_the_leaf_says_what_is_inside(lie):
    s = Court()
    act = s.act("bring-charge", ACCUSER, **s.charge())
    assert clauses(enter(s, act, **lie)) == {"bylaw 26"}
    assert clauses(enter(s, act)) == set()


def test_the_leaf_names_no_signer():
    s = Court()
    act = s.act("bring-charge", ACCUSER, **s.charge())
    assert "bylaw 26" in clauses(enter(s, act, by=(OFFICER,)))


def test_what_needs_no_seal_is_not_sealed():
    s = Court().bring().serve().file()
    act = s.act("seat-panel", DRAWER, **s.bench(*JUDGES))
    assert "bylaw 26" in clauses(enter(s, act))
    s.seat(*JUDGES)


def test_one_signed_act_is_sealed_once():
    s = Court()
    act = s.act("declare-tie", s.herself(6), member=person(6), other=person(7))
    assert clauses(enter(s, act)) == set()
    s.do("declare-tie", s.herself(6), member=person(6), other=person(9))
    assert "bylaw 3" in clauses(enter(s, act))


def test_whoever_signs_inside_signs_with_her_key():
    s = Court()
    act = s.act("bring-charge", ACCUSER, **s.charge())
    nonce = "1" * 32
    bad = make_entry(s.now, encode(act), [SshSignature(key_of(person(9)).thumbprint, b"-")])
    seal, opening = make_seal(act.org, nonce, b"s" * 32, bad)
    leaf = replace(s.act("sealed", (), **leaf_of(s.state, act), seal=seal), nonce=nonce)
    taken = take(s.state, make_entry(s.now, encode(leaf), ()), {NEED + seal: opening})
    assert clauses(taken) == {"bylaw 7"}
    good = enter(s, act)
    assert [check[0] for check in good.checks] == [key_of(person(ACCUSER))], "and it is verified as any other"


def test_a_stranger_refuses_a_leaf_that_is_no_step():
    s = Court()
    evidence = Attached(Nothing())

    def judged(**leaf):
        act = s.act("sealed", (), body="root", seal=digest("x"), **leaf)
        return clauses(take(s.state, make_entry(s.now, encode(act), ()), evidence))

    assert judged(step="appeal", case="c1") == {"bylaw 8"}
    assert judged(step="appeal") == {"bylaw 8"}
    assert judged(step="found", case="c1") == {"bylaw 26"}
    assert judged(step="bring-charge", case="c1") == set()
    assert judged(step="bring-charge", case="c1") == {"bylaw 8"}
    assert judged(step="answer-evidence", case="c1", item="i1") == {"bylaw 8"}


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_whatever_the_opening_the_reader_answers(raw):
    leaf = Court.__new__(Court)
    leaf = Sealed(
        nonce="0" * 32, seen={"size": 0, "root": ""}, until="", step="appeal", body="root", seal="0" * 64
    )
    assert isinstance(open_seal(leaf, raw, 0), Broken)
    prefixed = b"bylaw-commit-v1\n" + raw
    seal = sha256(prefixed).hexdigest()
    assert isinstance(open_seal(replace(leaf, seal=seal), prefixed, 0), Broken)
