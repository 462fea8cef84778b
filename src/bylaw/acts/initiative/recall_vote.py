"""The vote of a recall: it opens by itself, as a poll with one name on the paper, to be kept or recalled."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.days import after_days, first_day
from bylaw.acts.voting.electing import CALL, electing_body, unit_of
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Election, Nomination
from bylaw.state.offices import Mandate
from bylaw.state.recalls import Recall

RECALL = "open-recall"
"""The kind of act that opens the process."""
REMOVE = "remove-from-office"
"""The kind of act whose clauses say what majority recalls."""
LEAST = 7
"""The fewest days for which the poll of a recall is open."""


def electorate_of(state: State, held: Mandate, t: int) -> str:
    """Give the body whose members elected the holder: they sign, and they vote on the recall."""
    unit = unit_of(state, held.body)
    law = state.bylaws.on(t).one("electorate", CALL, state.bodies.all[unit].kind, held.office)
    return electing_body(state, unit, law.rule.by if law else "", t) or unit


def open_vote(state: State, recall: Recall, at: int) -> None:
    """Open the vote on a recall: called now, of the roll of now, with its days by the law of the recall's opening."""
    held = state.offices.mandates[recall.mandate]
    unit, electing = unit_of(state, held.body), electorate_of(state, held, recall.at)
    notice = _law(state, recall, "notice", CALL)
    petition = _law(state, recall, "petition", RECALL)
    opens = (
        first_day(state, notice.rule.days, notice.rule.unit, at)
        if notice
        else first_day(state, 1, "before", at)
    )
    days = petition.rule.vote_days if petition else 0
    closes = max(after_days(state, at, days), after_days(state, opens, LEAST))
    name = _name(state, recall)
    state.elections.call(
        Election(
            name, held.office, held.body, unit, electing, 1, recall.means, (electing,), called=at, nominations=at,
            record=at, opens=opens, closes=closes, begins=closes, question=recall.name,
        )
    )  # fmt: skip
    state.elections.nominate(name, Nomination(held.member, at, accepted=at))
    state.recalls.vote(recall.name, name)


def no_recall(election: Election, what: str) -> Iterator[Finding]:
    """Yield a finding where a step that belongs to the choice of persons is tried in the vote of a recall."""
    if election.question:
        yield own(64, f"{election.name} asks whether a mandate is recalled", what)


def _name(state: State, recall: Recall) -> str:
    n = len(recall.elections) + 1
    while f"recall.{recall.name}.{n}" in state.elections.all:
        n += 1
    return f"recall.{recall.name}.{n}"


def _law(state: State, recall: Recall, key: str, of: str) -> Provision | None:
    held = state.offices.mandates[recall.mandate]
    kind = state.bodies.all[unit_of(state, held.body)].kind
    return state.bylaws.on(recall.at).one(key, of, kind, held.office)
