"""Majorities against the numbers of real rules and against fractions."""

from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.rules.majority import Majority, Tally, needed, not_laxer, of_base, outcome

SIMPLE = Majority(share=(1, 2), base="cast", strict=True)
THREE_QUARTERS = Majority(share=(3, 4), base="cast", strict=False)
TWO_THIRDS_OF_ALL = Majority(share=(2, 3), base="all", strict=False)
THREE_TO_ONE = Majority(ratio=3)


def carried(majority, yes, no, **rest):
    return outcome(majority, Tally(yes, no, **rest)) == "carried"


def test_three_quarters_of_the_votes_cast_ignore_abstentions():
    assert carried(THREE_QUARTERS, 75, 25, abstain=400)
    assert not carried(THREE_QUARTERS, 74, 25, abstain=400)  # 296 < 297


def test_three_to_one():
    assert carried(THREE_TO_ONE, 30, 10)
    assert not carried(THREE_TO_ONE, 29, 10)


def test_one_to_one_does_not_carry_a_tie():
    assert not carried(Majority(ratio=1), 10, 10)
    assert carried(Majority(ratio=1), 11, 10)
    assert not carried(Majority(ratio=1), 0, 0)


def test_two_thirds_of_five_seats():
    eject = Majority(share=(2, 3), base="nonabstaining", strict=False)
    assert not carried(eject, 3, 2, entitled=5)
    assert carried(eject, 4, 1, entitled=5)
    assert not carried(eject, 3, 0, entitled=5)  # silence counts against
    assert carried(eject, 2, 1, entitled=5, abstain=2)


def test_the_base_decides():
    bases = ("cast", "present", "nonabstaining", "entitled", "all")
    tally = Tally(yes=26, no=20, abstain=4, present=50, entitled=55, all=60)
    assert [of_base(base, tally) for base in bases] == [46, 50, 51, 55, 60]
    results = [outcome(Majority(share=(1, 2), base=base, strict=True), tally) for base in bases]
    assert results == ["carried", "carried", "carried", "lost", "lost"]


def test_a_tie_goes_by_its_rule():
    tie = Tally(10, 10)
    rules = ("fails", "passes", "casting", "lot")
    found = [outcome(Majority(share=(1, 2), base="cast", strict=True, tie=rule), tie) for rule in rules]
    assert found == ["lost", "carried", "tied", "tied"]


def test_the_chair_is_sustained_by_a_tie():
    sustain = Majority(share=(1, 2), base="cast", strict=True, tie="passes")
    assert carried(sustain, 10, 10)
    assert not carried(sustain, 10, 11)


def test_a_tie_rule_helps_nobody_who_needs_more_than_half():
    assert outcome(Majority(share=(2, 3), base="cast", strict=True, tie="passes"), Tally(10, 10)) == "lost"
    assert (
        outcome(Majority(share=(1, 2), base="present", strict=True, tie="casting"), Tally(10, 10, present=21))
        == "lost"
    )


def test_nothing_is_carried_without_a_vote_for_it():
    assert not carried(THREE_QUARTERS, 0, 0, abstain=5)
    assert not carried(Majority(share=(0, 1), base="cast", strict=False), 0, 3)


def test_one_vote_is_enough_where_nobody_is_against():
    for share in ((0, 1), (1, 2), (3, 4), (1, 1)):
        assert carried(Majority(share=share, base="cast", strict=False), 1, 0)
    assert carried(Majority(share=(0, 1), base="all", strict=False), 1, 0, all=9)
    assert carried(Majority(ratio=3), 1, 0)


def test_unanimity():
    every = Majority(share=(1, 1), base="cast", strict=False)
    assert carried(every, 3, 0)
    assert not carried(every, 300, 1)


@pytest.mark.parametrize(
    "text",
    [b"{}", b'{"share":[1,2]}', b'{"share":[1,2],"base":"cast"}', b'{"share":[1,2],"strict":true}', b'{"ratio":0}',
     b'{"ratio":3,"base":"cast"}', b'{"ratio":3,"strict":true}', b'{"share":[1,2],"ratio":1,"base":"cast","strict":true}',
     b'{"share":[3,2],"base":"cast","strict":true}', b'{"share":[1,2],"base":"voters","strict":true}'],
)  # fmt: skip
def test_a_majority_that_leaves_something_to_guess_is_refused(text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Majority)


