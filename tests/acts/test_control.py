"""Control: who may ask for a file, what becomes of it, and what is reported to the members."""

import pytest
from msgspec.structs import replace

from bylaw.projections.control import control
from bylaw.projections.duties import duties

from .grievances import AUDITOR, FIRST, OTHER, SECOND, Branch
from .society import person


def request(s, name="f1", days=7, **fields):
    told = {"request": name, "body": "root", "file": s.text(), "deliver": s.stamp(days)}
    return told | fields


def audited(**numbers):
    return Branch(**numbers).elected(AUDITOR, "auditor")


def asked(s, name="f1", **fields):
    s.do("request-file", s.office(AUDITOR, "auditor"), **request(s, name, **fields))
    return s


def delivery(s, name="f1", **fields):
    return {"request": name, "content": s.text()} | fields


def both(s):
    return s.office(AUDITOR, "auditor"), s.director


def stage(s, name="f1"):
    return next(each.stage for each in control(s.state, "root", s.now) if each.name == name)


def test_a_file_is_asked_for_delivered_and_met():
    s = asked(audited())
    assert stage(s) == "open"
    s.do("deliver-file", both(s), **delivery(s))
    assert stage(s) == "met"
    assert s.refused("deliver-file", both(s), **delivery(s)) == ["bylaw 15"]
    s.wait(30)
    assert stage(s) == "met"


def test_what_is_not_handed_over_by_its_day_is_overdue_until_it_is():
    s = asked(audited())
    s.wait(6)
    assert stage(s) == "open"
    s.wait(1)
    assert stage(s) == "overdue"
    (duty,) = (d for d in duties(s.state, "root", s.now) if d.act == "deliver-file")
    assert (duty.about, duty.overdue) == ("f1", True)
    s.do("deliver-file", both(s), **delivery(s))
    assert stage(s) == "met"


def test_what_is_withheld_keeps_it_open_and_then_overdue():
    s = asked(audited())
    s.do("deliver-file", both(s), **delivery(s, withheld=s.text()))
    assert stage(s) == "in part"
    s.wait(7)
    assert stage(s) == "overdue"
    s.do("deliver-file", both(s), **delivery(s))
    assert stage(s) == "met"


@pytest.mark.parametrize("days", [3, 7, 20])
def test_the_days_to_deliver_are_the_clauses(days):
    s = audited(deliver=days)
    near = request(s, days=days - 1)
    assert "50" in s.refused("request-file", s.office(AUDITOR, "auditor"), **near)
    asked(s, days=days)


def test_the_floor_gives_three_days():
    assert [f.clause for f in Branch(deliver=2, unfounded=True).taken.refusals] == ["floor 33"]
    Branch(deliver=3)


def test_who_controls_was_elected_and_not_appointed():
    s = audited()
    s.do("request-file", s.office(AUDITOR, "auditor"), **request(s))
    mandate = s.state.offices.mandates["auditor-6"]
    s.state.offices.mandates["auditor-6"] = replace(mandate, source="founding")
    assert s.refused("request-file", s.office(AUDITOR, "auditor"), **request(s, "f2")) == ["bylaw 53"]


def test_who_controls_was_not_elected_by_those_who_govern():
    s = audited()
    election = s.state.elections.all["e-auditor-6"]
    s.state.elections.all["e-auditor-6"] = replace(election, electing="board")
    assert s.refused("request-file", s.office(AUDITOR, "auditor"), **request(s)) == ["bylaw 53"]
    s.state.elections.all["e-auditor-6"] = replace(election, electing="root")
    asked(s)


def test_who_controls_holds_no_office_that_governs():
    s = audited().elected(SECOND, "auditor")
    assert s.refused("request-file", s.office(SECOND, "auditor"), **request(s)) == ["bylaw 53"]
    asked(s)
    s.do("remove-from-office", s.director, mandate="interim.2", reasons=s.text())
    s.do("request-file", s.office(SECOND, "auditor"), **request(s, "f2"))


