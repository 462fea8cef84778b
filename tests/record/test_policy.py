"""Policies of trust: what is read, what a quorum lacks, and each text that is none, with the line and the reason."""

import pytest

from bylaw.record.broken import Broken
from bylaw.record.log import policy
from tests.record.heads import LOG, WITNESSES, cosigned, head, read

KEYS = [str(one.vkey) for one in WITNESSES]
POLICY = f"""
# whom we trust
log {LOG.vkey} https://bylaw.example/log
witness w1 {KEYS[0]}
witness w2 {KEYS[1]}
witness\tw3 {KEYS[2]}  https://witness.example/w3
witness w4 {KEYS[3]}
group pair 2 w1 w2 w3
group both all pair w4
quorum both
"""


def trusted(text: str) -> policy.TrustPolicy:
    found = policy.parse_policy(text.encode())
    assert isinstance(found, policy.TrustPolicy)
    return found


def test_a_policy_is_read_line_by_line():
    keys = [one.vkey for one in WITNESSES]
    assert trusted(POLICY) == policy.TrustPolicy(
        (policy.Log(LOG.vkey, "https://bylaw.example/log"),),
        (
            policy.Witness("w1", keys[0]),
            policy.Witness("w2", keys[1]),
            policy.Witness("w3", keys[2], "https://witness.example/w3"),
            policy.Witness("w4", keys[3]),
        ),
        (policy.Group("pair", 2, ("w1", "w2", "w3")), policy.Group("both", 2, ("pair", "w4"))),
        "both",
    )
    assert trusted(POLICY.replace("pair 2", "pair any")).groups[0].threshold == 1
    assert trusted(POLICY.replace("pair 2", "pair 3")).groups[0].threshold == 3
    alone = trusted(POLICY.replace("pair 2 w1 w2 w3", "pair all w1"))
    assert alone.groups[0] == policy.Group("pair", 1, ("w1",))
    assert trusted("quorum none\n") == policy.TrustPolicy((), (), (), "")


@pytest.mark.parametrize(
    ("signers", "missing"),
    [
        ((0, 1, 3), None),
        ((1, 2, 3), None),
        ((0, 1, 2, 3), None),
        ((0, 1), "both has 1 of the 2 that it asks, without w4"),
        ((0, 3), "both has 1 of the 2 that it asks, without pair"),
        ((), "both has 0 of the 2 that it asks, without pair, w4"),
    ],
)
def test_the_quorum_says_what_is_missing(signers, missing):
    found = trusted(POLICY).evaluate(cosigned(*(WITNESSES[n] for n in signers)))
    assert isinstance(found, policy.Quorum)
    assert found.met is (missing is None)
    assert found.missing == (() if missing is None else (missing,))
    assert found.times == {f"w{n + 1}": 1000 for n in signers}


def test_a_quorum_of_none_and_of_one():
    for name, missing in (("none", ()), ("w1", ("w1 has not cosigned",)), ("w2", ())):
        found = trusted(POLICY.replace("quorum both", f"quorum {name}")).evaluate(cosigned(WITNESSES[1]))
        assert isinstance(found, policy.Quorum)
        assert (found.missing, found.met) == (missing, not missing)


def test_a_known_witness_whose_line_does_not_verify_breaks_the_note():
    moved = WITNESSES[1].cosign(head(10), 1000).line().encode()
    note = LOG.sign(head()) + WITNESSES[0].cosign(head(), 1000).line().encode() + moved
    found = trusted(POLICY.replace("quorum both", "quorum w1")).evaluate(read(note))
    assert found == Broken("signature", "cosignature by witness.example/w2 does not verify")


