"""Two keys are two people's: nobody signs twice, whatever seats or offices she has."""

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.law.founding import FirstOffice
from bylaw.record.encoding import encode
from bylaw.record.entry import SshSignature
from bylaw.rules.clause import Clause
from bylaw.rules.floors import FLOORS
from bylaw.rules.meanings import May
from tests.acts.justice import JUDGES, Court
from tests.acts.society import Society, person


def entered(s, act):
    """Enter an act under one signature by each person whom it names, as a signer who is named twice gives one."""
    thumbs = {next(s.state.keys.of(signer.member, s.now)).thumbprint for signer in act.by}
    return s._take(encode(act), [SshSignature(thumb, b"-") for thumb in sorted(thumbs)])


def test_one_judge_is_no_majority_of_three():
    s = Court().bring().serve().file()
    s.seat(*JUDGES)
    s.wait(14)
    alone = s.act("hold-hearing", s.panel(6, 6), case="c1", record=s.text())
    found = entered(s, alone).refusals
    assert [f.clause for f in found] == ["bylaw 17"]
    assert f"{person(6)} is named as a signer 2 times" in found[0].found
    assert s.state.cases.now("c1").heard > s.now
    two = replace(alone, by=s.panel(6, 7))
    assert not entered(s, two).refusals


def clauses(*phrases):
    return (*FLOORS, Clause(no="1", words="w", of=("create-office",), may=May(any_of=phrases)))


OFFICES = (
    FirstOffice("president", "root"),
    FirstOffice("secretary", "root"),
    FirstOffice("teller", "root", 2),
)
NEW = {"office": "porter", "body": "root", "seats": 1}


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("office president here & office secretary here", ("president", "secretary")),
        ("office teller here & office teller here", ("teller", "teller")),
        ("member here & member here", ("", "")),
        ("office president here & member here", ("president", "")),
    ],
)
def test_one_person_turns_one_key(phrase, names):
    held = (("president", 1), ("secretary", 1), ("teller", 1), ("teller", 2), ("secretary", 2))
    s = Society(clauses(phrase), offices=OFFICES, interim=held[:4])

    def by(*who):
        pairs = zip(who, names, strict=True)
        return tuple(s.office(n, name) if name else Signer(person(n), "member") for n, name in pairs)

    found = entered(s, s.act("create-office", by(1, 1), **NEW)).refusals
    assert "bylaw 17" in {f.clause for f in found}
    s = Society(clauses(phrase), offices=OFFICES, interim=(held[0], *held[2:]))
    assert not entered(s, s.act("create-office", by(1, 2), **NEW)).refusals
