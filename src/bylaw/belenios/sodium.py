"""libsodium's arithmetic of edwards25519, called without what PyNaCl's wrappers add to each call.

PyNaCl checks and words lengths anew each time, a tenth of the whole work of an audit; here they are compared. Points
and numbers are 32 bytes each, little-endian. libsodium gives its answer or none: `NotAPoint`.
"""

from typing import Any

from nacl._sodium import ffi, lib  # the compiled module that nacl.bindings wraps

_POINT = ffi.typeof("unsigned char[32]")


class NotAPoint(ValueError):
    """What libsodium does not compute: not 32 bytes, no point as the operation wants it, or a neutral result."""


def is_member(point: bytes) -> bool:
    """Say whether this is the one form of a point of the prime-order group other than the neutral one."""
    return len(point) == 32 and lib.crypto_core_ed25519_is_valid_point(point) == 1


def add(a: bytes, b: bytes) -> bytes:
    """Return the sum of two points of the curve."""
    return _given(lib.crypto_core_ed25519_add, a, b)


def subtract(a: bytes, b: bytes) -> bytes:
    """Return the difference of two points of the curve."""
    return _given(lib.crypto_core_ed25519_sub, a, b)


def multiply(number: bytes, point: bytes) -> bytes:
    """Return a multiple of a point that `is_member`; the number is not a multiple of the group's order."""
    return _given(lib.crypto_scalarmult_ed25519_noclamp, number, point)


def multiply_base(number: bytes) -> bytes:
    """Return a multiple of the generator; the number is not a multiple of the group's order."""
    out = ffi.new(_POINT)
    if len(number) != 32 or lib.crypto_scalarmult_ed25519_base_noclamp(out, number):
        raise NotAPoint
    return bytes(ffi.buffer(out))


def _given(operation: Any, a: bytes, b: bytes) -> bytes:
    out = ffi.new(_POINT)
    if len(a) != 32 or len(b) != 32 or operation(out, a, b):
        raise NotAPoint
    return bytes(ffi.buffer(out))
