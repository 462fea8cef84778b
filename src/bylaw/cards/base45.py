"""Base45 (RFC 9285): bytes in the 45 characters that a QR code writes most densely; each value has one form."""

from bylaw.cards.refused import Refused

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {character: i for i, character in enumerate(ALPHABET)}


def encode(raw: bytes) -> str:
    """Write bytes: two as three characters, a last one as two."""
    pieces = (raw[i : i + 2] for i in range(0, len(raw), 2))
    return "".join(_write(int.from_bytes(piece, "big"), len(piece) + 1) for piece in pieces)


def decode(text: str) -> bytes | Refused:
    """Read a text, or say why it is none."""
    if len(text) % 3 == 1 or not _VALUE.keys() >= set(text):
        return Refused("shape", "not base45")
    values = [_VALUE[character] for character in text]
    whole = len(values) // 3 * 3
    numbers = [a + 45 * b + 2025 * c for a, b, c in zip(*(values[i:whole:3] for i in range(3)), strict=True)]
    rest = [a + 45 * b for a, b in zip(values[whole::2], values[whole + 1 :: 2], strict=True)]
    if any(number > 0xFFFF for number in numbers) or any(number > 0xFF for number in rest):
        return Refused("shape", "not base45: characters that stand for no bytes")
    return b"".join(number.to_bytes(2, "big") for number in numbers) + bytes(rest)


def _write(number: int, count: int) -> str:
    return "".join(ALPHABET[number // 45**place % 45] for place in range(count))
