"""Delegates and envoys: written mandates, credentials, and how they end."""

from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.attendance import Arrival
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.assemblies.votes import RollVote
from bylaw.acts.organisation.credentials import Refusal
from bylaw.acts.substance import substance
from bylaw.rules.meanings import May

from .assembly import TEXT, clause
from .congress import apportioned, check, elected, refused, society, written
from .society import START, person


def test_a_written_mandate_for_a_delegate_within_her_term_and_one_at_a_time():
    s = apportioned()
    fields = {
        "congress": "congress",
        "text": TEXT,
        "begins": "2025-01-10T00:00:00Z",
        "ends": "2025-03-01T00:00:00Z",
    }
    chair = replace(s.state.offices.mandates["interim.0"], name="x")
    s.state.offices.seat(chair)
    assert refused(s, "mandate-delegate", name="c1", mandate="x", **fields) == ["bylaw 8"], "no delegate"
    mandate = elected(s, 4, "north")
    late = {**fields, "ends": "2027-03-01T00:00:00Z"}
    assert refused(s, "mandate-delegate", name="c1", mandate=mandate, **late) == ["bylaw 14"], (
        "beyond her office"
    )
    s.do("mandate-delegate", s.office(1, "secretary"), name="c1", mandate=mandate, **fields)
    assert refused(s, "mandate-delegate", name="c2", mandate=mandate, **fields) == ["bylaw 15"]


def test_who_is_checked_sits_until_the_mandate_ends_and_no_more_than_the_seats():
    s = apportioned()
    names = [written(s, n) for n in (4, 5, 6, 7)]
    assert refused(s, "check-credentials", congress="congress", seated=("c4",)) == ["bylaw 15"], "not begun"
    s.wait(20)
    assert refused(s, "check-credentials", congress="congress", seated=tuple(names)) == ["bylaw 17"], (
        "three seats"
    )
    check(s, "c4", "c5", refused=(Refusal("c7", TEXT),))
    assert refused(s, "check-credentials", congress="congress", seated=("c4",))[0] == "bylaw 15"
    assert s.state.members.belongs(s.state, person(4), "congress", s.now)
    assert not s.state.members.belongs(s.state, person(7), "congress", s.now)
    s.wait(60)
    assert not s.state.members.belongs(s.state, person(4), "congress", s.now)


def test_a_seat_ends_with_the_office_at_home_and_the_alternate_needs_her_own_credential():
    s = apportioned()
    written(s, 4)
    s.state.offices.alternates["el.4"] = [person(5)]
    s.wait(20)
    check(s, "c4")
    s.do("remove-from-office", s.office(1, "secretary"), mandate="el.4", reasons=TEXT)
    assert not s.state.members.belongs(s.state, person(4), "congress", s.now)
    assert not s.state.members.belongs(s.state, person(5), "congress", s.now)
    heir = next(m for m in s.state.offices.of_member(person(5)))
    fields = {
        "congress": "congress",
        "text": TEXT,
        "begins": "2025-02-10T00:00:00Z",
        "ends": "2025-03-01T00:00:00Z",
    }
    s.do("mandate-delegate", s.office(1, "secretary"), name="c5", mandate=heir.name, **fields)
    s.wait(20)
    check(s, "c5")
    assert s.state.members.belongs(s.state, person(5), "congress", s.now)


def test_nobody_checks_her_own_credential():
    s = apportioned()
    written(s, 1)
    s.wait(20)
    assert refused(s, "check-credentials", congress="congress", seated=("c1",)) == ["bylaw 34"]
    assert refused(s, "check-credentials", congress="congress", refused=(Refusal("c1", TEXT),)) == [
        "bylaw 34"
    ]


