"""Whatever an act of these chapters says, at whatever stage, the judge answers, and what it permits applies."""

from copy import deepcopy

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect
from msgspec.structs import replace

from bylaw.acts.registry import ACTS
from bylaw.ledger import judge
from bylaw.projections.complaints import complaint_figures, complaints
from bylaw.projections.control import control
from bylaw.projections.duties import duties
from bylaw.projections.emergency import emergencies
from bylaw.projections.timetable import timetable
from bylaw.projections.warnings import warnings
from bylaw.record.clock import rfc3339

from .alarm import Alarm
from .grievances import AUDITOR, AUTHOR, CLERK, FIRST, OTHER, Branch
from .justice import JUDGES
from .society import DAY, person
from .test_any_case import TIMES, value

CHAPTERS = ("complaints", "warnings", "control", "emergency")
KINDS = [act for act in ACTS if act.__module__.rpartition(".")[2] in CHAPTERS]
TEXTS = [
    "k1",
    "w1",
    "e1",
    "h1",
    "f1",
    "new",
    "root",
    "north",
    "board",
    "theft",
    "boiler",
    "f" * 64,
    "e" * 64,
    "",
]
MEMBERS = [person(n) for n in (CLERK, FIRST, AUTHOR, OTHER, AUDITOR, 99)]
WORDS = (*TEXTS, *MEMBERS, *TIMES)


def grieved() -> Branch:
    """Every sort of thing once, some answered."""
    s = Branch().elected(AUDITOR, "auditor").filed("k1", against=person(OTHER)).filed("k2").warned("w1")
    s.do("acknowledge-complaint", s.clerk, complaint="k2")
    told = {"request": "f1", "body": "root", "file": s.text(), "deliver": s.stamp(8)}
    s.do("request-file", s.office(AUDITOR, "auditor"), **told)
    return s


def alarmed() -> Alarm:
    """A measure that waits to be confirmed, and a stop order over a case."""
    s = Alarm().bring().heard(*JUDGES)
    return s.declared().halted()


STAGES = (grieved(), alarmed())


@st.composite
def acts(draw: st.DrawFn):
    act = draw(st.sampled_from(KINDS))
    info = inspect.type_info(act)
    envelope = {"nonce": "0" * 32, "seen": {"size": 0, "root": "0" * 64}, "until": "1970-01-01T00:00:00Z"}
    fields = {
        f.name: draw(value(f.type, WORDS)) for f in info.fields if f.name not in (*envelope, "org", "by")
    }
    ref = st.sampled_from(("interim.0", "interim.1", "auditor-6", "none"))
    right = st.sampled_from(("member", "office", "warrant", "subject"))
    signer = st.builds(
        lambda m, r, ref: {"member": m, "right": r, "ref": ref}, st.sampled_from(MEMBERS), right, ref
    )
    by = draw(st.lists(signer, max_size=3))
    return msgspec.convert({**fields, **envelope, "act": info.tag, "by": by}, act)


@settings(max_examples=600, deadline=None)
@given(acts(), st.sampled_from(STAGES), st.sampled_from((0, 1, 8, 15, 61, 400, 2_000_000)))
def test_the_judge_answers_and_what_it_permits_applies(act, s, days):
    at = s.now + days * DAY
    act = replace(act, org=s.state.identity.org, until=rfc3339(at + 60))
    found = judge(s.state, act, at)
    assert all(str(finding) for finding in found)
    if any(f.clause in ("bylaw 1", "bylaw 7", "bylaw 8") for f in found):
        return
    if not any(f.refuses for f in act.findings(s.state, at, {})):
        state = deepcopy(s.state)
        act.apply(state, at)
        for show in (complaints, complaint_figures, warnings, control, emergencies, duties, timetable):
            assert show(state, "root", at) is not None
        assert all(e.start <= e.end <= max(e.last, e.end) for e in state.emergencies.all.values())
