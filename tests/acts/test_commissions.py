"""Commissions: who may sit, what a report cites, and that nobody gains the office that she inquired into."""

import pytest

from bylaw.acts.act import Signer
from bylaw.projections.directives import commissions
from bylaw.projections.duties import duties
from bylaw.rules.meanings import Electorate, Method, Notice, Term, Window

from .governing import MEMBERS, OFFICE, Governed, digest, rule
from .recalling import TELLERS
from .society import person

COMMISSIONS = (
    rule("95", "open-commission", *MEMBERS),
    rule("96", "report-commission", "panel"),
    rule("97", "dissent-commission nominate", *MEMBERS),
    rule("98", "call-election", *OFFICE, notice=Notice(days=10), electorate=Electorate(),
         method=Method(name="plurality", ballot="open"), term=Term(months=24)),
    rule("99", "fix-paper open-poll enter-count", *TELLERS),
)  # fmt: skip
TREASURER = "interim.1"


def society(*other) -> Governed:
    return Governed(*COMMISSIONS, *other)


def fields(s: Governed, *bench: int, **more) -> dict[str, object]:
    told = {"commission": "k", "body": "root", "bench": tuple(map(person, bench)), "terms": digest("terms")}
    return told | {"deadline": s.stamp(30), "post": TREASURER} | more


def panel(*members: int) -> tuple[Signer, ...]:
    return tuple(Signer(person(n), "panel") for n in members)


def opened(*other) -> Governed:
    s = society(*other)
    s.do("open-commission", 9, **fields(s, 7, 8, 10))
    return s


def test_more_than_half_report_once_and_cite_entries_that_exist():
    s = opened()
    told = {"commission": "k", "report": digest("r"), "cites": (0,)}
    assert s.refused("report-commission", panel(7), **told) == ["96"]
    assert s.refused("report-commission", panel(7, 9), **told) == ["96"]
    assert s.refused("report-commission", panel(7, 8), **told | {"cites": (0, 99)}) == ["bylaw 8"]
    s.do("report-commission", panel(7, 8), **told)
    assert s.refused("report-commission", panel(7, 8), **told) == ["bylaw 22"]
    s.do("dissent-commission", 10, commission="k", reasons=digest("no"))
    assert s.refused("dissent-commission", 10, commission="k", reasons=digest("no")) == ["bylaw 17"]
    assert s.refused("dissent-commission", 11, commission="k", reasons=digest("no")) == ["bylaw 9"]
    (line,) = commissions(s.state, "root", s.now)
    assert (line.stage, line.dissents, line.office) == ("reported", 1, "treasurer")


def test_who_has_a_part_does_not_sit_and_the_holder_chooses_nobody():
    s = society()
    s.state.cases.tie(person(8), person(2))
    s.state.offices.keep(s.state.offices.mandates[TREASURER].source, [person(10)])
    for member in (2, 8, 10):
        assert s.refused("open-commission", 9, **fields(s, 7, member)) == ["bylaw 67"], member
    assert s.refused("open-commission", 2, **fields(s, 7, 11)) == ["bylaw 67"]
    assert s.refused("open-commission", 9, **fields(s, 7, 7)) == ["bylaw 17"]
    assert s.refused("open-commission", 9, **fields(s, 7, 99)) == ["bylaw 8"]
    assert s.refused("open-commission", 9, **fields(s, 7, deadline=s.stamp(-1))) == ["bylaw 14"]
    s.do("open-commission", 9, **fields(s, 7, 11))


def test_overdue_it_is_a_duty():
    s = opened()
    s.wait(29)
    assert not [d for d in duties(s.state, "root", s.now) if d.act == "report-commission" and d.overdue]
    s.wait(2)
    assert [
        d.about for d in duties(s.state, "root", s.now) if d.act == "report-commission" and d.overdue
    ] == ["k"]
    (line,) = commissions(s.state, "root", s.now)
    assert line.stage == "overdue"


@pytest.mark.parametrize("bar", [365, 730])
@pytest.mark.parametrize("member", [7, 11])
def test_c12_who_inquired_does_not_inherit_within_the_bar(bar, member):
    s = opened(rule("95a", "open-commission", window=Window(days=bar)))
    s.do("report-commission", panel(7, 8), commission="k", report=digest("r"), cites=(0,))
    times = {k: s.stamp(d) for k, d in (("nominations", 5), ("opens", 12), ("closes", 14), ("begins", 304))}
    s.do("call-election", s.secretary, election="e", office="treasurer", body="root", seats=1, **times)
    found = [f.clause for f in s.judged("nominate", member, election="e", member=person(member))]
    assert found == (["95a", "floor 73"] if member == 7 else [])
    other = {k: s.stamp(d) for k, d in (("nominations", 5), ("opens", 12), ("closes", 14), ("begins", 304))}
    s.do("call-election", s.secretary, election="f", office="director", body="board", seats=1, **other)
    assert not s.judged("nominate", member, election="f", member=person(member)), "another office"


def test_the_bar_ends_on_its_day_and_no_bylaws_make_it_shorter():
    with pytest.raises(AssertionError, match="floor 73"):
        society(rule("95a", "open-commission", window=Window(days=100)))
    s = opened()
    s.do("report-commission", panel(7, 8), commission="k", report=digest("r"), cites=(0,))
    s.wait(290)
    times = {k: s.stamp(d) for k, d in (("nominations", 80), ("opens", 90), ("closes", 92), ("begins", 93))}
    s.do("call-election", s.secretary, election="e", office="treasurer", body="root", seats=1, **times)
    s.wait(75)
    assert [f.clause for f in s.judged("nominate", 7, election="e", member=person(7))] == ["floor 73"]
    s.wait(1)
    assert not s.judged("nominate", 7, election="e", member=person(7))
