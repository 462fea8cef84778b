//! Ed25519 signatures (RFC 8032 section 5.1), accepting what every common verifier accepts.

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use sha2::{Digest, Sha512};

use crate::parallel;
use crate::point::{self, Bytes32};

/// One signature to check.
pub struct Signature {
    pub key: Bytes32,
    pub message: Vec<u8>,
    pub commitment: Bytes32,
    pub response: Bytes32,
}

/// Whether each signature holds.
pub fn check(signatures: &[Signature]) -> Vec<bool> {
    parallel::map(signatures, 16, |part| part.iter().map(|one| holds(one).is_some()).collect())
}

/// Stricter than any verifier: canonical key and response, no key and no commitment of small
/// order, and the commitment equal byte for byte (no cofactor).
fn holds(signature: &Signature) -> Option<()> {
    let key = point::decode(&signature.key).filter(|key| !key.is_small_order())?;
    let response = point::scalar(&signature.response)?;
    let hash = Sha512::new_with_prefix(signature.commitment)
        .chain_update(signature.key)
        .chain_update(&signature.message);
    let challenge = Scalar::from_bytes_mod_order_wide(&hash.finalize().into());
    let commitment = EdwardsPoint::vartime_double_scalar_mul_basepoint(&challenge, &-key, &response);
    let equal = commitment.compress().to_bytes() == signature.commitment;
    (equal && !commitment.is_small_order()).then_some(())
}
