"""A door's question answered by the passkey to which a card is bound, from the member's own page; the door checks it alone."""

import html
import re
import secrets
from base64 import b64encode

import pytest
from msgspec.structs import replace

from bylaw.audit.holder import PATIENCE, Question, answered, passkey_answer
from bylaw.cards.refused import Refused
from bylaw.store.authenticator import SoftPasskey
from bylaw.store.organisation import Organisation
from tests.portal.card_holders import CARD, OWN, holder
from tests.portal.stage import Client, log_in

PAGE = "/me/card/answer/"
ASKED = Question(CARD.issuer, CARD.card, "9" * 64, 1_700_000_000)


def text_of(key: SoftPasskey, question: Question, **flags: int) -> str:
    return passkey_answer(key.key, key.sign(question.text().encode(), **flags))


ANSWERS = [
    (text_of(SoftPasskey(b"other", OWN.rp_id, OWN.origin), ASKED), "the card is bound to"),
    (text_of(OWN, replace(ASKED, nonce="8" * 64)), "not to this question"),
    (
        text_of(SoftPasskey(b"own", OWN.rp_id, "https://members.example.com"), ASKED),
        "not to this question",
    ),
    (text_of(SoftPasskey(b"own", OWN.rp_id, "https://badexample.org"), ASKED), "not to this question"),
    (text_of(OWN, ASKED, flags=1), "not to this question"),
    (
        passkey_answer(OWN.key, OWN.sign(b"bylaw-act-v1\n" + ASKED.text().encode())),
        "not to this question",
    ),
    (
        passkey_answer(SoftPasskey(b"other", "", "").key, OWN.sign(ASKED.text().encode())),
        "not to this question",
    ),
    ("{}", "no answer"),
    ("{" * 9000, "no answer"),
    (text_of(OWN, ASKED).replace('"client":"', '"client":"AAAA'), "not to this question"),
]
"""Answers by another key, to another question, from another page, or none at all; and why they are refused."""


def test_the_key_to_which_the_card_is_bound_answers():
    assert answered(CARD, ASKED, text_of(OWN, ASKED), ASKED.at + PATIENCE - 1) is None


@pytest.mark.parametrize(("text", "why"), ANSWERS)
def test_no_other_key_question_page_or_signature_answers(text: str, why: str):
    found = answered(CARD, ASKED, text, ASKED.at)
    assert isinstance(found, Refused)
    assert why in found.found


def test_late_or_for_another_card_is_no_answer():
    text = text_of(OWN, ASKED)
    assert isinstance(answered(CARD, ASKED, text, ASKED.at + PATIENCE), Refused)
    assert isinstance(answered(replace(CARD, card="d" * 32), ASKED, text, ASKED.at), Refused)


def test_a_member_answers_from_her_page_and_nobody_for_her(site):
    name, card = holder(site)
    player = site.year.on.players[name]
    member = Client(site.url)
    log_in(
        member, f"member{int(name[1:]) + 1}@example.org" if name.startswith("m") else f"{name}@example.org"
    )
    organisation = Organisation.open(site.folder)
    issuer = organisation.state.identity.origin
    organisation.close()
    question = Question(issuer, card.name, secrets.token_hex(32), 1_700_000_000)
    page = member.post(PAGE, {"question": question.text()})
    assert page.status == 200, page.text
    assert "data-challenge" in page.text
    said = player.key.sign(question.text().encode())
    fields = {
        "question": question.text().replace("\n", "\r\n"),
        "user": b64encode(bytes.fromhex(player.member)).decode(),
        "authenticator": b64encode(said.authenticator).decode(),
        "client": b64encode(said.client).decode(),
        "signature": b64encode(said.signature).decode(),
    }
    done = member.post(PAGE, fields)
    assert done.status == 200, done.text
    told = html.unescape(re.search(r"<textarea[^>]*>(\{[^<]*)</textarea>", done.text)[1])
    shown = replace(CARD, issuer=issuer, card=card.name, key=card.key)
    assert answered(shown, question, told, question.at) is None
    other = replace(question, card="0" * 32)
    assert member.post(PAGE, {"question": other.text()}).status == 422
    assert member.post(PAGE, {"question": "hello"}).status == 422
    assert member.post(PAGE, {**fields, "signature": fields["authenticator"]}).status == 422
