"""Keys that somebody else makes, or goes on using: B9, B10; each beside the nearest act that is taken."""

from __future__ import annotations

import pytest

from bylaw.acts.act import Signer
from bylaw.record.encoding import encode
from bylaw.record.entry import SshSignature
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, Classes, ClassOfMember

from .society import Society, key_of, person
from .test_keys import clause, officers, rotate, society

HERSELF = Signer(person(3), "subject")
OLD, NEW, NEXT = (key_of(person(3), n) for n in range(3))
STRANGER = key_of(person(99))


def signed(s: Society, act, *keys) -> list[str]:
    """Enter an act under signatures by exactly these keys; gives the clauses that refuse it."""
    claims = [SshSignature(key.thumbprint, b"-") for key in keys]
    return [finding.clause for finding in s._take(encode(act), claims).refusals]


def recovering(s: Society) -> Society:
    s.do("recover-key", officers(s), member=person(3), key=NEW, notice="0" * 64)
    return s


def held(s: Society, days: int = 0) -> list[str]:
    return [key.thumbprint for key in s.state.keys.of(person(3), s.now + days * 86_400)]


@pytest.mark.parametrize(
    ("by", "clauses"),
    [((NEW,), ["bylaw 7"]), ((OLD,), ["bylaw 7"]), ((STRANGER, NEW), ["bylaw 7", "bylaw 7"]), ((OLD, NEW), [])],
    ids=["the new key alone", "the old key alone", "another key and the new one", "both"],
)  # fmt: skip
def test_b10_a_rotation_is_signed_with_the_old_key_and_with_the_new_one(by, clauses):
    s = society()
    act = s.act("rotate-key", HERSELF, member=person(3), old=OLD.thumbprint, key=NEW)
    assert signed(s, act, *by) == clauses
    assert held(s) == [(OLD if clauses else NEW).thumbprint]


@pytest.mark.parametrize("left_out", [0, 1, 2, None])
def test_b10_a_recovery_has_its_holder_and_both_offices(left_out):
    s = society()
    by = tuple(signer for i, signer in enumerate(officers(s)) if i != left_out)
    act = s.act("recover-key", by, member=person(3), key=NEW, notice="0" * 64)
    keys = [NEW, *(key_of(signer.member) for signer in by if signer.member != person(3))]
    assert signed(s, act, *keys) == {None: [], 0: ["bylaw 7", "3"]}.get(left_out, ["3"])


@pytest.mark.parametrize("ended", ["revoked", "rotated", "recovered"])
def test_b9_an_act_by_a_key_that_has_ended_is_refused_and_stands_from_before(ended):
    s = society()
    told = {"firm": "acme", "member": person(3)}
    before = s.act("declare-affiliation", HERSELF, **told)
    assert signed(s, before, OLD) == [], "the twin: it was in force"
    if ended == "revoked":
        s.do("revoke-key", HERSELF, key=OLD.thumbprint)
    elif ended == "rotated":
        rotate(s)
    else:
        recovering(s).wait(15)
    told["firm"] = "other"
    assert signed(s, s.act("declare-affiliation", HERSELF, **told), OLD)[0] == "bylaw 7"
    assert s.state.members.affiliations[person(3)][-1][1] == "acme"
    if ended != "revoked":
        assert signed(s, s.act("declare-affiliation", HERSELF, **told), NEW) == []


def test_no_key_is_made_past_a_recovery_that_waits():
    """Else a thief rotated the old key away from the day on which it ends, and both went on."""
    s = recovering(society())
    away = {"member": person(3), "old": OLD.thumbprint, "key": NEXT}
    assert s.refused("rotate-key", HERSELF, **away) == ["bylaw 15"]
    s.do("stop-recovery", HERSELF, recovery=NEW.thumbprint)
    s.do("rotate-key", HERSELF, **away)
    assert held(s) == held(s, 99) == [NEXT.thumbprint]


def test_no_first_key_is_registered_while_another_is_on_its_way():
    s = recovering(society())
    s.do("revoke-key", HERSELF, key=OLD.thumbprint)
    first = {"member": person(3), "key": NEXT}
    assert s.refused("register-key", officers(s), **first) == ["bylaw 15"]
    assert held(s) == []
    assert held(s, 15) == [NEW.thumbprint], "it begins all the same"
    s.wait(15)
    assert s.refused("register-key", officers(s), **first) == ["bylaw 7"]


def test_a_recovery_is_stopped_once_and_gives_nothing_of_a_later_one_back():
    s = recovering(society())
    s.do("stop-recovery", HERSELF, recovery=NEW.thumbprint)
    assert s.refused("stop-recovery", HERSELF, recovery=NEW.thumbprint) == ["bylaw 15"]
    s.do("recover-key", officers(s), member=person(3), key=NEXT, notice="0" * 64)
    assert s.refused("stop-recovery", HERSELF, recovery=NEW.thumbprint) == ["bylaw 15"]
    assert held(s, 15) == [NEXT.thumbprint]
    s.do("stop-recovery", HERSELF, recovery=NEXT.thumbprint)
    assert held(s, 15) == [OLD.thumbprint]


def test_what_was_revoked_stays_so_when_a_recovery_is_stopped():
    s = recovering(society())
    s.do("revoke-key", HERSELF, key=OLD.thumbprint)
    s.state.keys.cancel(NEW.thumbprint)
    assert held(s, 15) == []


# --- a key for an id that is somebody else's

JOINING = (
    clause("20", "apply", "applicant"),
    clause("21", "admit", "office secretary root", admission=Admission()),
    clause("22", "decline", "office secretary root"),
    clause("23", "resign", "subject"),
    Clause(no="24", words="Members are ordinary.", classes=Classes(names=(ClassOfMember(name="ordinary"),))),
)


def applies(s: Society, n: int, key) -> list[str]:
    fields = {"member": person(n), "body": "root", "cls": "ordinary", "key": key}
    return signed(s, s.act("apply", Signer(person(n), "applicant"), **fields), key)


@pytest.mark.parametrize("was", ["a member who left", "an applicant who was declined"])
def test_nobody_applies_with_a_key_of_her_own_for_an_id_that_the_record_knows(was):
    """Its key would sign as whoever had that id: in her appeals, complaints, papers and challenges."""
    s = society(*JOINING)
    n = 3 if was == "a member who left" else 50
    if n == 3:
        s.do("resign", HERSELF, member=person(3))
    else:
        assert applies(s, n, key_of(person(n))) == []
        s.do("decline", s.office(1, "secretary"), applicant=person(n))
    assert applies(s, n, STRANGER) == ["bylaw 7"]
    assert not s.state.keys.all.get(STRANGER.thumbprint)
    assert applies(s, n, key_of(person(n))) == [], "with the key of before she may"
    assert applies(s, 51, STRANGER) == [], "and the stranger under an id of her own"
