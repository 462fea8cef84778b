"""The log against whoever keeps it: other histories, replays, clocks that lie, witnesses that are captive."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Seen
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.ledger import take
from bylaw.projections.duties import duties
from bylaw.projections.timetable import timetable
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.entry import LATEST, SshSignature, make_entry
from bylaw.store.organisation import Organisation
from bylaw.store.submitted import Submitted
from tests.acts.assembly import TEXT, Assembly
from tests.acts.society import DAY, key_of, person


def entered(s: Assembly, **changed: object):
    """A member opens a petition, with an envelope that somebody changed."""
    act = s.act("open-petition", 2, name="p1", body="root", matter=s.fact(), text=TEXT)
    act = replace(act, **changed)
    return take(s.state, make_entry(s.now, encode(act), [SshSignature(key_of(person(2)).thumbprint, b"-")]))


@pytest.mark.parametrize(
    ("size", "root", "clauses"),
    [
        (0, None, []),
        (1, None, []),
        (2, None, []),
        (1, "0" * 64, ["bylaw 5"]),
        (2, "0" * 64, ["bylaw 5"]),
        (0, "0" * 64, ["bylaw 5"]),
        (3, "0" * 64, ["bylaw 5"]),
        (-1, "0" * 64, ["bylaw 5"]),
        (2**53 - 1, "0" * 64, ["bylaw 5"]),
        (-(2**53) + 1, "0" * 64, ["bylaw 5"]),
    ],
)
def test_an_act_signed_on_a_head_of_another_history_is_refused(
    size: int, root: str | None, clauses: list[str]
):
    s = Assembly()
    s.call()
    assert s.state.size == 2
    taken = entered(s, seen=Seen(size, root or s.state.root(size)))
    assert [finding.clause for finding in taken.refusals] == clauses


def test_an_act_seen_on_one_branch_does_not_fit_the_other():
    one, other = Assembly(), Assembly()
    one.call("m1")
    other.call("m2")
    head = Seen(2, one.state.root(2))
    assert entered(other, seen=head).refusals[0].clause == "bylaw 5"
    assert not entered(one, seen=head).refusals


@pytest.mark.parametrize("at", [LATEST, LATEST + 900 * 365 * DAY, 253_402_300_799, 253_402_300_799 - 8 * DAY])
def test_an_entry_of_a_time_after_which_no_deadline_can_be_written_is_refused(at: int):
    s = Assembly()
    head = b'{"at":"%s","signatures":[]}' % rfc3339(at).encode()
    taken = take(
        s.state,
        head + b"\n" + encode(s.act("open-petition", 2, name="p1", body="root", matter=s.fact(), text=TEXT)),
    )
    assert [finding.clause for finding in taken.refusals] == ["bylaw 1"]


@pytest.mark.parametrize("start", ["8999-12-31T23:59:59Z", "8999-01-31T12:00:00Z", "1900-01-01T00:00:00Z"])
def test_at_the_last_and_first_times_that_an_entry_can_have_all_deadlines_can_be_written(
    start: str, monkeypatch
):
    monkeypatch.setattr("tests.acts.society.START", start)
    s = Assembly()
    assert not s.taken.refusals
    s.judged("call-meeting", s.secretary, name="m1", body="root", begins="9999-12-31T23:59:59Z",
             items=(AgendaItem("facts", "Facts", ("attest",)),))  # fmt: skip
    assert duties(s.state, "root", s.now) is not None
    assert timetable(s.state, "root", s.now) is not None


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[" * 50_000, b"\xff\xfe", b'{"act":"move/1"}', b'{"act":"move/1"}\n{}', b"x" * 70_000,
     b'{"act":"resign/1","member":' + b"9" * 5000 + b"}", b'{"act":"resign/1","a":NaN}'],
)  # fmt: skip
def test_whatever_is_submitted_is_answered_and_writes_nothing(raw: bytes, tmp_path: Path):
    organisation = Organisation.create(tmp_path / "org", "local.invalid/record")
    assert isinstance(organisation, Organisation)
    for at in (0, LATEST, 2**60):
        done = organisation.submit(at, raw, [])
        assert isinstance(done, Submitted)
        assert done.refused
        assert [finding.clause for finding in done.findings] == ["bylaw 1"]
        assert organisation.judge(at, raw, [], {}).refusals
    assert organisation.state.size == 0
