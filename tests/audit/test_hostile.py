"""Every field of a golden record changed in turn by an operator who signs whatever he likes: each is refused.

The operator holds the log's key, so the tree is right and only signatures of members, rules and the strict
encoding stand in his way. The one thing that he can change unseen is the time of an entry within its order:
that is what witnesses are for, and `tests/hostile/test_clock.py` tries it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .copies import audited, forged, golden


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value[:3]):
            yield from leaves(inner, (*path, i))
    else:
        yield path


def changed(value: Any, path: tuple[Any, ...], how: Any) -> Any:
    copied = json.loads(json.dumps(value))
    at = copied
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = how(at[path[-1]])
    return copied


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    flipped = "0" if not value or value[-1] != "0" else "1"
    return value[:-1] + flipped if value else "x"


def encoded(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def mutants(raw: bytes) -> Iterator[tuple[str, bytes]]:
    head, act = raw.split(b"\n")
    whole = json.loads(act)
    for path in leaves(whole):
        if not whole.get("by") and path[0] in ("nonce", "until", "seen"):
            continue  # nobody signed it: its bytes are checked against what was signed, its envelope is free
        yield f"act {path}", head + b"\n" + encoded(changed(whole, path, other))
    for path in leaves(signed := json.loads(head)):
        if path != ("at",):
            yield f"head {path}", encoded(changed(signed, path, other)) + b"\n" + act
    for name in whole:
        yield f"without {name}", head + b"\n" + encoded({k: v for k, v in whole.items() if k != name})
    yield "one more field", head + b"\n" + encoded({**whole, "zeal": 1})
    yield "a space", head + b"\n" + act.replace(b":", b": ", 1)
    yield "a key twice", head + b"\n" + act[:-1] + b',"until":"2025-01-01T00:00:00Z"}'
    yield "cut short", raw[:-1]
    yield "a third line", raw + b"\n{}"
    yield "no signatures", encoded({**signed, "signatures": []}) + b"\n" + act


def test_the_original_is_valid():
    assert audited(forged(golden())).verdict == "valid"


@pytest.mark.parametrize("index", range(17))
def test_each_mutant_of_each_entry_is_refused(index: int):
    entries = golden()
    if index >= len(entries):  # a changed play must change the range above
        pytest.fail("the golden record has fewer entries than this test says")
    tried = 0
    for name, raw in mutants(entries[index]):
        if raw == entries[index] or (
            name == "no signatures" and not json.loads(raw.split(b"\n")[1]).get("by")
        ):
            continue
        report = audited(forged([*entries[:index], raw, *entries[index + 1 :]]))
        assert report.verdict == "refused", f"entry {index}: {name}: {report.verdict}"
        assert report.faults, name
        tried += 1
    assert tried > 10


@pytest.mark.parametrize("index", range(1, 17))
def test_an_entry_dropped_repeated_or_moved_is_refused_by_whoever_saw_the_head(index: int):
    entries = golden()
    seen = forged(entries).checkpoint()
    for other_history in (
        [*entries[:index], *entries[index + 1 :]],
        [*entries[: index + 1], *entries[index:]],
        [*entries[: index - 1], entries[index], entries[index - 1], *entries[index + 1 :]],
    ):
        assert audited(forged(other_history), since=seen).verdict == "refused"


@pytest.mark.parametrize("more", [1, 2, 500])
def test_a_head_that_says_more_than_there_is_makes_the_copy_incomplete(more: int):  # B3
    entries = golden()
    seen = {"since": forged(entries[:5]).checkpoint()}
    report = audited(forged(entries, claimed=len(entries) + more), **seen)
    assert (report.verdict, report.size) == ("incomplete", len(entries))
    assert [fault.reason for fault in report.faults] == ["consistency"]
    assert audited(forged(entries), **seen).verdict == "valid", "the twin: as many as it says"


def test_of_entries_that_are_not_here_an_older_head_says_nothing():
    entries = golden()
    seen = forged(entries).checkpoint()
    report = audited(forged(entries[:-2], claimed=len(entries)), since=seen)
    assert (report.verdict, [fault.reason for fault in report.faults]) == ("incomplete", ["consistency"])
    assert [step.verdict for step in report.steps if step.number == 8] == ["incomplete"]
    gone = forged(entries)
    gone.raw.clear()
    nothing = audited(gone, since=seen)
    assert (nothing.verdict, [step.number for step in nothing.steps]) == ("incomplete", [2])
    rolled = audited(forged(entries[:-2]), since=seen)
    assert (rolled.verdict, rolled.faults[-1].reason) == ("refused", "rollback"), "a shorter head"


def test_an_older_head_is_a_prefix_and_a_newer_one_is_a_rollback():
    entries = golden()
    older = forged(entries[:5]).checkpoint()
    assert audited(forged(entries), since=older).verdict == "valid"
    report = audited(forged(entries[:5]), since=forged(entries).checkpoint())
    assert [fault.reason for fault in report.faults] == ["rollback"]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 16))
def test_any_bytes_for_an_entry_end_in_a_finding(raw: bytes, index: int):
    entries = golden()
    report = audited(forged([*entries[:index], raw, *entries[index + 1 :]]))
    assert report.verdict == "refused"
    assert report.faults


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_for_a_checkpoint_end_in_a_finding(raw: bytes):
    copy = forged(golden()[:2])
    copy.head = raw
    assert audited(copy).verdict == "refused"
