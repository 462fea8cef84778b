"""B14, B18: too few witnesses, false ones, and those who are the operator's own; each beside its twin."""

from __future__ import annotations

import pytest

from bylaw.record.log.checkpoint import Checkpoint, log_key
from bylaw.record.log.note import parse_vkey
from bylaw.record.log.policy import parse_policy
from tests.acts.society import LOG_SEED

from .watched import ONE, ORIGIN, SEEDS, THREE, TWO, Watched, cosigned, policy, vkey

SEEDS["w.twin.example"] = SEEDS[ONE]
SEEDS["w.log.example"] = LOG_SEED
SEEDS["watch.example.org"] = SEEDS["example.org"] = b"o" * 32
FLAG, REFUSE = "flag", "refuse"


@pytest.mark.parametrize(
    ("cosigners", "quorum", "verdict"),
    [((ONE, TWO), 2, "valid"), ((ONE,), 2, "incomplete"), ((), 1, "incomplete"), ((ONE,), 1, "valid"),
     ((ONE, TWO, THREE), 3, "incomplete"), ((TWO, THREE), 2, "incomplete"), ((), 0, "incomplete")],
)  # fmt: skip
def test_b14_a_head_with_fewer_cosignatures_than_the_record_asks(cosigners, quorum: int, verdict: str):
    s = Watched((ONE, TWO) if quorum < 3 else (ONE, TWO, "w.four.example"), quorum)
    report = s.verify(s.head(dict.fromkeys(cosigners, s.now)))
    assert report.verdict == verdict
    assert any("unwitnessed" in fault.detail for fault in report.faults) == (verdict == "incomplete")
    loose = s.verify(s.head(dict.fromkeys(cosigners, s.now)), unwitnessed_ok=True)
    assert loose.verdict == "valid", "the reader may say that it will do"


@pytest.mark.parametrize(("quorum", "verdict"), [(1, "valid"), (2, "incomplete")])
def test_b14_the_readers_own_policy_counts_and_not_the_records(quorum: int, verdict: str):
    s = Watched()
    head = s.head({ONE: s.now, TWO: s.now})
    assert s.verify(head, policy=policy(ONE, THREE, quorum=quorum)).verdict == verdict


@pytest.mark.parametrize("listed", ["the record's", "another", "both", "none"])
def test_b14_a_policy_accepts_the_logs_that_it_lists(listed: str):
    s = Watched()
    ours, other = s.state.identity.log_key, str(log_key("other.example/log", b"2" * 32))
    logs = {"the record's": [ours], "another": [other], "both": [other, ours], "none": []}[listed]
    lines = [*(f"log {key}" for key in logs), f"witness w {vkey(ONE)}", "quorum w", ""]
    chosen = parse_policy("\n".join(lines).encode())
    report = s.verify(s.head({ONE: s.now, TWO: s.now}), policy=chosen, unwitnessed_ok=True)
    assert report.verdict == ("refused" if listed == "another" else "valid")
    assert listed != "another" or f"your policy accepts {other}" in report.faults[0].detail


def changed(head: bytes, nth: int) -> bytes:
    """The head with one character of its nth signature line changed."""
    lines = head.split(b"\n")
    line = lines[4 + nth]
    lines[4 + nth] = line[:-9] + (b"A" if line[-9:-8] != b"A" else b"B") + line[-8:]
    return b"\n".join(lines)


@pytest.mark.parametrize("by_policy", [False, True])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_forged_cosignature_is_never_passed_over(nth: int, by_policy: bool):
    """Not even when enough others are good: whoever published it lied, or the copy is damaged."""
    s = Watched(quorum=1)
    head = s.head({ONE: s.now, TWO: s.now})
    asked = {"policy": policy(ONE, TWO)} if by_policy else {}
    assert s.verify(head, **asked).verdict == "valid"
    assert s.verify(changed(head, nth), unwitnessed_ok=True, **asked).verdict == "refused"


def test_a_line_copied_from_another_head_is_forged():
    s = Watched(quorum=1)
    old = s.head({ONE: s.now}).split(b"\n")[-2]
    s.fact(60)
    head = s.head({TWO: s.now})
    assert s.verify(head).verdict == "valid"
    assert s.verify(head + old + b"\n").verdict == "refused"


def test_a_head_is_not_entered_with_a_forged_line_nor_with_too_few():
    s = Watched(quorum=1)
    good = s.head({ONE: s.now, TWO: s.now})
    bad = changed(good, 2).decode().rstrip("\n").split("\n")[-1]
    line = good.decode().rstrip("\n").split("\n")[-1]
    assert s.witnessed({ONE: s.now, TWO: s.now}, change=(line, bad)) == ["bylaw 16"]
    assert s.witnessed({}) == ["bylaw 16"]
    assert s.witnessed({THREE: s.now}) == ["bylaw 16"], "she is no witness of this record"
    assert s.witnessed({ONE: s.now, THREE: s.now}) == [], "who is none does not matter"


