//! Points and scalars: canonical decoding, membership, the text that Belenios hashes.

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;

/// An encoding as RFC 8032 section 5.1.2 writes it, or a scalar: 32 bytes, little-endian.
pub type Bytes32 = [u8; 32];

/// The point of an encoding whose y is reduced.
///
/// The decoder alone would take y modulo p. It also lets x = 0 pass with the sign bit set; the two points with
/// x = 0 have order 1 and 2, and whoever calls this refuses both.
pub fn decode(bytes: &Bytes32) -> Option<EdwardsPoint> {
    const P: Bytes32 = modulus();
    let mut y = *bytes;
    y[31] &= 0x7f;
    y.iter().rev().lt(P.iter().rev()).then(|| CompressedEdwardsY(*bytes).decompress())?
}

/// p = 2^255 - 19.
const fn modulus() -> Bytes32 {
    let mut p = [0xff; 32];
    p[0] = 0xed;
    p[31] = 0x7f;
    p
}

/// A scalar below the order of the group.
pub fn scalar(bytes: &Bytes32) -> Option<Scalar> {
    Scalar::from_canonical_bytes(*bytes).into()
}

/// The text of a point in Belenios: its encoding as one big-endian number in 64 hexadecimal digits.
pub fn text(encoding: &CompressedEdwardsY) -> [u8; 64] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = [0; 64];
    for (pair, byte) in out.chunks_exact_mut(2).zip(encoding.as_bytes().iter().rev()) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    out
}
