"""A foundation with members: a window of notice, a quorum that lasts, proxies, one employer's seats, removals."""

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.attendance import Arrival
from bylaw.rules.clause import FOREVER
from bylaw.state.warrants import Warrant
from tests.acts.society import key_of, person

from .shipped import TEXT, Election, under


def foundation(members: int = 30, founders: int = 20):
    held = {"president": (1,), "secretary": (2,), "treasurer": (3,), "teller": (4, 5)}
    s = under("foundation", founders, director=(6, 7, 8), **held)
    s.fill(members)
    return s, s.office(1, "president"), s.office(2, "secretary")


def meeting(s, officer, *kinds: str, days: float = 10):
    call = {"name": "m", "body": "root", "begins": s.stamp(days), "items": (s.item(*kinds),)}
    s.do("call-meeting", officer, **call)
    return call


def opened(s, officer, present: range):
    s.on(s.stamp((s.state.meetings.all["m"].begins - s.now) / 86_400))
    s.do("open-meeting", officer, meeting="m", served=30)
    s.come(officer, "m", present)


def moved(s, kind: str, **fields: object) -> None:
    s.do(
        "move", 9, name="q", body="root", text=TEXT, matter=s.matter(kind, **fields), meeting="m", item="item"
    )
    s.do("second", 10, motion="q")


@pytest.mark.parametrize(("days", "clauses"), [(9, ["3.2"]), (10, []), (60, []), (61, ["3.2"])])
def test_ten_to_sixty_days(days, clauses):
    s, president, _ = foundation()
    call = {"name": "m", "body": "root", "begins": s.stamp(days), "items": (s.item("move"),)}
    assert [f.clause for f in s.judged("call-meeting", president, **call)] == clauses


FACT = {"name": "f", "fact": "x", "source": "y", "claimed": "2025-01-01T00:00:00Z", "evidence": TEXT}


@pytest.mark.parametrize(("most", "clauses"), [(10, []), (9, ["3.9"])])
def test_a_third_is_a_quorum_that_outlasts_those_who_leave(most, clauses):
    s, president, secretary = foundation()
    meeting(s, president, "attest")
    opened(s, president, range(1, 10))
    if most == 10:
        s.come(president, "m", range(10, 11))
    moved(s, "attest", **FACT)
    s.do("record-attendance", president, meeting="m", left=tuple(map(person, range(3, 9))))
    by = (president, secretary)
    assert [f.clause for f in s.judged("record-vote", by, motion="q", yes=2, no=1)] == clauses


def test_those_who_are_represented_count_for_the_quorum():
    s, president, secretary = foundation()
    meeting(s, president, "attest")
    for n in range(15, 20):
        s.do("give-proxy", n, meeting="m", holder=person(9))
    assert s.refused("give-proxy", 14, meeting="m", holder=person(9)) == ["3.11"], "five at most"
    opened(s, president, range(6, 11))
    moved(s, "attest", **FACT)
    by = (president, secretary)
    assert [f.clause for f in s.judged("record-vote", by, motion="q", yes=5, no=0)] == ["3.9"]
    s.do(
        "record-attendance",
        president,
        meeting="m",
        arrived=tuple(Arrival(person(n), "proxy") for n in range(15, 20)),
    )
    s.do("record-vote", by, motion="q", yes=10, no=0)


PAPERS = b'4 3\n6 1 2 3 4 0\n6 2 3 1 4 0\n6 3 1 2 4 0\n5 4 1 2 3 0\n0\n"11"\n"12"\n"13"\n"14"\n"t"\n'


def board(s, president, secretary):
    tellers = s.offices((4, "teller"), (5, "teller"))
    election = Election(
        s, "director", "board", seats=3, nominations=8, opens=20, closes=34, begins=35
    ).called(president)
    election.stand(11, 12, 13, 14).polled(tellers, 11, 12, 13, 14)
    name = s.attach(PAPERS)
    numbers = {"election": election.name, "unit": "root", "took_part": 23, "valid": 23, "invalid": 0}
    s.do("enter-count", tellers, **numbers, ballots=name)
    return election, tellers, {"election": election.name, "ballots": (name,)}


