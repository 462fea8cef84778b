"""What keys and signatures say of themselves when they are none: each reader's reason, and the nearest bytes that are read."""

from hashlib import sha256

import pytest

from bylaw.record import signing
from bylaw.record.broken import Broken
from bylaw.record.keys import SSH_ED25519, Key, eddsa_public, key_flaw, open_key, ssh_key, ssh_line, wire
from bylaw.record.passkey import challenge
from bylaw.record.sshsig import SshSigner, armour, bare, form, key_in, sshsig_flaw, unarmour
from bylaw.store.authenticator import SoftPasskey
from tests.record.tokens import SecurityKey

POLICY = signing.Policy("bylaw.example", ("https://bylaw.example", "https://vote.bylaw.example"))
ACT = b"{}"
MESSAGE = signing.message(ACT)
SSH, TOKEN = SshSigner(bytes(range(32))), SecurityKey()
PASSKEY = SoftPasskey(bytes(32), "bylaw.example", "https://bylaw.example")
EDDSA = Key("passkey", eddsa_public(SSH.key.public[-32:]))
SIGNED, ASSERTED = signing.sign(ACT, SSH), PASSKEY.sign(MESSAGE)
BLOB = SIGNED.signature
POINT = "not a point of the prime-order group of Ed25519 in its one form"


def test_the_message_keeps_an_act_apart_from_anything_else():
    assert MESSAGE == b"bylaw-act-v1\n{}"


def test_a_key_is_opened_as_what_it_is():
    opened = [open_key(key) for key in (SSH.key, TOKEN.key, PASSKEY.key, EDDSA)]
    assert [(one.kind, one.raw, one.application) for one in opened] == [
        ("ssh-ed25519", SSH.key.public[-32:], None),
        ("sk-ssh-ed25519", TOKEN.private.verify_key.encode(), b"ssh:"),
        ("es256", b"", None),
        ("eddsa", SSH.key.public[-32:], None),
    ]


SSH_FORM = "not an ssh-ed25519 or sk-ssh-ed25519@openssh.com key in its one form"
COSE_FORM = "not an ES256 or EdDSA COSE key in its one form"


@pytest.mark.parametrize(
    ("kind", "public", "why"),
    [
        ("ssh", SSH.key.public[:-1], SSH_FORM),
        ("ssh", SSH.key.public + b"\0", SSH_FORM),
        ("ssh", wire(b"ssh-ed25518") + wire(SSH.key.public[-32:]), SSH_FORM),
        ("ssh", TOKEN.key.public + b"\0", SSH_FORM),
        ("ssh", TOKEN.key.public[:-1], SSH_FORM),
        ("ssh", TOKEN.key.public.replace(b"ssh:", b"ssh;"), SSH_FORM),
        ("ssh", wire(SSH_ED25519) + wire(bytes(32)), POINT),
        ("passkey", PASSKEY.key.public[:-1], COSE_FORM),
        ("passkey", b"\xa4" + PASSKEY.key.public[1:], COSE_FORM),
        ("passkey", PASSKEY.key.public.replace(b"\x22\x58\x20", b"\x23\x58\x20"), COSE_FORM),
        ("passkey", PASSKEY.key.public[:-1] + bytes([PASSKEY.key.public[-1] ^ 1]), "not a point of P-256"),
        ("passkey", EDDSA.public + b"\0", COSE_FORM),
        ("passkey", EDDSA.public[:-32] + bytes(32), POINT),
    ],
)
def test_what_is_no_key(kind, public, why):
    assert key_flaw(Key(kind, public)) == Broken("signer", why)
    unread = signing.SshSignature(Key(kind, public).thumbprint, BLOB)
    assert signing.flaw(unread, Key(kind, public), MESSAGE, POLICY) == Broken("signer", why)


