"""Whatever facts of a past vote are attested, the judge answers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bylaw.acts.past.facts import Draft, Poll, Ratio, Result, Span, Vote

from .archive import PEOPLE, archive, ballots, poll

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
