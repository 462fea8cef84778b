"""Passkey assertions: ours against Yubico's fido2, and every field changed."""

import json
from hashlib import sha256

import nacl.signing
import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.webauthn import AuthenticatorData, CollectedClientData
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record import signing
from bylaw.record.broken import Broken
from bylaw.record.entry import PasskeySignature
from bylaw.record.keys import Key, eddsa_public, key_flaw
from bylaw.record.passkey import challenge
from bylaw.store.authenticator import SoftPasskey

POLICY = signing.Policy("bylaw.example", ("https://bylaw.example", "https://vote.bylaw.example"))
PASSKEY = SoftPasskey(bytes(32), "bylaw.example", "https://bylaw.example")
MESSAGE = signing.message(b"{}")
SIGNED = PASSKEY.sign(MESSAGE)


def flaw(
    signature: PasskeySignature, message: bytes = MESSAGE, policy: signing.Policy = POLICY
) -> Broken | None:
    return signing.flaw(signature, PASSKEY.key, message, policy)


def test_it_is_an_assertion_as_fido2_reads_it():
    data, client = AuthenticatorData(SIGNED.authenticator), CollectedClientData(SIGNED.client)
    assert data.is_user_present()
    assert data.is_user_verified()
    assert data.rp_id_hash == sha256(b"bylaw.example").digest()
    assert (client.type, client.origin, client.cross_origin) == (
        "webauthn.get",
        "https://bylaw.example",
        False,
    )
    assert client.challenge == sha256(MESSAGE).digest()
    key = CoseKey.parse(cbor.decode(PASSKEY.key.public))
    assert cbor.encode(dict(key)) == PASSKEY.key.public
    key.verify(SIGNED.authenticator + client.hash, SIGNED.signature)
    assert flaw(SIGNED) is None


def test_eddsa_too():
    private = nacl.signing.SigningKey(bytes(32))
    key = Key("passkey", eddsa_public(private.verify_key.encode()))
    assert cbor.encode(dict(CoseKey.parse(cbor.decode(key.public)))) == key.public
    signed = SIGNED.authenticator + sha256(SIGNED.client).digest()
    signature = PasskeySignature(
        key.thumbprint, SIGNED.authenticator, SIGNED.client, private.sign(signed).signature
    )
    assert signing.verify(signature, key, MESSAGE, POLICY)
    assert not signing.verify(signature, key, MESSAGE + b" ", POLICY)


def client(**changes: object) -> bytes:
    fields = json.loads(SIGNED.client) | changes
    return json.dumps({name: value for name, value in fields.items() if value is not ...}).encode()


GOOD_CLIENTS = [
    client(),
    client(crossOrigin=...),
    client(origin="https://vote.bylaw.example"),
    client(other_keys_can_be_added_here="do not compare clientDataJSON against a template"),
]
BAD_CLIENTS = [
    (client(type="webauthn.create"), "context"),
    (client(challenge=challenge(b"another")), "signature"),
    (client(challenge=challenge(MESSAGE) + "="), "signature"),
    (client(origin="https://bylaw.example.evil"), "context"),
    (client(origin="https://bylaw.example/"), "context"),
    (client(origin=["https://bylaw.example"]), "context"),
    (client(crossOrigin=True), "context"),
    (client(crossOrigin=0), "context"),
    (client(crossOrigin="false"), "context"),
    (client(topOrigin="https://evil.example"), "context"),
    (client()[:-1] + b',"type":"webauthn.get"}', "shape"),
    (SIGNED.client[:-1] + b',"challenge":"x"}', "shape"),
    (b"\xef\xbb\xbf" + SIGNED.client, "shape"),
    (client().decode().encode("utf-16"), "shape"),
    (b"[" * 4000, "shape"),
    (b'{"a":' + b"9" * 4000, "shape"),
    (b"null", "context"),
    (b"", "shape"),
]


@pytest.mark.parametrize("raw", GOOD_CLIENTS)
def test_client_data_of_any_browser(raw):
    assert flaw(PASSKEY.assert_over(SIGNED.authenticator, raw)) is None


