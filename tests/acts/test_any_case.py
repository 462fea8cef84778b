"""Whatever an act in a case says, at whatever stage, the judge answers with findings, and what it permits applies."""

import re
from copy import deepcopy

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect
from msgspec.structs import replace

from bylaw.acts.discipline.sanctions import write
from bylaw.acts.registry import ACTS
from bylaw.ledger import judge
from bylaw.projections.cases import cases
from bylaw.record.clock import rfc3339

from .justice import ACCUSER, CHARGED, JUDGES, OTHERS, Court, cleared, final, reopened
from .society import DAY, person
from .test_discipline import CHAPTER

KINDS = [act for act in ACTS if act.__module__ in {module.__name__ for module in CHAPTER}]
STAGES = (
    Court(), Court().bring(), Court().bring().heard(*JUDGES), Court().bring().found(*JUDGES), Court().decided(),
    Court().appealed(), Court(stays=True).appealed(), final(), reopened(), cleared(),
)  # fmt: skip
MEMBERS = [person(n) for n in (1, ACCUSER, CHARGED, 5, *JUDGES, *OTHERS, 99)]
TIMES = ["1900-01-01T00:00:00Z", "2025-02-05T00:00:00Z", "2025-03-20T00:00:00Z", "9999-12-31T23:59:59Z"]
TEXTS = [
    "c1",
    "c2",
    "i1",
    "i9",
    "root",
    "board",
    "20",
    "24",
    "theft",
    "view",
    "interim.0",
    "interim.1",
    "",
    "f" * 64,
    "e" * 64,
]


WORDS = (*TEXTS, *MEMBERS, *TIMES)
"""What a field of text may hold."""


def value(kind: object, words: tuple[str, ...] = WORDS) -> st.SearchStrategy:
    match kind:
        case inspect.Metadata():
            return value(kind.type, words)
        case inspect.StrType():
            fits = [t for t in words if not kind.pattern or msgspec_fits(kind, t)]
            return st.sampled_from(
                [t for t in fits if (kind.min_length or 0) <= len(t) <= (kind.max_length or 999)]
            )
        case inspect.IntType():
            return st.sampled_from([0, 1, 2, 3, kind.le or 2**53 - 1])
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.VarTupleType():
            return st.lists(value(kind.item_type, words), min_size=kind.min_length or 0, max_size=3)
    raise AssertionError(f"no values for {kind}")


def msgspec_fits(kind: inspect.StrType, text: str) -> bool:

    return re.search(kind.pattern or "", text) is not None


@st.composite
def acts(draw: st.DrawFn):
    act = draw(st.sampled_from(KINDS))
    info = inspect.type_info(act)
    envelope = {"nonce": "0" * 32, "seen": {"size": 0, "root": "0" * 64}, "until": "1970-01-01T00:00:00Z"}
    fields = {f.name: draw(value(f.type)) for f in info.fields if f.name not in (*envelope, "org", "by")}
    right = st.sampled_from(("member", "office", "panel", "subject"))
    signer = st.builds(
        lambda m, r: {"member": m, "right": r, "ref": "interim.0"}, st.sampled_from(MEMBERS), right
    )
    return msgspec.convert(
        {**fields, **envelope, "act": info.tag, "by": draw(st.lists(signer, max_size=3))}, act
    )


@settings(max_examples=800, deadline=None)
@given(acts(), st.sampled_from(STAGES), st.sampled_from((0, 1, 15, 61, 400, 2_000_000)))
def test_the_judge_answers_and_what_it_permits_applies(act, s, days):
    at = s.now + days * DAY
    act = replace(act, org=s.state.identity.org, until=rfc3339(at + 60))
    found = judge(s.state, act, at)
    assert all(str(finding) for finding in found)
    body = [f for f in act.findings(s.state, at, {}) if f.refuses] if not _unnamed(found) else [1]
    if not body:
        state = deepcopy(s.state)
        act.apply(state, at)
        write(state, person(CHARGED))
        assert cases(state, "root", at) is not None
        gaps = state.members.suspensions[person(CHARGED)]
        assert all(a < b for a, b in gaps)


def _unnamed(found) -> bool:
    return any(f.clause in ("bylaw 1", "bylaw 7", "bylaw 8") for f in found)