def test_without_affiliations_the_votes_decide():
    s, president, secretary = foundation()
    election, tellers, result = board(s, president, secretary)
    assert s.refused("declare-result", tellers, **result, elected=(person(11), person(12), person(14))) == [
        "bylaw 32"
    ]
    election.declared(tellers, 11, 12, 13, ballots=result["ballots"])
    due = {m.due for m in s.state.offices.mandates.values() if m.source == election.name}
    assert {(at - election.it.closes) // 86_400 for at in due} == {365}, "one year"


def test_a_third_seat_of_one_employer_goes_to_the_next():
    s, president, secretary = foundation()
    for n in (11, 12, 13):
        s.state.members.affiliations[person(n)] = [(s.now, "acme")]
    election, tellers, result = board(s, president, secretary)
    elected = (person(11), person(12), person(13))
    assert s.refused("declare-result", tellers, **result, elected=elected) == ["bylaw 32"]
    election.declared(tellers, 11, 12, 14, ballots=result["ballots"])


@pytest.mark.parametrize(("yes", "outcome"), [(16, "carried"), (15, "lost")])
def test_more_than_half_of_all_who_may_vote_remove_a_director(yes, outcome):
    s, president, secretary = foundation()
    meeting(s, president, "remove-from-office")
    opened(s, president, range(1, 21))
    moved(s, "remove-from-office", mandate=director(s, 6), reasons=TEXT)
    s.do("record-vote", (president, secretary), motion="q", yes=yes, no=1)
    assert s.state.motions.all["q"].outcome == outcome


def test_an_officer_is_removed_by_the_votes_cast_and_a_director_not_by_the_board():
    s, president, secretary = foundation()
    treasurer = s.office(3, "treasurer").ref
    meeting(s, president, "remove-from-office")
    opened(s, president, range(1, 21))
    moved(s, "remove-from-office", mandate=treasurer, reasons=TEXT)
    s.do("record-vote", (president, secretary), motion="q", yes=6, no=5)
    s.do("remove-from-office", s.warrant(9, "q"), mandate=treasurer, reasons=TEXT)
    mandates = s.state.offices.mandates
    warrant = s.state.warrants.all["resolution.q"]
    for name, office, clauses in (("d", 7, ["4.19"]), ("t", None, [])):
        mandate = director(s, office) if office else s.office(4, "teller").ref
        matter = s.matter("remove-from-office", mandate=mandate, reasons=TEXT)
        s.state.warrants.give(
            replace(warrant, name=f"resolution.{name}", body="board", matter=matter, used=-1)
        )
        found = s.judged("remove-from-office", s.warrant(6, name), mandate=mandate, reasons=TEXT)
        assert [f.clause for f in found] == clauses
        assert mandate in mandates


def director(s, n: int) -> str:
    return s.office(n, "director").ref


@pytest.mark.parametrize(("sponsors", "clauses"), [(1, ["1.2"]), (2, [])])
def test_members_are_proposed_by_two_and_elected(sponsors, clauses):
    s, _, secretary = foundation()
    applicant = Signer(person(40), "applicant")
    s.do("apply", applicant, member=person(40), body="root", cls="ordinary", key=key_of(person(40)))
    for n in range(11, 11 + sponsors):
        s.do("sponsor", n, applicant=person(40))
    assert s.refused("admit", secretary, applicant=person(40)) == ["1.2"] * (3 - sponsors), (
        "by the members alone"
    )
    matter = s.matter("admit", applicant=person(40))
    s.state.warrants.give(Warrant("resolution.a", "resolution", "root", matter, s.now, FOREVER))
    found = s.judged("admit", s.warrant(9, "a"), applicant=person(40))
    assert [f.clause for f in found if f.refuses] == clauses