def test_a_congress_counts_its_seats_and_a_delegate_votes_within_her_mandate():
    s = apportioned()
    written(s, 2)
    written(s, 3, matters=("move",))
    written(s, 10, "south")
    s.wait(20)
    check(s, "c2", "c3")
    by, items = s.office(1, "secretary"), (AgendaItem("i", "Item", ("attest", "move")),)
    s.do("call-meeting", by, name="m1", body="congress", begins="2025-02-20T12:00:00Z", items=items)
    fact = {"name": "f", "fact": "x", "source": "y", "claimed": START, "evidence": TEXT}
    matter = substance(s.act("attest", **fact))
    common = {"body": "congress", "text": TEXT, "meeting": "m1", "item": "i"}
    s.do("move", 2, name="q1", matter=matter, **common)
    s.do("move", 2, name="q2", **common)
    s.wait(29.5)
    s.do("open-meeting", by, meeting="m1", served=2)
    s.do("record-attendance", by, meeting="m1", arrived=(Arrival(person(2)), Arrival(person(3))))
    assert refused(s, "record-vote", motion="q1", yes=2, no=0) == ["4"], "two of five seats"
    check(s, "c10")
    assert refused(s, "record-attendance", meeting="m1", arrived=(Arrival(person(10)),)) == ["bylaw 9"]
    votes = (RollVote(person(2), "yes"), RollVote(person(3), "yes"))
    assert "bylaw 9" in refused(s, "record-roll-call", motion="q1", votes=votes), (
        "R32: her mandate does not cover it"
    )
    assert "bylaw 9" not in refused(s, "record-roll-call", motion="q2", votes=votes)


ENVOY = {
    "body": "root",
    "envoy": person(4),
    "to": "The federation",
    "powers": ("to hear", "to propose"),
    "text": TEXT,
}


def test_an_envoy_has_powers_that_can_be_seen_and_a_last_day():
    s = society()
    days = {"begins": "2025-01-10T00:00:00Z", "ends": "2025-07-10T00:00:00Z"}
    assert refused(s, "send-envoy", name="v1", **{**ENVOY, **days, "ends": "2025-08-01T00:00:00Z"}) == ["6"]
    assert refused(s, "send-envoy", name="v1", **{**ENVOY, **days, "ends": days["begins"]}) == ["bylaw 14"]
    s.do("send-envoy", s.office(1, "secretary"), name="v1", **ENVOY, **days)
    envoy = s.state.delegations.envoys["v1"]
    assert (envoy.powers, envoy.to) == (ENVOY["powers"], "The federation")
    assert not envoy.holds(s.now)
    s.wait(20)
    assert s.state.delegations.envoys["v1"].holds(s.now)
    s.do("recall-envoy", s.office(1, "secretary"), envoy="v1", reasons=TEXT)
    assert not s.state.delegations.envoys["v1"].holds(s.now)
    assert refused(s, "recall-envoy", envoy="v1", reasons=TEXT) == ["bylaw 15"]


def test_nobody_sends_herself():
    s = society()
    days = {"begins": "2025-01-10T00:00:00Z", "ends": "2025-02-10T00:00:00Z"}
    assert s.refused("send-envoy", 2, name="v1", **ENVOY, **days) == ["1"]
    assert s.refused(
        "send-envoy", (s.office(1, "secretary"), Signer(person(2), "member")), name="v1", **ENVOY, **days
    ) == ["1"]


def test_an_envoys_mandate_ends_with_her_membership_or_with_the_body_that_sent_her():
    s = society(
        clause("9", "resign", may=May(any_of=("subject",))),
        clause("10", "dissolve-body", may=May(any_of=("office secretary root",))),
    )
    by, days = s.office(1, "secretary"), {"begins": "2025-01-10T00:00:00Z", "ends": "2025-07-10T00:00:00Z"}
    sent = (("v1", 2, "root"), ("v2", 5, "root"), ("v3", 6, "south"), ("v4", 7, "north"))
    for name, envoy, body in sent:
        s.do("send-envoy", by, name=name, **{**ENVOY, "envoy": person(envoy), "body": body}, **days)
    s.do("resign", Signer(person(2), "subject"), member=person(2))
    s.do("dissolve-body", by, body="south", successor="north")
    s.wait(20)
    ended = [(envoy.holds(s.now), envoy.cause) for envoy in s.state.delegations.envoys.values()]
    assert ended == [(False, "resigned"), (True, ""), (False, "dissolved"), (True, "")]
    late = {"begins": "2025-02-01T00:00:00Z", "ends": "2025-03-01T00:00:00Z"}
    fields = {**ENVOY, "envoy": person(5), **late}
    assert s.refused("send-envoy", by, name="v5", **{**fields, "body": "south"}) == ["bylaw 15"]
    s.do("send-envoy", by, name="v5", **{**fields, "body": "north"})
