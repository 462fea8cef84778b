r"""Salted commitments: what the record holds in place of a name or a text.

A commitment is SHA-256 of these bytes, one after the other:

    "bylaw-commit-v1\n"
    length of org, org, length of event, event, length of field, field     (lengths: 8 bytes, big-endian)
    salt                                                                    (32 random bytes)
    value                                                                   (to the end)

`org` (hash of the founding act), `event` (what the value belongs to) and `field` are text in UTF-8. They are prefixed
with their lengths so that no two triples give the same bytes; the salt has one length, so the value needs none.
The salt is fresh for each field and event: whoever has it and the value can show what was meant, and once it is
destroyed nobody can, not even by trying every name.
"""

from hashlib import sha256

from msgspec import Struct

from bylaw.record.broken import Broken

PREFIX = b"bylaw-commit-v1\n"
SALT = 32
"""Bytes of salt: 256 bits."""
_LENGTH = 8


class Parts(Struct, frozen=True):
    """What a commitment is made of, as its opening shows it."""

    org: str
    event: str
    field: str
    salt: bytes
    value: bytes


def preimage(org: str, event: str, field: str, salt: bytes, value: bytes) -> bytes:
    """Return the bytes whose hash the commitment is: its opening. A salt of another length than `SALT` is a bug."""
    if len(salt) != SALT:
        raise ValueError(f"a salt has {SALT} bytes, not {len(salt)}")
    return _head(org, event, field) + salt + value


def _head(org: str, event: str, field: str) -> bytes:
    told = (name.encode() for name in (org, event, field))
    return PREFIX + b"".join([len(part).to_bytes(_LENGTH, "big") + part for part in told])


def commit(org: str, event: str, field: str, salt: bytes, value: bytes) -> str:
    """Return the commitment to a value as 64 hex digits. A salt of another length than `SALT` is a bug."""
    return sha256(preimage(org, event, field, salt, value)).hexdigest()


def value_of(raw: bytes, org: str, event: str, field: str) -> bytes | None:
    """Return the value in an opening of just these names; None where it is none, which `read_preimage` explains."""
    head = _head(org, event, field)
    return raw[len(head) + SALT :] if raw.startswith(head) and len(raw) >= len(head) + SALT else None


def read_preimage(raw: bytes) -> Parts | Broken:
    """Read an opening. Never raises, whatever the bytes."""
    if not raw.startswith(PREFIX):
        return Broken("shape", "an opening begins with its kind")
    names, rest = [], raw[len(PREFIX) :]
    for _ in range(3):
        size = int.from_bytes(rest[:_LENGTH], "big")
        name, rest = rest[_LENGTH : _LENGTH + size], rest[_LENGTH + size :]
        if len(name) != size:
            return Broken("shape", "an opening ends before its names do")
        names.append(name)
    if len(rest) < SALT:
        return Broken("shape", f"an opening has a salt of {SALT} bytes")
    try:
        org, event, field = (name.decode() for name in names)
    except UnicodeDecodeError:
        return Broken("shape", "the names of an opening are text")
    return Parts(org, event, field, rest[:SALT], rest[SALT:])
