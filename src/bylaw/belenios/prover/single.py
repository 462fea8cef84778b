"""A single trustee's key: indispensable for the tally ("Verification keys")."""

from bylaw.belenios import challenges
from bylaw.belenios.group import Group
from bylaw.belenios.model import TrusteeKey
from bylaw.belenios.prover import draw
from bylaw.belenios.prover.draw import RandomBytes
from bylaw.belenios.prover.proofs import knowledge


def private_key(group: Group, random: RandomBytes) -> int:
    """Return a fresh private key."""
    return draw.nonzero(group.q, random)


def public_key(group: Group, private: int, random: RandomBytes, name: str | None = None) -> TrusteeKey:
    """Return the public key with its proof of possession; `name` is shown to voters and not proved."""
    text = group.write(group.secret_base(private))
    pok = knowledge(group, private, challenges.prefix_possession(group, text), random)
    return TrusteeKey(pok=pok, public_key=text, name=name)
