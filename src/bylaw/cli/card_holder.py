"""`bylaw card ask` and `answer`: whether whoever shows a card is its holder; what `card check` makes of it."""

from __future__ import annotations

import secrets
import time
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import click

from bylaw.audit.holder import LIMIT, PATIENCE, Question, answered, read_question
from bylaw.audit.holder import answer as answer_to
from bylaw.cards import card as cards
from bylaw.cards.card import Card
from bylaw.cards.refused import Refused
from bylaw.cli.card_texts import card_text, instant_of, read_file
from bylaw.cli.shell import REFUSED, fail, put
from bylaw.cli.signers import read_key
from bylaw.record.broken import Broken
from bylaw.store.files import read_bounded, write_whole

ASKED = "asked"
"""The file in a door's folder with the question that waits for its answer; a check with an answer takes it away."""
NOT_ASKED = "not asked"
SHOWN = {
    "key": "answered with the key to which the card is bound",
    "photo": "brought the picture to which the card is bound: compare it with the face",
    "identity": "the name was compared with a document, says whoever is at the door",
    NOT_ASKED: "not asked, and a code can be copied: compare the picture, or 'bylaw card ask'",
}
"""What a door knows of whoever shows a good card."""


@click.command()
@click.argument("text", metavar="CARD")
@click.option(
    "--door", "folder", required=True, type=click.Path(path_type=Path), help="The folder of 'card sync'."
)
@click.option("--at", "moment", default="", help="2025-05-17T16:00:00Z instead of this machine's clock.")
def ask(text: str, folder: Path, moment: str) -> None:
    """Ask whoever shows CARD to answer with its key: print the question, which the door remembers.

    She answers within five minutes with 'bylaw card answer', or with 'ssh-keygen -Y sign -n bylaw-card'.
    """
    shown = cards.read(card_text(text))
    if isinstance(shown, Refused):
        fail(f"no card: {shown}", REFUSED)
    if not shown.card.key:
        fail("the card is bound to a picture and to no key: compare the picture", REFUSED)
    at = instant_of(moment) if moment else int(time.time())
    question = Question(shown.card.issuer, shown.card.card, secrets.token_hex(32), at).text()
    try:
        write_whole(folder, ASKED, question.encode())
    except OSError as fault:
        fail(f"{folder}: {fault}")
    put(question.rstrip("\n"))


@click.command()
@click.argument("question", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--as", "key", required=True, help="The holder's key: a file, made by ssh-keygen -t ed25519.")
@click.option("--issuer", default="", help="Answer only a door of this organisation.")
def answer(question: Path, key: str, issuer: str) -> None:
    """Answer the QUESTION of a door as the holder of a card; print the signature. Nothing else is signed by it."""
    found = read_question(read_file(question, LIMIT))
    if isinstance(found, Broken):
        fail(f"{question}: {found.detail}", REFUSED)
    if issuer and found.issuer != issuer:
        fail(f"{question} is of {found.issuer}, not of {issuer}", REFUSED)
    put(answer_to(found, read_key(Path(), key)).rstrip("\n"))


class Brought(NamedTuple):
    """What whoever shows a card brought beside it, and whether the door lets in nobody who brought nothing."""

    photo: Path | None
    answer: Path | None
    identity: bool
    strict: bool


def holder(folder: Path, card: Card, at: int, brought: Brought) -> str | Refused:
    """Give how whoever shows a good card showed that it is hers; or why what she brought does not show it."""
    if brought.answer is not None:
        return _answer(folder, card, at, brought.answer) or "key"
    if brought.photo is not None:
        if sha256(read_file(brought.photo, 1 << 28)).hexdigest() == card.photo:
            return "photo"
        return Refused(
            "unbound", "the picture is not the one that the card is bound to", "ask for the picture"
        )
    if brought.strict and not brought.identity:
        return Refused("holder", "nobody asked for more than the code", "ask with 'bylaw card ask'")
    return "identity" if brought.identity else NOT_ASKED


def _answer(folder: Path, card: Card, at: int, answer: Path) -> Refused | None:
    """Hold an answer against the question that waits; the question is used up, whatever comes of it."""
    text = read_file(answer, LIMIT).decode("latin-1")
    raw = read_bounded(folder / ASKED, LIMIT)
    if raw is None:
        return Refused(
            "holder", "the door asked nothing", f"'bylaw card ask' first; it waits {PATIENCE} seconds"
        )
    (folder / ASKED).unlink()
    question = read_question(raw)
    if isinstance(question, Broken):
        return Refused("holder", question.detail, "ask again")
    return answered(card, question, text, at)
