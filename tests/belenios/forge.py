"""An archive taken apart and put together again, with every hash made right, so that one thing at a time is wrong."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from bylaw.belenios import archive, challenges
from bylaw.belenios.encoding import dump, hash_base64, hash_hex
from bylaw.belenios.group import named
from bylaw.belenios.model import Event, Owned, SetupData, SizedTally

DATA = Path(__file__).parents[1] / "data" / "belenios"
ED25519 = named("Ed25519")
TORSION = bytes([236]) + bytes([255]) * 30 + bytes([127])
"""The point of order 2."""

Path_ = tuple[Any, ...]


@dataclass
class Parts:
    """The contents of an archive, in bytes as they are hashed; works are pairs of owner and content."""

    timestamp: int = 0
    election: bytes = b""
    trustees: bytes = b""
    credentials: bytes = b""
    ballots: list[bytes] = field(default_factory=list)
    closed: bool = False
    sized: SizedTally | None = None
    tally: bytes = b""
    shuffles: list[tuple[int, bytes]] = field(default_factory=list)
    shuffled: bool = False
    decryptions: list[tuple[int, bytes]] = field(default_factory=list)
    result: bytes | None = None


@cache
def read(name: str) -> Parts:
    """Take an archive of the test data apart."""
    return taken_apart((DATA / name / "election.bel").read_bytes())


def taken_apart(content: bytes) -> Parts:
    """Take an archive apart."""
    source = archive.Archive(content)
    parts, data = Parts(source.timestamp), []
    for record in source.records():
        content = bytes(source.content(record))
        if not record.is_event:
            data.append(content)
            continue
        _take(parts, json.loads(content)["type"], data)
        data = []
    return parts


def _take(parts: Parts, kind: str, data: list[bytes]) -> None:
    match kind:
        case "Setup":
            parts.election, parts.trustees, parts.credentials = data[:3]
        case "Ballot":
            parts.ballots.append(data[0])
        case "EncryptedTally":
            parts.tally, parts.sized = data[0], SizedTally(**json.loads(data[1]))
        case "Shuffle":
            parts.shuffles.append((json.loads(data[1])["owner"], data[0]))
        case "PartialDecryption":
            parts.decryptions.append((json.loads(data[1])["owner"], data[0]))
        case "Result":
            parts.result = data[0]
    parts.closed |= kind == "EndBallots"
    parts.shuffled |= kind == "EndShuffles"


def opened(name: str, ballots: int = 1) -> Parts:
    """Return the first ballots of an archive, still open."""
    parts = read(name)
    return Parts(parts.timestamp, parts.election, parts.trustees, parts.credentials, parts.ballots[:ballots])


def groups(parts: Parts) -> Iterator[tuple[list[bytes], str]]:
    """Yield, per event, the data before it (its payload last) and its type."""
    names = [hash_hex(part) for part in (parts.election, parts.trustees, parts.credentials)]
    setup = SetupData(election=names[0], trustees=names[1], credentials=names[2])
    yield [parts.election, parts.trustees, parts.credentials, dump(setup)], "Setup"
    for ballot in parts.ballots:
        yield [ballot], "Ballot"
    if parts.closed:
        yield [], "EndBallots"
    if parts.sized is not None:
        sized = SizedTally(
            num_tallied=parts.sized.num_tallied,
            total_weight=parts.sized.total_weight,
            encrypted_tally=hash_hex(parts.tally),
        )
        yield [parts.tally, dump(sized)], "EncryptedTally"
    for owner, content in parts.shuffles:
        yield [content, dump(Owned(owner=owner, payload=hash_hex(content)))], "Shuffle"
    if parts.shuffled:
        yield [], "EndShuffles"
    for owner, content in parts.decryptions:
        yield [content, dump(Owned(owner=owner, payload=hash_hex(content)))], "PartialDecryption"
    if parts.result is not None:
        yield [parts.result], "Result"


def chained(parts: Parts) -> Iterator[tuple[list[bytes], Event]]:
    """Yield, per event, its data and the event itself, well chained."""
    parent = None
    for height, (data, kind) in enumerate(groups(parts)):
        payload = hash_hex(data[-1]) if data else None
        event = Event(parent=parent, height=height, type=kind, payload=payload)
        yield data, event
        parent = hash_hex(dump(event))


def build(parts: Parts, **changes: Any) -> bytes:
    """Put an archive together."""
    parts = replace(parts, **changes)
    return b"".join(archive.write(parts.timestamp, chained(parts)))


def compact(value: Any) -> bytes:
    """Return JSON as the reference tool writes it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def changed(content: bytes, path: Path_, change: Callable[[Any], Any]) -> bytes:
    """Return JSON with the value at `path` changed."""
    value = json.loads(content)
    if not path:
        return compact(change(value))
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = change(inner[path[-1]])
    return compact(value)


# --- voters ---


@cache
def _secrets(name: str) -> dict[str, int]:
    uuid = json.loads(read(name).election)["uuid"]
    codes = json.loads((DATA / name / "secret" / "private_creds.json").read_text()).values()
    exponents = [_derive(uuid, code) for code in codes]
    return {ED25519.write(ED25519.base(exponent)): exponent for exponent in exponents}


def _derive(uuid: str, code: str) -> int:
    digests = [sha256(f"derive_credential|{uuid}|{i}|{code}".encode()).hexdigest() for i in (0, 1)]
    return int("".join(digests), 16) % ED25519.q


def signed_in(name: str, content: bytes) -> bytes:
    """Return a ballot of the test data signed anew with the key of its credential, if there is one."""
    return signed(_secrets(name).get(json.loads(content).get("credential"), 1), content)


def signed(exponent: int, content: bytes) -> bytes:
    """Return a ballot signed anew."""
    ballot = json.loads(content)
    ballot.pop("signature", None)
    ballot_hash = hash_base64(compact(ballot))
    nonce = 123456789
    challenge = challenges.ballot_signature(ED25519, ballot_hash, ED25519.write(ED25519.base(nonce)))
    response = (nonce - exponent * challenge) % ED25519.q
    proof = {"challenge": str(challenge), "response": str(response)}
    ballot["signature"] = {"hash": ballot_hash, "proof": proof}
    return compact(ballot)


# --- values ---


def other(text: str) -> str:
    """Return another element of the group."""
    return ED25519.write(ED25519.mul(ED25519.read(text), ED25519.base(3)))


def tainted(text: str) -> str:
    """Return the element plus the point of order 2."""
    return ED25519.write(ED25519.mul(bytes.fromhex(text)[::-1], TORSION))


def unreduced(text: str) -> str:
    """Return the scalar plus q."""
    return str(int(text) + ED25519.q)


def next_scalar(text: str) -> str:
    """Return another scalar."""
    return str((int(text) + 1) % ED25519.q)
