"""Archives whose stream or chain is not as it should be; and arbitrary bytes, which get an answer too."""

import json
import resource

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bylaw.belenios.archive import BLOCK, data_member, event_member, first_member, member
from bylaw.belenios.encoding import dump, hash_hex
from bylaw.belenios.findings import Reason
from bylaw.belenios.model import Event
from bylaw.belenios.verifier import Report, State, Verdict, verify
from tests.belenios import forge
from tests.belenios.forge import build, chained, changed, compact

PLAIN = "threshold-2of3-ed25519"
OPEN = build(forge.opened(PLAIN, 2))


def reasons(report: Report) -> set[str]:
    return {finding.reason for finding in report.findings}


def refused(report: Report, *expected: str) -> bool:
    return report.verdict is Verdict.REFUSED and reasons(report) == set(expected)


def incomplete(report: Report) -> bool:
    return report.verdict is Verdict.INCOMPLETE and reasons(report) == {"omission"}


def members(content: bytes) -> list[bytes]:
    """Return the members of an archive, each with header and padding."""
    found, at = [], 0
    while at < len(content):
        size = int(content[at + 124 : at + 135], 8)
        end = at + BLOCK + size + -size % BLOCK
        found.append(content[at:end])
        at = end
    return found


EVENTS = [i for i, each in enumerate(members(OPEN)) if b".event.json" in each[:100]]


def test_a_missing_record_makes_it_incomplete():
    every = members(OPEN)
    for left_out in range(1, len(every)):
        report = verify(b"".join(every[:left_out] + every[left_out + 1 :]))
        if left_out == len(every) - 1:
            assert incomplete(report)
        else:
            assert report.verdict is not Verdict.VALID, left_out
            assert reasons(report) <= {"omission", "consistency"}, left_out
    assert incomplete(verify(b"".join(every[:6] + every[8:])))


def test_a_cut_archive_is_incomplete():
    ends = {0}
    for each in members(OPEN):
        ends.add(max(ends) + len(each))
    whole = [sum(map(len, members(OPEN)[: i + 1])) for i in EVENTS]
    for at in (*range(0, len(OPEN), 397), *ends):
        report = verify(OPEN[:at])
        assert report.verdict is (Verdict.VALID if at in whole else Verdict.INCOMPLETE), at
        assert report.verdict is Verdict.VALID or incomplete(report)


def test_records_in_another_order_are_refused():
    every = members(OPEN)
    for i in range(1, len(every) - 1):
        swapped = [*every[:i], every[i + 1], every[i], *every[i + 2 :]]
        assert verify(b"".join(swapped)).verdict is not Verdict.VALID, i
    swapped = [*every[:1], every[2], every[1], *every[3:]]
    assert refused(verify(b"".join(swapped)), "consistency")


def test_a_record_too_many_is_refused():
    every = members(OPEN)
    stamp = forge.opened(PLAIN).timestamp
    extra = data_member(b"{}", stamp)
    for i in EVENTS:
        assert refused(verify(b"".join([*every[:i], extra, *every[i:]])), "consistency")
    assert incomplete(verify(OPEN + extra))


def test_a_record_under_another_name_is_refused():
    stamp = forge.opened(PLAIN).timestamp
    every = members(OPEN)
    lie = member(f"{'0' * 64}.data.json", forge.opened(PLAIN).election, stamp)
    assert refused(verify(b"".join([every[0], lie, *every[2:]])), "consistency")
    odd = member("../../etc/passwd", b"", stamp)
    assert refused(verify(b"".join([every[0], odd, *every[1:]])), "shape")


def with_event(number: int, **change: object) -> bytes:
    """Return the open archive with one event changed; those after it follow the changed one."""
    parts = forge.opened(PLAIN, 2)
    out, parent = [first_member(parts.timestamp)], None
    for i, (data, honest) in enumerate(chained(parts)):
        event = replace(honest, **{"parent": parent, **(change if i == number else {})})
        out += [*(data_member(each, parts.timestamp) for each in data), event_member(event, parts.timestamp)]
        parent = hash_hex(dump(event))
    return b"".join(out)


@pytest.mark.parametrize(
    ("number", "change", "reason"),
    [
        (1, {"parent": "0" * 64}, "consistency"),
        (1, {"parent": None}, "consistency"),
        (0, {"parent": "0" * 64}, "consistency"),
        (1, {"height": 3}, "consistency"),
        (1, {"height": 0}, "consistency"),
        (0, {"height": 1}, "consistency"),
        (1, {"type": "Setup"}, "shape"),
        (0, {"type": "Ballot"}, "shape"),
        (1, {"type": "EncryptedTally"}, "shape"),
        (1, {"type": "Result"}, "shape"),
        (1, {"payload": None}, "shape"),
        (2, {"type": "EndBallots"}, "shape"),
        (1, {"payload": "A" * 64}, "encoding"),
    ],
)
def test_an_event_out_of_place_is_refused(number, change, reason):
    assert verify(with_event(1)).verdict is Verdict.VALID
    assert refused(verify(with_event(number, **change)), reason)


def test_a_missing_event_is_named():
    report = verify(with_event(1, parent="0" * 64, height=5))
    assert incomplete(report)
    assert "0" * 12 in report.findings[0].object


