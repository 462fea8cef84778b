"""Cards: who gets one, under which number, what ends it, and that the list says so and nothing else."""

import pytest

from bylaw.acts.members.card_status import bits
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Card, Classes, ClassOfMember
from bylaw.state.cards import BLOCK

from .carding import HOUR, CardOffice, kid, public, rules
from .justice import CHARGED, JUDGES, Court
from .society import DAY, key_of, person


@pytest.fixture
def office():
    return CardOffice()


def test_a_member_gets_a_card_and_nobody_else(office):
    assert office.why(office.issue()) == ""
    office.do("resign", office.herself(4), member=person(4))
    assert office.refused("issue-card", office.secretary, **office.card(4)) == ["bylaw 15"]
    office.do("issue-card", office.secretary, **office.card(5))


def test_only_whom_the_clause_names_issues_cards(office):
    assert "61" in office.refused("issue-card", 2, **office.card())
    office.do("issue-card", office.secretary, **office.card())


def test_a_card_that_is_bound_to_nobody_is_refused(office):
    assert office.refused("issue-card", office.secretary, **office.card(photo="")) == ["bylaw 98"]
    office.do("issue-card", office.secretary, **office.card(photo="", key=key_of(person(CHARGED)).thumbprint))


def test_a_card_is_bound_to_a_key_of_its_holder(office):
    other = key_of(person(5)).thumbprint
    assert office.refused("issue-card", office.secretary, **office.card(key=other)) == ["bylaw 98"]
    office.do("issue-card", office.secretary, **office.card(5, key=other))


def test_no_number_is_given_twice_nor_from_another_block(office):
    office.issue(index=7)
    for index in (7, BLOCK, 10**9):
        assert office.refused("issue-card", office.secretary, **office.card(4, index=index)) == [
            "bylaw 98"
        ], index
    office.do("issue-card", office.secretary, **office.card(4, index=BLOCK - 1))


def test_the_next_block_opens_when_one_is_full(office):
    cards = office.state.cards
    first = office.issue()
    assert cards.size == BLOCK
    for index in range(BLOCK):
        if not cards.given(index):
            cards._numbers[index] = first
    assert cards.open_block == range(BLOCK, 2 * BLOCK)
    assert office.why(office.issue(4, index=BLOCK + 3)) == ""
    assert cards.size == 2 * BLOCK


