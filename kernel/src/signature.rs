//! Ed25519 signatures (RFC 8032 section 5.1), accepting what every common verifier accepts.

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use sha2::{Digest, Sha512};

use crate::point::{self, Bytes32};

/// One signature to check.
pub struct Signature<'a> {
    key: Bytes32,
    message: &'a [u8],
    commitment: Bytes32,
    response: Bytes32,
}

impl<'a> Signature<'a> {
    /// The signature by `key` on `message` whose 64 bytes are commitment and response.
    pub fn new(key: Bytes32, message: &'a [u8], bytes: &[u8; 64]) -> Self {
        let (mut commitment, mut response) = ([0; 32], [0; 32]);
        commitment.copy_from_slice(&bytes[..32]);
        response.copy_from_slice(&bytes[32..]);
        Self { key, message, commitment, response }
    }

    /// Whether it holds, stricter than any verifier: canonical key and response, no key and no commitment
    /// of small order, and the commitment equal byte for byte (no cofactor).
    pub fn holds(&self) -> Option<()> {
        let key = point::decode(&self.key).filter(|key| !key.is_small_order())?;
        let response = point::scalar(&self.response)?;
        let hash =
            Sha512::new_with_prefix(self.commitment).chain_update(self.key).chain_update(self.message);
        let challenge = Scalar::from_bytes_mod_order_wide(&hash.finalize().into());
        let commitment = EdwardsPoint::vartime_double_scalar_mul_basepoint(&challenge, &-key, &response);
        let equal = commitment.compress().to_bytes() == self.commitment;
        (equal && !commitment.is_small_order()).then_some(())
    }
}
