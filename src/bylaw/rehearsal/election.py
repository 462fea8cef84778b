"""An election by recorded count, as the scenes of the demo put an office to the vote, step by step."""

from __future__ import annotations

from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.members.franchise import electors
from bylaw.acts.voting.electing import roll_root, voters_of
from bylaw.rehearsal.local import Local, hash_of

Votes = dict[str, int]
"""Votes per candidate, by the candidate's name in the play."""


def elect(local: Local, office: str, seats: int, votes: Votes) -> None:
    """Put an office to the vote, called by the secretary."""
    name = call(local, office, seats)
    nominate(local, name, votes)
    local.on.wait(35)
    poll(local, name, votes)
    count(local, name, votes)
    declare(local, name, votes, seats)


def hold(local: Local, called: dict[str, Votes]) -> None:
    """Hold several called elections side by side: candidates, poll, count; two days later each can be declared."""
    local.on.wait(5)
    for name, votes in called.items():
        nominate(local, name, votes)
    local.on.wait(35)
    poll_all(local, called)
    for name, votes in called.items():
        count_now(local, name, votes)
    local.on.wait(2)


def call(local: Local, office: str, seats: int) -> str:
    """Have the secretary call it, forty days ahead; gives its name, and five days have passed."""
    on, fields = local.on, call_of(local, office, seats)
    tell = f"the secretary calls an election, forty days ahead: {seats} of {office}"
    on.do("call-election", local.secretary(), **fields, tell=tell)
    on.wait(5)
    return str(fields["election"])


def call_of(local: Local, office: str, seats: int) -> dict[str, Any]:
    """Give the fields of a call in time."""
    on = local.on
    days = {"nominations": on.day(30), "opens": on.day(40), "closes": on.day(41), "begins": on.day(45)}
    return {"election": f"{office}-{on.day(0)[:4]}", "office": office, "body": "root", "seats": seats, **days}


def nominate(local: Local, name: str, votes: Votes) -> None:
    """Nominate the candidates, who accept."""
    on = local.on
    for who in votes:
        on.do("nominate", "m003", election=name, member=on.member(who))
        on.do("accept-nomination", Signer(on.member(who), "subject"), election=name, member=on.member(who))


def paper_of(local: Local, name: str, votes: Votes) -> dict[str, Any]:
    """Give the paper: the candidates, and the roll that the election is held on."""
    on = local.on
    election = on.state.elections.all[name]
    roll = electors(on.state, voters_of(on.state, election), election.record)
    options = tuple(on.member(who) for who in votes)
    return {"election": name, "voters": len(roll), "root": roll_root(roll), "options": options}


def poll(local: Local, name: str, votes: Votes) -> None:
    """Fix paper and roll, open the poll, and close it a day later."""
    poll_all(local, {name: votes})


def poll_all(local: Local, called: dict[str, Votes]) -> None:
    """Hold the polls of several elections on one day."""
    on, papers = local.on, {name: paper_of(local, name, votes) for name, votes in called.items()}
    for name, paper in papers.items():
        tell = f"paper and roll are fixed: {len(called[name])} candidates, {paper['voters']} voters"
        on.do("fix-paper", *local.tellers(), **paper, tell=tell)
        on.do("open-poll", *local.tellers(), election=name)
    on.wait(1)
    for name, paper in papers.items():
        records = hash_of("delivery records")
        on.do("close-poll", "m004", election=name, served=paper["voters"], records=records)


def count(local: Local, name: str, votes: Votes) -> None:
    """Enter the tellers' count, and let two days pass."""
    count_now(local, name, votes)
    local.on.wait(2)


def count_now(local: Local, name: str, votes: Votes) -> None:
    """Enter the tellers' count."""
    tell = "two tellers sign the count: " + ", ".join(f"{who} {n}" for who, n in votes.items())
    local.on.do("enter-count", *local.tellers(), **count_of(name, votes), tell=tell)


def count_of(name: str, votes: Votes) -> dict[str, Any]:
    """Give the count that the tellers sign; two papers are invalid."""
    valid = sum(votes.values())
    took_part = {"took_part": valid + 2, "valid": valid, "invalid": 2}
    return {"election": name, "unit": "root", **took_part, "votes": tuple(votes.values())}


def declare(local: Local, name: str, votes: Votes, seats: int) -> None:
    """Declare elected whom the count elects."""
    on, order = local.on, order_of(votes)[:seats]
    elected = tuple(on.member(who) for who in order)
    tell = f"elected, as the count says: {', '.join(order)}"
    on.do("declare-result", *local.tellers(), election=name, elected=elected, tell=tell)


def order_of(votes: Votes) -> list[str]:
    """Give the candidates by their votes, the first first."""
    return sorted(votes, key=lambda who: -votes[who])