COUNT = st.integers(0, 40)


@st.composite
def tallies(draw):
    yes, no, abstain, silent, absent, barred = (draw(COUNT) for _ in range(6))
    present = yes + no + abstain + silent
    return Tally(yes, no, abstain, present, present + absent, present + absent + barred)


@st.composite
def majorities(draw):
    tie = draw(st.sampled_from(["fails", "passes", "casting", "lot"]))
    if draw(st.booleans()):
        return Majority(ratio=draw(st.integers(1, 5)), tie=tie)
    num, den = sorted((draw(st.integers(0, 12)), draw(st.integers(1, 12))))
    base = draw(st.sampled_from(["cast", "nonabstaining", "present", "entitled", "all"]))
    return Majority(share=(num, max(den, 1)), base=base, strict=draw(st.booleans()), tie=tie)


@given(majorities(), tallies())
def test_outcome_agrees_with_fractions(majority, tally):
    yes, no = tally.yes, tally.no
    if majority.ratio is not None:
        enough = yes > no and Fraction(yes, max(no, 1)) >= (majority.ratio if no else 0)
    else:
        base = {
            "cast": yes + no,
            "nonabstaining": tally.entitled - tally.abstain,
            "present": tally.present,
            "entitled": tally.entitled,
            "all": tally.all,
        }[majority.base]
        goal = Fraction(*majority.share) * base
        enough = yes > 0 and (yes > goal or (yes == goal and not majority.strict))
    found = outcome(majority, tally)
    if yes != no or majority.tie == "fails":
        assert found == ("carried" if enough else "lost")
    if found != "carried":
        assert not enough


@given(majorities(), tallies())
def test_needed_is_the_edge(majority, tally):
    edge = needed(majority, tally)
    if majority.base not in (None, "cast"):
        return
    lawful = Majority(majority.share, majority.ratio, majority.base, majority.strict)
    if majority.share is not None and majority.share[0] == majority.share[1]:
        return
    assert carried(lawful, edge, tally.no)
    assert not carried(lawful, edge - 1, tally.no)


@given(majorities(), majorities(), tallies())
def test_what_keeps_to_a_floor_never_carries_what_the_floor_loses(a, b, tally):
    if not_laxer(a, b) and outcome(a, tally) == "carried":
        assert outcome(b, tally) == "carried"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (THREE_QUARTERS, SIMPLE, True),
        (SIMPLE, THREE_QUARTERS, False),
        (THREE_TO_ONE, THREE_QUARTERS, True),
        (THREE_QUARTERS, THREE_TO_ONE, True),
        (Majority(ratio=1), SIMPLE, True),
        (SIMPLE, Majority(ratio=1), True),
        (TWO_THIRDS_OF_ALL, Majority(share=(2, 3), base="cast", strict=False), True),
        (Majority(share=(2, 3), base="cast", strict=False), TWO_THIRDS_OF_ALL, False),
        (Majority(share=(1, 2), base="cast", strict=True, tie="passes"), SIMPLE, False),
        (Majority(share=(1, 2), base="cast", strict=True, tie="lot"), SIMPLE, False),
        (SIMPLE, Majority(share=(1, 2), base="cast", strict=True, tie="lot"), True),
        (Majority(share=(1, 2), base="cast", strict=True, tie="passes"), Majority(ratio=1, tie="lot"), False),
        (Majority(ratio=1, tie="lot"), Majority(ratio=1, tie="casting"), True),
        (Majority(ratio=1, tie="casting"), Majority(ratio=1, tie="lot"), True),
        (
            Majority(share=(1, 2), base="present", strict=True),
            Majority(share=(1, 2), base="nonabstaining", strict=True),
            False,
        ),
    ],
)
def test_floors(a, b, expected):
    assert not_laxer(a, b) == expected
