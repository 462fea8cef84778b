"""B6, B7: a clock that lies. Entry times fall, or lie outside the cosigned heads around them; each beside its twin."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bylaw.acts.keeping.logkeeping import DRIFT
from bylaw.ledger import take
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.entry import SshSignature, make_entry
from tests.acts.society import DAY, key_of, person

from .watched import ONE, TWO, Watched, policy

HOUR = 3600


def grown(clock: str = "real") -> Watched:
    """A record of three entries, an hour apart; the newest is of now."""
    s = Watched(clock=clock)
    s.fact(HOUR)
    s.fact(HOUR)
    return s


@pytest.mark.parametrize(("after", "clauses"), [(0, []), (1, []), (-1, ["bylaw 6"]), (-HOUR, ["bylaw 6"])])
def test_entry_times_never_fall(after: int, clauses: list[str]):
    s = grown()
    at = s.now + after
    fact = {"name": "f9", "fact": "x", "source": "y", "claimed": "2025-01-01T00:00:00Z", "evidence": "a" * 64}
    act = s.act("attest", 1, **fact)
    taken = take(s.state, make_entry(at, encode(act), [SshSignature(key_of(person(1)).thumbprint, b"-")]))
    assert [finding.clause for finding in taken.refusals] == clauses


AHEAD = [
    (0, []),
    (-DRIFT, []),
    (-DRIFT - 1, ["bylaw 6"]),
    (-DAY, ["bylaw 6"]),
    (HOUR, []),
]
"""A witness cosigned so long after the time that the newest entry says; before it, the log's clock runs ahead."""


@pytest.mark.parametrize(("seen", "clauses"), AHEAD)
def test_an_entry_is_not_of_a_time_after_the_witnesses_saw_it(seen: int, clauses: list[str]):
    s = grown()
    head = s.now
    s.now += HOUR
    assert s.witnessed({ONE: head + seen, TWO: head}) == clauses
    assert grown("simulated").witnessed({ONE: head + seen, TWO: head}) == [], (
        "who says so openly does not lie"
    )


BEHIND = [
    (0, []),
    (HOUR + DRIFT, []),
    (HOUR + DRIFT + 1, ["bylaw 6"]),
    (10 * DAY, ["bylaw 6"]),
    (2**53 - 1 - 1_735_740_000, ["bylaw 6"]),
]
"""A witness cosigned so long after the newest entry; the head is entered an hour after that entry."""


@pytest.mark.parametrize(("seen", "clauses"), BEHIND)
def test_a_head_is_not_cosigned_after_it_is_entered(seen: int, clauses: list[str]):
    s = grown()
    head = s.now
    s.now += HOUR
    assert s.witnessed({ONE: head + 1, TWO: head + seen}) == clauses


@pytest.mark.parametrize(
    ("later", "clauses"), [(DRIFT, []), (DRIFT + 1, ["bylaw 6"]), (5 * DAY, ["bylaw 6"])]
)
def test_an_entry_is_not_of_a_time_before_the_head_that_lacks_it_was_cosigned(later: int, clauses: list[str]):
    s = grown()
    s.fact(HOUR)
    last = s.now
    s.now += 10 * DAY
    assert s.witnessed({ONE: last - 1, TWO: last + later}, size=3) == clauses


def test_an_old_head_cosigned_again_poisons_no_record():
    """Anybody may ask a witness again about the largest head that it knows, and enter what it answers."""
    s = grown()
    old = s.state.size
    s.fact(DAY)
    assert s.witnessed({ONE: s.now + HOUR, TWO: s.now + HOUR}, size=old) == ["bylaw 6"]
    s.now += HOUR
    assert s.witnessed({ONE: s.now, TWO: s.now}) == []
    assert s.verify(s.head({ONE: s.now, TWO: s.now})).verdict == "valid"


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [(0, "valid"), (-DRIFT, "valid"), (-DRIFT - 1, "refused"), (-2 * DAY, "refused"), (DAY, "valid")],
)
def test_a_copy_whose_head_was_cosigned_before_its_entries_say_they_were_made(seen: int, verdict: str):
    s = grown()
    for asked in ({}, {"policy": policy(ONE, TWO, quorum=2)}):
        report = s.verify(s.head({ONE: s.now + DAY, TWO: s.now + seen}), **asked)
        assert report.verdict == verdict
        assert [fault.reason for fault in report.faults] == ["time"] * (verdict == "refused")


def test_an_older_head_of_the_readers_dates_the_entries_that_it_holds():
    s = grown()
    honest, early = s.head({ONE: s.now, TWO: s.now}), s.head({ONE: s.now - DAY})
    s.fact(HOUR)
    now = s.head({ONE: s.now, TWO: s.now})
    assert s.verify(now, since=honest).verdict == "valid"
    report = s.verify(now, since=early)
    assert (report.verdict, [(f.reason, f.entry) for f in report.faults]) == ("refused", [("time", 0)])


@pytest.mark.parametrize("back", [1, 400])
def test_b7_an_act_dated_before_it_is_logged_has_its_effect_from_the_log(back: int):
    """No act carries a time of its own effect but one to come; how old the words are never matters."""
    s = grown()
    s.now += 400 * DAY
    act = s.act(
        "attest", 1, name="f9", fact="x", source="y", claimed="2025-01-01T00:00:00Z", evidence="a" * 64
    )
    stale = replace(act, until=rfc3339(s.now - back))
    assert [finding.clause for finding in s._enter(stale).refusals] == ["bylaw 4"]
    assert not s._enter(act).refusals
    assert s.state.corrections.attested["f9"].at == s.now
