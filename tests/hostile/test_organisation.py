"""Rows of group C as data: the act that is refused, its clause, and the nearest act that is taken.

The fixture rules are the clauses below; a row that names a number is run with another number too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from bylaw.acts.act import Signer
from bylaw.acts.members.franchise import franchise, votes
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import (
    Account,
    Admission,
    CampaignRule,
    Electorate,
    Interval,
    Lapse,
    Method,
    Notice,
    PetitionRule,
    SpendingRule,
    Term,
    Window,
)
from bylaw.rules.measure import Measure
from tests.acts.governing import Governed, digest, rule
from tests.acts.recalling import Recalling
from tests.acts.society import key_of, person

OFFICER = ("office secretary here",)
RULES: tuple[Clause, ...] = (
    rule("20", "apply", "applicant"),
    rule("21", "admit", *OFFICER, admission=Admission(flag_share=(1, 2))),
    rule("22", "call-election", *OFFICER, "member due", notice=Notice(days=14), term=Term(months=24),
         method=Method(name="plurality", ballot="open"), electorate=Electorate(closes_days=30)),
    rule("23", "nominate", "member here"),
    rule("24", "commit-funds", *OFFICER, spending=SpendingRule(least=1000)),
    rule("25", "file-report", "subject", interval=Interval(months=2), account=Account(again_days=14)),
    rule("26", "discharge", *OFFICER),
    rule("27", "open-commission", "member here", window=Window(days=365)),
    rule("28", "report-commission", "panel"),
    rule("29", "attest-standing", "office treasurer here"),
    rule("30", "open-campaign", *OFFICER, campaign=CampaignRule(answer_days=60, remind_days=7)),
    rule("31", "give-lapse-notice lapse", *OFFICER),
    rule("32", "give-lapse-notice lapse", lapse=Lapse(notice_days=14, return_days=30)),
)  # fmt: skip


class Row(NamedTuple):
    """One case: how the society came to it, the acts that are taken, those that are refused, and by which clauses."""

    case: str
    setup: Callable[[Governed], Any]
    taken: tuple[Callable[[Governed], Any], ...]
    later: float
    refused: tuple[tuple[Callable[[Governed], Any], list[str]], ...]


def society(*other: Clause) -> Governed:
    named = {c.no for c in other}
    return Governed(*other, *(c for c in RULES if c.no not in named))


def officer(s: Governed) -> Signer:
    return Signer(person(1), "office", "interim.0")


def applies(n: int) -> Callable[[Governed], Any]:
    return lambda s: s.do("apply", Signer(person(n), "applicant"), member=person(n), body="root", cls="ordinary",
                          key=key_of(person(n)))  # fmt: skip


def admits(n: int):
    return lambda s: s.act("admit", officer(s), applicant=person(n))


def contracts(s: Governed):
    return s.act(
        "commit-funds",
        officer(s),
        commitment=f"k{s.state.size}",
        body="root",
        words="Paper.",
        total=9,
        unit="EUR",
    )


def calls(by: int | None = None):
    def call(s: Governed):
        times = {
            k: s.stamp(d) for k, d in (("nominations", 40), ("opens", 50), ("closes", 52), ("begins", 300))
        }
        who = by or officer(s)
        return s.act(
            "call-election",
            who,
            election=f"e{s.state.size}",
            office="director",
            body="board",
            seats=1,
            **times,
        )

    return call


def discharges(s: Governed):
    return s.act("discharge", officer(s), mandate="interim.1", through=s.stamp(0))


def nothing(s: Governed) -> None:
    """The society as it was founded."""


def two_apply(s: Governed) -> None:
    applies(50)(s)
    applies(51)(s)


ROWS = [
    Row("C6", two_apply, (admits(50),), 301, ((admits(51), ["21"]),)),
    Row("C24 contract", nothing, (contracts,), 301, ((contracts, ["24"]),)),
    Row("C24 call", nothing, (calls(),), 301, ((calls(), ["22"]),)),
    Row("C25", nothing, (calls(9),), 0, ()),
    Row("C32", nothing, (discharges,), 75, ((discharges, ["bylaw 61"]),)),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.case for row in ROWS])
def test_row(row: Row):
    s = society()
    row.setup(s)
    s.wait(1 if row.case != "C25" else 290)
    for act in row.taken:
        done = s._enter(act(s))
        assert not done.refusals, row.case
    s.wait(row.later)
    for act, clauses in row.refused:
        taken = s._enter(act(s))
        assert [f.clause for f in taken.refusals] == clauses, row.case
        assert not taken.applied


def test_c4_an_id_that_nobody_admitted_is_on_no_roll_and_votes_nowhere():
    s = society()
    rules = franchise(s.state, "root", s.now)
    assert votes(s.state, person(9), rules, s.now)
    assert not votes(s.state, person(70), rules, s.now)
    assert s.refused("open-petition", 70, name="p", body="root", matter=s.fact(), text=digest("p")) != []
    applies(70)(s)
    s.do("admit", officer(s), applicant=person(70))
    assert votes(s.state, person(70), rules, s.now)


@pytest.mark.parametrize(("share", "flagged"), [((1, 2), []), ((1, 20), ["21"])])
def test_c5_many_admitted_in_few_days_are_flagged_by_the_number_of_the_clause(share, flagged):
    s = society(rule("21", "admit", *OFFICER, admission=Admission(flag_share=share, flag_days=30)))
    for n in (50, 51):
        applies(n)(s)
    s.do("admit", officer(s), applicant=person(50))
    found = s.do("admit", officer(s), applicant=person(51)).findings
    assert [(f.clause, f.consequence) for f in found] == [(no, "flag") for no in flagged]


@pytest.mark.parametrize(("share", "needed"), [((1, 5), 4), ((1, 10), 2), ((1, 2), 10)])
@pytest.mark.parametrize("window", [60, 30])
def test_c39_the_share_and_the_window_are_numbers_of_the_file(share, needed, window):
    petition = PetitionRule(measure=Measure(share=share), window_days=window, vote_days=30)
    s = Recalling(rule("61", "open-recall", petition=petition))
    s.wait(1)
    s.open_recall()
    s.seal(*(s.signed(n) for n in range(5, 5 + needed)))
    s.wait(window + 1)
    assert s.refused("file-petition", 9, petition="rc") == ["61"]
    s.wait(-1)
    s.do("file-petition", 9, petition="rc")
    s.counted(needed)
    assert s.state.petitions.counts["rc"][-1].needed == needed
    assert s.state.recalls.all["rc"].elections
