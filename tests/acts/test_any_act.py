"""Whatever an act says, the judge answers with findings: no act of these chapters makes it raise."""

import re
from copy import deepcopy
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect
from msgspec.structs import replace

from bylaw.acts.act import Act
from bylaw.acts.assemblies import attendance, meetings, minutes, motions, votes
from bylaw.acts.initiative import petitions
from bylaw.acts.organisation import bodies, credentials, delegates, envoys, offices
from bylaw.acts.registry import ACTS
from bylaw.ledger import judge
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.elections import Election

from .assembly import TEXT, Assembly, ready
from .society import DAY, person

MODULES = (
    attendance,
    bodies,
    credentials,
    delegates,
    envoys,
    meetings,
    minutes,
    motions,
    offices,
    petitions,
    votes,
)
KINDS = [act for act in ACTS if act.__module__ in {module.__name__ for module in MODULES}]


def lived() -> Assembly:
    """An assembly in which one of everything has happened."""
    s = ready()
    s.do("record-vote", s.secretary, motion="q1", yes=7, no=0)
    s.do(
        "close-session",
        s.secretary,
        name="s1",
        meeting="m1",
        items=("facts",),
        reason="x",
        release=s.stamp(9),
    )
    s.move("q2", matter="")
    s.call("m2")
    s.do("give-proxy", 8, meeting="m2", holder=person(2))
    s.do("open-petition", 2, name="p1", body="root", matter=s.fact("f2"), text=TEXT)
    s.do("sign-petition", 2, petition="p1")
    times = (s.now, s.now, s.now, s.now, s.now + DAY, s.now + DAY)
    s.state.elections.call(Election("e1", "secretary", "root", "root", "root", 1, "count", ("root",), *times))
    return s


LIVED = lived()
TIMES = ("1900-01-01T00:00:00Z", "2025-02-30T00:00:00Z", "2025-02-03T00:00:00Z", "9999-12-31T23:59:59Z")
NAMES = ("root", "board", "m1", "m2", "q1", "q2", "p1", "s1", "e1", "interim.0", "interim.1", "facts", "secretary",
         "director", "new", "move", "resolution.q1", "")  # fmt: skip
MEMBERS = (*(person(n) for n in (1, 2, 8, 9, 77)),)
MATTERS = (LIVED.fact(), LIVED.fact("f9"), "{}", "x" * 20, "")


TEXTS = (*NAMES, *TIMES, *MEMBERS, *MATTERS, TEXT)


def value(kind: Any) -> st.SearchStrategy[Any]:
    """Anything that a field of this type can hold, mostly names that mean something here."""
    match kind:
        case inspect.Metadata():
            known = list(LIVED.state.names.get((kind.extra or {}).get("ref", ""), ()))
            return value(kind.type) if not known else st.sampled_from(known) | value(kind.type)
        case inspect.StrType():
            fits = [t for t in TEXTS if not kind.pattern or re.search(kind.pattern, t)]
            low, high = kind.min_length or 0, kind.max_length or 10**6
            return st.sampled_from([t for t in fits if low <= len(t) <= high] or ["x" * max(low, 1)])
        case inspect.IntType():
            low, high = (kind.ge if kind.ge is not None else 0), (kind.le or 2**53 - 1)
            return st.sampled_from(sorted({low, min(low + 1, high), min(7, high), high}))
        case inspect.BoolType():
            return st.booleans()
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.VarTupleType():
            return st.lists(
                value(kind.item_type), min_size=kind.min_length or 0, max_size=min(kind.max_length or 3, 3)
            )
        case inspect.StructType():
            return st.fixed_dictionaries({f.encode_name: value(f.type) for f in kind.fields})
    raise AssertionError(f"no values for {kind}")


ENVELOPE = {"nonce": "0" * 32, "seen": {"size": 0, "root": State().root(0)}, "until": "1970-01-01T00:00:00Z"}


@st.composite
def acts(draw: st.DrawFn) -> Act:
    act = draw(st.sampled_from(KINDS))
    info = inspect.type_info(act)
    fields = {f.name: draw(value(f.type)) for f in info.fields if f.name not in (*ENVELOPE, "org", "by")}
    right = st.sampled_from(("member", "office", "warrant", "subject", "anyone"))
    ref = st.sampled_from(("", "interim.0", "resolution.q1", "x"))
    signer = st.builds(
        lambda m, r, n: {"member": m, "right": r, "ref": n}, st.sampled_from(MEMBERS), right, ref
    )
    return msgspec.convert(
        {**fields, **ENVELOPE, "act": info.tag, "by": draw(st.lists(signer, max_size=2))}, act
    )


@settings(max_examples=1500, deadline=None)
@given(acts(), st.sampled_from((-1, 0, 1, 40, 400, 2_000_000)))
def test_the_judge_answers_whatever_an_act_says_and_what_it_permits_applies(act, days):
    s = LIVED
    at = s.now + days * DAY
    act = replace(act, org=s.state.identity.org, until=rfc3339(at + 60))
    found = judge(s.state, act, at, {TEXT: TEXT})
    assert all(str(finding) for finding in found)
    if not found:
        act.apply(deepcopy(s.state), at)
