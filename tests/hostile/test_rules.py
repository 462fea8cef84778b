"""Rules of organisations against those who would bend them: each refusal beside the nearest act that is allowed."""

from __future__ import annotations

import pytest

from bylaw.acts.act import Signer
from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.rules.clause import FOREVER, Clause
from bylaw.rules.meanings import May
from bylaw.state.offices import Mandate
from tests.acts.society import DAY, Society, person

DIGEST = "0" * 64


def clause(no: str, of: str, *may: str) -> Clause:
    return Clause(no=no, words=f"Words of clause {no}.", of=tuple(of.split()), may=May(any_of=may))


CLAUSES = (
    clause(
        "1", "restore remove-from-office dissolve-body abolish-office create-office", "office president root"
    ),
    clause("2", "resign-office resign", "subject"),
)
BODIES = (FirstBody("root", "assembly"), FirstBody("board", "board", "root", organ=True))
OFFICES = (
    FirstOffice("president", "root"),
    FirstOffice("secretary", "root"),
    FirstOffice("director", "board", 2),
)


def society() -> Society:
    """The president is 1, the secretary 2, the directors are 3 and 4; 3 has been removed."""
    interim = (("president", 1), ("secretary", 2), ("director", 3), ("director", 4))
    s = Society(CLAUSES, founders=6, bodies=BODIES, offices=OFFICES, interim=interim)
    s.wait(3)
    s.do("remove-from-office", s.office(1, "president"), mandate="interim.2", reasons=DIGEST)
    s.wait(3)
    return s


def left(s: Society) -> None:
    s.do("resign", Signer(person(3), "subject"), member=person(3))


def dissolved(s: Society) -> None:
    s.do("dissolve-body", s.office(1, "president"), body="board", successor="root")


def abolished(s: Society) -> None:
    s.do("abolish-office", s.office(1, "president"), body="board", office="director")


def restored(s: Society) -> None:
    s.do("restore", s.office(1, "president"), mandate="interim.2", reasons=DIGEST)


def filled_later(s: Society) -> None:
    """Somebody is elected to the seat, from a month on."""
    begins = s.now + 30 * DAY
    s.state.offices.seat(
        Mandate("e1.0", person(5), "director", "board", begins, FOREVER, FOREVER, "e1", s.now)
    )


def nothing(s: Society) -> None:
    pass


@pytest.mark.parametrize(
    ("meanwhile", "clauses"),
    [
        (nothing, set()),
        (left, {"bylaw 15"}),
        (dissolved, {"bylaw 15"}),
        (abolished, {"bylaw 15"}),
        (restored, {"bylaw 15"}),
        (filled_later, {"bylaw 15"}),
    ],
)
def test_a_mandate_is_given_back_only_where_its_seat_and_its_holder_still_are(meanwhile, clauses: set[str]):
    s = society()
    meanwhile(s)
    s.wait(1)
    found = s.judged("restore", s.office(1, "president"), mandate="interim.2", reasons=DIGEST)
    assert {finding.clause for finding in found} == clauses


def test_a_mandate_that_begins_later_gives_no_right_yet_and_the_refusal_says_when():
    s = society()
    begins = s.now + 10 * DAY
    s.state.offices.seat(
        Mandate("e1.0", person(5), "president", "root", begins, FOREVER, FOREVER, "e1", s.now)
    )
    by = Signer(person(5), "office", "e1.0")
    fields = {"mandate": "interim.3", "reasons": DIGEST}
    (found,) = s.judged("remove-from-office", by, **fields)
    assert found.found == "mandate 'e1.0' begins on 2025-01-17"
    s.wait(10)
    assert not s.judged("remove-from-office", by, **fields)


def test_a_mandate_that_ended_gives_no_right_and_neither_does_somebody_elses():
    s = society()
    fields = {"mandate": "interim.3", "reasons": DIGEST}
    for member, ref in ((1, "interim.1"), (2, "interim.0"), (2, "interim.1"), (1, "nothing")):
        assert s.judged("remove-from-office", Signer(person(member), "office", ref), **fields), ref
    rider = (s.office(1, "president"), Signer(person(2), "office", "interim.1"))
    assert [f.clause for f in s.judged("remove-from-office", rider, **fields)] == ["1"]
    s.wait(400)
    assert [f.clause for f in s.judged("remove-from-office", s.office(1, "president"), **fields)] == [
        "1",
        "bylaw 15",
    ]
