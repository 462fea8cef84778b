"""Reports, remarks, decisions and discharge: what is overdue, who may then call, and what waits for it."""

import pytest

from bylaw.acts.accountability.accounts import overdue, owed
from bylaw.projections.accounts import reports, terms
from bylaw.projections.duties import duties
from bylaw.rules.meanings import Account, Interval, Window

from .governing import MEMBERS, OFFICE, SUBJECT, Governed, digest, rule
from .society import DAY, person

REPORTS = (
    rule(
        "50", "file-report", *SUBJECT, interval=Interval(months=2), window=Window(days=10), office="treasurer"
    ),
    rule("51", "remark-report", *MEMBERS, window=Window(days=7)),
    rule("52", "decide-report", "resolution assembly here", *OFFICE),
    rule("53", "discharge", "resolution assembly here", *OFFICE),
    rule("54", "file-report", account=Account(again_days=20, rejected="meeting", overdue="meeting")),
)


def society(*other) -> Governed:
    return Governed(*other, *(c for c in REPORTS if c.no not in {each.no for each in other}))


def file(s: Governed, name: str = "r1") -> None:
    s.do("file-report", s.herself(2), **report(s, name))


def report(s: Governed, name: str = "r1", until: float = 0) -> dict[str, str]:
    return {"report": name, "mandate": "interim.1", "through": s.stamp(until), "text": digest(name)}


def decide(s: Governed, outcome: str, name: str = "r1") -> None:
    s.do("decide-report", s.secretary, report=name, outcome=outcome, reasons=digest(f"{name} {outcome}"))


def discharge(s: Governed) -> dict[str, str]:
    return {"mandate": "interim.1", "through": s.stamp(0)}


def test_a_report_is_due_by_the_clause_and_no_day_earlier():
    s = society()
    assert owed(s.state, "root", "secretary", s.now) is None, "no clause asks the secretary"
    by = owed(s.state, "root", "treasurer", s.now).by
    assert s.stamp((by - s.now) / DAY) == "2025-03-12T00:00:00Z", "two months, then ten days"
    assert overdue(s.state, "root", "treasurer", by - 1) == ""
    assert overdue(s.state, "root", "treasurer", by) == "a report of treasurer was due by 11 March 2025"


def test_filed_remarked_on_and_accepted_after_the_days_for_remarks():
    s = society()
    s.wait(60)
    file(s)
    s.do("remark-report", 9, report="r1", text=digest("doubt"))
    assert s.refused("remark-report", 9, report="r1", text=digest("doubt")) == ["bylaw 17"]
    s.do("remark-report", 10, report="r1", text=digest("doubt"))
    early = {"report": "r1", "outcome": "accepted", "reasons": digest("x")}
    s.wait(6)
    assert s.refused("decide-report", s.secretary, **early) == ["51"]
    s.wait(1)
    decide(s, "accepted")
    s.do("remark-report", 9, report="r1", text=digest("still"))
    assert s.refused("decide-report", s.secretary, **early) == ["bylaw 22"]
    (owes, line) = (one for one in reports(s.state, "root", s.now) if one.office == "treasurer")
    assert (line.stage, line.remarks, owes.stage) == ("accepted", 3, "owed")


def test_who_files_and_for_when():
    s = society()
    s.wait(60)
    assert s.refused("file-report", s.herself(9), **report(s)) == ["50"]
    assert s.refused("file-report", s.herself(2), **report(s, until=1)) == ["bylaw 14"]
    assert s.refused("file-report", s.herself(2), **report(s, until=-60)) == ["bylaw 14"]
    s.do("file-report", s.herself(2), **report(s, until=-5))
    again = report(s, "r2", -5)
    assert s.refused("file-report", s.herself(2), **again) == ["bylaw 17"], "reported on already"
    assert s.refused("file-report", s.herself(2), **report(s, "r2") | {"text": digest("r1")}) == ["bylaw 17"]
    s.do("file-report", s.herself(2), **report(s, "r2", -4))


@pytest.mark.parametrize(("days", "clauses"), [(69, []), (70, ["bylaw 61"])])
def test_c32_no_discharge_while_a_report_is_overdue(days, clauses):
    s = society()
    s.wait(days)
    found = [f.clause for f in s.judged("discharge", s.secretary, **discharge(s))]
    assert found == clauses


def test_a_discharge_is_not_even_put_to_the_vote_and_goes_through_once_the_report_is_filed():
    s = society()
    s.wait(70)
    s.call(items=(s.item_of("discharge"),))
    s.move("q1", matter=s.matter("discharge", mandate="interim.1", through=s.stamp(0)), item="item")
    s.open(served=12)
    vote = {"motion": "q1", "yes": 7, "no": 0}
    assert s.refused("record-vote", s.secretary, **vote) == ["bylaw 61"]
    s.do("file-report", s.herself(2), **report(s))
    s.do("record-vote", s.secretary, **vote)


def test_a_rejected_report_bars_discharge_and_another_is_due():
    s = society()
    s.wait(30)
    file(s)
    s.wait(7)
    decide(s, "rejected")
    assert s.refused("discharge", s.secretary, **discharge(s)) == ["bylaw 61"]
    by = owed(s.state, "root", "treasurer", s.now).by
    assert by == owed(s.state, "root", "treasurer", s.now - 1).by
    assert s.stamp((by - s.now) / DAY) == "2025-02-28T00:00:00Z", "twenty days after 7 February"
    file(s, "r2")
    s.wait(7)
    decide(s, "accepted", "r2")
    s.do("discharge", s.secretary, **discharge(s))
    assert [d.mandate for d in s.state.reports.discharges["interim.1"]] == ["interim.1"]


def test_nobody_decides_on_what_she_did_herself():
    s = society(rule("52", "decide-report", "member here"), rule("53", "discharge", "member here"))
    s.wait(60)
    file(s)
    s.wait(7)
    fields = {"report": "r1", "outcome": "accepted", "reasons": digest("x")}
    assert s.refused("decide-report", 2, **fields) == ["bylaw 61"]
    s.do("decide-report", 3, **fields)
    assert s.refused("discharge", 2, **discharge(s)) == ["bylaw 61"]
    s.do("discharge", 3, **discharge(s))


@pytest.mark.parametrize("follows", ["again", "meeting"])
def test_the_right_to_call_a_meeting_passes_on_where_the_bylaws_say_so(follows):
    s = society(rule("54", "file-report", account=Account(again_days=20, overdue=follows)))
    s.wait(70)
    call = {"name": "m1", "body": "root", "begins": s.stamp(20), "items": (s.item_of("decide-report"),)}
    if follows == "again":
        assert s.refused("call-meeting", 9, **call) == ["1"]
    else:
        assert s.refused("call-meeting", 99, **call) != []
        s.do("call-meeting", 9, **call)


def test_duties_name_the_report_and_terms_show_who_stays_on():
    s = society()
    s.wait(70)
    (late,) = (d for d in duties(s.state, "root", s.now) if d.act == "file-report")
    assert (late.about, late.overdue, late.who, late.clause) == ("treasurer", True, "subject", "50")
    file(s)
    (waits,) = (d for d in duties(s.state, "root", s.now) if d.act == "decide-report")
    assert waits.about == "r1"
    lines = {line.holder: line for line in terms(s.state, "root", s.now)}
    assert lines[person(2)].stage == "runs"
    s.wait(300)
    assert {line.stage for line in terms(s.state, "root", s.now)} == {"vacant"}
    assert any("vacant since" in line.due for line in terms(s.state, "root", s.now))
