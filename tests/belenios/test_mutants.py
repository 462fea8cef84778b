"""One golden election per kind of question, every field mutated in turn: each mutant is refused, and says why."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from bylaw.belenios.findings import Reason
from bylaw.belenios.verifier import Verdict, verify
from bylaw.belenios.verifier.incoming import Incoming
from bylaw.belenios.verifier.sodium import Sodium
from tests.belenios import forge

KINDS = {
    "plain": "threshold-2of3-ed25519",
    "blank": "blank-ed25519",
    "lists": "lists-ed25519",
    "ranked": "ranked-ed25519",
    "weighted": "weights-ed25519",
}
ELEMENT = re.compile(r"[0-9a-f]{64}")
SCALAR = re.compile(r"[0-9]{70,80}")
Change = Callable[[Any], Any]


class Mutant(NamedTuple):
    """One change at one place, the reasons that fit it."""

    part: str
    path: forge.Path_
    label: str
    change: Change


def places(value: Any, path: forge.Path_ = ()) -> Iterator[tuple[forge.Path_, Any]]:
    """Yield every field; of a list the first item, and the last one unless it lies deep."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        ends = {0, len(value) - 1} if len(path) < 4 else {0}
        for index in sorted(ends) if value else ():
            yield from places(value[index], (*path, index))


def changes(value: Any) -> Iterator[tuple[str, Change]]:
    """Yield what can be done to one value, by its type."""
    match value:
        case bool():
            yield "flip", lambda v: not v
        case int():
            yield "more", lambda v: v + 1
        case str() if ELEMENT.fullmatch(value):
            yield from (("other", forge.other), ("tainted", forge.tainted), ("upper", str.upper))
        case str() if SCALAR.fullmatch(value):
            yield from (("other", forge.next_scalar), ("unreduced", forge.unreduced))
            yield "padded", lambda v: "0" + v
        case str():
            yield "other", lambda v: v[:-1] + ("A" if v[-1:] != "A" else "B")
        case list():
            yield "shorter", lambda v: v[:-1]
            yield "longer", lambda v: [*v, v[-1]] if v else ["x"]
            yield "null", lambda _: None
        case dict():
            yield "unknown", lambda v: {**v, "zz": 1}
            yield "poorer", lambda v: dict(list(v.items())[1:])
            if len(value) > 1:
                yield "order", lambda v: dict(reversed(v.items()))


def mutants(part: str, content: bytes) -> list[Mutant]:
    value = json.loads(content)
    return [
        Mutant(part, path, label, change) for path, inner in places(value) for label, change in changes(inner)
    ]


GENERAL = {
    "tainted": {"group"},
    "upper": {"encoding"},
    "unreduced": {"encoding"},
    "padded": {"encoding"},
    "unknown": {"shape"},
    "poorer": {"shape"},
    "order": {"canonical"},
    "null": {"shape", "canonical"},
}


def ids(mutant: Mutant) -> str:
    return "-".join(map(str, (mutant.part, *mutant.path, mutant.label)))


def refuse(content: bytes, expected: set[str], allowed: tuple[Verdict, ...] = (Verdict.REFUSED,)) -> None:
    report = verify(content)
    assert verify(content, arithmetic=Sodium).findings == report.findings
    assert report.verdict in allowed, report
    assert {finding.reason for finding in report.findings} & expected, (report.findings[:3], expected)


# --- ballots: signed anew, so that what is tested is not only the signature ---

BALLOT_MUTANTS = [
    (kind, mutant)
    for kind, name in KINDS.items()
    for mutant in mutants("ballot", forge.read(name).ballots[0])
]


def expected_of_ballot(mutant: Mutant) -> set[str]:
    field = mutant.path[0] if mutant.path else ""
    if field in ("election_uuid", "election_hash"):
        return {"context"}
    if field == "credential":
        return {"credential"}
    if field == "signature":
        wrong = {"signature"} if mutant.label == "other" else set()
        return wrong | GENERAL.get(mutant.label, set())
    if mutant.label in ("shorter", "longer"):
        return {"shape"}
    return GENERAL.get(mutant.label, {"proof"})


