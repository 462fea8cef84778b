"""The same bytes are not taken in twice, however late they come back, and no hash is kept for ever."""

from hypothesis import given
from hypothesis import strategies as st

from bylaw.ledger import take
from bylaw.record.encoding import encode
from bylaw.record.entry import SshSignature, make_entry
from bylaw.state.recent import WEEK, Recent

from .society import DAY, key_of, person
from .test_corrections import society


@given(st.lists(st.integers(0, 3 * WEEK), min_size=1, max_size=30))
def test_an_act_is_known_as_long_as_it_could_be_taken_in(waits):
    recent, at, taken = Recent(), 0, []
    for number, wait in enumerate(waits):
        at += wait
        recent.add(number.to_bytes(32, "big"), at)
        taken.append(at)
        for earlier, then in enumerate(taken):
            known = earlier.to_bytes(32, "big") in recent
            assert known if at <= then + WEEK else not known or at < then + 2 * WEEK
    assert bytes(32)[:31] not in recent


def test_memory_follows_the_acts_of_two_weeks():
    recent = Recent()
    for day in range(1000):
        recent.add(day.to_bytes(32, "big"), day * DAY)
    assert 7 <= len(recent) <= 14


def test_an_act_comes_back_the_next_day_and_after_its_week():
    s = society()
    fields = {"name": "rain", "fact": "it rains", "source": "seen", "claimed": "2025-01-01T00:00:00Z"}
    act = encode(s.act("attest", s.office(1, "secretary"), evidence="0" * 64, **fields))
    signed = [SshSignature(key_of(person(1)).thumbprint, b"-")]
    clauses = []
    for at in (s.now, s.now, s.now + DAY, s.now + DAY + 1, s.now + 15 * DAY):
        found = take(s.state, make_entry(at, act, signed)).refusals
        clauses.append([finding.clause for finding in found])
    assert clauses[0] == []
    assert clauses[1] == clauses[2] == ["bylaw 3", "bylaw 8"]
    assert clauses[3] == ["bylaw 3", "bylaw 4", "bylaw 8"]
    assert "bylaw 4" in clauses[4]
