//! The points that one batch of statements talks about, each decoded and checked once.

use curve25519_dalek::edwards::{EdwardsPoint, VartimeEdwardsPrecomputation};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::{Identity, IsIdentity, VartimePrecomputedMultiscalarMul};

use crate::membership;
use crate::parallel;
use crate::point::{self, Bytes32};

/// A scalar and the index of the point that it multiplies.
pub type Term = (Bytes32, usize);

/// Points by index: first those given, then the sums; `None` where one is not a group member.
pub struct Table {
    points: Vec<Option<EdwardsPoint>>,
    given: usize,
    fixed: usize,
    wide: VartimeEdwardsPrecomputation,
}

impl Table {
    /// Decode and check `encodings`; append the sum of each group of indices.
    ///
    /// The first `fixed` points get wide tables: they are cheap to multiply afterwards.
    /// An index outside `encodings` makes its sum no member.
    pub fn new(encodings: &[Bytes32], groups: &[Vec<usize>], fixed: usize) -> Self {
        let share = encodings.len().div_ceil(parallel::cores()).min(8192);
        let mut points = parallel::map(encodings, share, members);
        let given = points.len();
        let sums = add(&points, groups);
        points.extend(sums);
        let fixed = fixed.min(given);
        let blank = EdwardsPoint::identity();
        let wide =
            VartimeEdwardsPrecomputation::new(points[..fixed].iter().map(|point| point.unwrap_or(blank)));
        Self { points, given, fixed, wide }
    }

    /// Whether each point, and then each sum, is a member of the group other than its identity.
    pub fn members(&self) -> Vec<bool> {
        self.points.iter().map(Option::is_some).collect()
    }

    /// The sums, encoded.
    pub fn sums(&self) -> Vec<Option<Bytes32>> {
        encode(&self.points[self.given..])
    }

    /// The sum of each group of indices, encoded.
    pub fn totals(&self, groups: &[Vec<usize>]) -> Vec<Option<Bytes32>> {
        encode(&add(&self.points, groups))
    }

    /// The product of each row, encoded.
    pub fn products(&self, rows: &[Vec<Term>]) -> Vec<Option<Bytes32>> {
        encode(&parallel::map(rows, 8, |part| part.iter().map(|row| self.product(row)).collect()))
    }

    /// The sum of scalar times point over `terms`, unless a scalar is unreduced, a point is no
    /// member, there is no term or the result is the identity.
    pub fn product(&self, terms: &[Term]) -> Option<EdwardsPoint> {
        let mut wide = vec![Scalar::ZERO; self.fixed];
        let (mut scalars, mut points) = (Vec::with_capacity(terms.len()), Vec::with_capacity(terms.len()));
        for (bytes, index) in terms {
            let factor = point::scalar(bytes)?;
            let base = (*self.points.get(*index)?)?;
            match wide.get_mut(*index) {
                Some(sum) => *sum += factor,
                None => {
                    scalars.push(factor);
                    points.push(base);
                }
            }
        }
        Some(self.wide.vartime_mixed_multiscalar_mul(wide, scalars, points)).filter(|p| !p.is_identity())
    }
}

/// The members of the group among `encodings`, in their places.
fn members(encodings: &[Bytes32]) -> Vec<Option<EdwardsPoint>> {
    let mut points: Vec<_> =
        encodings.iter().map(|bytes| point::decode(bytes).filter(|point| !point.is_identity())).collect();
    membership::keep(&mut points, encodings);
    points
}

/// The encodings of `points`, with one field inversion for all.
fn encode(points: &[Option<EdwardsPoint>]) -> Vec<Option<Bytes32>> {
    let known: Vec<EdwardsPoint> = points.iter().flatten().copied().collect();
    let mut encoded = EdwardsPoint::compress_batch_alloc(&known).into_iter();
    points.iter().map(|point| point.and_then(|_| encoded.next().map(|e| e.to_bytes()))).collect()
}

fn add(points: &[Option<EdwardsPoint>], groups: &[Vec<usize>]) -> Vec<Option<EdwardsPoint>> {
    parallel::map(groups, 16, |part| part.iter().map(|group| sum(points, group)).collect())
}

/// The sum of the points at `group`, unless one is no member, there is none or it is the identity.
fn sum(points: &[Option<EdwardsPoint>], group: &[usize]) -> Option<EdwardsPoint> {
    let mut total = EdwardsPoint::identity();
    for index in group {
        total += points.get(*index).copied().flatten()?;
    }
    Some(total).filter(|point| !point.is_identity())
}
