"""A recall that nobody opens, counts or declares: each step passes on by its date, to any member or to two."""

import pytest

from .governing import rule
from .recalling import TELLERS, Recalling

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