def test_a_head_of_another_log_or_history_or_an_old_one_is_not_entered():
    s = Watched(quorum=1)
    s.fact(60)
    root = s.state.log.root(2)
    for size, other in ((2, bytes(32)), (3, root), (1, root)):
        lines = cosigned(Checkpoint(ORIGIN, size, other), {ONE: s.now}).decode().rstrip("\n").split("\n")
        assert [f.clause for f in s.judged("witnessed", (), lines=tuple(lines))] == ["bylaw 16"]
    assert s.witnessed({ONE: s.now}) == []
    assert s.witnessed({ONE: s.now}, size=2) == ["bylaw 16"], "not newer"


NAMED = [
    ((ONE, TWO), 2, (), {}),
    ((ONE, TWO), 0, (), {}),
    ((), 0, (), {}),
    ((ONE, TWO), 3, (), {REFUSE}),
    ((), 1, (), {REFUSE}),
    ((ONE, ONE), 1, (), {REFUSE}),
    ((ONE, "w.twin.example"), 2, (), {REFUSE}),
    ((ONE, "w.log.example"), 1, (), {REFUSE}),
    ((ONE, TWO), 1, (THREE,), {REFUSE}),
    ((ONE, TWO), 2, (ONE,), {}),
    ((ONE, TWO), 1, (ONE,), {FLAG}),
    ((ONE, TWO), 2, (ONE, TWO), {FLAG}),
    ((ONE, TWO, THREE), 2, (ONE, TWO), {FLAG}),
    ((ONE, TWO, THREE), 3, (ONE, TWO), {}),
    (("watch.example.org",), 1, (), {FLAG}),
    (("example.org",), 1, (), {FLAG}),
    (("watch.example.org", ONE), 2, (), {}),
]
"""Witnesses, quorum, those declared the operator's own, and what the judge says. Hosts of the log's own name count too."""


@pytest.mark.parametrize(("witnesses", "quorum", "captive", "consequences"), NAMED)
def test_b18_witnesses_that_can_be_and_a_quorum_that_the_operator_reaches_alone(
    witnesses, quorum: int, captive, consequences: set[str]
):
    founded = Watched(witnesses, quorum, captive)
    keys = {"witnesses": tuple(map(vkey, witnesses)), "captive": tuple(map(vkey, captive))}
    later = Watched().judged("set-witnesses", 1, quorum=quorum, **keys)
    for findings in (founded.taken.findings, later):
        assert {(f.clause, f.consequence) for f in findings} == {("bylaw 16", c) for c in consequences}


def test_b18_a_key_of_another_kind_or_none_is_no_witness():
    for text in ("none", str(log_key("w.one.example", b"1" * 32)), vkey(ONE)[:-4] + "AAAA"):
        found = Watched().judged("set-witnesses", 1, witnesses=(text,), quorum=0)
        assert [f.clause for f in found] == ["bylaw 16"], text
    assert not isinstance(parse_vkey(vkey(ONE)), str)
    assert not Watched().judged("set-witnesses", 1, witnesses=(vkey(ONE),), quorum=0)


def test_b18_independence_is_declared_and_shown():
    captive = Watched((ONE, TWO), 2, captive=(ONE, TWO))
    report = captive.verify(captive.head({ONE: captive.now, TWO: captive.now}))
    assert report.verdict == "valid"
    assert report.counts.flagged == 1
    assert "all of them are the operator's own" in report.steps[6].established
    assert any("the operator's own: w.one.example, w.two.example" in line for line in report.trusted)
    free = Watched((ONE, TWO), 2)
    report = free.verify(free.head({ONE: free.now, TWO: free.now}))
    assert (report.counts.flagged, "own" in report.steps[6].established) == (0, False)
    assert any("do not depend on the operator, as is declared" in line for line in report.trusted)


@pytest.mark.parametrize("later", [0, 1])
def test_b18_a_witness_of_two_histories_is_convicted_by_its_own_lines(later: int):
    """The older head is the reader's; the copy is of another history, and one witness cosigned both."""
    one, other = Watched(quorum=1), Watched(quorum=1)
    one.fact(60)
    other.fact(61)
    seen = one.head({ONE: one.now, TWO: one.now})
    for _ in range(later):
        other.fact(60)
    report = other.verify(other.head({ONE: other.now}), since=seen)
    (fault,) = [f for f in report.faults if f.reason == "fork"]
    assert (report.verdict, "w.one.example cosigned both" in fault.detail) == ("refused", True)
    assert "w.two.example" not in fault.detail
    assert one.verify(seen, since=seen).verdict == "valid"
    apart = other.verify(other.head({TWO: other.now}), since=one.head({ONE: one.now}))
    assert not any("cosigned both" in fault.detail for fault in apart.faults), "neither signed twice"


def test_b2_a_copy_smaller_than_a_head_already_seen():
    s = Watched(quorum=1)
    before = s.head({ONE: s.now})
    s.fact(60)
    seen = s.head({ONE: s.now})
    report = s.verify(before, since=seen)
    assert [fault.reason for fault in report.faults] == ["rollback"]
    assert s.verify(seen, since=before).verdict == "valid"
