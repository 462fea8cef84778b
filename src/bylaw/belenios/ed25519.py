"""The prime-order subgroup of edwards25519, by libsodium through PyNaCl >= 1.6.2.

libsodium refuses a zero scalar, a neutral input and a neutral result, which are lawful here: `power` treats
them apart. The text form is the compressed point as a big-endian number in 64 hexadecimal digits.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256

from bylaw.belenios import sodium
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import SECTION, shorten

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQRT_MINUS_ONE = pow(2, (P - 1) // 4, P)
IDENTITY = (1).to_bytes(32, "little")
BITS_PER_INT, PADDING = 8, 14
_TEXT = re.compile(r"[0-9a-f]{64}")


class Ed25519:
    """The group "Ed25519"; elements are the 32 bytes of RFC 8032."""

    name = "Ed25519"
    q = Q
    identity = IDENTITY
    generator = bytes([0x58]) + bytes([0x66]) * 31
    max_ints = (255 - PADDING) // BITS_PER_INT

    def read(self, text: str) -> bytes:
        """Return the element in `text`; Refused(encoding | group)."""
        raw = unchecked(text)
        if raw is None:
            raise Refused(Reason.ENCODING, f"element {shorten(text)!r}: expected 64 digits 0-9a-f", SECTION)
        if sodium.is_member(raw) or raw == IDENTITY:
            return raw
        canonical = _decompress(int(text, 16)) is not None
        word = Reason.GROUP if canonical else Reason.ENCODING
        raise Refused(word, f"element {shorten(text)}", SECTION)

    def read_many(self, texts: Sequence[str]) -> list[bytes] | None:
        """Return the elements in `texts`, each read by itself; None if one is bad."""
        try:
            return list(map(self.read, texts))
        except Refused:
            return None

    def write(self, element: bytes) -> str:
        """Return the text form."""
        return element[::-1].hex()

    def order(self, element: bytes) -> bytes:
        """Return the sort key: the bytes themselves, as the reference tool compares them."""
        return element

    def mul(self, a: bytes, b: bytes) -> bytes:
        """Return a·b."""
        return sodium.add(a, b)

    def div(self, a: bytes, b: bytes) -> bytes:
        """Return a/b."""
        return sodium.subtract(a, b)

    def power(self, element: bytes, exponent: int) -> bytes:
        """Return element^exponent; libsodium's is also the one for secrets."""
        if exponent == 0 or element == IDENTITY:
            return IDENTITY
        return sodium.multiply(exponent.to_bytes(32, "little"), element)

    def base(self, exponent: int) -> bytes:
        """Return g^exponent."""
        if exponent == 0:
            return IDENTITY
        return sodium.multiply_base(exponent.to_bytes(32, "little"))

    def fixed(self, element: bytes) -> Callable[[int], bytes]:
        """Return exponent -> element^exponent; only g has a table in libsodium."""
        return self.base if element == self.generator else partial(self.power, element)

    secret_power = power
    secret_base = base

    def independent(self, index: int) -> bytes:
        """Return generator number `index`: the first point from SHA-256("ggen|index") >> 2 on, times 8."""
        start = int.from_bytes(sha256(b"ggen|%d" % index).digest()) >> 2
        point = _next_point(start, lambda _: True)
        for _ in range(3):
            point = sodium.add(point, point)
        if point in (self.identity, self.generator):
            raise Refused(Reason.PARAMS, f"generator {index}", SECTION)
        return point

    def encode_ints(self, values: Sequence[int]) -> bytes:
        """Return the first group element at or after the packed values, the low 14 bits being free."""
        if len(values) > self.max_ints or any(not 0 <= v < 1 << BITS_PER_INT for v in values):
            raise Refused(Reason.SHAPE, f"{len(values)} integers of 8 bits in one element", SECTION)
        packed = int.from_bytes(bytes(values)) << PADDING
        return _next_point(packed, lambda raw: raw == IDENTITY or sodium.is_member(raw))

    def decode_ints(self, count: int, element: bytes) -> list[int]:
        """Return the integers at the places where `encode_ints` packs them."""
        packed = int.from_bytes(element, "little") >> PADDING
        return [packed >> BITS_PER_INT * i & 255 for i in reversed(range(count))]


def unchecked(text: str) -> bytes | None:
    """Return the bytes in `text`, be they a point or not; None where it is not of 64 digits."""
    return bytes.fromhex(text)[::-1] if _TEXT.fullmatch(text) else None


def _decompress(number: int) -> int | None:
    """Return x of the point whose canonical compressed form is `number`, or None."""
    y, sign = number & (1 << 255) - 1, number >> 255
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * SQRT_MINUS_ONE % P
    if v * x * x % P != u or (x == 0 and sign):
        return None
    return x if x & 1 == sign else P - x


def _next_point(start: int, wanted: Callable[[bytes], bool]) -> bytes:
    """Return the first wanted point whose compressed number, y taken mod p, is at or after `start`."""
    number = start
    while True:
        y = (number & (1 << 255) - 1) % P
        raw = (number >> 255 << 255 | y).to_bytes(32, "little")
        if _decompress(int.from_bytes(raw, "little")) is not None and wanted(raw):
            return raw
        number += 1
