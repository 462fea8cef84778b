"""The book of law after any adoptions, repeals and withdrawals, against a calendar in which each day has its text."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import example, given
from hypothesis import strategies as st

from bylaw.rules.bylaws import Bylaws
from bylaw.rules.clause import FOREVER, Clause
from bylaw.rules.meanings import Notice

END = 14
"""The first day of which the calendar says nothing any more; what is law on the last is law for ever."""


class Text(NamedTuple):
    """What one adoption made law; the same words come back as another text."""

    copy: int
    days: int


class Calendar:
    """For each number its text on each day: the law as somebody would look it up who has much time."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Text | None]] = {"1": [None] * END, "2": [None] * END}
        self.count = 0

    def begins(self, row: list[Text | None], after: int) -> int:
        return next((t for t in range(after + 1, END) if row[t] and row[t] != row[t - 1]), END)

    def ends(self, row: list[Text | None], t: int) -> int:
        return next((day for day in range(t, END) if row[day] != row[t]), END)

    def adopt(self, number: str, since: int, days: int) -> None:
        row, self.count = self.rows[number], self.count + 1
        until = self.begins(row, since)
        row[since:until] = [Text(self.count, days)] * (until - since)

    def repeal(self, number: str, since: int) -> None:
        row = self.rows[number]
        until = self.ends(row, since)
        row[since:until] = [None] * (until - since)

    def withdraw(self, number: str, since: int, at: int) -> None:
        row = self.rows[number]
        before, here = row[since - 1] if since else None, row[since]
        if here == before:
            return
        start, until = max(since, at), self.ends(row, since) if here else self.begins(row, since)
        if before and at > since:
            self.count += 1
            before = before._replace(copy=self.count)
        row[start:until] = [before] * max(until - start, 0)


def clause(number: str, days: int) -> Clause:
    return Clause(no=number, words="w", of=(f"act-{number}",), notice=Notice(days=days))


def told(book: Bylaws, t: int) -> dict[str, tuple[int, int, int]]:
    """Give by number what the book says of a day: the text's days, and from when until when it is law."""
    law = book.on(t)
    assert book.on(t) is law
    assert {each.no for each in book.in_force(t)} == law.numbers()
    found = {number: law.one("notice", f"act-{number}") for number in ("1", "2")}
    return {number: (one.rule.days, one.since, one.until) for number, one in found.items() if one}


def looked_up(calendar: Calendar, t: int) -> dict[str, tuple[int, int, int]]:
    found = {}
    for number, row in calendar.rows.items():
        if text := row[t]:
            until = calendar.ends(row, t)
            found[number] = (text.days, row.index(text), FOREVER if until == END else until)
    return found


DAYS = st.integers(0, 11)
NUMBERS = st.sampled_from(("1", "2"))
STEPS = st.lists(
    st.tuples(st.just("adopt"), NUMBERS, DAYS, st.integers(1, 99))
    | st.tuples(st.just("repeal"), NUMBERS, DAYS)
    | st.tuples(st.sampled_from(("withdraw", "restore")), NUMBERS, DAYS, DAYS),
    max_size=9,
)


@given(STEPS)
@example([("adopt", "1", 2, 7), ("adopt", "2", 2, 9), ("adopt", "1", 5, 8), ("adopt", "1", 3, 6)])
@example([("adopt", "1", 2, 7), ("adopt", "1", 5, 8), ("withdraw", "1", 5, 7), ("repeal", "1", 7)])
@example([("adopt", "1", 2, 7), ("adopt", "1", 5, 8), ("repeal", "1", 8), ("withdraw", "1", 5, 6)])
@example([("adopt", "1", 2, 7), ("adopt", "1", 5, 8), ("withdraw", "1", 5, 5)])
@example([("adopt", "1", 2, 7), ("repeal", "1", 5), ("adopt", "1", 9, 8), ("restore", "1", 5, 7)])
@example([("adopt", "1", 2, 7), ("adopt", "1", 5, 8), ("adopt", "1", 5, 9), ("withdraw", "1", 5, 3)])
def test_the_book_says_of_each_day_what_a_calendar_says(steps):
    book, calendar = Bylaws(), Calendar()
    assert book.on(0).numbers() == frozenset()
    for name, number, since, *more in steps:
        earlier, before = book.copy(), [looked_up(calendar, t) for t in range(END)]
        if name == "adopt":
            book.adopt((clause(number, *more),), since)
            calendar.adopt(number, since, *more)
        elif name == "repeal":
            book.repeal((number,), since)
            calendar.repeal(number, since)
        else:
            given_up = ((clause(number, 1),), ()) if name == "withdraw" else ((), (number,))
            book.withdraw(*given_up, since, *more)
            calendar.withdraw(number, since, *more)
        right = [looked_up(calendar, t) for t in range(END)]
        assert [told(book, t) for t in range(END)] == right
        assert [told(book, t) for t in reversed(range(END))] == right[::-1]
        assert [told(earlier, t) for t in range(END)] == before
    for number, row in calendar.rows.items():
        for t in range(END):
            later = [day for day in range(t + 1, END) if row[day] and row[day] != row[day - 1]]
            pending = sorted((start, each.notice.days) for each, start in book.pending(number, t))
            assert pending == [(day, row[day].days) for day in later]
