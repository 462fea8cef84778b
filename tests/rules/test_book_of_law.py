"""The bylaws as a book: what is law when, what is to come, and what a question finds when it has none or two answers."""

import pytest

from bylaw.rules.bylaws import Bylaws, Law
from bylaw.rules.clause import FOREVER, Clause, expand, in_order
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Notice, Steps
from bylaw.rules.own import WORDS, own
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


def test_an_answer_is_one_choice_else_one_default_and_then_every_floor_that_holds():
    floors = [
        clause("5", layer="floor"),
        clause("6", layer="floor", of=()),
        clause("7", layer="floor", body=("b",)),
        clause("8", layer="floor", office=("o",)),
        clause("9", layer="floor", of=("admit",)),
    ]
    book = law(clause("1", layer="default"), clause("2", body=("b",)), clause("3", body=("b",)), *floors)

    def numbers(*asked: str) -> list[str]:
        return [p.no for p in book.find("notice", *asked)]

    assert numbers("move") == ["1", "5", "6"]
    assert numbers("move", "b") == ["2", "5", "6", "7"]
    assert numbers("move", "c", "o") == ["1", "5", "6", "8"]
    assert numbers("move", "b", "o") == ["2", "5", "6", "7", "8"]
    assert numbers("admit") == ["6", "9"]
    assert numbers() == ["6"]
    assert book.one("notice") is book.find("notice")[0]
    assert book.find("notice", "move") is book.find("notice", "move")
    assert book.about("notice", "move") is book.about("notice", "move")
    assert {p.no for p in book.all("notice")} == book.numbers() == {p.no for p in book.every()}
    assert book.all("quorum") == ()


def test_what_comes_before_a_step_is_told_with_its_days():
    order = (("hear", "serve", 7), ("find", "hear", 0), ("hear", "charge", 9))
    book = law(clause("1"), Clause(no="2", words="w", of=("charge",), body=("b",), steps=Steps(order=order)))

    def before(step: str, *asked: str) -> list[tuple[str, str, int]]:
        return [(p.no, after, days) for p, after, days in book.steps(step, *asked)]

    assert before("hear", "charge", "b") == [("2", "serve", 7), ("2", "charge", 9)]
    assert before("find", "charge", "b") == [("2", "hear", 0)]
    assert (
        before("hear", "charge", "c") == before("hear", "move", "b") == before("serve", "charge", "b") == []
    )
    assert book.steps("hear", "charge", "b") is book.steps("hear", "charge", "b")


def test_numbers_stand_in_the_order_of_a_book():
    mixed = ["floor 2", "4.10", "4.9.1", "4.a", "10", "4.9", "floor 1", "9"]
    right = ["4.9", "4.9.1", "4.10", "4.a", "9", "10", "floor 1", "floor 2"]
    assert sorted(mixed, key=in_order) == right
    assert in_order("9999.x") < in_order("a")
    assert in_order("4.b") == ((4, "4"), (10_000, "b"))


def test_a_ground_rule_is_cited_with_its_words():
    assert own(3, "f", "r") == Finding(
        clause="bylaw 3", words=WORDS["bylaw 3"], found="f", remedy="r", source="bylaw"
    )


def test_a_provision_says_all_that_its_clause_says():
    each = clause("1", body=("b", "c"), office=("o",), source="Act 1", evidence="read", on_breach="flag")
    assert [
        (
            p.no,
            p.words,
            p.key,
            p.rule,
            tuple(p.where),
            p.layer,
            p.on_breach,
            p.source,
            p.evidence,
            p.since,
            p.until,
        )
        for p in expand(each, 5, 9)
    ] == [
        ("1", "7 days.", "notice", each.notice, ("move", body, "o"), "choice", "flag", "Act 1", "read", 5, 9)
        for body in ("b", "c")
    ]
    assert expand(each, 5)[0].until == FOREVER


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


def test_a_question_is_asked_of_its_body_and_office():
    there = clause("1", body=("b",), office=("o",))
    floor = clause("9", 15, layer="floor", body=("b",), office=("o",))
    assert findings(Question("notice", "move", "b", "o", needed=True), there) == []
    assert findings(Question("notice", "move", "b", "o", needed=True), floor) == []
    (weak,) = findings(Question("notice", "move", "b", "o"), there, floor)
    assert weak[0] == "9"
    for body, office in (("b", ""), ("", "o"), ("c", "o")):
        (none,) = findings(Question("notice", "move", body, office, needed=True), there, floor)
        assert none[0] == "bylaw 11"


def test_of_two_answers_the_first_is_held_to_the_floor():
    floor = clause("9", 15, layer="floor")
    question = Question("notice", "move")
    both = [finding[0] for finding in findings(question, clause("1", 15), clause("2", 14), floor)]
    assert both == ["bylaw 11"]
    assert [f[0] for f in findings(question, clause("1", 14), clause("2", 15), floor)] == ["bylaw 11", "9"]


def test_a_breach_says_what_its_clause_says():
    (provision,) = expand(clause("1", on_breach="voidable:30", source="Act 1"), 5, 9)
    told = provision.breach("found", "mend", 77)
    assert (told.clause, told.words, told.found, told.remedy) == ("1", "7 days.", "found", "mend")
    assert (told.source, told.consequence, told.opens) == ("Act 1", "voidable:30", 77)
    assert provision.breach("found", "mend").opens is None
