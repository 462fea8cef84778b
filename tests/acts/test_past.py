"""Past votes: their times, sponsors, stages and voters against the clauses of the day."""

from __future__ import annotations

import pytest

from bylaw.acts.past.facts import Draft, Poll, Vote
from bylaw.acts.past.moments import bounds, length
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May, Window
from tests.acts.society import Society

from .archive import PEOPLE, archive, attest, ballots, poll, span


def test_only_a_reconstruction_attests_whole_votes():
    for clock, refused in (("simulated", ["bylaw 20"]), ("real", ["bylaw 20"])):
        society = archive(clock)
        assert society.refused("attest-vote", 1, name="v", title="t", source="s", vote=Vote()) == refused
    assert archive().do("attest-vote", 1, name="v", title="t", source="s", vote=Vote()).applied


@pytest.mark.parametrize(
    ("begins", "refused"),
    [("2024-02-30", "bylaw 1"), ("2025-01-02T00:00:00Z", "bylaw 14"), ("2024-02-29", "")],
)
def test_times_exist_and_have_passed(begins, refused):
    society = archive()
    fields = {"name": "v", "title": "t", "source": "s", "vote": Vote(spans=(span("poll", begins),))}
    if refused:
        assert refused in society.refused("attest-vote", 1, **fields)
    else:
        society.do("attest-vote", 1, **fields)


@pytest.mark.parametrize(
    ("seconds", "developers", "kept"),
    [
        (5, 1000, True),
        (4, 1000, False),
        (5, 0, True),
        (4, 0, False),
        (1, 4, True),
        (2, 16, True),
        (1, 16, False),
    ],
)
def test_sponsors(seconds, developers, kept):
    society = archive()
    vote = Vote(
        drafts=(Draft(by=("p0009",), seconds=tuple(PEOPLE[:seconds])),),
        poll=Poll(voters=1, developers=developers),
    )
    assert (("3", "unshown") not in attest(society, vote)) is kept


def test_whoever_proposes_is_no_sponsor_of_her_own_and_no_list_is_no_breach():
    society = archive()
    own = Draft(by=("p0001",), seconds=tuple(PEOPLE[:5]))
    assert ("3", "unshown") in attest(society, Vote(drafts=(own,)))
    assert ("3", "unshown") in attest(society, Vote(drafts=(Draft(by=("p0001",)),)))


@pytest.mark.parametrize(
    ("ends", "consequence"),
    [
        ("2024-03-08T00:00:00Z", "unshown"), ("2024-03-07T12:00:00Z", "flag"), ("2024-03-15T00:00:00Z", ""),
        ("2024-03-16T00:00:00Z", "unshown"), ("2024-03-22T00:00:00Z", "unshown"), ("2024-03-23T00:00:00Z", "flag"),
        ("2024-03-14T23:59:59Z", ""), ("", "unshown"),
    ],
)  # fmt: skip
def test_a_poll_of_two_weeks_which_the_leader_varies(ends, consequence):
    vote = Vote(spans=(span("poll", "2024-03-01T00:00:00Z", ends),), poll=Poll(voters=1))
    assert dict(attest(archive(), vote)).get("4", "") == consequence


@pytest.mark.parametrize(
    ("opens", "consequence"),
    [("2024-03-15T00:00:00Z", ""), ("2024-03-14T00:00:00Z", "unshown"), ("2024-03-08T00:00:00Z", "unshown"),
     ("2024-03-07T00:00:00Z", "flag"), ("", "unshown")],
)  # fmt: skip
def test_a_discussion_of_two_weeks_at_least(opens, consequence):
    spans = (span("discussion", "2024-03-01T00:00:00Z"), *((span("poll", opens),) if opens else ()))
    assert dict(attest(archive(), Vote(spans=spans))).get("5", "") == consequence


@pytest.mark.parametrize(
    ("campaign", "polled", "count"),
    [
        (("2024-03-08", "2024-03-28"), ("2024-03-29", "2024-04-11"), 0),
        (("2024-03-08", "2024-03-31"), ("2024-04-01", "2024-04-14"), 1),
        (("2024-03-08", "2024-03-28"), ("2024-03-31", "2024-04-13"), 1),
        (("2024-03-08", "2024-03-25"), ("2024-03-26", "2024-04-08"), 1),
    ],
)
def test_the_stages_of_an_election(campaign, polled, count):
    spans = (
        span("nominations", "2024-03-01", "2024-03-07"),
        span("campaign", *campaign),
        span("poll", *polled),
    )
    found = attest(archive(), Vote(leader=True, spans=spans))
    assert found.count(("6", "flag")) == count
    assert ("6", "unshown") not in found