def test_a_ballot_after_the_end_is_refused():
    parts = forge.opened(PLAIN, 1)
    closed = build(parts, closed=True)
    assert verify(closed).state is State.CLOSED
    (_, last) = list(chained(parts))[-1]
    end = Event(parent=hash_hex(dump(last)), height=2, type="EndBallots")
    late = forge.read(PLAIN).ballots[1]
    event = Event(parent=hash_hex(dump(end)), height=3, type="Ballot", payload=hash_hex(late))
    tail = data_member(late, parts.timestamp) + event_member(event, parts.timestamp)
    report = verify(closed + tail)
    assert refused(report, "shape")
    assert report.ballots == 1


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (b'{"version":1,"timestamp":"%d"}', None),
        (b'{"version":1,"timestamp":%d}', None),
        (b'{"version":2,"timestamp":"%d"}', "params"),
        (b'{"version":1,"timestamp":"0%d"}', "shape"),
        (b'{"version":1, "timestamp":"%d"}', "canonical"),
        (b'{"timestamp":"%d","version":1}', "canonical"),
        (b'{"version":1,"timestamp":"%d","x":1}', "shape"),
        (b'{"version":1,"timestamp":%d.0}', "shape"),
        (b'{"version":1,"timestamp":"%d","timestamp":"%%d"}', "canonical"),
        (b'{"version":1,"timestamp":"%d"}' + b" " * 200, "size"),
    ],
)
def test_the_first_member(header, reason):
    stamp = forge.opened(PLAIN).timestamp
    first = member("BELENIOS", header % stamp, stamp)
    report = verify(first + b"".join(members(OPEN)[1:]))
    assert refused(report, reason) if reason else report.verdict is Verdict.VALID


def test_another_timestamp_in_one_member_is_refused():
    every = members(OPEN)
    parts = forge.opened(PLAIN)
    for i in (0, 3):
        other = data_member(parts.election, parts.timestamp + 1) if i else first_member(parts.timestamp + 1)
        assert refused(verify(b"".join([*every[:i], other, *every[i + 1 :]])), "canonical")


@pytest.mark.parametrize("at", [0, 99, 100, 107, 110, 123, 124, 135, 140, 150, 156, 157, 257, 300, 511])
@pytest.mark.parametrize("which", [0, 1, 6])
def test_another_byte_in_a_member_header_is_refused(at, which):
    start = sum(map(len, members(OPEN)[:which]))
    bad = bytearray(OPEN)
    bad[start + at] ^= 1
    assert verify(bytes(bad)).verdict is not Verdict.VALID


def test_a_size_beyond_the_end_costs_nothing():
    name = f"{'0' * 64}.data.json"
    stamp = forge.opened(PLAIN).timestamp
    block = member(name, b"", stamp)
    every = members(OPEN)
    for size, verdict in ((b"77777777777", Verdict.REFUSED), (b"00077777777", Verdict.INCOMPLETE)):
        head = bytearray(block[:BLOCK])
        head[124:135] = size
        head[148:156] = b" " * 8
        head[148:156] = b"%06o\0 " % sum(head)
        assert verify(every[0] + bytes(head)).verdict is verdict


def test_nothing_swells():
    """100,000 nested lists, 20 MB of one string, 30,000 empty members: memory stays flat."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    parts = forge.opened(PLAIN)
    for content in (b"[" * (1 << 20), b'"' + b"a" * (20 << 20) + b'"', b"[" + b'"",' * 500_000 + b'""]'):
        for part in ("election", "trustees", "credentials"):
            assert verify(build(parts, **{part: content})).verdict is Verdict.REFUSED
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # kilobytes


def test_a_finding_is_fit_to_print():
    name = "\x1b[2J" + "x" * 100_000
    bad = changed(forge.opened(PLAIN).election, (), lambda v: {**v, name: 1})
    (finding,) = verify(build(forge.opened(PLAIN), election=bad)).findings
    assert finding.object.isprintable()
    assert len(finding.object) < 400


QUICK = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(st.binary(max_size=4000))
def test_arbitrary_bytes_get_an_answer(content):
    assert verify(content).verdict is not Verdict.VALID


@QUICK
@given(st.integers(0, len(OPEN) - 1), st.integers(1, 255))
def test_no_byte_can_be_another(at, difference):
    bad = bytearray(OPEN)
    bad[at] ^= difference
    report = verify(bytes(bad))
    assert report.verdict is not Verdict.VALID
    assert all(finding.reason in set(Reason) for finding in report.findings)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.text(max_size=70)
    | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
PARTS = ["election", "trustees", "credentials", "tally", "result"]


@QUICK
@given(st.sampled_from(PARTS), JSON)
def test_arbitrary_json_for_a_record_gets_an_answer(part, value):
    parts = forge.read("ranked-ed25519")
    content = compact(value) if isinstance(value, int | float | dict | list) else b"null"
    assert verify(build(parts, **{part: content})).verdict is not Verdict.VALID


def paths(content: bytes) -> list[forge.Path_]:
    found: list[forge.Path_] = []

    def walk(value, path):
        found.append(path)
        items = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, inner in items:
            walk(inner, (*path, key))

    walk(json.loads(content), ())
    return found


SHUFFLE = forge.read("ranked-ed25519").shuffles[0][1]
DECRYPTION = forge.read("ranked-ed25519").decryptions[0][1]
BALLOT = forge.read("ranked-ed25519").ballots[0]


@QUICK
@given(st.data(), JSON, st.sampled_from(["ballot", "shuffle", "decryption"]))
def test_arbitrary_json_for_a_field_gets_an_answer(data, value, part):
    parts = forge.read("ranked-ed25519")
    content = {"ballot": BALLOT, "shuffle": SHUFFLE, "decryption": DECRYPTION}[part]
    bad = changed(content, data.draw(st.sampled_from(paths(content))), lambda _: value)
    if part == "ballot":
        archive = build(forge.opened("ranked-ed25519"), ballots=[bad])
    else:
        works = getattr(parts, f"{part}s")
        archive = build(parts, **{f"{part}s": [(1, bad), *works[1:]]})
    assert verify(archive).verdict is not Verdict.VALID or bad == content