@pytest.mark.parametrize(("raw", "reason"), BAD_CLIENTS)
def test_client_data_for_something_else(raw, reason):
    found = flaw(PASSKEY.assert_over(SIGNED.authenticator, raw))
    assert isinstance(found, Broken)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (sha256(b"evil.example").digest() + b"\x05" + bytes(4), "context"),
        (SIGNED.authenticator[:32] + b"\x01" + bytes(4), "signature"),
        (SIGNED.authenticator[:32] + b"\x04" + bytes(4), "signature"),
        (SIGNED.authenticator[:32] + b"\x45" + bytes(4), "shape"),
        (SIGNED.authenticator[:32] + b"\x85" + bytes(4), "shape"),
        (SIGNED.authenticator + b"\xa0", "shape"),
        (SIGNED.authenticator[:36], "context"),
    ],
)
def test_authenticator_data_for_something_else(data, reason):
    found = flaw(PASSKEY.assert_over(data, SIGNED.client))
    assert isinstance(found, Broken)
    assert found.reason == reason


def test_extensions_and_backup_flags_are_accepted():
    for data in (
        SIGNED.authenticator[:32] + b"\x1d" + b"\0\0\0\x07",
        SIGNED.authenticator[:32] + b"\x85" + bytes(4) + b"\xa0",
    ):
        assert flaw(PASSKEY.assert_over(data, SIGNED.client)) is None


def test_signatures_in_a_second_encoding():
    """BER that decodes to the same numbers: long lengths, leading zeros, trailing bytes."""
    r, s = (number.to_bytes(33, "big") for number in decode_dss_signature(SIGNED.signature))
    padded = b"\x30\x46\x02\x21" + r + b"\x02\x21" + s
    long = b"\x30\x81" + SIGNED.signature[1:]
    for second in (padded, long, SIGNED.signature + b"\0", b"", SIGNED.signature[:-1]):
        changed = PasskeySignature(SIGNED.key, SIGNED.authenticator, SIGNED.client, second)
        assert (flaw(changed) is None) is (second == SIGNED.signature)


@given(st.binary(max_size=120), st.binary(max_size=120), st.binary(max_size=80))
def test_any_bytes(data, client_data, signature):
    for one in (
        PasskeySignature(SIGNED.key, data, client_data, signature),
        PasskeySignature(SIGNED.key, SIGNED.authenticator, client_data, signature),
        PasskeySignature(SIGNED.key, SIGNED.authenticator, SIGNED.client, signature),
        PASSKEY.assert_over(data, client_data),
    ):
        assert flaw(one) is not None


def test_not_a_point_of_the_curve():
    assert key_flaw(PASSKEY.key) is None
    wrong = bytearray(PASSKEY.key.public)
    wrong[-1] ^= 1
    assert isinstance(key_flaw(Key("passkey", bytes(wrong))), Broken)
    assert isinstance(key_flaw(Key("passkey", PASSKEY.key.public + b"\0")), Broken)
    assert isinstance(key_flaw(Key("ssh", PASSKEY.key.public)), Broken)


def test_a_key_does_not_sign_as_the_other_kind():
    ssh = signing.SshSigner(bytes(32))
    crossed = signing.SshSignature(PASSKEY.key.thumbprint, ssh.sign(MESSAGE))
    assert not signing.verify(crossed, PASSKEY.key, MESSAGE, POLICY)
    swapped = PasskeySignature(ssh.key.thumbprint, SIGNED.authenticator, SIGNED.client, SIGNED.signature)
    assert not signing.verify(swapped, ssh.key, MESSAGE, POLICY)


def test_many_at_once():
    ssh = signing.SshSigner(bytes(32))
    good = [(PASSKEY.key, SIGNED, MESSAGE), (ssh.key, signing.sign(b"{}", ssh), MESSAGE)]
    bad = [(PASSKEY.key, SIGNED, b""), (ssh.key, signing.sign(b"{ }", ssh), MESSAGE)]
    assert signing.check_many(good + bad, POLICY) == [True, True, False, False]
