"""Benefits and large commitments: who grants, what was bid, and that the specification came first."""

import pytest

from bylaw.projections.persons import money
from bylaw.rules.meanings import SpendingRule

from .governing import MEMBERS, OFFICE, Governed, digest, rule

SPENDING = (
    rule("110", "grant-benefit", *OFFICE, "office treasurer here"),
    rule("111", "fix-specification record-bid commit-funds", *OFFICE),
    rule("112", "dissent-specification", *MEMBERS),
)


def society(least: int = 1000, bids: int = 2) -> Governed:
    return Governed(*SPENDING, rule("113", "commit-funds", spending=SpendingRule(least=least, bids=bids)))


def bought(s: Governed, *totals: int) -> None:
    s.do(
        "fix-specification", s.secretary, specification="s", body="root", text=digest("s"), closes=s.stamp(10)
    )
    s.do("dissent-specification", 9, specification="s", reasons=digest("too big"))
    for i, total in enumerate(totals):
        s.do("record-bid", s.secretary, specification="s", bid=f"b{i}", total=total, text=digest(f"b{i}"))
    s.wait(10)


def commit(total: int, **more) -> dict[str, object]:
    return {"commitment": "k", "body": "root", "words": "A press.", "total": total, "unit": "EUR"} | more


@pytest.mark.parametrize(("total", "clauses"), [(999, []), (1000, ["113"])])
def test_from_the_sum_of_the_clause_on_bids_are_needed(total, clauses):
    s = society()
    assert [f.clause for f in s.judged("commit-funds", s.secretary, **commit(total))] == clauses
    s = society(least=5000)
    assert not s.judged("commit-funds", s.secretary, **commit(total))


def test_bids_come_after_the_specification_and_are_compared_when_they_have_closed():
    s = society()
    bought(s, 1500, 1200)
    late = {"specification": "s", "bid": "late", "total": 1, "text": digest("late")}
    assert s.refused("record-bid", s.secretary, **late) == ["bylaw 15"]
    assert s.refused("dissent-specification", 9, specification="s", reasons=digest("x")) == ["bylaw 17"]
    assert s.refused("commit-funds", s.secretary, **commit(1300, bid="b1")) == ["bylaw 69"], (
        "more than was bid"
    )
    assert s.refused("commit-funds", s.secretary, **commit(1500, bid="b0")) == ["bylaw 69"], (
        "dearer, without reasons"
    )
    dearer = s.do("commit-funds", s.secretary, **commit(1500, bid="b0", reasons=digest("quieter")))
    assert [(f.clause, f.consequence) for f in dearer.findings] == [("bylaw 69", "flag")]
    taken = s.do("commit-funds", s.secretary, **commit(1200, bid="b1") | {"commitment": "l"})
    assert not taken.findings
    lines = money(s.state, "root", s.now)
    assert [(line.amount, line.bids, line.dissents) for line in lines] == [(1500, 2, 1), (1200, 2, 1)]


def test_too_few_bids_or_too_early():
    s = society()
    bought(s, 1200)
    assert s.refused("commit-funds", s.secretary, **commit(1200, bid="b0")) == ["113"]
    s = society(bids=1)
    bought(s, 1200)
    s.wait(-1)
    assert s.refused("commit-funds", s.secretary, **commit(1200, bid="b0")) == ["bylaw 15"]
    s.wait(1)
    s.do("commit-funds", s.secretary, **commit(1200, bid="b0"))


def test_nobody_grants_herself_a_benefit():
    s = society()
    told = {
        "benefit": "car",
        "body": "root",
        "office": "treasurer",
        "words": "A car on Fridays.",
        "value": 60,
    }
    told |= {"unit": "EUR", "ends": s.stamp(300)}
    assert s.refused("grant-benefit", s.treasurer, **told) == ["bylaw 69"]
    assert s.refused("grant-benefit", s.secretary, **told | {"office": "porter"}) == ["bylaw 8"]
    assert s.refused("grant-benefit", s.secretary, **told | {"ends": s.stamp(-1)}) == ["bylaw 14"]
    s.do("grant-benefit", s.secretary, **told)
    (line,) = money(s.state, "root", s.now)
    assert line.words == "treasurer: A car on Fridays."
    assert money(s.state, "root", s.now + 301 * 86_400) == ()
