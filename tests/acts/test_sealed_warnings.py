"""A reader who cannot open a warning: she learns the topic and who answered, neither who warned nor what was reported."""

from hashlib import sha256

from msgspec.structs import replace

from bylaw.acts.keeping.erasure import uses
from bylaw.acts.leaf import leaf_of
from bylaw.acts.sealed import NEED, make_seal
from bylaw.ledger import take
from bylaw.projections.warnings import warnings
from bylaw.record.encoding import encode
from bylaw.record.entry import SshSignature, make_entry

from .grievances import AUTHOR, CLERK, HOLDERS, OTHER, Branch
from .society import person
from .test_sealed import stranger


def told(s):
    """Give what a reader without openings sees of the warnings, beside what the one with them does."""
    other = stranger(s.entries)
    return warnings(other, "root", s.now), warnings(s.state, "root", s.now), other


def encoded(s, act):
    thumbs = [next(s.state.keys.of(signer.member, s.now)).thumbprint for signer in act.by]
    return encode(act), [SshSignature(thumb, b"-") for thumb in thumbs]


def sealed(s, act, **otherwise):
    """Give the leaf of an act, which may say something otherwise, with the opening."""
    nonce = s._nonce()
    signed = make_entry(s.now, *encoded(s, act))
    seal, opening = make_seal(act.org, nonce, sha256(nonce.encode()).digest(), signed)
    leaf = s.act("sealed", (), **(leaf_of(s.state, act) | otherwise), seal=seal)
    return make_entry(s.now, encode(replace(leaf, nonce=nonce)), []), {NEED + seal: opening}


def answer(s, name="w1", turn=0):
    return {"warning": name, "turn": turn, "outcome": "watched", "assessment": s.text(), "reasons": s.text()}


def test_who_warned_and_what_is_reported_are_sealed_and_the_topic_is_not():
    s = Branch().warned().warned("w2", by=OTHER, topic="archive")
    blind, seeing, other = told(s)
    assert [(w.topic, w.nth, w.holder, w.by) for w in blind] == [
        (w.topic, w.nth, w.holder, w.by) for w in seeing
    ]
    one = other.warnings.all["w1"]
    assert (one.author, one.text, one.topic, one.body) == ("", "", "boiler", "north")
    assert not any(person(n) in str(entry) for n in (AUTHOR, OTHER) for entry in s.entries[-2:])


def test_repeated_warnings_count_up_for_every_reader():
    s = Branch().warned("w1").warned("w2", by=OTHER).warned("w3", topic="archive").warned("w4")
    blind, seeing, _ = told(s)
    assert {w.warning: w.nth for w in blind} == {w.warning: w.nth for w in seeing}
    assert {w.warning: w.nth for w in blind}["w4"] == 3


def test_the_answer_of_one_who_was_passed_over_for_nobody_is_valid_to_both():
    s = Branch().warned(by=CLERK)
    assert "46" in s.refused("answer-warning", s.director, **answer(s))
    s.do("answer-warning", s.director, **answer(s, turn=1))
    blind, seeing, _ = told(s)
    assert (blind[0].answer, blind[0].assessed) == (seeing[0].answer, seeing[0].assessed)
    assert blind[0].assessed == person(2)
    assert HOLDERS[1].startswith("office director")


def test_a_warning_in_clear_is_refused_and_so_is_a_leaf_with_another_topic():
    s = Branch()
    fields = {"warning": "w1", "body": "north", "topic": "boiler", "report": s.text()}
    act = s.act("give-warning", AUTHOR, **fields)
    clear = s._take(*encoded(s, act))
    assert [f.clause for f in clear.refusals] == ["bylaw 26"]
    leaf, evidence = sealed(s, act, item="archive")
    assert [f.clause for f in take(s.state, leaf, evidence).refusals] == ["bylaw 26"]
    leaf, evidence = sealed(s, act)
    assert not take(s.state, leaf, evidence).refusals


def test_a_warning_that_is_not_answered_keeps_its_author_and_its_opening():
    s = Branch().warned()
    assert "warning w1 is not answered" in uses(s.state, person(AUTHOR), s.now)
    s.do("answer-warning", s.clerk, **answer(s))
    assert "warning w1 is not answered" not in uses(s.state, person(AUTHOR), s.now)
