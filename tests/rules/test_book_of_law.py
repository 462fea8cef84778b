"""The bylaws as a book: what is law when, what is to come, and what a question finds when it has none or two answers."""

import pytest

from bylaw.rules.bylaws import Bylaws, Law
from bylaw.rules.clause import FOREVER, Clause, expand
from bylaw.rules.meanings import Notice
from bylaw.rules.questions import Question, unanswered


def clause(no: str, days: int = 7, **where) -> Clause:
    return Clause(no=no, words=f"{days} days.", notice=Notice(days=days), **{"of": ("move",), **where})


def law(*clauses: Clause) -> Law:
    return Law(provision for each in clauses for provision in expand(each, 0, FOREVER))


def days(book: Bylaws, t: int) -> int | None:
    found = book.on(t).one("notice", "move")
    return found.rule.days if found else None


def test_the_most_particular_answer_is_for_its_act_body_and_office():
    book = law(
        clause("1"),
        clause("2", 8, body=("b",)),
        clause("3", 9, body=("b",), office=("o",)),
        clause("4", 5, of=()),
    )
    asked = [("move", "", ""), ("move", "b", ""), ("move", "b", "o"), ("move", "c", "o"), ("admit", "b", "o")]
    assert [book.one("notice", *each).no for each in asked] == ["1", "2", "3", "1", "4"]
    assert book.one("notice").no == "4"
    assert book.one("quorum", "move") is None


def test_floors_are_named_apart():
    book = law(clause("1"), clause("2", layer="floor"), clause("3", layer="default"))
    assert (book.floor_numbers(), book.numbers()) == ({"2"}, {"1", "2", "3"})


def test_what_is_repealed_ends_on_its_day_and_its_neighbour_stays():
    book = Bylaws()
    book.adopt((clause("1", 7), clause("2", 9, of=("admit",))), 10)
    book.repeal(("1",), 20)
    assert [days(book, t) for t in (9, 10, 19, 20)] == [None, 7, 7, None]
    assert book.on(20).numbers() == {"2"}


def test_what_is_to_come_is_pending_until_its_day_and_not_when_it_was_withdrawn():
    book = Bylaws()
    book.adopt((clause("1", 7),), 10)
    book.adopt((clause("1", 8), clause("2")), 20)
    assert [(c.notice.days, start) for c, start in book.pending("1", 19)] == [(8, 20)]
    assert book.pending("1", 20) == []
    assert book.changes(9) == [10, 20]
    assert book.changes(10) == [20]
    assert book.changes(20) == []
    book.withdraw((clause("1", 8),), (), 20, 15)
    assert book.pending("1", 14) == []
    assert (days(book, 20), [c.no for c, _ in book.pending("2", 15)]) == (7, ["2"])


def findings(question: Question, *clauses: Clause) -> list[tuple[str, str, str]]:
    return [(f.clause, f.found, f.remedy) for f in unanswered(law(*clauses), (question, question))]


@pytest.mark.parametrize(
    ("body", "office", "said"),
    [
        ("", "", "notice of move"),
        ("b", "", "notice of move in each b"),
        ("", "o", "notice of move for o"),
        ("b", "o", "notice of move in each b for o"),
    ],
)
def test_a_question_has_one_answer_and_says_so_once_where_it_has_none_or_two(body, office, said):
    question = Question("notice", "move", body, office, needed=True)
    assert findings(question, clause("1")) == []
    assert findings(question, clause("1", layer="floor")) == []
    none = ("bylaw 11", f"no clause answers: {said}", "add a clause with the meaning 'notice'")
    assert findings(question, clause("1", of=("admit",))) == [none]
    two = ("bylaw 11", f"clauses 1 and 2 both answer: {said}", "make one of them more particular")
    assert findings(question, clause("1"), clause("2", 8)) == [two]
    assert findings(question._replace(needed=False)) == []


def test_an_answer_below_a_floor_is_refused_by_the_floor():
    floor = clause("9", 15, layer="floor", source="Act 1")
    question = Question("notice", "move")
    assert findings(question, clause("1", 15), floor) == []
    ((number, found, remedy),) = findings(question, clause("1", 14), floor)
    assert (number, remedy) == ("9", "change clause 1")
    assert found.startswith("clause 1 is less strict: ")


def test_a_breach_says_what_its_clause_says():
    (provision,) = expand(clause("1", on_breach="voidable:30", source="Act 1"), 5, 9)
    told = provision.breach("found", "mend", 77)
    assert (told.clause, told.words, told.found, told.remedy) == ("1", "7 days.", "found", "mend")
    assert (told.source, told.consequence, told.opens) == ("Act 1", "voidable:30", 77)
    assert provision.breach("found", "mend").opens is None
