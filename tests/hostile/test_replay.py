"""B8: every act of a golden record posted again, under other signatures, or to another organisation."""

from __future__ import annotations

import json
from functools import cache

from bylaw.audit.copy import Attached
from bylaw.ledger import consider, take
from bylaw.record.clock import instant, rfc3339
from bylaw.state import State
from tests.acts.polling import society
from tests.audit.copies import forged, golden

DAYS = (0, 1, 6, 8, 20, 400)
"""How many days later an act is posted again: within its own week, past it, and when its hash is kept no more."""


def heads(raw: bytes) -> tuple[dict, bytes]:
    head, act = raw.split(b"\n")
    return json.loads(head), act


def entry(head: dict, act: bytes) -> bytes:
    return json.dumps(head, sort_keys=True, separators=(",", ":")).encode() + b"\n" + act


def later(raw: bytes, at: int, days: int) -> bytes:
    head, act = heads(raw)
    return entry({**head, "at": rfc3339(at + days * 86_400)}, act)


def unsigned(raw: bytes, at: int) -> bytes:
    """The same act, whose signers are asked to sign once more, or were not asked at all."""
    head, act = heads(raw)
    return entry({"at": rfc3339(at), "signatures": head["signatures"][:1]}, act)


@cache
def evidence() -> Attached:
    return Attached(forged(golden()))


def refusals(state: State, raw: bytes) -> set[str]:
    return {finding.clause for finding in consider(state, raw, evidence()).refusals}


def test_no_act_is_taken_twice_whenever_it_comes_again():
    state, entries = State(), golden()
    for i, raw in enumerate(entries):
        assert not take(state, raw, evidence()).refusals, f"entry {i} itself is taken"
        for days in DAYS:
            found = refusals(state, later(raw, state.at, days))
            assert found & {"bylaw 3", "bylaw 4", "bylaw 10"}, (i, days, found)
        assert refusals(state, unsigned(raw, state.at)) & {"bylaw 3", "bylaw 10"}, (
            "the act counts, not who signed it"
        )


def test_an_act_is_told_apart_from_one_that_only_looks_like_it():
    """The twin: the same words under another nonce are another act, refused for its signatures and not as taken."""
    state, entries = State(), golden()
    for raw in entries[:6]:
        take(state, raw, evidence())
    head, act = heads(entries[5])
    other = json.loads(act)
    other["nonce"] = "f" * 32
    words = json.dumps(other, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert "bylaw 3" not in refusals(state, entry({**head, "at": rfc3339(state.at)}, words))


def test_no_act_of_one_organisation_is_taken_by_another():
    here = society()
    begun = here.state
    for i, raw in enumerate(golden()):
        at = max(begun.at, instant(heads(raw)[0]["at"]) or 0)
        found = refusals(begun, later(raw, at, 0))
        assert found, i
        assert "bylaw 2" in found or i == 0, (i, found)
