"""Acts carried by acts: no motion, petition or paper brings a party's name into the record, and each says what it opens to."""

import re
from typing import get_type_hints

import pytest
from msgspec.structs import fields, replace

from bylaw.acts.act import Act, Signer
from bylaw.acts.assemblies.motions import Substance
from bylaw.acts.carried import hidden
from bylaw.acts.matter import FIELD, Matter, sealed_matter
from bylaw.acts.registry import ACTS, BY_KIND
from bylaw.acts.sealed import NEED
from bylaw.acts.unseal import alone
from bylaw.ledger import judge
from bylaw.record.commitment import commit, preimage
from bylaw.record.encoding import encode

from .carrying import BEARER, MOVER, TEXT, Carriers
from .justice import ACCUSER, CHARGED, JUDGES, OTHERS, digest
from .society import person
from .test_sealed import enter, named, stranger

CARRIERS = [act for act in ACTS if act.carries is not Act.carries]
SEALED = [act.kind() for act in ACTS if act.sealed or act.names_party]


def carrier(s: Carriers, kind: str, matter: str) -> Act:
    told = {
        "move": {"name": "q9", "body": "root", "text": TEXT},
        "amend-motion": {"motion": "q0", "text": TEXT},
        "open-petition": {"name": "p9", "body": "root", "text": TEXT},
        "enter-paper": {"name": "w9", "member": person(CHARGED), "scan": TEXT},
    }[kind]
    by = {"enter-paper": s.secretary, "amend-motion": s.herself(MOVER)}.get(kind, MOVER)
    return s.act(kind, by, **told, matter=matter)


def any_of_its_kind(s: Carriers, kind: str) -> str:
    """Fill an act of a kind in with whatever its fields take; only its shape matters."""
    known = {
        "case": "c1", "member": person(CHARGED), "other": person(8), "complaint": "k1", "warning": "v1", "body": "root",
        "charged": person(CHARGED), "clause": "20", "ground": "theft", "deed": s.stamp(-1), "last": s.stamp(5),
        "sort": "document", "topic": "safety", "item": "i1", "sanction": "warning", "paper": "w1", "yes": 1,
        "against": "member", "about": "conduct",
    }  # fmt: skip
    act = BY_KIND[kind]
    hints = get_type_hints(act)
    needed = {
        f.encode_name: known.get(f.encode_name, digest(f.name))
        for f in fields(act)
        if f.required and f.name not in ("nonce", "seen", "until")
    }
    assert needed.keys() <= hints.keys()
    return s.matter(kind, **needed)


def clauses(findings) -> set[str]:
    return {finding.clause for finding in findings if finding.refuses}


def test_every_act_with_a_field_for_an_act_says_what_it_carries():
    holding = {
        act
        for act in ACTS
        for hint in get_type_hints(act, include_extras=True).values()
        if hint in (Matter, Substance)
    }
    assert holding == set(CARRIERS)
    assert {act.kind() for act in CARRIERS} == {"move", "amend-motion", "open-petition", "enter-paper"}


@pytest.mark.parametrize("kind", [act.kind() for act in CARRIERS])
@pytest.mark.parametrize("step", SEALED)
def test_no_carrier_takes_in_clear_what_shows_a_party_and_each_takes_it_sealed(kind, step):
    s = Carriers()
    s.do("move", MOVER, name="q0", body="root", text=TEXT, matter=any_of_its_kind(s, step))
    clear = carrier(s, kind, any_of_its_kind(s, step))
    sealed = s.carry(clear)
    if not hidden(clear, BY_KIND[step]):
        assert sealed is clear
        return
    assert "bylaw 26" in clauses(judge(s.state, clear, s.now, s.evidence))
    assert clauses(judge(s.state, sealed, s.now, s.evidence)) == set()
    assert person(CHARGED).encode() not in re.sub(rb'"(by|nonce)":.*?[]"]', b"", encode(sealed))


@pytest.mark.parametrize("way", ["resolve", "petition"])
def test_a_charge_is_decided_and_brought_and_names_nobody(way):
    s = Carriers()
    told = s.charge()
    right = getattr(s, way)("bring-charge", **told)
    other = {**told, "charged": person(8)}
    assert s.refused("bring-charge", right, **other) == ["20"]
    s.do("bring-charge", right, **told)
    assert not any(named(CHARGED, raw) for raw in s.entries[1:])
    assert s.state.warrants.all[right.ref].used == s.state.size - 1
    assert "20" in s.refused("bring-charge", right, **{**told, "case": "c2"}), "a reused warrant"


@pytest.mark.parametrize("way", ["resolve", "petition"])
def test_a_reader_without_openings_sees_that_what_was_brought_is_the_case_that_was_decided(way):
    s = Carriers()
    told = s.charge()
    right = getattr(s, way)("bring-charge", **told)
    s.do("bring-charge", right, **told)
    seen = stranger(s.entries)
    assert seen.warrants.all[right.ref].used == s.state.warrants.all[right.ref].used
    assert seen.cases.all["c1"].charged == ""
    assert not seen.matters


def test_a_leaf_under_a_resolution_for_another_case_or_used_before_is_no_step_for_anybody():
    s = Carriers()
    told = s.charge()
    right = s.resolve("bring-charge", **told)
    act = s.act("bring-charge", right, **told)
    assert clauses(enter(s, act, under=()).refusals) == {"bylaw 26"}
    unopened = stranger(s.entries)
    leaf = s.act("sealed", (), step="bring-charge", body="root", case="c7", under=(right.ref,), seal=TEXT)
    assert [f.clause for f in alone(unopened, leaf, s.now)] == ["bylaw 12"]
    assert not list(alone(unopened, replace(leaf, case="c1"), s.now))
    s.do("bring-charge", right, **told)
    used = stranger(s.entries)
    assert "bylaw 12" in {f.clause for f in alone(used, replace(leaf, case="c1"), s.now)}


