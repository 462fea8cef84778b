"""A vote of the past against each clause: the nearest that keeps it, the nearest that breaks it, the fact missing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bylaw.acts.electing import roll_root
from bylaw.acts.past.facts import Draft, Dropped, Poll, Ratio, Result, Span, Vote
from bylaw.acts.past.moments import bounds, length
from bylaw.acts.past.roll import read_roll
from bylaw.rules.clause import Clause
from bylaw.rules.load import load
from bylaw.rules.meanings import May, Window
from tests.acts.society import Society

LAW = b"""
title = "t"
about = "a"
zone = "UTC"
bodies = {}
offices = {}
[clauses."1"]
words = "The archivist attests."
of = ["attest-vote", "amend-bylaws"]
may = ["member here"]
[clauses."2"]
words = "Developers vote."
of = "attest-vote"
on_breach = "outcome"
electorate = {}
[clauses."3"]
words = "K sponsor."
of = "attest-vote"
on_breach = "flag"
seconds = { measure = { root = [1, 2], at_most = 5 } }
[clauses."4"]
words = "Two weeks, one more or less."
of = "attest-vote"
on_breach = "flag"
window = { days = 14, vary_days = 7 }
[clauses."5"]
words = "Two weeks of discussion, a quorum for each option."
of = "attest-vote"
on_breach = "flag"
forum = { kind = "discussion", days = 14, vary_days = 7 }
quorum = { measure = { root = [3, 2] }, scope = "option" }
[clauses."6"]
words = "A week, three weeks, two weeks."
of = "attest-vote"
office = "leader"
on_breach = "flag"
steps = { order = [["campaign", "nominations", 7], ["poll", "campaign", 21], ["close", "poll", 14]], exact = true }
[clauses."7"]
words = "By strictly more."
of = "attest-vote"
on_breach = "flag"
majority = { majority = { share = [1, 2], base = "cast", strict = true } }
method = { name = "debian", edition = "1.1", default = "Further Discussion" }
[clauses."8"]
words = "Three to one."
of = "amend-constitution"
on_breach = "flag"
majority = { majority = { share = [3, 4], base = "cast", strict = true } }
"""
PEOPLE = [f"p{n:04}" for n in range(1, 10)]


def archive(clock: str = "reconstruction") -> Society:
    profile = load(LAW)
    return Society(profile.clauses, founders=1, clock=clock)


def attest(society: Society, vote: Vote, **fields) -> list[tuple[str, str]]:
    """Enter a vote and give what its clauses say: the clause and the consequence."""
    taken = society.do(
        "attest-vote", 1, name=f"v{society.state.size}", title="A vote", source="a page", vote=vote
    )
    return [(finding.clause, finding.consequence) for finding in taken.findings]


def poll(society: Society, marks: str = "vvrrr", **fields) -> Poll:
    """A poll of people 1, 2, ... with these marks on its roll."""
    raw = "".join(f"{who} {mark}\n" for who, mark in zip(PEOPLE, marks, strict=False)).encode()
    roll = read_roll(raw)
    root = roll_root(sorted(roll.on)) if roll.published else ""
    said = {"voters": len(roll.voted), "developers": len(roll.on), "roll": society.attach(raw), "root": root}
    return Poll(**{**said, **fields})


def ballots(society: Society, *marks: str) -> str:
    head = "     Option 1--->: Yes\n   /  Option 2-->: Further Discussion\n   |/\n"
    return society.attach((head + "".join(f"V: {m}\tv{i}\n" for i, m in enumerate(marks))).encode())


def span(stage: str, begins: str, ends: str = "") -> Span:
    return Span(stage=stage, begins=begins, ends=ends)


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


@pytest.mark.parametrize(
    ("printed", "right"), [("47.4341", True), ("47.4342", True), ("47.4350", False), ("47", True)]
)
def test_the_printed_quorum(printed, right):
    found = attest(archive(), Vote(poll=Poll(voters=100, developers=1000, quorum=printed)))
    assert (("5", "flag") not in found) is right


def ratio(over: int, under: int, value: str, need: int, sign: str = "", *, stays: bool = True) -> Ratio:
    return Ratio(option=1, over=over, under=under, value=value, need=need, sign=sign, stays=stays)


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


MOMENTS = st.sampled_from(
    ("", "2024-01-01", "2024-02-30", "2024-03-01T00:00:00Z", "0001-01-01", "9999-12-31")
)
SMALL = st.integers(0, 4) | st.just(2**53 - 1)
DRAFTS = st.builds(Draft, by=st.just(("p0001",)), seconds=st.lists(st.sampled_from(PEOPLE)).map(tuple))
SPANS = st.builds(
    Span,
    stage=st.sampled_from(("nominations", "campaign", "proposal", "discussion", "poll")),
    begins=MOMENTS,
    ends=MOMENTS,
)
RATIOS = st.builds(
    Ratio,
    option=SMALL,
    over=SMALL,
    under=SMALL,
    value=st.sampled_from(("", "0", "1.000", "999999999.9")),
    stays=st.booleans(),
    sign=st.sampled_from(("", ">", ">=", "<", "<=")),
    need=SMALL,
)
RESULTS = st.builds(
    Result, matrix=st.lists(st.lists(SMALL, max_size=3).map(tuple), max_size=3).map(tuple), winner=SMALL
)


MATTERS = st.sampled_from(("", "amend-constitution", "supersede-foundation"))
VOTES = st.builds(
    Vote,
    leader=st.booleans(),
    drafts=st.lists(DRAFTS, max_size=2).map(tuple),
    spans=st.lists(SPANS, max_size=5).map(tuple),
    matters=st.lists(MATTERS, max_size=3).map(tuple),
)
POLLS = st.builds(
    Poll,
    voters=SMALL,
    developers=SMALL,
    ratios=st.lists(RATIOS, max_size=3).map(tuple),
    result=st.none() | RESULTS,
)
PAPERS = st.lists(st.sampled_from(("12", "21", "--", "11")), max_size=3)


@settings(max_examples=200, deadline=None)
@given(vote=VOTES, said=POLLS, papers=PAPERS, marks=st.sampled_from(("", "v", "vr", "x", "u")))
def test_whatever_the_facts_are_the_judge_answers(vote, said, papers, marks):
    society = archive()
    if marks:
        listed = poll(society, marks)
        said = replace(said, roll=listed.roll, root=listed.root)
    if papers:
        said = replace(said, ballots=ballots(society, *papers))
    vote = replace(vote, poll=said)
    act = society.act("attest-vote", 1, name="v", title="t", source="s", vote=vote)
    refused = {finding.clause for finding in society._enter(act).refusals}
    assert refused <= {"bylaw 1", "bylaw 14"}, "only times refuse: what clauses say is kept"


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
