"""A court that issues cards, for tests: its clauses as data, an issuing key, and lists signed with it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)

from bylaw.acts.members.card_status import bits, list_uri, why_ended
from bylaw.cards import status
from bylaw.record.clock import rfc3339
from bylaw.record.keys import Key, es256_public
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Card, May

from .justice import CHARGED, Court
from .society import person

HOUR = 3600


def secret(n: int = 1) -> EllipticCurvePrivateKey:
    return derive_private_key(n, SECP256R1())


def public(n: int = 1) -> Key:
    point = secret(n).public_key().public_numbers()
    return Key("passkey", es256_public(point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")))


def kid(n: int = 1) -> bytes:
    return bytes.fromhex(public(n).thumbprint[:16])


def rules(months: int = 12, hours: int = 24) -> tuple[Clause, ...]:
    """Give the clauses on cards: change a number and the verdicts change."""

    def may(no: str, of: str, *any_of: str, **more: Any) -> Clause:
        return Clause(no=no, words=f"Words of {no}.", of=tuple(of.split()), may=May(any_of=any_of), **more)

    return (
        may("60", "register-card-key revoke-card-key", "office secretary here"),
        may(
            "61",
            "issue-card replace-card",
            "office secretary here",
            card=Card(months=months, list_hours=hours),
        ),
        may("62", "report-card-lost", "subject", "office secretary here"),
        may("63", "publish-card-status", "office secretary here", card=Card(months=months, list_hours=hours)),
        may("64", "change-class", "office secretary here"),
    )


class CardOffice(Court):
    """A court of fourteen whose secretary issues cards; member 3 is the one who is charged."""

    def __init__(
        self, clauses: tuple[Clause, ...] = (), months: int = 12, hours: int = 24, **numbers: Any
    ) -> None:
        super().__init__((*rules(months, hours), *clauses), **numbers)
        self.do("register-card-key", self.secretary, key=public())

    def card(self, n: int = CHARGED, **fields: Any) -> dict[str, Any]:
        """Give the fields of a card for a member, good for three hundred days, bound to a picture."""
        index = next(i for i in self.state.cards.open_block if not self.state.cards.given(i))
        told = {
            "member": person(n), "card": f"{len(self.state.cards.all) + 1:032x}", "index": index,
            "expires": self.stamp(300), "content": self.text(), "photo": self.text(),
        }  # fmt: skip
        return told | fields

    def issue(self, n: int = CHARGED, **fields: Any) -> str:
        told = self.card(n, **fields)
        self.do("issue-card", self.secretary, **told)
        return told["card"]

    def why(self, card: str, days: float = 0) -> str:
        """Say why a card is no good so many days from now, and see that the list says the same."""
        at = self.now + int(days * 86_400)
        found = self.state.cards.all[card]
        said = why_ended(self.state, found, at)
        assert status.StatusList("", 0, 1, bits(self.state, at)).ended(found.index) == bool(said)
        return said

    def listed(self, n: int = 1, hours: float = 24, **changes: Any) -> dict[str, Any]:
        """Sign the list as it is now, lay it beside the record, and give the act that publishes it."""
        told = {
            "uri": list_uri(self.state), "issued": self.now, "expires": self.now + int(hours * HOUR),
            "bits": bits(self.state, self.now),
        } | changes  # fmt: skip
        raw = status.sign(status.StatusList(**told), secret(n), kid(n))
        self.evidence[name := sha256(raw).hexdigest()] = raw
        return {
            "list": name, "issued": rfc3339(told["issued"]), "expires": rfc3339(told["expires"]),
            "keys": tuple(held.key for held in self.state.cards.keys_at(self.now)),
        }  # fmt: skip

    def publish(self, **changes: Any) -> CardOffice:
        self.do("publish-card-status", self.secretary, **self.listed(**changes))
        return self
