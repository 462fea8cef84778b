//! Bulk checks of public data in the prime-order group of Ed25519, on all cores.
//!
//! Every answer is accept-only: what is not accepted here the caller decides again with the
//! reference arithmetic, so an accept must be one that the reference would give.
//! Nothing secret may come in: the arithmetic takes time that depends on its input.

#![deny(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod claim;
mod membership;
mod parallel;
mod point;
mod python;
mod signature;
mod sshsig;
mod table;
