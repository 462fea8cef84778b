"""Cards bound to passkeys, and who of the play has one."""

from bylaw.cards.card import Card
from bylaw.state.cards import Card as Held
from bylaw.store.authenticator import SoftPasskey
from tests.portal.stage import Site

OWN = SoftPasskey(b"own", "example.org", "https://members.example.org")
CARD = Card("example.org/club", "c" * 32, "Dora", "ordinary", 0, 10**10, 7, "u", b"s", OWN.key.thumbprint)


def holder(site: Site) -> tuple[str, Held]:
    """Give somebody of the play, by name, whose card is bound to her passkey; and that card."""
    on = site.year.on
    for name, player in on.players.items():
        for card in on.state.cards.of_member(player.member):
            if isinstance(player.key, SoftPasskey) and card.key == player.key.key.thumbprint:
                return name, card
    raise AssertionError("no card is bound to a passkey")