def test_an_office_without_power_is_no_bar():
    s = audited().elected(AUDITOR, "porter")
    asked(s)


def test_kin_of_those_who_govern_does_not_control():
    s = audited().elected(OTHER, "auditor")
    s.do("declare-tie", s.herself(OTHER), member=person(OTHER), other=person(FIRST))
    assert s.refused("request-file", s.office(OTHER, "auditor"), **request(s)) == ["bylaw 53"]
    asked(s)


def test_one_firm_does_not_govern_and_control():
    s = audited()
    for n, firm in ((AUDITOR, "acme"), (FIRST, "acme")):
        s.do("declare-affiliation", s.herself(n), member=person(n), firm=firm)
    assert s.refused("request-file", s.office(AUDITOR, "auditor"), **request(s)) == ["bylaw 53"]
    s.do("declare-affiliation", s.herself(FIRST), member=person(FIRST), firm="other")
    asked(s)


def test_no_act_refuses_a_file_and_nobody_delivers_alone():
    s = asked(audited())
    assert s.refused("deliver-file", s.director, **delivery(s)) == ["51"]
    assert s.refused("deliver-file", s.office(AUDITOR, "auditor"), **delivery(s)) == ["51"]
    s.do("deliver-file", both(s), **delivery(s))


def test_words_serve_one_thing():
    s = asked(audited())
    text = s.state.control.requests["f1"].file
    assert s.refused("deliver-file", both(s), **delivery(s, content=text)) == ["bylaw 24"]
    one = s.text()
    assert s.refused("deliver-file", both(s), **delivery(s, content=one, withheld=one)) == ["bylaw 24"]
    s.do("deliver-file", both(s), **delivery(s))


def report(s, name="r1", **numbers):
    return {"report": name, "body": "root", "text": s.text(), "asked": 0, "overdue": 0} | numbers


def test_a_report_has_the_numbers_of_the_record():
    s = asked(asked(audited()), "f2")
    s.do("deliver-file", both(s), **delivery(s))
    s.wait(8)
    auditor = s.office(AUDITOR, "auditor")
    assert s.refused("report-control", auditor, **report(s)) == ["bylaw 17", "bylaw 17"]
    assert s.refused("report-control", auditor, **report(s, asked=2, overdue=0)) == ["bylaw 17"]
    s.do("report-control", auditor, **report(s, asked=2, overdue=1))
    assert stage(s, "r1") == "2 asked for, 1 overdue"
    s.wait(1)
    assert s.refused("report-control", auditor, **report(s, "r2", asked=2, overdue=1)) == ["bylaw 17"]
    s.do("report-control", auditor, **report(s, "r2", asked=0, overdue=1))


def test_who_governs_does_not_write_the_report():
    s = audited()
    assert s.refused("report-control", s.director, **report(s)) == ["52", "bylaw 53"]
    s.do("report-control", s.office(AUDITOR, "auditor"), **report(s))


def test_the_report_is_a_duty_with_its_day():
    s = audited()

    def due():
        return [d for d in duties(s.state, "root", s.now) if d.act == "report-control"]

    assert [(d.body, d.overdue) for d in due()] == [("root", False)]
    assert [(d.why, d.clause) for d in due()] == [("never reported on", "52")], (
        "the clause stands beside it, once"
    )
    s.wait(370)
    assert [d.overdue for d in due()] == [True]
    s.state.offices.mandates["auditor-6"] = replace(s.state.offices.mandates["auditor-6"], end=2**40)
    s.do("report-control", s.office(AUDITOR, "auditor"), **report(s))
    assert [d.overdue for d in due()] == [False]


def test_a_request_is_made_by_whom_the_clause_names():
    s = audited()
    assert s.refused("request-file", s.director, **request(s)) == ["50", "bylaw 53"]
    assert s.refused("request-file", OTHER, **request(s)) == ["50"]