def test_voters_are_on_the_roll_and_a_stranger_is_tested_against_the_outcome():
    society = archive()
    assert "2" not in dict(attest(society, Vote(poll=poll(society, "vvrr"))))
    assert ("2", "outcome") in attest(society, Vote(poll=poll(society, "vvrx")))
    assert ("2", "unshown") in attest(society, Vote(poll=poll(society, "uuu")))


@pytest.mark.parametrize(
    ("papers", "says"), [(("12", "12", "12", "21"), "still wins"), (("12", "12", "21"), "can be")]
)
def test_the_outcome_test_takes_each_paper_away(papers, says):
    society = archive()
    marks = "v" * (len(papers) - 1) + "x"
    file = ballots(society, *papers)
    taken = society.do(
        "attest-vote",
        1,
        name="v",
        title="t",
        source="s",
        vote=Vote(poll=poll(society, marks, ballots=file, developers=0)),
    )
    assert any(finding.clause == "2" and says in finding.found for finding in taken.findings)


def test_the_numbers_of_voters_and_developers_are_those_listed():
    society = archive()
    assert dict(attest(society, Vote(poll=poll(society, voters=3))))["4"]
    found = attest(society, Vote(poll=poll(society, developers=6)))
    assert ("5", "flag") in found
    assert ("5", "flag") not in attest(society, Vote(poll=poll(society)))


def test_a_roll_is_one_that_can_be_read_with_its_root():
    society = archive()
    fields = {"name": "v", "title": "t", "source": "s"}
    for raw in (
        b"",
        b"p0002 v\np0001 v\n",
        b"p0001 z\n",
        b"p0001 u\np0002 v\n",
        b"\xff\n",
        b"p0001 v\np0001 r\n",
    ):
        vote = Vote(poll=Poll(voters=1, roll=society.attach(raw)))
        assert "bylaw 13" in society.refused("attest-vote", 1, vote=vote, **fields)
    assert "bylaw 17" in society.refused(
        "attest-vote", 1, vote=Vote(poll=poll(society, root="0" * 64)), **fields
    )
    assert "bylaw 13" in society.refused(
        "attest-vote", 1, vote=Vote(poll=Poll(voters=1, roll="0" * 64)), **fields
    )
    society.do("attest-vote", 1, vote=Vote(poll=poll(society)), **fields)


@pytest.mark.parametrize("raw", [b"", b"no ballots", b"a,b\n1,0\n", b"\xff\xfe"])
def test_ballots_are_ones_that_can_be_read(raw):
    society = archive()
    fields = {"name": "v", "title": "t", "source": "s"}
    file = society.attach(raw)
    assert "bylaw 13" in society.refused(
        "attest-vote", 1, vote=Vote(poll=poll(society, ballots=file)), **fields
    )
    file = ballots(society, "12", "21")
    society.do("attest-vote", 1, vote=Vote(poll=poll(society, ballots=file)), **fields)


def test_the_law_is_that_of_the_opening_of_the_poll():
    society = archive()
    society.wait(10)
    week = Clause(no="4", words="A week.", of=("attest-vote",), on_breach="flag", window=Window(days=7))
    society.do("amend-bylaws", 1, name="short", clauses=(week,))
    society.wait(10)
    before = Vote(spans=(span("poll", "2025-01-02T00:00:00Z", "2025-01-16T00:00:00Z"),), poll=Poll(voters=1))
    after = Vote(spans=(span("poll", "2025-01-12T00:00:00Z", "2025-01-21T00:00:00Z"),), poll=Poll(voters=1))
    assert "4" not in dict(attest(society, before))
    assert dict(attest(society, after))["4"] == "flag"


def test_lengths_know_how_little_a_day_says():
    assert length("2024-03-01", "2024-03-08") == (6 * 86_400, 8 * 86_400)
    assert length("2024-03-01", "") is None
    assert bounds("2024-02-30") is None
    assert bounds("9999-99-99T99:99:99Z") is None


def test_strangers_may_not_attest():
    society = archive()
    fields = {"name": "v", "title": "t", "source": "s", "vote": Vote()}
    assert "bylaw 7" in society.refused("attest-vote", 2, **fields)
    society.do("attest-vote", 1, **fields)


def test_may_is_asked_of_the_bylaws():
    none = Society((Clause(no="1", words="No.", of=("attest",), may=May(any_of=("member here",))),), founders=1,
                   clock="reconstruction")  # fmt: skip
    assert none.refused("attest-vote", 1, name="v", title="t", source="s", vote=Vote()) == ["bylaw 9"]
