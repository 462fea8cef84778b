"""Published results of past votes: quorum, majorities and matrix, by arithmetic."""

from __future__ import annotations

import pytest

from bylaw.acts.past.facts import Dropped, Poll, Result, Vote

from .archive import archive, attest, ballots, poll, ratio


@pytest.mark.parametrize(
    ("printed", "right"), [("47.4341", True), ("47.4342", True), ("47.4350", False), ("47", True)]
)
def test_the_printed_quorum(printed, right):
    found = attest(archive(), Vote(poll=Poll(voters=100, developers=1000, quorum=printed)))
    assert (("5", "flag") not in found) is right


@pytest.mark.parametrize(
    ("line", "matter", "broken"),
    [
        (ratio(31, 10, "3.100", 3, ">"), "amend-constitution", []),
        (ratio(30, 10, "3.000", 3, ">"), "amend-constitution", ["8"]),
        (ratio(30, 10, "3.000", 3, "<=", stays=False), "amend-constitution", []),
        (ratio(30, 10, "3.000", 3, ">=", stays=True), "amend-constitution", ["8", "7"]),
        (ratio(31, 10, "3.200", 3, ">"), "amend-constitution", ["8"]),
        (ratio(31, 10, "3.100", 1, ">"), "amend-constitution", ["8"]),
        (ratio(31, 10, "3.100", 1, ">"), "", []),
        (ratio(31, 10, "3.100", 1, ">="), "", ["7"]),
        (ratio(9, 10, "0.900", 1, ">"), "", ["7"]),
    ],
)
def test_printed_majorities(line, matter, broken):
    vote = Vote(matters=(matter,), poll=Poll(voters=41, developers=16, ratios=(line,)))
    found = [clause for clause, consequence in attest(archive(), vote) if consequence == "flag"]
    assert found == broken


def test_a_drop_under_less_does_not_show_what_equality_would_do():
    line = ratio(9, 10, "0.900", 1, "<", stays=False)
    found = attest(archive(), Vote(poll=Poll(voters=41, developers=16, ratios=(line,))))
    assert found.count(("7", "unshown")) == 2, "the sign, and the outcome without ballots"


def test_an_option_that_stays_has_its_quorum():
    few = Vote(poll=Poll(voters=41, developers=16, ratios=(ratio(5, 1, "5.000", 1, ">"),)))
    enough = Vote(poll=Poll(voters=41, developers=16, ratios=(ratio(6, 1, "6.000", 1, ">"),)))
    assert ("5", "flag") in attest(archive(), few)
    assert ("5", "flag") not in attest(archive(), enough)


MATRIX = ((0, 3), (1, 0))


@pytest.mark.parametrize(
    ("result", "broken"),
    [
        (Result(matrix=MATRIX, winner=1), False),
        (Result(matrix=MATRIX, winner=2), True),
        (Result(matrix=((0, 2), (1, 0)), winner=1), True),
        (Result(matrix=MATRIX, winner=1, dropped=(Dropped(option=1, reason="majority"),)), True),
        (Result(matrix=((),), winner=1), True),
    ],
)
def test_the_published_count_is_compared_with_the_ballots(result, broken):
    society = archive()
    file = ballots(society, "12", "12", "12", "21")
    found = attest(society, Vote(poll=poll(society, "vvvv", ballots=file, result=result)))
    assert (("7", "flag") in found) is broken


def test_a_matrix_without_ballots_holds_no_more_votes_than_voters():
    def found(voters):
        return attest(archive(), Vote(poll=Poll(voters=voters, result=Result(matrix=MATRIX))))

    assert ("7", "flag") in found(3)
    assert ("7", "flag") not in found(4)


@pytest.mark.parametrize(
    "matrix", [((),), ((0,), ()), ((0,), (1, 0)), ((0, 1), (1, 0), (1, 2)), ((1, 2, 3), (4,), ())]
)
def test_a_ragged_matrix_never_raises(matrix):
    society = archive()
    vote = Vote(poll=Poll(voters=4, result=Result(matrix=matrix), ratios=(ratio(3, 0, "1", 1),)))
    assert ("7", "flag") in attest(society, vote)
