"""Accountability under the shipped profiles: what each asks of reports and recalls, and what its law adds."""

import pytest
from msgspec import UNSET

from bylaw.acts.accountability.accounts import owed
from bylaw.acts.days import day
from bylaw.acts.initiative.recall_vote import electorate_of
from bylaw.acts.initiative.sealing import needed_for
from bylaw.rules.clause import FOREVER
from bylaw.state.cases import Case
from bylaw.state.offices import Mandate

from .shipped import TEXT, Shipped, book, keyed, under
from .test_profiles import ALL

DAY = 86_400
REPORTER = {
    "association": ("board", "treasurer", "1 April 2026"),
    "cooperative": ("board", "director", "30 June 2026"),
    "de-party": ("board", "chair", "31 December 2027"),
    "debian-like": ("root", "leader", "31 July 2025"),
    "foundation": ("root", "president", "2 March 2026"),
    "us-union-local": ("root", "treasurer", "1 April 2026"),
}
RECALLED = {"foundation": ("board", "director")}
"""Whom the members elect, where those who report are elected by the board."""


def person(n: int) -> str:
    return f"{n:032x}"


def society(name: str, holder: int = 2) -> tuple[Shipped, str]:
    """Fifty members under a profile; member 2 holds the office that reports; delegates where delegates elect."""
    body, office = RECALLED.get(name) or REPORTER[name][:2]
    s = under(name, founders=6, **{office.replace("-", "_"): (holder,), "teller": (3, 4)})
    s.fill(50)
    for n in range(7, 51):
        keyed(s, n)
    if name == "de-party":
        for n in range(20, 40):
            seat = Mandate(f"d.{n}", person(n), "delegate", "congress", s.now, FOREVER, FOREVER, "d", s.now)
            s.state.offices.seat(seat)
    mandate = next(iter(s.state.offices.holders(body, office, s.now))).name
    s.wait(1)
    return s, mandate


@pytest.mark.parametrize("name", ALL)
def test_a_report_is_due_when_the_profile_says(name):
    s, _ = society(name)
    body, office, last = REPORTER[name]
    found = owed(s.state, body, office, s.now)
    assert found is not None
    assert day(s.state, found.by - 1) == last


@pytest.mark.parametrize("name", ALL)
def test_a_recall_is_opened_counted_and_voted_on(name):
    s, mandate = society(name)
    fields = {"name": "rc", "mandate": mandate, "grounds": TEXT}
    opener = 21
    if name == "us-union-local":
        assert s.refused("open-recall", opener, **fields) == ["8.15"]
        s.state.cases.open(Case("c", "root", person(2), person(9), "6.2", "theft", s.now, TEXT, s.now))
        s.state.cases.note("c", served=s.now, heard=s.now, found=s.now, outcome="found")
    s.do("open-recall", opener, **fields)
    petition = s.state.petitions.all["rc"]
    assert petition.body == ("congress" if name == "de-party" else "root")
    assert electorate_of(s.state, s.state.offices.mandates[mandate], s.now) == petition.body
    seals = tuple(f"{n:064x}" for n in range(10))
    s.do("seal-signatures", opener, petition="rc", seals=seals)
    s.do("file-petition", opener, petition="rc")
    s.evidence["seal:" + TEXT] = None
    needed = needed_for(s.state, s.state.petitions.all["rc"])
    assert needed == {"de-party": 2, "debian-like": 4}.get(name, 5)
    tellers = s.offices((3, "teller"), (4, "teller"))
    s.do("count-petition", tellers, petition="rc", openings=TEXT, good=needed)
    (vote,) = s.state.recalls.all["rc"].elections
    assert s.state.elections.all[vote].question == "rc"


@pytest.mark.parametrize("name", ALL)
def test_a_result_that_tellers_do_not_declare_passes_to_members_on_the_day_of_the_mandates(name):
    (may,) = (c.may.any_of for c in book(name).clauses if "declare-result" in c.of and c.may is not UNSET)
    assert may[-1] == ("member due" if name == "debian-like" else "member due & member due")


@pytest.mark.parametrize("name", ALL)
def test_a_meeting_follows_from_a_failed_report_where_members_may_call_one(name):
    clauses = book(name).clauses
    (account,) = (c.account for c in clauses if c.account is not UNSET)
    calls = [c.may.any_of for c in clauses if "call-meeting" in c.of and c.may is not UNSET]
    passes_on = any("member due" in phrases for phrases in calls)
    assert (account.rejected, account.overdue) == (("meeting",) * 2 if passes_on else ("again",) * 2)
