//! Ed25519 signatures (RFC 8032 section 5.1), accepting what every common verifier accepts.
//!
//! Stricter than any of them: canonical key and response, no key and no commitment of small order, and the commitment
//! equal byte for byte (no cofactor).

use std::collections::HashMap;

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use sha2::{Digest, Sha512};

use crate::point::{self, Bytes32};

/// One signature to check: 64 bytes, commitment and response, by `key` on `message`.
pub struct Signature {
    pub key: Bytes32,
    pub message: Vec<u8>,
    pub bytes: [u8; 64],
}

/// Whether each signature holds, `None` being none; a key is decoded once, and one field inversion serves all.
pub fn check(signatures: &[Option<Signature>]) -> Vec<bool> {
    let mut keys = HashMap::new();
    let found: Vec<Option<EdwardsPoint>> =
        signatures.iter().map(|one| one.as_ref().and_then(|one| commitment(one, &mut keys))).collect();
    let points: Vec<EdwardsPoint> = found.iter().flatten().copied().collect();
    let mut encoded = EdwardsPoint::compress_batch_alloc(&points).into_iter();
    signatures
        .iter()
        .zip(&found)
        .map(|(one, point)| {
            let told = point.and_then(|_| encoded.next());
            one.as_ref().zip(told).is_some_and(|(one, told)| told.as_bytes() == &one.bytes[..32])
        })
        .collect()
}

/// The commitment that the response and the challenge come down to, unless it is of small order.
fn commitment(one: &Signature, keys: &mut HashMap<Bytes32, Option<EdwardsPoint>>) -> Option<EdwardsPoint> {
    let key = (*keys.entry(one.key).or_insert_with(|| usable(&one.key)))?;
    let (commitment, response) = one.bytes.split_at(32);
    let response = point::scalar(response.try_into().ok()?)?;
    let hash = Sha512::new_with_prefix(commitment).chain_update(one.key).chain_update(&one.message);
    let challenge = Scalar::from_bytes_mod_order_wide(&hash.finalize().into());
    let found = EdwardsPoint::vartime_double_scalar_mul_basepoint(&challenge, &-key, &response);
    (!found.is_small_order()).then_some(found)
}

fn usable(key: &Bytes32) -> Option<EdwardsPoint> {
    point::decode(key).filter(|key| !key.is_small_order())
}
