//! Points and scalars: canonical decoding, membership, the text that Belenios hashes.

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::IsIdentity;

/// An encoding as RFC 8032 section 5.1.2 writes it, or a scalar: 32 bytes, little-endian.
pub type Bytes32 = [u8; 32];

/// The point of an encoding, if the encoding is the one that the point has.
///
/// Refuses y >= p and x = 0 with the sign bit, which the decoder alone would reduce.
pub fn decode(bytes: &Bytes32) -> Option<EdwardsPoint> {
    let encoding = CompressedEdwardsY(*bytes);
    let point = encoding.decompress()?;
    (point.compress().to_bytes() == *bytes).then_some(point)
}

/// The point of a canonical encoding that lies in the prime-order group and is not its identity.
pub fn member(bytes: &Bytes32) -> Option<EdwardsPoint> {
    decode(bytes).filter(|point| !point.is_identity() && point.is_torsion_free())
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