def test_a_line_with_a_key_and_one_without():
    line = ssh_line(SSH.key)
    for text in (line, f"  {line} somebody@somewhere else\n"):
        assert ssh_key(text) == SSH.key
    assert ssh_key(ssh_line(TOKEN.key)) == TOKEN.key
    for text in ("", line[1:], line[:-1], "x" * 99):
        assert ssh_key(text) == Broken("shape", f"not an OpenSSH public key: {text[:60]!r}")
    other = "public key is ssh-rsa, not Ed25519; make one with ssh-keygen -t ed25519"
    assert ssh_key(line.replace("ssh-ed25519 ", "ssh-rsa ")) == Broken("signer", other)
    small = ssh_line(Key("ssh", wire(SSH_ED25519) + wire(bytes(32))))
    assert ssh_key(small) == Broken("signer", POINT)


def test_a_signature_names_its_key_and_is_of_its_kind():
    other = SshSigner(bytes(32)).key
    assert signing.flaw(SIGNED, other, MESSAGE, POLICY) == Broken(
        "signer", f"signature names key {SSH.key.thumbprint}; expected {other.thumbprint}"
    )
    crossed = signing.SshSignature(PASSKEY.key.thumbprint, BLOB)
    assert signing.flaw(crossed, PASSKEY.key, MESSAGE, POLICY) == Broken(
        "signer", f"key {PASSKEY.key.thumbprint} is of kind passkey; its signature is of another"
    )


def test_a_signature_by_ssh_says_what_it_is_not():
    for key, signature in ((SSH.key, SIGNED), (TOKEN.key, TOKEN.sign(MESSAGE))):
        assert signing.flaw(signature, key, MESSAGE, POLICY) is None
        assert signing.flaw(signature, key, MESSAGE + b" ", POLICY) == Broken(
            "signature", f"ssh signature of {key.thumbprint} does not verify"
        )
    elsewhere = signing.SshSignature(SSH.key.thumbprint, SSH.sign(MESSAGE, b"git"))
    assert signing.flaw(elsewhere, SSH.key, MESSAGE, POLICY) == Broken(
        "context", f"not an SSHSIG of key {SSH.key.thumbprint} in namespace bylaw-act"
    )
    opened = open_key(SSH.key)
    assert sshsig_flaw(elsewhere.signature, SSH.key, opened, MESSAGE, b"git") is None
    assert bare(elsewhere.signature, SSH.key, opened, MESSAGE) is None


def test_a_security_key_s_signature_is_one_that_was_touched():
    opened = open_key(TOKEN.key)
    for flags, touched in ((1, True), (5, True), (0, False), (4, False)):
        found = bare(TOKEN.sign(MESSAGE, flags).signature, TOKEN.key, opened, MESSAGE)
        assert (found is not None) is touched
    longer = TOKEN.sign(MESSAGE).signature + b"\0"
    assert bare(longer, TOKEN.key, opened, MESSAGE) is None


def test_the_form_of_a_signature_is_what_stands_around_the_key():
    before, after, hashed = form()
    public = SSH.key.public[-32:]
    assert BLOB[:-64] == before + public + after
    raw, signature, signed = bare(BLOB, SSH.key, open_key(SSH.key), MESSAGE)
    assert (raw, signature) == (public, BLOB[-64:])
    assert signed[:-64] == hashed


def test_what_can_be_checked_by_its_form_alone():
    assert signing.blob(SIGNED, SSH.key, MESSAGE) == (SSH.key.public[-32:], BLOB, MESSAGE)
    small = Key("ssh", wire(SSH_ED25519) + wire(bytes(32)))
    for signature, key in (
        (ASSERTED, PASSKEY.key),
        (TOKEN.sign(MESSAGE), TOKEN.key),
        (signing.SshSignature(EDDSA.thumbprint, BLOB), EDDSA),
        (signing.SshSignature(small.thumbprint, BLOB), small),
        (SIGNED, SshSigner(bytes(32)).key),
    ):
        assert signing.blob(signature, key, MESSAGE) is None


