"""Where one rule is less strict than a floor of the same meaning: the nearest that keeps to it, and the nearest that does not."""

import pytest

from bylaw.rules.meanings import (
    Account,
    Audience,
    CampaignRule,
    Electorate,
    Embargo,
    Interval,
    SpendingRule,
    Term,
)

TWO_YEARS = {"calendar_years": 2}
SPANS = [
    ({"months": 36}, {"months": 36}, True),
    ({"months": 37}, {"months": 36}, False),
    (TWO_YEARS, TWO_YEARS, True),
    ({"calendar_years": 3}, TWO_YEARS, False),
    ({"months": 24}, TWO_YEARS, True),  # elected on 31 December: both end on that day two years later
    ({"months": 25}, TWO_YEARS, False),
    ({"calendar_years": 1}, {"months": 24}, True),  # elected on 1 January: to 31 December of the next year
    (TWO_YEARS, {"months": 24}, False),  # elected on 1 January: three years but a day
]


@pytest.mark.parametrize("kind", [Term, Interval])
@pytest.mark.parametrize(("mine", "floor", "keeps"), SPANS)
def test_a_span_is_compared_with_the_day_that_is_worst_for_it(kind, mine, floor, keeps):
    assert (kind(**mine).weaker(kind(**floor)) == "") is keeps


def test_whom_the_law_keeps_from_the_entries_is_kept_from_them():
    members, anyone = Audience(entries="members"), Audience(entries="anyone")
    assert anyone.weaker(members) == "anyone reads the entries, and not members alone"
    assert [members.weaker(members), members.weaker(anyone), anyone.weaker(anyone)] == ["", "", ""]


EMBARGOES = [
    (Embargo(effective="registered"), Embargo(effective="registered"), ""),
    (Embargo(effective="adopted"), Embargo(effective="registered"), "an amendment is law only once it is registered"),
    (Embargo(effective="registered"), Embargo(effective="adopted"), ""),
    (Embargo(days=30), Embargo(days=30), ""),
    (Embargo(days=29), Embargo(days=30), "days 29 is less than the floor's 30"),
    (Embargo(entrenched=("1", "2")), Embargo(entrenched=("1",)), ""),
    (Embargo(entrenched=("2",)), Embargo(entrenched=("1",)), "1 must stay entrenched"),
]  # fmt: skip


@pytest.mark.parametrize(("mine", "floor", "why"), EMBARGOES)
def test_an_embargo_of_law_cannot_be_shortened(mine, floor, why):
    assert mine.weaker(floor) == why


def test_whom_the_law_lets_elect_elects():
    floor = Electorate(by="congress")
    assert Electorate(by="congress", closes_days=3).weaker(floor) == ""
    assert Electorate(by="board").weaker(floor) == "the floor lets the congress elect"
    assert Electorate(by="board").weaker(Electorate()) == ""


ACCOUNTS = [
    (Account(again_days=30, rejected="meeting"), Account(again_days=30), ""),
    (Account(again_days=31), Account(again_days=30), "again_days 31 is more than the floor's 30"),
    (
        Account(again_days=9),
        Account(again_days=9, overdue="meeting"),
        "the floor lets 'meeting' follow when overdue",
    ),
]


@pytest.mark.parametrize(("mine", "floor", "why"), ACCOUNTS)
def test_what_follows_from_a_failed_report_is_not_made_milder(mine, floor, why):
    assert mine.weaker(floor) == why


ACCOUNTABILITY = [
    (CampaignRule(answer_days=30), CampaignRule(answer_days=30), ""),
    (
        CampaignRule(answer_days=29),
        CampaignRule(answer_days=30),
        "answer_days 29 is less than the floor's 30",
    ),
    (
        CampaignRule(answer_days=30, reminders=0),
        CampaignRule(answer_days=30),
        "reminders 0 is less than the floor's 1",
    ),
    (SpendingRule(least=999, bids=3), SpendingRule(least=1000, bids=3), ""),
    (SpendingRule(least=1001), SpendingRule(least=1000), "least 1001 is more than the floor's 1000"),
    (SpendingRule(least=1000, bids=1), SpendingRule(least=1000, bids=2), "bids 1 is less than the floor's 2"),
]


@pytest.mark.parametrize(("mine", "floor", "why"), ACCOUNTABILITY)
def test_campaigns_and_bids_are_not_made_laxer(mine, floor, why):
    assert mine.weaker(floor) == why
