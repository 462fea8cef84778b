"""Cards: issued, lost and replaced; a door in a hall without a network lets in whom it should, and then stops."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)

from bylaw.acts.act import Signer
from bylaw.acts.members.card_status import issuer, list_uri
from bylaw.audit.door import PROOF, STATUS, Proved, read_door, read_proof
from bylaw.audit.holder import Question, answer, answered
from bylaw.cards import card as cards
from bylaw.cards.card import Card
from bylaw.cards.door import Door, check
from bylaw.cards.refused import Refused
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.commitment import commit
from bylaw.record.log.policy import TrustPolicy, parse_policy
from bylaw.record.sshsig import SshSigner
from bylaw.rehearsal.local import Local
from bylaw.rehearsal.stage import DAY, OffScript, Stage
from bylaw.store.card_key import kid, public
from bylaw.store.doors import lay, list_fields, signed_list
from bylaw.store.files import write_whole

LASTS = 2 * DAY
"""For how long a door of this local goes by one list."""


def play(local: Local) -> None:
    """Hana gets a card, is let in, loses it; whoever finds it is not, and after two days nobody is."""
    on, office = local.on, CardOffice(local)
    tell = "secretary and president name the key that signs cards"
    on.do("register-card-key", *local.pair(), key=public(office.key), tell=tell)
    tell = "the registrar issues hana a blank card, bound to nobody"
    on.refused("issue-card", office.registrar(), **office.fields(7, bound=False)[0], tell=tell)
    tell = "hana's card is bound to her key; the record holds a commitment to it, not her name"
    first = office.issue(7, tell)
    door = office.sync()
    office.show(door, first, "hana", good=True)
    office.show(
        door,
        office.signed(office.fields(9)[1]),
        "somebody, on a stolen blank with another number",
        good=False,
    )
    name = office.fields(7)[1].card
    holder = Signer(on.member("hana"), "subject")
    stale = signed_list(on.state, office.key, on.now, on.now + LASTS)
    on.do("report-card-lost", holder, card=name, tell="hana reports her card lost")
    on.organisation.attachments.put(stale)
    fields = list_fields(on.state, stale, on.now, on.now + LASTS)
    tell = "the registrar publishes a list in which the lost card is still good"
    on.refused("publish-card-status", office.registrar(), **fields, tell=tell)
    second = office.issue(8, "hana gets another card")
    door = office.sync()
    office.show(door, first, "the finder, with hana's old card", good=False)
    office.show(door, second, "hana, with the new one", good=True)
    office.ask(second, "ivan", "whoever copied hana's code", good=False)
    office.ask(second, "hana", "hana", good=True)
    office.leave(second)
    office.show(
        door,
        second,
        "hana again, at a door that nobody has brought a new list for two days",
        good=False,
        later=LASTS,
    )


class CardOffice:
    """The registrar at work, and a door that she supplies."""

    def __init__(self, local: Local) -> None:
        self.on: Stage = local.on
        number = int.from_bytes(self.on.draw("card key", 32), "big") >> 1
        self.key: EllipticCurvePrivateKey = derive_private_key(number, SECP256R1())
        vkey = self.on.organisation.vkey
        self.policy = f"log {vkey}\nquorum none\n".encode()

    def registrar(self) -> Signer:
        """Dora, who looks after cards."""
        return self.on.as_office("dora", "registrar")

    def fields(self, index: int, *, bound: bool = True) -> tuple[dict[str, Any], Card]:
        """Give hana's card with a number: the act that issues it, and what is printed."""
        on, state = self.on, self.on.state
        hana = on.cast("hana")
        key = hana.key.key.thumbprint if bound else ""
        number, salt = on.draw(f"card {index}", 16).hex(), on.draw(f"card salt {index}", 32)
        printed = Card(
            issuer(state),
            number,
            "Hana",
            "ordinary",
            on.now,
            on.now + 300 * DAY,
            index,
            list_uri(state),
            salt,
            key,
        )
        content = commit(state.identity.org, f"card {number}", "claims", salt, cards.claims(printed))
        told = {"member": hana.member, "card": number, "index": index, "expires": rfc3339(printed.expires)}
        return told | {"content": content, "key": key}, printed

    def issue(self, index: int, tell: str) -> str:
        """Issue hana's card with a number; give the text of its code."""
        told, printed = self.fields(index)
        self.on.do("issue-card", self.registrar(), **told, tell=tell)
        return self.signed(printed)

    def signed(self, printed: Card) -> str:
        """Sign a card."""
        return cards.sign(printed, self.key, kid(self.key))

    def sync(self) -> Door:
        """Publish the list, and bring its two files to the door, which knows nothing but the log's key."""
        on, record = self.on, self.on.organisation.folder / "record" / "cards"
        raw = signed_list(on.state, self.key, on.now, on.now + LASTS)
        on.organisation.attachments.put(raw)
        fields = list_fields(on.state, raw, on.now, on.now + LASTS)
        tell = "the registrar publishes what became of cards; the door fetches two files"
        laid = lay(on.organisation, raw, on.do("publish-card-status", self.registrar(), **fields, tell=tell))
        policy = parse_policy(self.policy)
        assert isinstance(policy, TrustPolicy)
        proved = laid or read_proof((record / PROOF).read_bytes(), policy)
        door = read_door((record / STATUS).read_bytes(), proved) if isinstance(proved, Proved) else proved
        if isinstance(door, Broken | Refused):
            raise OffScript(str(door))
        return door

    def show(self, door: Door, text: str, who: str, *, good: bool, later: int = 0) -> None:
        """Let somebody show a card at the door, now or so many seconds later; it has to go as the play wants it."""
        at = self.on.now + later
        found = check(door, text, at)
        if isinstance(found, Card) is not good:
            raise OffScript(f"{who}: {found}")
        self.on.say(f"{rfc3339(at)[:10]}  at the door, without a network: {who}")
        self.on.say(f"    good: {found.name}" if isinstance(found, Card) else f"    refused: {found}")

    def ask(self, text: str, name: str, who: str, *, good: bool) -> None:
        """Let the door ask for an answer with the key to which a card is bound, and somebody give one."""
        shown = cards.read(text)
        if isinstance(shown, Refused):
            raise OffScript(str(shown))
        card, now = shown.card, self.on.now
        question = Question(card.issuer, card.card, self.on.draw(f"question to {name}", 32).hex(), now)
        key = self.on.cast(name).key
        assert isinstance(key, SshSigner), "a passkey answers for no card"
        why = answered(card, question, answer(question, key), now)
        if (why is None) is not good:
            raise OffScript(f"{who}: {why}")
        self.on.say(f"{rfc3339(now)[:10]}  the door asks for an answer with the card's key: {who}")
        self.on.say("    good: it is her card" if why is None else f"    refused: {why}")

    def leave(self, text: str) -> None:
        """Leave the card and the door in the folder, so that whoever looks at the demo can try them."""
        folder = self.on.organisation.folder
        for name in (STATUS, PROOF):
            write_whole(folder, f"door/{name}", (folder / "record" / "cards" / name).read_bytes())
        write_whole(folder, "door/policy", self.policy)
        write_whole(folder, "hana-card.txt", text.encode() + b"\n")
