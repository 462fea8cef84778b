"""Directives: for an office, answered in words, countermanded in the open, and still there after a hand-over."""

import pytest

from bylaw.acts.accountability.directives import IssueDirective
from bylaw.projections.directives import directives
from bylaw.projections.duties import duties
from bylaw.rules.clause import FOREVER
from bylaw.rules.meanings import Panel, Window
from bylaw.state.offices import Mandate

from .governing import MEMBERS, OFFICE, SUBJECT, Governed, digest, rule
from .society import person

DIRECTIVES = (
    rule("90", "issue-directive countermand", *OFFICE),
    rule("91", "answer-directive", *SUBJECT, window=Window(days=14)),
    rule("92", "dissent-directive", *MEMBERS),
    rule("93", "resign-office hand-over", *SUBJECT),
)


def society(*other) -> Governed:
    return Governed(*DIRECTIVES, *other)


def fields(s: Governed, name: str = "d", **more) -> dict[str, object]:
    told = {"directive": name, "body": "root", "to": "root", "office": "treasurer", "sort": "directive"}
    return told | {"text": digest(name), "deadline": s.stamp(60)} | more


def answer(s: Governed, step: str, text: str = "", mandate: str = "interim.1", n: int = 2):
    told = {"directive": "d", "mandate": mandate, "step": step, "text": text}
    return s.judged("answer-directive", s.herself(n), **told) or s.do(
        "answer-directive", s.herself(n), **told
    )


def stage(s: Governed) -> str:
    (line,) = directives(s.state, "root", s.now)
    return line.stage


def issued(*other, **more) -> Governed:
    s = society(*other)
    s.do("issue-directive", s.secretary, **fields(s, **more))
    return s


def refused(found) -> list[str]:
    return [finding.clause for finding in found]


def test_acknowledged_acted_on_and_completed_with_evidence():
    s = issued()
    assert stage(s) == "issued"
    answer(s, "acknowledged")
    assert stage(s) == "acknowledged"
    assert refused(answer(s, "acknowledged")) == ["bylaw 17"]
    assert refused(answer(s, "acted")) == ["bylaw 65"]
    answer(s, "acted", digest("half"))
    assert refused(answer(s, "completed")) == ["bylaw 65"]
    answer(s, "completed", digest("evidence"))
    assert stage(s) == "completed"
    assert refused(answer(s, "acted", digest("more"))) == ["bylaw 15"]


def test_cannot_be_done_because_and_a_dissent_are_answers():
    s = issued(sort="recommendation")
    assert refused(answer(s, "cannot")) == ["bylaw 65"]
    answer(s, "cannot", digest("because"))
    assert stage(s) == "cannot be done"
    s.wait(100)
    assert stage(s) == "cannot be done", "an answer with reasons is no default"
    s.do("dissent-directive", 9, directive="d", reasons=digest("expert"))
    assert s.refused("dissent-directive", 9, directive="d", reasons=digest("again")) == ["bylaw 17"]
    s.do("dissent-directive", 10, directive="d", reasons=digest("expert"))


@pytest.mark.parametrize(("days", "told"), [(14, "issued"), (15, "unanswered")])
def test_what_nobody_answered_is_listed_from_the_day_of_the_clause(days, told):
    s = issued()
    s.wait(days)
    assert stage(s) == told
    late = [d for d in duties(s.state, "root", s.now) if d.act == "answer-directive" and d.overdue]
    assert len(late) == (told == "unanswered")


def test_past_its_day_it_is_overdue_though_it_was_acknowledged():
    s = issued()
    answer(s, "acknowledged")
    s.wait(61)
    assert stage(s) == "overdue"


def test_it_survives_a_hand_over_and_the_new_holder_has_her_days():
    s = issued()
    answer(s, "acknowledged")
    s.wait(5)
    s.do("resign-office", s.herself(2), mandate="interim.1")
    new = Mandate("new", person(8), "treasurer", "root", s.now, FOREVER, FOREVER, "e", s.now)
    s.state.offices.seat(new)
    assert refused(answer(s, "acted", digest("old"))) == ["bylaw 15"], "her mandate is over"
    s.wait(14)
    assert stage(s) == "acknowledged"
    s.wait(1)
    assert stage(s) == "unanswered"
    answer(s, "acknowledged", mandate="new", n=8)
    assert stage(s) == "acknowledged"


def test_only_the_office_that_was_asked_answers():
    s = issued()
    assert "bylaw 9" in refused(answer(s, "acknowledged", mandate="interim.0", n=1))
    assert "91" in refused(answer(s, "acknowledged", n=3))


def test_a_countermand_is_in_words_by_whoever_may():
    s = issued()
    assert s.refused("countermand", 9, directive="d", words="Not needed any more.") == ["90"]
    s.do("countermand", s.secretary, directive="d", words="Not needed any more.")
    assert stage(s) == "countermanded"
    assert s.refused("countermand", s.secretary, directive="d", words="Twice.") == ["bylaw 15"]
    assert refused(answer(s, "acted", digest("x"))) == ["bylaw 15"]


@pytest.mark.parametrize(
    ("more", "clauses"),
    [
        ({"office": "porter"}, ["bylaw 8"]),
        ({"deadline": "2025-01-01T00:00:00Z"}, ["bylaw 14"]),
        ({"to": "board", "office": "director"}, []),
        ({"office": "teller"}, ["bylaw 66"]),
        ({"office": "secretary"}, []),
    ],
)
def test_to_which_office(more, clauses):
    s = society(rule("94", "bring-charge", panel=Panel(size=3, seats="office teller here")))
    assert refused(s.judged("issue-directive", s.secretary, **fields(s, **more))) == clauses


def test_c30_no_act_has_a_field_for_a_number_of_members():
    """An instruction names an office; nothing can order that so many be expelled, admitted or convicted."""
    own = set(IssueDirective.__struct_fields__) - {"org", "nonce", "seen", "until", "by"}
    assert own == {"directive", "body", "to", "office", "sort", "text", "deadline"}
