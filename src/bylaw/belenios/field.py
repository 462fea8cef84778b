"""Prime-order subgroups of the integers mod p, by gmpy2: BELENIOS-2048 and RFC-3526-2048.

Elements are `mpz` in 1..p-1 with element^q = 1; the text form is the number in base 10. The order of
RFC-3526-2048 is (p-1)/2, so there the Jacobi symbol decides membership exactly; in BELENIOS-2048 only the
power does.
"""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import sha256

import gmpy2
from gmpy2 import mpz

from bylaw.belenios import subsets
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import SECTION, shorten

BITS_PER_INT, PADDING = 8, 8
WINDOW = 8
_TEXT = re.compile(r"0|[1-9][0-9]*")


class FieldGroup:
    """The subgroup of order q of the numbers mod p; `encodes` where small integers fit into elements."""

    identity = mpz(1)

    def __init__(self, name: str, p: str, q: str, g: str, *, encodes: bool) -> None:
        self.name, self.q = name, int(q, 16)
        self._p, self._q, self.generator = mpz(p, 16), mpz(q, 16), mpz(g, 16)
        self._digits = self._p.num_digits(10)
        self._safe_prime = self._p == 2 * self._q + 1
        self.max_ints = (self._p.bit_length() - PADDING) // BITS_PER_INT if encodes else 0

    def contains(self, element: mpz) -> bool:
        """Say whether `element`, 0 < element < p, has order q or 1."""
        if self._safe_prime:
            return bool(gmpy2.jacobi(element, self._p) == 1)
        return bool(gmpy2.powmod(element, self._q, self._p) == 1)

    def read(self, text: str) -> mpz:
        """Return the element in `text`; Refused(encoding | group)."""
        element = self._parse(text)
        if element == 0 or not self.contains(element):
            raise Refused(Reason.GROUP, f"element {shorten(text)}", SECTION)
        return element

    def read_many(self, texts: Sequence[str]) -> list[mpz] | None:
        """Return the elements in `texts`; their membership is checked by products of subsets."""
        try:
            if self._safe_prime or len(texts) < subsets.WORTH_IT:
                return list(map(self.read, texts))
            elements = list(map(self._parse, texts))
        except Refused:
            return None
        seed = sha256("\n".join(texts).encode()).digest()
        good = 0 not in elements and all(map(self.contains, subsets.products(elements, self._p, seed)))
        return elements if good else None

    def _parse(self, text: str) -> mpz:
        """Return the number in `text`, below p; Refused(encoding)."""
        if len(text) > self._digits or not _TEXT.fullmatch(text):
            raise Refused(Reason.ENCODING, f"element {shorten(text)!r}: expected digits 0-9", SECTION)
        element = mpz(text)
        if element >= self._p:
            raise Refused(Reason.ENCODING, f"element {shorten(text)} is not below p", SECTION)
        return element

    def write(self, element: mpz) -> str:
        """Return the number in base 10."""
        return str(element.digits())

    def order(self, element: mpz) -> mpz:
        """Return the sort key: the number."""
        return element

    def mul(self, a: mpz, b: mpz) -> mpz:
        """Return a·b."""
        return a * b % self._p

    def div(self, a: mpz, b: mpz) -> mpz:
        """Return a/b."""
        return a * gmpy2.invert(b, self._p) % self._p

    def power(self, element: mpz, exponent: int) -> mpz:
        """Return element^exponent for a public exponent."""
        return gmpy2.powmod(element, exponent, self._p)

    @cached_property
    def base(self) -> Callable[[int], mpz]:
        """Exponent -> g^exponent for a public exponent."""
        return self.fixed(self.generator)

    def fixed(self, element: mpz) -> Callable[[int], mpz]:
        """Return exponent -> element^exponent from a table of the powers of `element`, made once."""
        if self._safe_prime:  # exponents as long as p: the table would cost more than it saves
            return lambda exponent: gmpy2.powmod(element, exponent, self._p)
        return _Table(element, self._p, self._q.bit_length()).power

    def secret_power(self, element: mpz, exponent: int) -> mpz:
        """Return element^exponent in time that does not depend on the exponent's bits."""
        return gmpy2.powmod_sec(element, exponent or self.q, self._p)

    def secret_base(self, exponent: int) -> mpz:
        """Return g^exponent in time that does not depend on the exponent's bits."""
        return self.secret_power(self.generator, exponent)

    def independent(self, index: int) -> mpz:
        """Return generator number `index`: SHA-256("ggen|index") raised to the cofactor."""
        seed = mpz(int.from_bytes(sha256(b"ggen|%d" % index).digest()))
        element = gmpy2.powmod(seed, (self._p - 1) // self._q, self._p)
        if element in (0, 1, self.generator):
            raise Refused(Reason.PARAMS, f"generator {index}", SECTION)
        return element

    def encode_ints(self, values: Sequence[int]) -> mpz:
        """Return the first group element at or after the packed values, the low 8 bits being free."""
        if len(values) > self.max_ints or any(not 0 <= v < 1 << BITS_PER_INT for v in values):
            raise Refused(
                Reason.SHAPE, f"{len(values)} integers of 8 bits in one element of {self.name}", SECTION
            )
        packed = mpz(int.from_bytes(bytes(values))) << PADDING
        for element in range(packed, min(packed + (1 << PADDING), self._p)):
            if element and self.contains(element):
                return mpz(element)
        raise Refused(Reason.SHAPE, f"integers {list(values[:4])}... have no element", SECTION)

    def decode_ints(self, count: int, element: mpz) -> list[int]:
        """Return the integers at the places where `encode_ints` packs them."""
        packed = int(element) >> PADDING
        return [packed >> BITS_PER_INT * i & 255 for i in reversed(range(count))]


class _Table:
    """Powers of one element, by digits of WINDOW bits: element^(digit · 2^(WINDOW·row))."""

    def __init__(self, element: mpz, p: mpz, bits: int) -> None:
        self._p = p
        self._rows: list[list[mpz]] = []
        for _ in range(-(-bits // WINDOW)):
            row = [mpz(1)]
            for _ in range((1 << WINDOW) - 1):
                row.append(row[-1] * element % p)
            self._rows.append(row)
            element = row[-1] * element % p

    def power(self, exponent: int) -> mpz:
        """Return element^exponent."""
        p, result, mask = self._p, mpz(1), (1 << WINDOW) - 1
        for row in self._rows:
            digit = exponent & mask
            exponent >>= WINDOW
            if digit:
                result = result * row[digit] % p
        return result


# FIPS 186-4 parameters of the specification, section "BELENIOS-2048"
_P_BELENIOS = (
    "a3ef2d011fefb1b6e39e568fccdffb0fb7dc7ef3a791b6862791811d21fc35f21e6d36856b428030421f514ed40bfd4c"
    "06e092a495af8d79a2f85e0fb11c0ede07dd973f9c53e50930c6e82ac36de1ae3fb8c3aabfff12ce27a5022ddd8912d1"
    "07435012768a2cdd0a4091d8fa447f6c7ebc15a349fa318a6b4fe17d8d47e843a3e14dfa9b2162f4d7229abe93a188b4"
    "6b006517d6f6747ebbb29c9ec3099b607f18fb1a8bc858279aa8599411d998d3e3fada9e010840d082d8c31911acdd4a"
    "0e7992d0f18cc759cb5de0acf66a3882555bc810941e021b6a4ccfa04ee4008f878affa2375e2999b44f6cef17d70730"
    "1e59e0e6351e051ed9cec4157646e64f"
)
_G_BELENIOS = (
    "1307c1ab5f295885d7caa3a78a42415e31fd1c5807b61fb1e781878a52230a51988b98c259597f9c5a9dfd001d26ba31"
    "d9d8976f01d95a1c8262ee68a0e92cea541e5219e0d0d094301b894236823fe1d4bc04e29f3748aefd4f10d5b1a356a8"
    "643e673fd9d215fc8fe5fb9cf9fdb8ea88fdb1a3381a697fdf9c2458570b06d26aef1be365fdd90165f397c6b870df8c"
    "1b9e519edcee8bb0f74b7a1615a274ba60a7ea574a61f552d2dde0ce514e0927c4ff49b1964c4a913731ae4268d60d7f"
    "22127b6cbba44d453ac8b72fd04e0991b7aeff04867d8724ac638f5f34100d2d47aa680d43771902743d663f42d853c0"
    "41e1c91fe3823f4bcf284308f1d7e653"
)
_Q_BELENIOS = "adb6066a73522565f4daa0f2579db7f2f0fa90c2168bc709e20263387d55c491"

# RFC 3526, section 3; q = (p - 1) / 2 and g = 2
_P_RFC3526 = (
    "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd"
    "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed"
    "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f"
    "83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b"
    "e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510"
    "15728e5a8aacaa68ffffffffffffffff"
)


def field_group(name: str) -> FieldGroup:
    """Return BELENIOS-2048 or RFC-3526-2048."""
    if name == "BELENIOS-2048":
        return FieldGroup(name, _P_BELENIOS, _Q_BELENIOS, _G_BELENIOS, encodes=False)
    order = (mpz(_P_RFC3526, 16) - 1) // 2
    return FieldGroup(name, _P_RFC3526, order.digits(16), "2", encodes=True)
