"""OpenSSH signatures with ssh-keygen itself, in both directions."""

import shutil
import subprocess
from hashlib import sha512
from pathlib import Path

import nacl.bindings
import nacl.signing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record import signing
from bylaw.record.broken import Broken
from bylaw.record.keys import SSH_ED25519, Key, key_flaw, ssh_key, ssh_line, wire
from bylaw.record.sshsig import SshSigner, armour, open_private_key, unarmour, write_private_key
from tests.record.tokens import SecurityKey

POLICY = signing.Policy("bylaw.example", ("https://bylaw.example",))
ACT = b'{"kind":"note/1","text":"a"}'
MESSAGE = signing.message(ACT)
SIGNER = SshSigner(bytes(range(32)))
SIGNED = signing.sign(ACT, SIGNER)


def keygen(*args: str, given_bytes: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [shutil.which("ssh-keygen") or "ssh-keygen", *args],
        input=given_bytes,
        capture_output=True,
        check=False,
        timeout=60,
    )


def made(tmp_path: Path, passphrase: str = "", kind: str = "ed25519") -> Path:
    path = tmp_path / f"key-{kind}"
    assert keygen("-q", "-t", kind, "-N", passphrase, "-C", "somebody", "-f", str(path)).returncode == 0
    return path


def test_what_ssh_keygen_signs_verifies_here(tmp_path):
    path = made(tmp_path)
    key = ssh_key(path.with_suffix(".pub").read_text())
    assert isinstance(key, Key)
    assert ssh_line(key) + " somebody\n" == path.with_suffix(".pub").read_text()
    for options, namespace, good in (
        ([], "bylaw-act", True),
        (["-O", "hashalg=sha256"], "bylaw-act", True),
        ([], "git", False),
    ):
        made_signature = keygen("-Y", "sign", *options, "-n", namespace, "-f", str(path), given_bytes=MESSAGE)
        blob = unarmour(made_signature.stdout.decode())
        assert isinstance(blob, bytes)
        signature = signing.SshSignature(key.thumbprint, blob)
        assert signing.verify(signature, key, MESSAGE, POLICY) is good
        assert not signing.verify(signature, key, MESSAGE + b" ", POLICY)


def test_what_is_signed_here_verifies_with_ssh_keygen(tmp_path):
    allowed, signature = tmp_path / "allowed", tmp_path / "act.sig"
    allowed.write_text(f'somebody namespaces="bylaw-act" {ssh_line(SIGNER.key)}\n')
    signature.write_text(armour(SIGNED.signature))
    check = ("-Y", "verify", "-f", str(allowed), "-I", "somebody", "-n", "bylaw-act", "-s", str(signature))
    assert keygen(*check, given_bytes=MESSAGE).returncode == 0
    assert keygen(*check, given_bytes=MESSAGE + b" ").returncode != 0
    assert keygen("-lf", "-", given_bytes=ssh_line(SIGNER.key).encode()).returncode == 0


@pytest.mark.parametrize("passphrase", ["", "a long secret"])
def test_private_keys_of_ssh_keygen(tmp_path, passphrase):
    path = made(tmp_path, passphrase)
    found = open_private_key(path.read_bytes(), passphrase.encode() or None)
    assert isinstance(found, SshSigner)
    assert found.key == ssh_key(path.with_suffix(".pub").read_text())
    wrong = open_private_key(path.read_bytes(), b"another secret" if passphrase else b"needless")
    assert isinstance(wrong, Broken)
    if passphrase:
        assert isinstance(open_private_key(path.read_bytes()), Broken)


def test_private_keys_that_are_not_ed25519(tmp_path):
    found = open_private_key(made(tmp_path, kind="ecdsa").read_bytes())
    assert isinstance(found, Broken)
    assert "ssh-keygen -t ed25519" in found.detail
    assert isinstance(ssh_key((tmp_path / "key-ecdsa.pub").read_text()), Broken)
    assert open_private_key(write_private_key(SIGNER)) == SIGNER


@pytest.mark.parametrize("application", [b"ssh:", b"ssh:bylaw"])
def test_security_keys_as_ssh_keygen_sees_them(tmp_path, application):
    token = SecurityKey(application)
    signature = token.sign(MESSAGE)
    assert signing.verify(signature, token.key, MESSAGE, POLICY)
    assert not signing.verify(signature, token.key, MESSAGE + b" ", POLICY)
    assert not signing.verify(token.sign(MESSAGE, flags=0), token.key, MESSAGE, POLICY)  # nobody touched it
    (tmp_path / "allowed").write_text(f"somebody {ssh_line(token.key)}\n")
    (tmp_path / "sig").write_text(armour(signature.signature))
    check = keygen(
        "-Y",
        "verify",
        "-f",
        str(tmp_path / "allowed"),
        "-I",
        "somebody",
        "-n",
        "bylaw-act",
        "-s",
        str(tmp_path / "sig"),
        given_bytes=MESSAGE,
    )
    assert check.returncode == 0, check.stderr