@pytest.mark.parametrize(
    ("change", "clause"),
    [
        ({"case": "c2"}, "bylaw 26"),
        ({"body": "board"}, "bylaw 26"),
        ({"step": "file-complaint"}, "bylaw 26"),
        ({"step": "move"}, "bylaw 26"),
        ({"step": "nothing"}, "bylaw 26"),
        ({}, ""),
    ],
)
def test_a_sealed_matter_says_what_it_opens_to(change, clause):
    s = Carriers()
    inner = s.act("bring-charge", (), **s.charge())
    clear = carrier(s, "move", s.matter("bring-charge", **{**s.charge(), "facts": inner.facts}))
    parts = (clear.org, clear.nonce, FIELD, b"s" * 32, clear.matter.encode())
    s.evidence[NEED + commit(*parts)] = preimage(*parts)
    matter = sealed_matter(s.state, inner, commit(*parts))
    for name, value in change.items():
        matter = re.sub(f'"{name}":"[^"]*"', f'"{name}":"{value}"', matter)
    found = clauses(judge(s.state, replace(clear, matter=matter), s.now, s.evidence))
    assert found == ({clause} if clause else set())


def test_an_opening_is_of_one_motion_and_nothing_is_admitted_without_it():
    s = Carriers()
    moved = s.carry(carrier(s, "move", s.matter("bring-charge", **s.charge())))
    assert not clauses(judge(s.state, moved, s.now, s.evidence))
    again = carrier(s, "move", moved.matter)
    assert clauses(judge(s.state, again, s.now, s.evidence)) == {"bylaw 26"}
    assert clauses(judge(s.state, moved, s.now, {})) == {"bylaw 13"}


def test_a_sealed_motion_names_no_parties():
    s = Carriers()
    moved = s.carry(carrier(s, "move", s.matter("bring-charge", **s.charge())))
    named_too = replace(moved, parties=(person(CHARGED),))
    assert clauses(judge(s.state, named_too, s.now, s.evidence)) == {"bylaw 26"}
    clear = carrier(s, "move", s.matter("serve-charge", case="c1", hearing=s.stamp(20), record=s.text()))
    assert not clauses(judge(s.state, replace(clear, parties=(person(CHARGED),)), s.now, s.evidence))


def test_what_names_its_member_where_it_takes_effect_is_moved_sealed_and_lost_without_a_name():
    s = Carriers().bring().serve()
    measure = {"case": "c1", "member": person(CHARGED), "last": s.stamp(20), "reasons": s.text()}
    s.do("move", MOVER, name="lost", body="root", text=TEXT, matter=s.matter("interim-measure", **measure))
    s.wait(1)
    s.do("record-vote", s.secretary, motion="lost", yes=1, no=9)
    assert not any(named(CHARGED, raw) for raw in s.entries[1:])
    right = s.resolve("interim-measure", name="q2", **measure)
    assert s.refused("interim-measure", right, **{**measure, "last": s.stamp(21)}) == ["29"]
    s.do("interim-measure", right, **measure)
    assert named(CHARGED, s.entries[-1])
    assert stranger(s.entries).members.suspensions == s.state.members.suspensions


def test_on_paper_an_accuser_charges_and_the_charged_answers_and_appeals_without_a_name():
    s = Carriers()
    s.paper("bring-charge", ACCUSER, **s.charge())
    assert s.state.cases.all["c1"].accuser == person(ACCUSER)
    s.found(*JUDGES)
    s.paper("answer-evidence", CHARGED, name="w2", case="c1", item="i1", answer=s.text())
    assert not any(named(n, raw) for raw in s.entries[1:] for n in (ACCUSER, CHARGED))
    s.do("decide-sanction", s.panel(*JUDGES), **s.sanction())
    s.paper("appeal", CHARGED, name="w3", case="c1", grounds=s.text())
    s.rule("overturned", OTHERS)
    seen = stranger(s.entries)
    assert seen.cases.all["c1"].accuser == ""
    assert seen.cases.now("c1").ruled == s.state.cases.now("c1").ruled
    assert seen.members.suspensions == s.state.members.suspensions


def test_a_sealed_paper_is_disowned_sealed_and_then_never_confirmed():
    s = Carriers().decided()
    told = {"case": "c1", "grounds": s.text()}
    paper = {"name": "w1", "member": person(CHARGED), "matter": s.matter("appeal", **told), "scan": TEXT}
    s.do("enter-paper", s.secretary, **paper)
    assert s.refused("disown-paper", s.herself(8), paper="w1") == ["53"]
    s.do("disown-paper", s.herself(), paper="w1")
    assert s.refused("confirm-paper", s.office(5, "porter"), paper="w1") == ["bylaw 15"]
    assert stranger(s.entries).corrections.papers["w1"].disowned == s.now


def test_a_mover_amends_a_sealed_motion_to_other_words_of_its_kind():
    s = Carriers()
    told = s.charge()
    s.do("move", MOVER, name="q1", body="root", text=TEXT, matter=s.matter("bring-charge", **told))
    other = {**told, "ground": "threats"}
    s.do("amend-motion", s.herself(MOVER), motion="q1", text=TEXT, matter=s.matter("bring-charge", **other))
    kind = s.matter("appeal", case="c1", grounds=s.text())
    assert s.refused("amend-motion", s.herself(MOVER), motion="q1", text=TEXT, matter=kind) != []
    s.wait(1)
    s.do("record-vote", s.secretary, motion="q1", yes=9, no=1, version=1)
    right = Signer(person(BEARER), "warrant", "resolution.q1")
    assert s.refused("bring-charge", right, **told) == ["20"]
    s.do("bring-charge", right, **other)