def test_whose_key_a_signature_shows():
    assert key_in(BLOB) == SSH.key
    assert key_in(TOKEN.sign(MESSAGE).signature) == TOKEN.key
    assert key_in(b"SSHSIG\0\0\0\1" + wire(SSH.key.public)) == SSH.key
    begins = Broken("shape", "an OpenSSH signature begins with its kind and its key")
    head = b"SSHSIG\0\0\0\1"
    for raw in (b"", BLOB[1:], head, head + bytes(4), head + wire(SSH.key.public)[:-1]):
        assert key_in(raw) == begins
    assert key_in(head + wire(b"x")) == Broken("signer", SSH_FORM)


def test_armour_is_read_as_it_is_written():
    text = armour(BLOB)
    assert max(map(len, text.splitlines())) == 70
    assert text.startswith("-----BEGIN SSH SIGNATURE-----\n")
    assert text.endswith("\n-----END SSH SIGNATURE-----\n")
    assert unarmour(text) == unarmour(f"  {text}\n") == BLOB
    none = Broken("shape", "not an armoured ssh signature")
    for other in ("", text[1:], text.replace("BEGIN", "START"), text.replace("END", "FIN")):
        assert unarmour(other) == none
    room = " " * (10_000 - len(text))
    assert unarmour(text + room) == BLOB
    assert unarmour(text + room + " ") == none
    assert unarmour(text.replace("\n", "\n!", 1)) == Broken(
        "encoding", "armoured ssh signature is not base64"
    )


DATA, CLIENT = ASSERTED.authenticator, ASSERTED.client
FLAGS = "authenticator data of {} bytes does not go with its flags {}"
UNSEEN = "assertion without the user's presence and verification"


@pytest.mark.parametrize(
    ("data", "client", "reason", "why"),
    [
        (DATA[:36], CLIENT, "context", "assertion is not for relying party bylaw.example"),
        (
            sha256(b"x").digest() + DATA[32:],
            CLIENT,
            "context",
            "assertion is not for relying party bylaw.example",
        ),
        (DATA[:32] + b"\1" + bytes(4), CLIENT, "signature", UNSEEN),
        (DATA[:32] + b"\4" + bytes(4), CLIENT, "signature", UNSEEN),
        (DATA[:32] + b"\x45" + bytes(4), CLIENT, "shape", FLAGS.format(37, "45")),
        (DATA[:32] + b"\x05" + bytes(5), CLIENT, "shape", FLAGS.format(38, "05")),
        (DATA, b"{", "shape", "client data is not JSON in UTF-8 without double names"),
        (DATA, b"[]", "context", "client data is not of an assertion (webauthn.get)"),
        (
            DATA,
            CLIENT.replace(challenge(MESSAGE).encode(), b"AAAA"),
            "signature",
            "the passkey consented to another message",
        ),
        (
            DATA,
            CLIENT.replace(b"//bylaw.example", b"//" + b"x" * 90),
            "context",
            f"signed on https://{'x' * 72}; expected https://bylaw.example, https://vote.bylaw.example",
        ),
        (DATA, CLIENT.replace(b"false", b"true"), "context", "signed inside a page of another origin"),
    ],
)
def test_an_assertion_says_what_it_is_not(data, client, reason, why):
    found = signing.flaw(PASSKEY.assert_over(data, client), PASSKEY.key, MESSAGE, POLICY)
    assert found == Broken(reason, why)


def test_an_assertion_by_another_key():
    assert signing.flaw(ASSERTED, PASSKEY.key, MESSAGE, POLICY) is None
    changed = signing.PasskeySignature(ASSERTED.key, DATA, CLIENT, ASSERTED.signature[:-1])
    for signature, key in ((changed, PASSKEY.key), (changed, EDDSA)):
        renamed = signing.PasskeySignature(
            key.thumbprint, signature.authenticator, CLIENT, signature.signature
        )
        assert signing.flaw(renamed, key, MESSAGE, POLICY) == Broken(
            "signature", f"passkey signature of {key.thumbprint} does not verify"
        )
