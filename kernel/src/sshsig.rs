//! OpenSSH signatures (PROTOCOL.sshsig) by keys in software, with SHA-512.
//!
//! For one kind of key and one namespace a blob is fixed but for the key and the signature. What is fixed is said by
//! whoever calls: this module compares and hashes, and parses nothing.

use sha2::{Digest, Sha512};

use crate::parallel;
use crate::point::Bytes32;
use crate::signature::{self, Signature};

/// What stands around key and signature in a blob, and before the hash in the bytes that are signed.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    pub before_key: &'a [u8],
    pub after_key: &'a [u8],
    pub before_hash: &'a [u8],
}

/// A blob, the key that it should be by, and the message that it should be on.
pub struct Signed<'a> {
    pub key: Bytes32,
    pub blob: &'a [u8],
    pub message: &'a [u8],
}

/// Signatures whose commitments share one field inversion.
const SHARE: usize = 64;

/// Whether each blob has the form and is its key's signature on the message.
pub fn check(form: Form<'_>, items: &[Signed<'_>]) -> Vec<bool> {
    parallel::map(items, SHARE, |part| {
        let read: Vec<Option<Signature>> = part.iter().map(|one| read(form, one)).collect();
        signature::check(&read)
    })
}

/// The signature in a blob of the form, with what it is on.
fn read(form: Form<'_>, one: &Signed<'_>) -> Option<Signature> {
    let rest = one.blob.strip_prefix(form.before_key)?.strip_prefix(&one.key)?;
    let bytes = rest.strip_prefix(form.after_key)?.try_into().ok()?;
    let message = [form.before_hash, &Sha512::digest(one.message)].concat();
    Some(Signature { key: one.key, message, bytes })
}
