"""The head of the access log in the record, and commitments that running cases still use."""

import pytest

from bylaw.acts.keeping.erasure import uses
from bylaw.projections.duties import duties
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Interval, May, Window

from .justice import JUDGES, Court, digest
from .society import person

ONE, TWO = "1" * 64, "2" * 64


@pytest.fixture
def court():
    return Court(
        (
            Clause(
                no="70",
                words="The secretary enters the head each quarter.",
                of=("record-access-head",),
                may=May(any_of=("office secretary here",)),
                interval=Interval(months=3),
            ),
            Clause(
                no="71",
                words="The secretary erases.",
                of=("erase",),
                may=May(any_of=("office secretary here",)),
                window=Window(days=0),
            ),
        )
    )


def test_the_log_only_grows(court):
    court.do("record-access-head", court.secretary, lines=5, head=ONE)
    assert court.refused("record-access-head", court.secretary, lines=4, head=TWO) == ["bylaw 100"]
    assert court.refused("record-access-head", court.secretary, lines=5, head=TWO) == ["bylaw 100"]
    court.do("record-access-head", court.secretary, lines=5, head=ONE)
    court.do("record-access-head", court.secretary, lines=6, head=TWO)
    assert "70" in court.refused("record-access-head", 2, lines=7, head=ONE)


def due(court):
    found = duties(court.state, "root", court.now)
    return [duty.overdue for duty in found if duty.act == "record-access-head"]


def test_the_head_is_a_duty_each_quarter(court):
    assert due(court) == [False]
    court.wait(60)
    assert due(court) == [True]
    court.do("record-access-head", court.secretary, lines=0, head="0" * 64)
    assert due(court) == [False]


def in_use(court, *commitments):
    return [why for commitment in commitments for why in uses(court.state, commitment, court.now)]


def test_what_opens_the_documents_of_a_case_is_in_use_until_the_case_is_over(court):
    fields = court.charge()
    court.do("bring-charge", 2, **fields)
    court.heard(*JUDGES)
    assert in_use(court, fields["facts"], digest("i1")) == ["case c1 is not over, and rests on it"] * 2
    assert in_use(court, ONE) == []
    told = court.finding(outcome="not-proven", rests_on=(), yes=0) | {"reasons": (reasons := court.text())}
    court.do("decide-finding", court.panel(*JUDGES), **told)
    assert in_use(court, fields["facts"], digest("i1"), reasons) == []


def test_the_act_of_erasure_waits_for_a_case_that_rests_on_a_document_of_somebody_who_left(court):
    court.bring()
    court.serve().file("i9", by=5)
    court.do("resign", court.herself(5), member=person(5))
    named = {"member": person(5), "clause": "71", "commitments": (digest("i9"),)}
    court.wait(1)
    assert court.refused("erase", court.secretary, **named) == ["bylaw 19"] * 2, (
        "the document, and that she brought it"
    )
    named["commitments"] = (TWO,)
    assert court.refused("erase", court.secretary, **named) == ["bylaw 19"], (
        "the case still needs who brought it"
    )
    court.do("resign", court.herself(6), member=person(6))
    court.wait(1)
    court.do("erase", court.secretary, **named | {"member": person(6)})