def test_numbers_that_no_card_has_read_as_no_good(office):
    office.issue(index=7)
    office.issue(4, index=9)
    raw = bits(office.state, office.now)
    assert [i for i in range(8 * len(raw)) if not raw[i // 8] >> i % 8 & 1] == [7, 9]


def test_one_card_at_a_time(office):
    card = office.issue()
    assert office.refused("issue-card", office.secretary, **office.card()) == ["bylaw 98"]
    office.do("report-card-lost", office.herself(), card=card)
    assert office.why(office.issue()) == ""


@pytest.mark.parametrize("months", [6, 12])
def test_a_card_lasts_as_long_as_its_clause_lets_it(months):
    office = CardOffice(months=months)
    days = {6: 181, 12: 365}[months]
    assert office.refused("issue-card", office.secretary, **office.card(expires=office.stamp(days + 1))) == [
        "61"
    ]
    office.do("issue-card", office.secretary, **office.card(expires=office.stamp(days)))


def test_a_card_that_ends_at_once_is_refused(office):
    assert "bylaw 14" in office.refused(
        "issue-card", office.secretary, **office.card(expires=office.stamp(0))
    )
    office.do("issue-card", office.secretary, **office.card(expires=office.stamp(1)))


def test_a_card_ends_on_its_last_day(office):
    card = office.issue(expires=office.stamp(10))
    assert office.why(card, 9.99) == ""
    assert office.why(card, 10) == "expired"


def test_a_lost_card_is_no_good_from_its_report_on_and_the_new_one_is(office):
    card = office.issue()
    assert "62" in office.refused("report-card-lost", 2, card=card)
    office.do("report-card-lost", office.herself(), card=card)
    assert office.why(card) == "lost"
    assert office.refused("report-card-lost", office.herself(), card=card) == ["bylaw 15"]
    assert office.why(office.issue()) == ""


def test_a_replaced_card_gives_way_to_the_new_one(office):
    old, other = office.issue(), office.issue(4)
    new = office.card()
    assert office.refused("replace-card", office.secretary, old=other, **new) == ["bylaw 98"]
    office.do("replace-card", office.secretary, old=old, **new)
    assert (office.why(old), office.why(new["card"]), office.why(other)) == ("replaced", "", "")
    assert office.refused("replace-card", office.secretary, old=old, **office.card()) == ["bylaw 15"]


def test_leaving_ends_a_card_and_nobody_has_to_do_anything(office):
    card, other = office.issue(4), office.issue(5)
    office.do("resign", office.herself(4), member=person(4))
    assert (office.why(card), office.why(other)) == ("left", "")


def test_a_suspension_rests_the_card_and_its_end_wakes_it(office):
    card, other = office.issue(), office.issue(4)
    office.decided(days=100)
    assert (office.why(card), office.why(other)) == ("suspended", "")
    assert (office.why(card, 99), office.why(card, 102)) == ("suspended", "")


def test_an_appeal_that_stays_the_sanction_keeps_the_card_good():
    office = CardOffice(stays=True)
    card = office.issue()
    office.appealed()
    assert office.why(card) == ""
    office.rule("upheld")
    assert office.why(card) == "suspended"


def test_an_interim_measure_rests_the_card_at_once(office):
    card = office.issue()
    office.bring()
    office.do(
        "interim-measure",
        office.secretary,
        case="c1",
        member=person(CHARGED),
        last=office.stamp(20),
        reasons=office.text(),
    )
    assert (office.why(card), office.why(card, 21)) == ("suspended", "")


def test_no_card_outlives_an_expulsion_and_restoration_gives_it_back(office):
    card = office.issue()
    office.bring().found(*JUDGES)
    office.do("decide-sanction", office.panel(*JUDGES), **office.expulsion())
    assert office.why(card) == "suspended"
    office.wait(31)
    office.do("carry-out", office.secretary, case="c1")
    assert office.why(card) == "left"
    assert office.refused("issue-card", office.secretary, **office.card()) != []


def test_an_overturned_sanction_gives_the_card_back(office):
    card = office.issue()
    office.appealed()
    assert office.why(card) == "suspended"
    office.rule("overturned")
    assert office.why(card) == ""


def test_a_card_of_a_class_that_she_left_is_no_good():
    classes = Classes(names=(ClassOfMember(name="ordinary"), ClassOfMember(name="honorary")))
    office = CardOffice((Clause(no="65", words="Members are ordinary or honorary.", classes=classes),))
    card = office.issue(4)
    office.do("change-class", office.secretary, member=person(4), cls="honorary")
    assert office.why(card) == "class"
    office.do("replace-card", office.secretary, old=card, **(new := office.card(4)))
    assert office.why(new["card"]) == ""


def test_a_revoked_key_signs_nothing_more(office):
    office.issue()
    office.do("revoke-card-key", office.secretary, key=public().thumbprint)
    assert office.refused("issue-card", office.secretary, **office.card(4)) == ["bylaw 98"]
    office.do("register-card-key", office.secretary, key=public(2))
    office.do("issue-card", office.secretary, **office.card(4))
    assert office.refused("revoke-card-key", office.secretary, key=public().thumbprint) == ["bylaw 15"]
    assert office.refused("publish-card-status", office.secretary, **office.listed(1)) == ["bylaw 99"]
    office.publish(n=2)


def test_a_card_key_is_of_es256_and_new(office):
    assert office.refused("register-card-key", office.secretary, key=key_of(person(99))) == ["bylaw 98"]
    assert office.refused("register-card-key", office.secretary, key=public()) == ["bylaw 98"]
    office.do("register-card-key", office.secretary, key=public(3))


def test_a_list_that_says_what_the_record_says_is_published(office):
    office.issue()
    office.publish()
    assert office.state.cards.lists[-1].expires == office.now + DAY


def test_a_list_that_leaves_an_end_out_is_refused(office):
    card = office.issue()
    before = bits(office.state, office.now)
    office.do("report-card-lost", office.herself(), card=card)
    told = office.listed(bits=before)
    assert office.refused("publish-card-status", office.secretary, **told) == ["bylaw 99"]
    office.publish()


@pytest.mark.parametrize("hours", [24, 48])
def test_a_list_is_good_for_as_long_as_its_clause_says(hours):
    office = CardOffice(hours=hours)
    office.issue()
    assert office.refused("publish-card-status", office.secretary, **office.listed(hours=hours + 1)) == ["63"]
    office.publish(hours=hours)


def test_a_list_is_published_fresh_and_in_order(office):
    office.issue()
    told = office.listed()
    office.now += HOUR + 1
    assert office.refused("publish-card-status", office.secretary, **told) == ["bylaw 99"]
    office.now -= 1
    office.do("publish-card-status", office.secretary, **told)
    office.publish()
    older = office.listed(issued=office.now - 60, hours=23)
    assert "bylaw 99" in office.refused("publish-card-status", office.secretary, **older)


def test_a_list_of_tomorrow_is_refused(office):
    office.issue()
    ahead = office.listed(issued=office.now + 1, expires=office.now + DAY)
    assert "bylaw 99" in office.refused("publish-card-status", office.secretary, **ahead)
    office.publish()


ODD = {
    "another organisation's": {"uri": "https://other.example/cards/status"},
    "a shorter list": {"bits": b""},
    "a longer list": {"bits": b"\xff" * 256},
}


@pytest.mark.parametrize("changes", ODD.values(), ids=ODD.keys())
def test_an_odd_list_is_refused(office, changes):
    office.issue()
    assert office.refused("publish-card-status", office.secretary, **office.listed(**changes)) == ["bylaw 99"]
    office.publish()


def test_a_list_by_a_key_that_is_not_in_force_is_refused(office):
    office.issue()
    assert office.refused("publish-card-status", office.secretary, **office.listed(2)) == ["bylaw 99"]
    wrong = office.listed() | {"keys": (public(), public(2))}
    assert office.refused("publish-card-status", office.secretary, **wrong) == ["bylaw 99"]
    office.publish()


def test_bytes_that_are_no_list_are_refused_and_missing_ones_are_asked_for(office):
    office.issue()
    told = office.listed() | {"list": office.attach(b"no list")}
    assert office.refused("publish-card-status", office.secretary, **told) == ["bylaw 99"]
    assert office.refused("publish-card-status", office.secretary, **told | {"list": "0" * 64}) == [
        "bylaw 13"
    ]
    office.publish()


def test_an_audit_without_the_bytes_leaves_the_list_unproven(office):
    office.issue()
    told = office.listed()
    office.evidence[told["list"]] = None
    office.do("publish-card-status", office.secretary, **told)
    assert office.state.cards.lists[-1].digest == told["list"]


def test_a_floor_keeps_cards_short_and_lists_fresh():
    floor = Card(months=24, list_hours=168)
    assert not Card(months=24, list_hours=168).weaker(floor)
    assert "months" in Card(months=25, list_hours=168).weaker(floor)
    assert "list_hours" in Card(months=24, list_hours=169).weaker(floor)
    assert CardOffice(months=24, hours=168).state.identity.org
    for numbers in ({"months": 25}, {"hours": 169}):
        refused = Court(rules(**numbers), unfounded=True).taken.refusals
        assert {finding.clause for finding in refused} == {"floor 40"}


def test_the_name_of_a_key_on_lists_is_the_beginning_of_its_thumbprint(office):
    assert office.state.cards.keys_at(office.now)[0].kid == kid()
