"""Groups of prime order q: the three that the protocol names.

Everything here works on public data and may take time that depends on it; what touches a secret goes
through `secret_power` and `secret_base` (libsodium, `gmpy2.powmod_sec`). Section references:
docs/spec/elections.md.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, reduce
from hashlib import sha256
from typing import Any, Protocol

from bylaw.belenios.findings import Reason, Refused

SECTION = "groups"


class Group(Protocol):
    """A group of prime order q with generator g; has a text form and perhaps an encoding of integers."""

    name: str
    q: int
    identity: Any
    generator: Any
    max_ints: int  # how many integers of 8 bits fit into one element; 0 where there is no encoding

    def read(self, text: str) -> Any:
        """Return the element that `text` is the one canonical form of; Refused(encoding | group)."""
        ...

    def read_many(self, texts: Sequence[str]) -> list[Any] | None:
        """Return the elements in `texts`, checked together where that is faster; None if one is bad."""
        ...

    def write(self, element: Any) -> str:
        """Return the text form of `element`."""
        ...

    def order(self, element: Any) -> Any:
        """Return a sort key: the order in which credentials and ranked ciphertexts are listed."""
        ...

    def mul(self, a: Any, b: Any) -> Any:
        """Return a·b."""
        ...

    def div(self, a: Any, b: Any) -> Any:
        """Return a/b."""
        ...

    def power(self, element: Any, exponent: int) -> Any:
        """Return element^exponent for a public exponent, 0 <= exponent < q."""
        ...

    def base(self, exponent: int) -> Any:
        """Return g^exponent for a public exponent."""
        ...

    def fixed(self, element: Any) -> Callable[[int], Any]:
        """Return exponent -> element^exponent, prepared for many public exponents."""
        ...

    def secret_power(self, element: Any, exponent: int) -> Any:
        """Return element^exponent in time that does not depend on the exponent."""
        ...

    def secret_base(self, exponent: int) -> Any:
        """Return g^exponent in time that does not depend on the exponent."""
        ...

    def independent(self, index: int) -> Any:
        """Return the generator number `index` (-1 is the secondary one), derived from a public seed."""
        ...

    def encode_ints(self, values: Sequence[int]) -> Any:
        """Return the element that encodes `values`, each 0..255; Refused(shape) if they do not fit."""
        ...

    def decode_ints(self, count: int, element: Any) -> list[int]:
        """Return the `count` integers that `element` reads as, whether or not it is their encoding."""
        ...


def hash_to_scalar(group: Group, text: str) -> int:
    """Return SHA-256 of `text` read as a big-endian number, mod q."""
    return int.from_bytes(sha256(text.encode()).digest()) % group.q


def read_key(group: Group, text: str) -> Any:
    """Read an element that must not be neutral: public keys, credentials; Refused(encoding | group)."""
    element = group.read(text)
    if element == group.identity:
        raise Refused(Reason.GROUP, f"{shorten(text)} is the neutral element", SECTION)
    return element


def shorten(text: str) -> str:
    """Return `text` cut for a message."""
    return text if len(text) <= 24 else text[:20] + "..."


def product(group: Group, elements: Iterable[Any]) -> Any:
    """Return the product of `elements`, the neutral element for none."""
    rest = iter(elements)
    return reduce(group.mul, rest, next(rest, group.identity))


@cache
def named(name: str) -> Group:
    """Return the group called `name`; Refused(params) for any other name."""
    if name == "Ed25519":
        from bylaw.belenios.ed25519 import Ed25519  # noqa: PLC0415 - half the start of a process

        return Ed25519()
    if name in ("BELENIOS-2048", "RFC-3526-2048"):
        from bylaw.belenios.field import field_group  # noqa: PLC0415 - half the start of a process

        return field_group(name)
    raise Refused(
        Reason.PARAMS, f"group {shorten(name)!r}: expected Ed25519, BELENIOS-2048 or RFC-3526-2048", SECTION
    )