LOG_LINE = f"log {LOG.vkey} https://bylaw.example/log"
TWICE = "is no witness or group above, or defined twice"
MEMBER = "each name is a member of one group, once"
A_LOG, A_WITNESS = "a log line is: log <vkey> [<url>]", "a witness line is: witness <name> <vkey> [<url>]"
A_GROUP = "a group line is: group <name> all|any|<k> <name>…"
A_QUORUM = "there is one quorum line: quorum <name>|none"


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("# whom", "whom", 2, "a line is a log, a witness, a group or the quorum"),
        (LOG_LINE, "log", 3, A_LOG),
        (LOG_LINE, LOG_LINE + " more", 3, A_LOG),
        (LOG_LINE, f"log {KEYS[0]}", 3, f"not a log's key: {KEYS[0]}"),
        (LOG_LINE, "log " + "x" * 81, 3, "not a log's key: " + "x" * 80),
        (LOG_LINE, f"{LOG_LINE}\nlog {LOG.vkey}", 4, f"log key twice: {LOG.vkey}"),
        (f"w2 {KEYS[1]}", "w2", 5, A_WITNESS),
        (f"w2 {KEYS[1]}", f"w2 {KEYS[1]} url more", 5, A_WITNESS),
        (f"w2 {KEYS[1]}", f"w2 {LOG.vkey}", 5, f"not a witness's key: {LOG.vkey}"),
        (f"w2 {KEYS[1]}", "w2 " + "x" * 81, 5, "not a witness's key: " + "x" * 80),
        (f"w2 {KEYS[1]}", f"w2 {KEYS[0]}", 5, "witness key or name twice: w2"),
        ("witness w2", "witness w1", 5, "witness key or name twice: w1"),
        ("witness w2", "witness none", 5, "witness key or name twice: none"),
        ("pair 2 w1 w2 w3", "pair 2", 8, A_GROUP),
        ("group pair", "group none", 8, f"group none: none {TWICE}"),
        ("group pair", "group w1", 8, f"group w1: w1 {TWICE}"),
        ("all pair w4", "all pair x y", 9, f"group both: x, y {TWICE}"),
        ("group both", "group pair", 9, f"group pair: pair {TWICE}"),
        ("w1 w2 w3\n", "w1 w1 w3\n", 8, f"group pair: {MEMBER}"),
        ("all pair w4", "all pair w1", 9, f"group both: {MEMBER}"),  # w1 would count twice
        ("pair 2", "pair 4", 8, "group pair: threshold 4 of 3"),
        ("pair 2", "pair 0", 8, "group pair: threshold 0 of 3"),
        ("pair 2", "pair 02", 8, "group pair: threshold 02 of 3"),
        ("pair 2", "pair two", 8, "group pair: threshold two of 3"),
        ("pair 2", "pair 99999", 8, "group pair: threshold 99999 of 3"),
        ("quorum both", "quorum both\nquorum none", 11, A_QUORUM),
        ("quorum both", "quorum none\nquorum none", 11, A_QUORUM),
        ("quorum both", "quorum", 10, A_QUORUM),
        ("quorum both", "quorum both none", 10, A_QUORUM),
        (
            "quorum both",
            "quorum us",
            10,
            "quorum us is no witness or group above: both, pair, w1, w2, w3, w4",
        ),
        (POLICY, "quorum us\n", 1, "quorum us is no witness or group above: none"),
    ],
)
def test_a_line_that_is_none_is_named_with_its_reason(old, new, line, why):
    assert POLICY.count(old) == 1
    assert policy.parse_policy(POLICY.replace(old, new).encode()) == Broken(
        "shape", f"policy line {line}: {why}"
    )


def test_a_text_that_is_no_policy():
    assert policy.parse_policy(b"") == Broken("shape", "a policy has a quorum line: quorum <name>|none")
    whole = policy.parse_policy(POLICY[:-1].encode())
    assert whole == Broken("shape", "the last line of a policy ends with a newline, too")
    for mark in (b"\r", b"\0", b"\x0b", b"\x7f"):
        assert policy.parse_policy(mark + POLICY.encode()) == Broken(
            "canonical", "no policy: it holds a control character"
        )
    room = policy.MAX_POLICY - len(POLICY)
    assert trusted("#" * room + POLICY) == trusted(POLICY)
    assert policy.parse_policy(("#" * (room + 1) + POLICY).encode()) == Broken(
        "size", "a policy is at most 100000 bytes of lines"
    )
