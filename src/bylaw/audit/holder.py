r"""Who shows a card: the door asks, and whoever has the key to which the card is bound answers, without a network.

The question is five lines of text: `bylaw-card-v1`, then `issuer`, `card`, `nonce` (64 hex digits, fresh) and `at`,
each with its value after a space. The answer is an OpenSSH signature (PROTOCOL.sshsig) on these bytes in the namespace
`bylaw-card`, which keeps it from being one on an act; it carries the public key, whose thumbprint is on the card. A
question is good once, for `PATIENCE` seconds, at the door that asked it.

With a passkey the answer is one line of JSON: the public key, and an assertion whose challenge is the SHA-256 of the
question. On which page it was given the door cannot know; that it is a page of the passkey's own domain it can.
"""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from bylaw.cards.card import Card
from bylaw.cards.refused import Refused
from bylaw.record.broken import Broken
from bylaw.record.clock import instant, rfc3339
from bylaw.record.entry import PasskeySignature
from bylaw.record.keys import Key, OpenedKey, open_key
from bylaw.record.passkey import Policy, passkey_flaw
from bylaw.record.sshsig import SshSigner, armour, key_in, sshsig_flaw, unarmour

NAMESPACE = b"bylaw-card"
PATIENCE = 300
"""For how many seconds a door waits for the answer."""
LIMIT = 10_000
"""The longest question or answer read, in bytes."""
_FORM = re.compile(
    "bylaw-card-v1\nissuer ([!-~]{1,200})\ncard ([0-9a-f]{32})\nnonce ([0-9a-f]{64})\nat ([0-9TZ:-]{20})\n"
)


class Question(Struct, frozen=True):
    """What a door asks of whoever shows a card: under which fresh number, and when."""

    issuer: str
    card: str
    nonce: str
    at: int

    def text(self) -> str:
        """Give the bytes that are signed."""
        told = f"issuer {self.issuer}\ncard {self.card}\nnonce {self.nonce}\nat {rfc3339(self.at)}\n"
        return f"bylaw-card-v1\n{told}"


def read_question(raw: bytes) -> Question | Broken:
    """Read a question. Never raises, whatever the bytes."""
    found = _FORM.fullmatch(raw[: LIMIT + 1].decode("latin-1"))
    at = instant(found[4]) if found else None
    if found is None or at is None:
        return Broken("shape", "not a question of a door")
    return Question(found[1], found[2], found[3], at)


def answer(question: Question, signer: SshSigner) -> str:
    """Answer as the holder: the file that `ssh-keygen -Y sign -n bylaw-card` makes."""
    return armour(signer.sign(question.text().encode(), NAMESPACE))


def answered(card: Card, question: Question, text: str, at: int) -> Refused | None:
    """Say why an answer does not show that the holder of a card is here; None when it does. Never raises."""
    if not card.key:
        return Refused("holder", "the card is bound to a picture and to no key", "compare the picture")
    if (question.issuer, question.card) != (card.issuer, card.card):
        return Refused("holder", f"the door asked about card {question.card}", "ask about this one")
    if not question.at <= at < question.at + PATIENCE:
        return Refused("holder", f"asked at {rfc3339(question.at)}", f"answer within {PATIENCE} seconds")
    if text.startswith("{"):
        return _by_passkey(card, question, text)
    blob = unarmour(text)
    key = blob if isinstance(blob, Broken) else key_in(blob)
    if isinstance(blob, Broken) or isinstance(key, Broken):
        return Refused("holder", f"no answer: {key}", "sign with ssh-keygen -Y sign -n bylaw-card")
    return _other(card, key) or _signed(key, blob, question)


class PasskeyAnswer(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer by a passkey: its public key, and the assertion on the question."""

    key: Key
    signature: PasskeySignature


def passkey_answer(key: Key, signature: PasskeySignature) -> str:
    """Write an answer that a passkey gave."""
    return msgspec.json.encode(PasskeyAnswer(key, signature)).decode()


def _by_passkey(card: Card, question: Question, text: str) -> Refused | None:
    try:
        told = msgspec.json.decode(text[:LIMIT], type=PasskeyAnswer)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return Refused("holder", "no answer: not the line that the member's page gives", "ask again")
    opened = open_key(told.key)
    if told.key.kind != "passkey" or isinstance(opened, Broken):
        return Refused("holder", "no answer: the key is no passkey", "ask again")
    policy = _page_of(told.signature)
    why = passkey_flaw(told.signature, opened, question.text().encode(), policy)
    if why:
        return Refused("holder", f"the answer is not to this question: {why.detail}", "ask again")
    return _other(card, told.key)


def _page_of(signature: PasskeySignature) -> Policy:
    """Give the page on which a passkey signed, with that of its domains for which it did; none where they differ."""
    try:
        origin = str(msgspec.json.decode(signature.client)["origin"])
        host = urlsplit(origin).hostname or ""
    except (msgspec.MsgspecError, ValueError, RecursionError, KeyError, TypeError):
        return Policy("", ())
    labels = host.split(".")
    domains = (".".join(labels[n:]) for n in range(min(len(labels), 10)))
    own = (domain for domain in domains if sha256(domain.encode()).digest() == signature.authenticator[:32])
    return Policy(next(own, ""), (origin,))


def _other(card: Card, key: Key) -> Refused | None:
    """Refuse an answer with another key than the card is bound to."""
    if key.thumbprint == card.key:
        return None
    found = f"answered with key {key.thumbprint[:16]}; the card is bound to {card.key[:16]}"
    return Refused("holder", found, "let the holder answer with her key, or show another card")


def _signed(key: Key, blob: bytes, question: Question) -> Refused | None:
    opened = open_key(key)
    assert isinstance(opened, OpenedKey), "key_in gives keys that can be opened"
    why = sshsig_flaw(blob, key, opened, question.text().encode(), NAMESPACE)
    return (
        Refused("holder", f"the answer is not to this question: {why.detail}", "ask again") if why else None
    )
