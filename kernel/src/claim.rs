//! Proofs in the Fiat-Shamir form that all proofs of Belenios have.

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use sha2::{Digest, Sha256};

use crate::parallel;
use crate::point::{self, Bytes32};
use crate::table::{Table, Term};

/// A proof: commitments recomputed as products must hash, after `prefix`, to `challenge`.
pub struct Claim {
    pub prefix: Vec<u8>,
    pub challenge: Bytes32,
    pub commitments: Vec<Vec<Term>>,
}

/// Claims whose commitments share one field inversion.
const SHARE: usize = 8;

/// Whether each claim holds.
pub fn check(table: &Table, claims: &[Claim]) -> Vec<bool> {
    parallel::map(claims, SHARE, |part| check_part(table, part))
}

fn check_part(table: &Table, claims: &[Claim]) -> Vec<bool> {
    let commitments: Vec<Option<Vec<EdwardsPoint>>> = claims
        .iter()
        .map(|claim| claim.commitments.iter().map(|terms| table.product(terms)).collect())
        .collect();
    let flat: Vec<EdwardsPoint> = commitments.iter().flatten().flatten().copied().collect();
    let texts: Vec<[u8; 64]> = EdwardsPoint::compress_batch_alloc(&flat).iter().map(point::text).collect();
    let mut rest = texts.as_slice();
    let mut verdict = |(claim, points): (&Claim, &Option<Vec<EdwardsPoint>>)| {
        let count = points.as_ref().map_or(0, Vec::len);
        let (mine, others) = rest.split_at(count);
        rest = others;
        count > 0 && point::scalar(&claim.challenge) == Some(challenge(&claim.prefix, mine))
    };
    claims.iter().zip(&commitments).map(&mut verdict).collect()
}

/// SHA-256 of the prefix and the commitments with commas between, as a big-endian number mod q.
fn challenge(prefix: &[u8], commitments: &[[u8; 64]]) -> Scalar {
    let mut hash = Sha256::new_with_prefix(prefix);
    hash.update(commitments.join(&b','));
    let mut number: Bytes32 = hash.finalize().into();
    number.reverse();
    Scalar::from_bytes_mod_order(number)
}