def test_a_security_key_of_another_application():
    assert key_flaw(SecurityKey(b"ssh:").key) is None
    assert key_flaw(SecurityKey(b"https://bylaw.example").key) is not None


@given(st.integers(0, len(SIGNED.signature) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused(place, change):
    blob = (
        SIGNED.signature[:place] + bytes([SIGNED.signature[place] ^ change]) + SIGNED.signature[place + 1 :]
    )
    assert isinstance(
        signing.flaw(signing.SshSignature(SIGNED.key, blob), SIGNER.key, MESSAGE, POLICY), Broken
    )


@given(st.binary(max_size=300))
def test_any_bytes(raw):
    for blob in (raw, SIGNED.signature + raw, SIGNED.signature[:-64] + raw):
        good = signing.verify(signing.SshSignature(SIGNED.key, blob), SIGNER.key, MESSAGE, POLICY)
        assert good is (blob == SIGNED.signature)
    assert isinstance(key_flaw(Key("ssh", raw)), Broken)
    assert isinstance(key_flaw(Key("passkey", raw)), Broken)
    assert isinstance(open_private_key(raw), Broken)
    assert isinstance(unarmour(raw.decode("latin-1")), Broken)
    assert isinstance(ssh_key(raw.decode("latin-1")), Broken)


SMALL_ORDER = [
    "01" + "00" * 31, "ec" + "ff" * 30 + "7f", "00" * 32, "00" * 31 + "80",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
]  # fmt: skip
NOT_CANONICAL = ["ed" + "ff" * 30 + "7f", "ee" + "ff" * 30 + "7f", "01" + "00" * 30 + "80"]


@pytest.mark.parametrize("point", SMALL_ORDER + NOT_CANONICAL)
def test_points_outside_the_group_are_no_keys(point):
    raw = bytes.fromhex(point)
    for key in (
        Key("ssh", wire(SSH_ED25519) + wire(raw)),
        Key("passkey", bytes.fromhex("a4010103272006215820") + raw),
    ):
        found = key_flaw(key)
        assert isinstance(found, Broken)
        assert found.reason == "signer"


def test_a_point_of_mixed_order_is_no_key():
    """A good point plus one of order 8: verifiers with and without the cofactor would disagree about it."""
    good = nacl.signing.SigningKey(bytes(32)).verify_key.encode()
    mixed = nacl.bindings.crypto_core_ed25519_add(good, bytes.fromhex(SMALL_ORDER[4]))
    assert key_flaw(Key("ssh", wire(SSH_ED25519) + wire(good))) is None
    assert key_flaw(Key("ssh", wire(SSH_ED25519) + wire(mixed))) is not None


def test_the_equation_has_no_cofactor():
    """R moved by a point of order 8: a verifier that multiplies by 8 accepts it, this one and RFC 8032's strict one do not."""
    order = 2**252 + 27742317777372353535851937790883648493
    secret, nonce = 5, 7
    public, r = (
        nacl.bindings.crypto_scalarmult_ed25519_base_noclamp(n.to_bytes(32, "little"))
        for n in (secret, nonce)
    )
    key = Key("ssh", wire(SSH_ED25519) + wire(public))
    data = b"SSHSIG" + wire(b"bylaw-act") + wire(b"") + wire(b"sha512") + wire(sha512(MESSAGE).digest())
    blob = (
        b"SSHSIG"
        + (1).to_bytes(4, "big")
        + wire(key.public)
        + wire(b"bylaw-act")
        + wire(b"")
        + wire(b"sha512")
    )
    for point, good in (
        (r, True),
        (nacl.bindings.crypto_core_ed25519_add(r, bytes.fromhex(SMALL_ORDER[4])), False),
    ):
        hashed = int.from_bytes(sha512(point + public + data).digest(), "little")
        scalar = ((nonce + hashed * secret) % order).to_bytes(32, "little")
        signature = signing.SshSignature(
            key.thumbprint, blob + wire(wire(SSH_ED25519) + wire(point + scalar))
        )
        assert signing.verify(signature, key, MESSAGE, POLICY) is good


def test_an_unreduced_scalar_is_refused():
    order = 2**252 + 27742317777372353535851937790883648493
    blob = SIGNED.signature
    moved = (int.from_bytes(blob[-32:], "little") + order).to_bytes(32, "little")
    assert signing.verify(SIGNED, SIGNER.key, MESSAGE, POLICY)
    assert not signing.verify(
        signing.SshSignature(SIGNED.key, blob[:-32] + moved), SIGNER.key, MESSAGE, POLICY
    )


def test_the_key_is_the_one_named():
    other = SshSigner(bytes(32))
    wrong = signing.flaw(SIGNED, other.key, MESSAGE, POLICY)
    assert isinstance(wrong, Broken)
    assert wrong.reason == "signer"
    renamed = signing.SshSignature(other.key.thumbprint, SIGNED.signature)
    found = signing.flaw(renamed, other.key, MESSAGE, POLICY)
    assert isinstance(found, Broken)
    assert found.reason == "context"
