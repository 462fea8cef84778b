"""Every profile has a sample of the roll asked who they are, and a least number of voters in a box."""

from hashlib import sha256

import msgspec
import pytest

from bylaw.acts.secret_ballots.ballots import Trustee
from tests.acts.society import person
from tests.rules.shipped import NAMES, TEXT, book

from .test_local_profile import local, steward, tellers_of


@pytest.mark.parametrize("name", NAMES)
def test_each_profile_says_how_many_are_asked_and_how_many_a_box_has(name):
    asking, least = (
        [
            clause
            for clause in book(name).clauses
            if clause.of == (act,) and clause.electorate is not msgspec.UNSET
        ]
        for act in ("declare-result", "set-up-ballot")
    )
    assert [(clause.electorate.sample >= 5, clause.on_breach) for clause in asking] == [(True, "flag")]
    assert [(clause.electorate.least > 10, clause.on_breach) for clause in least] == [(True, "refuse")]


@pytest.mark.parametrize(("asked", "flagged"), [(0, ["4.39"]), (13, ["4.39"]), (14, [])])
def test_a_result_of_the_local_says_when_too_few_of_the_roll_were_asked(asked, flagged):
    """Twenty, or all of a roll that has fewer: this one has fourteen."""
    s = local()
    tellers = tellers_of(s)
    election = steward(s).called(s.office(2, "secretary")).stand(7, 8).polled(tellers, 7, 8)
    assert s.state.elections.papers[election.name].voters == 14
    if asked:
        chance = sha256(b"a draw").hexdigest()
        s.do(
            "draw-sample",
            tellers,
            election=election.name,
            size=asked,
            chance=chance,
            source="the state lottery",
        )
        s.do("report-sample", tellers, election=election.name, met=asked, missing=0, records=TEXT)
    election.counted(tellers, 9, 3)
    taken = s.do("declare-result", tellers, election=election.name, elected=(person(7),))
    assert [finding.clause for finding in taken.findings] == flagged


@pytest.mark.parametrize(("credentials", "refused"), [(24, True), (25, False)])
def test_a_box_of_the_local_has_twenty_five_voters(credentials, refused):
    s = local()
    s.fill(credentials)
    election = steward(s, means="box").called(s.office(2, "secretary")).stand(7, 8)
    election.papered(tellers_of(s), 7, 8)
    fields = dict.fromkeys(("fingerprint", "keys", "credentials", "signs"), TEXT) | {
        "box": "b",
        "elections": (election.name,),
        "unit": "root",
        "opening": s.attach(b"no archive"),
        "group": "Ed25519",
        "ceremony": "c",
        "trustees": (Trustee("2" * 64, person(9)),),
        "number": credentials,
    }
    clauses = s.refused("set-up-ballot", s.offices((3, "registrar"), (2, "secretary")), **fields)
    assert ("4.40" in clauses) is refused
    assert {"bylaw 13", "bylaw 44"} <= set(clauses), "nothing of this box is there but its number of voters"
