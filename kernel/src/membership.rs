//! Which points of the curve lie in the prime-order group, one by one or many at once.

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::Identity;
use sha2::{Digest, Sha256};

use crate::point::Bytes32;

/// Fewer points than these are faster one by one.
const FEW: usize = 400;

/// Subset sums tested, in groups of one byte: a stray point passes one with probability 1/2 at most.
const GROUPS: usize = 16;

/// Keep the points that lie in the prime-order group; `encodings` are theirs.
///
/// A point is its part in the prime-order group plus its torsion, one of eight. The torsion of a random subset's sum
/// is neutral in at most half of all subsets as soon as one point's is not. So if 128 subset sums lie in the group,
/// all points do, but for one chance in 2^128. The subsets come from the hash of all encodings: nobody can choose
/// points knowing them, and the answer never changes. If a sum strays, each point is asked.
pub fn keep(points: &mut [Option<EdwardsPoint>], encodings: &[Bytes32]) {
    if points.len() < FEW || !together(points, encodings) {
        for point in points.iter_mut() {
            *point = point.filter(alone);
        }
    }
}

/// Whether q times the point is neutral, exactly: (q - 1) times it must be its negative.
fn alone(point: &EdwardsPoint) -> bool {
    EdwardsPoint::vartime_double_scalar_mul_basepoint(&-Scalar::ONE, point, &Scalar::ZERO) == -point
}

fn together(points: &[Option<EdwardsPoint>], encodings: &[Bytes32]) -> bool {
    let seed = Sha256::new_with_prefix(b"subsets").chain_update(encodings.as_flattened()).finalize();
    let subsets: Vec<(EdwardsPoint, Bytes32)> = points
        .iter()
        .zip(0u64..)
        .filter_map(|(point, at)| {
            let hash = Sha256::new_with_prefix(seed).chain_update(at.to_le_bytes()).finalize();
            point.map(|point| (point, hash.into()))
        })
        .collect();
    (0..GROUPS).all(|group| subset_sums(&subsets, group).iter().all(alone))
}

/// The eight sums over the points whose byte `group` has bit 0 .. 7 set.
fn subset_sums(subsets: &[(EdwardsPoint, Bytes32)], group: usize) -> [EdwardsPoint; 8] {
    let mut buckets = [EdwardsPoint::identity(); 256];
    for (point, bits) in subsets {
        buckets[usize::from(bits[group])] += point;
    }
    let mut sums = [EdwardsPoint::identity(); 8];
    let mut rest = buckets.as_mut_slice();
    for sum in sums.iter_mut().rev() {
        let (low, high) = rest.split_at_mut(rest.len() / 2);
        for (low, high) in low.iter_mut().zip(high) {
            *sum += *high;
            *low += *high;
        }
        rest = low;
    }
    sums
}