@pytest.mark.parametrize(
    ("kind", "mutant"), BALLOT_MUTANTS, ids=lambda v: v if isinstance(v, str) else ids(v)
)
def test_a_ballot_with_one_field_changed_is_refused(kind, mutant):
    name = KINDS[kind]
    ballot = forge.changed(forge.read(name).ballots[0], mutant.path, mutant.change)
    if mutant.path[:1] != ("signature",) and mutant.path:
        ballot = forge.signed_in(name, ballot)
    expected = expected_of_ballot(mutant)
    refuse(forge.build(forge.opened(name), ballots=[ballot]), expected)
    (found,) = service(name).check([ballot])
    assert found is not None
    assert found.reason in expected, found


@cache
def service(name: str) -> Incoming:
    """What checks ballots for this election as they arrive."""
    return Incoming(forge.build(forge.opened(name), ballots=[]))


@pytest.mark.parametrize("name", KINDS.values())
def test_the_same_ballots_signed_anew_are_accepted(name):
    ballots = [forge.signed_in(name, ballot) for ballot in forge.read(name).ballots]
    assert service(name).check(ballots) == [None] * len(ballots)
    assert verify(forge.build(forge.opened(name), ballots=ballots)).verdict is Verdict.VALID


# --- everything else ---

ELECTION = {"version": "params", "group": "params", "public_key": "trustee"}


def expected_of(mutant: Mutant) -> set[str]:
    general = GENERAL.get(mutant.label)
    field = mutant.path[0] if mutant.path else ""
    if mutant.part == "election":
        if general and not (mutant.label == "unknown" and "value" in mutant.path):
            return general | ({"shape"} if "questions" in mutant.path else set())
        if field == "questions":
            return {"context", "shape"}
        return {ELECTION.get(str(field), "context")}
    if mutant.part == "trustees":
        return general or expected_of_trustees(mutant)
    if mutant.part == "credentials":
        return general or {"credential", "encoding", "duplicate"}
    fits = {
        "tally": {"tally"},
        "shuffle": {"shuffle", "shape"},
        "decryption": {"proof", "shape"},
        "result": {"tally", "shape", "encoding", "weight"},
    }[mutant.part]
    return general or fits


def expected_of_trustees(mutant: Mutant) -> set[str]:
    """The element that is wrong says why: a key or its proof, a signature, a number; a list its length."""
    names = [step for step in mutant.path if isinstance(step, str)]
    if mutant.label in ("shorter", "longer") or not names:
        return {"shape"} if names or len(mutant.path) else {"trustee"}
    if "signature" in names or "signatures" in names or names == ["coefexps", "message"]:
        return {"signature"}
    return {{"threshold": "context", "certs": "shape"}.get(names[0], "trustee")}


def whole(part: str, kind: str) -> bytes:
    parts = forge.read(KINDS[kind])
    found = {"shuffle": parts.shuffles, "decryption": parts.decryptions}
    return found[part][0][1] if part in found else getattr(parts, part)


OTHER_MUTANTS = [
    (kind, mutant)
    for kind in KINDS
    for part in ("election", "trustees", "credentials", "tally", "shuffle", "decryption", "result")
    if part != "shuffle" or kind == "ranked"
    for mutant in mutants(part, whole(part, kind))
]


@pytest.mark.parametrize(("kind", "mutant"), OTHER_MUTANTS, ids=lambda v: v if isinstance(v, str) else ids(v))
def test_a_record_with_one_field_changed_is_refused(kind, mutant):
    early = mutant.part in ("election", "trustees")
    parts = forge.opened(KINDS[kind]) if early else forge.read(KINDS[kind])
    content = forge.changed(whole(mutant.part, kind), mutant.path, mutant.change)
    if mutant.part in ("shuffle", "decryption"):
        works = f"{mutant.part}s"
        before = getattr(parts, works)
        change = {works: [(before[0][0], content), *before[1:]]}
    else:
        change = {mutant.part: content}
    refuse(forge.build(parts, **change), expected_of(mutant))


def test_there_are_enough_mutants_of_each_kind_of_question():
    kinds = Counter(kind for kind, _ in (*BALLOT_MUTANTS, *OTHER_MUTANTS))
    assert set(kinds) == set(KINDS)
    assert min(count for kind, count in kinds.items() if kind != "weighted") >= 300
    assert kinds["weighted"] >= 200, "the plain question again, with weights"


@pytest.mark.parametrize("name", KINDS.values())
def test_the_elections_put_together_again_are_the_originals(name):
    assert forge.build(forge.read(name)) == (forge.DATA / name / "election.bel").read_bytes()


def test_reasons_are_words_of_the_list():
    assert all(reason in set(Reason) for reasons in GENERAL.values() for reason in reasons)
