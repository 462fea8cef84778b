"""A recall that nobody opens, counts or declares: each step passes on by its date, to any member or to two."""

import pytest

from bylaw.rules.meanings import May

from .governing import rule
from .polling import Poll, changed, society
from .recalling import TELLERS, Recalling
from .society import person

TWO = rule("64a", "enter-count", *TELLERS, "member due & member due")
ONE = rule("64", "declare-recall declare-result", *TELLERS, "member due")


def voted(*clauses) -> tuple[Recalling, dict]:
    """A recall whose poll was closed and not counted."""
    s = Recalling(*(clauses or (TWO, ONE)))
    s.wait(1)
    s.open_recall()
    name = s.over(9, 10, 11, 12)
    s.poll(name, (2,))
    return s, {"election": name, "unit": "root", **numbers(4, 12)}


def numbers(keep: int, recall: int) -> dict:
    cast = keep + recall
    return {"took_part": cast, "valid": cast, "invalid": 0, "votes": (keep,), "against": (recall,)}


@pytest.mark.parametrize(("days", "refused"), [(6, True), (7, True), (8, False)])
def test_a_count_that_tellers_do_not_enter_passes_to_two_members_after_a_week(days, refused):
    s, count = voted()
    s.wait(days)
    if refused:
        assert s.refused("enter-count", (13, 14), **count) == ["64a"]
    else:
        s.do("enter-count", (13, 14), **count)
        s.wait(8)
        s.do("declare-recall", 15, election=count["election"], outcome="recalled")
        assert s.state.offices.mandates["interim.1"].cause == "recalled"


def test_not_to_one_of_them_nor_to_whom_it_is_about():
    s, count = voted()
    s.wait(30)
    assert s.refused("enter-count", 13, **count) == ["64a"]
    assert s.refused("enter-count", (2, 13), **count) == ["bylaw 34"], "2 is the treasurer, whom it recalls"
    s.do("enter-count", s.tellers, **count)


def test_once_it_is_entered_nobody_but_tellers_counts_again():
    s, count = voted()
    s.wait(30)
    s.do("enter-count", (13, 14), **count)
    assert s.refused("enter-count", (15, 16), **{**count, **numbers(12, 4)}) == ["64a"]
    s.do("enter-count", s.tellers, **{**count, **numbers(5, 11)})


def test_it_passes_to_whom_the_clause_says_and_where_it_names_nobody_to_nobody():
    s, count = voted(rule("64a", "enter-count", *TELLERS), ONE)
    s.wait(60)
    assert s.refused("enter-count", (13, 14), **count) == ["64a"]


PAIR = "office secretary here & office president here"


@pytest.mark.parametrize(("days", "who", "taken"), [
    (49.9, (PAIR, "member due & member due"), False),
    (50, (PAIR, "member due & member due"), True),
    (90, (PAIR,), False),
])  # fmt: skip
def test_a_result_that_nobody_declares_passes_to_two_members(days, who, taken):
    s = society(instead=changed("12", may=May(any_of=who)))
    poll = Poll(s).closed(5, 6)
    two, one = (13, 14), 13
    poll.count(11, 7)
    poll.until(days)
    result = poll.result((5,), (6,))
    assert s.refused("declare-result", one, **result) == ["12"], "one of them"
    if taken:
        assert s.refused("declare-result", two, **poll.result((6,), (5,))) == ["bylaw 32"]
        s.do("declare-result", two, **result)
        assert s.state.offices.mandates["e1.0"].member == person(5)
    else:
        assert s.refused("declare-result", two, **result) == ["12"]
        poll.declare((5,), (6,))


def test_before_it_is_counted_no_member_declares_it():
    s = society(instead=changed("12", may=May(any_of=(PAIR, "member due & member due"))))
    poll = Poll(s).closed(5, 6)
    poll.until(90)
    assert s.refused("declare-result", (13, 14), **poll.result((5,), (6,))) == ["12", "bylaw 17"]


def test_who_stands_draws_no_lot():
    s = society(instead=changed("12", may=May(any_of=("member here & member here",))))
    poll = Poll(s).closed(5, 6, 7)
    poll.count(7, 7, 2)
    drawn = poll.result((6,), (5,), lot=(person(6), person(5)))
    for two in ((6, 13), (13, 5), (7, 13)):
        assert s.refused("declare-result", two, **drawn) == ["bylaw 34"]
    s.do("declare-result", (13, 14), **drawn)


def test_who_stands_may_sign_what_follows_from_the_count_alone():
    s = society(instead=changed("12", may=May(any_of=("member here & member here",))))
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7)
    s.do("declare-result", (5, 6), **poll.result((5,), (6,)))
