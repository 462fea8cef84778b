"""An archive of past votes for tests: its law, its people, and how an archivist attests a vote."""

from __future__ import annotations

from bylaw.acts.past.facts import Poll, Ratio, Span, Vote
from bylaw.acts.past.roll import read_roll
from bylaw.acts.voting.electing import roll_root
from bylaw.rules.load import load
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


def ratio(over: int, under: int, value: str, need: int, sign: str = "", *, stays: bool = True) -> Ratio:
    return Ratio(option=1, over=over, under=under, value=value, need=need, sign=sign, stays=stays)
