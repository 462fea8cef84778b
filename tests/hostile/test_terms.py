"""Terms against those who go on: whatever is signed under a mandate that is over is refused, act by act."""

import pytest

from bylaw.acts.act import Signer
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May
from bylaw.state.offices import Mandate
from tests.acts.polling import Poll, society
from tests.acts.society import DAY, Society, key_of, person

MORE = (
    Clause(no="30", words="One applies.", of=("apply",), may=May(any_of=("applicant",))),
    Clause(no="31", words="The warden admits.", of=("admit",), may=May(any_of=("office president here",))),
    Clause(
        no="32", words="The president buys.", of=("commit-funds",), may=May(any_of=("office president here",))
    ),
)
NEWCOMER = 77


def holder(days: int) -> tuple[Society, Signer]:
    """A society whose president has a mandate of so many days."""
    s = society(*MORE)
    ends = s.now + days * DAY
    s.state.offices.seat(Mandate("p", person(9), "president", "root", s.now, ends, ends, "e-p", s.now))
    who = person(NEWCOMER)
    s.do("apply", Signer(who, "applicant"), member=who, body="root", cls="ordinary", key=key_of(who))
    return s, Signer(person(9), "office", "p")


ACTS = {
    "commit-funds": (
        "32",
        {"commitment": "van", "body": "root", "words": "a van", "total": 9, "unit": "EUR"},
    ),
    "admit": ("31", {"applicant": person(NEWCOMER)}),
}


@pytest.mark.parametrize("kind", ACTS)
@pytest.mark.parametrize(
    ("days", "later", "taken"), [(50, 49, True), (50, 50, False), (50, 51, False), (52, 51, True)]
)
def test_c24_a_contract_an_admission_and_a_call_after_the_mandate(kind, days, later, taken):
    s, by = holder(days)
    clause, fields = ACTS[kind]
    s.wait(later)
    if taken:
        s.do(kind, by, **fields)
    else:
        assert s.refused(kind, by, **fields) == [clause]
        assert s.refused(kind, Signer(person(9), "member"), **fields) == [clause], "nor as a member"


def test_c24_what_was_signed_in_the_term_stands_after_it():
    s, by = holder(50)
    s.wait(49)
    s.do("admit", by, applicant=person(NEWCOMER))
    s.wait(100)
    assert s.state.members.belongs(s.state, person(NEWCOMER), "root", s.now)


def test_c24_who_held_the_office_calls_its_election_as_any_member_once_it_is_due():
    s = society()
    s.wait(300)
    poll = Poll(s, office="secretary", body="root")
    assert s.refused("call-election", s.office(1, "secretary"), **poll.call)[0] == "2"
    s.do("call-election", 1, **poll.call)
