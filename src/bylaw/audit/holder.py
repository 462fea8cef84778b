r"""Who shows a card: the door asks, and whoever has the key to which the card is bound answers, without a network.

The question is five lines of text: `bylaw-card-v1`, then `issuer`, `card`, `nonce` (64 hex digits, fresh) and `at`,
each with its value after a space. The answer is an OpenSSH signature (PROTOCOL.sshsig) on these bytes in the namespace
`bylaw-card`, which keeps it from being one on an act; it carries the public key, whose thumbprint is on the card. A
question is good once, for `PATIENCE` seconds, at the door that asked it.
"""

from __future__ import annotations

import re

from msgspec import Struct

from bylaw.cards.card import Card
from bylaw.cards.refused import Refused
from bylaw.record.broken import Broken
from bylaw.record.clock import instant, rfc3339
from bylaw.record.keys import Key, OpenedKey, open_key
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
    blob = unarmour(text)
    key = blob if isinstance(blob, Broken) else key_in(blob)
    if isinstance(blob, Broken) or isinstance(key, Broken):
        return Refused("holder", f"no answer: {key}", "sign with ssh-keygen -Y sign -n bylaw-card")
    if key.thumbprint != card.key:
        found = f"answered with key {key.thumbprint[:16]}; the card is bound to {card.key[:16]}"
        return Refused("holder", found, "let the holder answer with her key, or show another card")
    return _signed(key, blob, question)


def _signed(key: Key, blob: bytes, question: Question) -> Refused | None:
    opened = open_key(key)
    assert isinstance(opened, OpenedKey), "key_in gives keys that can be opened"
    why = sshsig_flaw(blob, key, opened, question.text().encode(), NAMESPACE)
    return (
        Refused("holder", f"the answer is not to this question: {why.detail}", "ask again") if why else None
    )
