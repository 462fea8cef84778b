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

PREFIX = b"bylaw-commit-v1\n"
SALT = 32
"""Bytes of salt: 256 bits."""


def commit(org: str, event: str, field: str, salt: bytes, value: bytes) -> str:
    """Return the commitment to a value as 64 hex digits. A salt of another length than `SALT` is a bug."""
    if len(salt) != SALT:
        raise ValueError(f"a salt has {SALT} bytes, not {len(salt)}")
    told = b"".join(
        len(part).to_bytes(8, "big") + part for part in (name.encode() for name in (org, event, field))
    )
    return sha256(PREFIX + told + salt + value).hexdigest()
