"""Private credentials: made by the 3.3 derivation, read in that of 2.0 too ("Credentials").

A credential of release 3.3 has 22 Base58 characters in groups of 5, 6, 5 and 6; its exponent is a double
SHA-256 bound to the election. One of release 2.0 has 14 characters and a check character in groups of
three; its exponent is PBKDF2-HMAC-SHA256 with 1 000 rounds and the election's identifier as salt.
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import pbkdf2_hmac, sha256
from typing import NamedTuple

from bylaw.belenios.encoding import write_weight
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group, read_key
from bylaw.belenios.prover import draw
from bylaw.belenios.prover.draw import BASE58, RandomBytes

SECTION = "credentials"
LENGTH = 22  # 128.9 bits
_ROUNDS_V20 = 1000
_MODULUS_V20 = 53
_V33 = re.compile(r"[%s]{5}-[%s]{6}-[%s]{5}-[%s]{6}" % ((BASE58,) * 4))
_V20 = re.compile(r"[%s]{3}(-[%s]{3}){4}|[%s]{15}" % ((BASE58,) * 3))


class Voter(NamedTuple):
    """Who gets a credential: an identifier that the credential office knows, and a weight."""

    name: str
    weight: int = 1


class Batch(NamedTuple):
    """What the credential office makes: secrets by voter, and the public list as it is published."""

    private: dict[str, str]
    public: list[str]


def make(random: RandomBytes) -> str:
    """Return a fresh private credential of release 3.3."""
    return grouped(draw.base58(LENGTH, random))


def grouped(raw: str) -> str:
    """Return 22 characters in the groups in which people read them."""
    return f"{raw[:5]}-{raw[5:11]}-{raw[11:16]}-{raw[16:]}"


def exponent(group: Group, uuid: str, credential: str) -> int:
    """Return the secret exponent of a credential of either release; Refused(credential)."""
    if _V33.fullmatch(credential):
        digest = b"".join(
            sha256(f"derive_credential|{uuid}|{i}|{credential}".encode()).digest() for i in range(2)
        )
        return int.from_bytes(digest) % group.q
    if _V20.fullmatch(credential) and _checks(credential.replace("-", "")):
        digest = pbkdf2_hmac("sha256", credential.encode(), uuid.encode(), _ROUNDS_V20)
        return int.from_bytes(digest) % group.q
    raise Refused(
        Reason.CREDENTIAL, "credential: expected XXXXX-XXXXXX-XXXXX-XXXXXX of base58 characters", SECTION
    )


def public(group: Group, uuid: str, credential: str) -> str:
    """Return the public credential, g to the secret exponent, as text."""
    return group.write(group.secret_base(exponent(group, uuid, credential)))


NOBODY: Mapping[str, str] = {}


def issue(
    group: Group,
    uuid: str,
    voters: Sequence[Voter],
    random: RandomBytes,
    own: Mapping[str, str] = NOBODY,
) -> Batch:
    """Make one credential for each voter who has not made her own; `own` has the public halves of those by name.

    Refused(duplicate | weight | credential | encoding | group).
    """
    if len({voter.name for voter in voters}) != len(voters):
        raise Refused(Reason.DUPLICATE, "voter named twice", SECTION)
    for name in own.keys() - {voter.name for voter in voters}:
        raise Refused(Reason.CREDENTIAL, f"{name} made a credential and is no voter", SECTION)
    private = {voter.name: make(random) for voter in voters if voter.name not in own}
    halves = {name: group.write(read_key(group, text)) for name, text in own.items()}
    halves |= {name: public(group, uuid, each) for name, each in private.items()}
    if len(set(halves.values())) != len(halves):
        raise Refused(Reason.DUPLICATE, "two voters have one credential", SECTION)
    return Batch(private, listed(group, {halves[voter.name]: voter.weight for voter in voters}))


def listed(group: Group, weights: Mapping[str, int]) -> list[str]:
    """Return the public list, sorted; weights are written only if one of them is not 1; Refused(weight).

    The order is that of the elements, so it says nothing of the order of the voters.
    """
    if any(weight < 1 for weight in weights.values()):
        raise Refused(Reason.WEIGHT, f"weight {min(weights.values())}: expected 1 or more", SECTION)
    texts = sorted(weights, key=lambda text: group.order(group.read(text)))
    if all(weight == 1 for weight in weights.values()):
        return texts
    return [f"{text},{write_weight(weights[text])}" for text in texts]


def _checks(raw: str) -> bool:
    """Say whether the check character of a credential of release 2.0 fits."""
    number = 0
    for character in raw[:-1]:
        number = number * len(BASE58) + BASE58.index(character)
    return (number + BASE58.index(raw[-1])) % _MODULUS_V20 == 0
