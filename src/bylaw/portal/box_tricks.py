"""A box that drops a ballot: a small election of its own, made on the spot, and what a voter's receipt says of it."""

from __future__ import annotations

import secrets
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext, pgettext

from bylaw.belenios.box_key import public
from bylaw.belenios.encoding import dump
from bylaw.belenios.group import named
from bylaw.belenios.model import HomomorphicQuestion, Pedersen, Single
from bylaw.belenios.prover import ballot, chain, credentials, setup, single
from bylaw.belenios.questions import read_election
from bylaw.belenios.receipt import Box, Receipt, dispute
from bylaw.casting import Accepted, BallotBox, Hours
from bylaw.portal.sentences import translated

HOURS = Hours(1_000_000, 2_000_000)
QUESTION = HomomorphicQuestion(answers=["Ada", "Bob"], min=0, max=1, question="Chair")


def dropped() -> str:
    """Take three ballots, publish two, and give what the second voter's receipt says of either archive."""
    draw, group = secrets.token_bytes, named("Ed25519")
    trustee = single.private_key(group, draw)
    trustees: list[Single | Pedersen] = [Single(single.public_key(group, trustee, draw))]
    name = setup.uuid(draw)
    content = setup.election(group, name, trustees, setup.Template("Box", "", [QUESTION]))
    batch = credentials.issue(group, name, [credentials.Voter(f"voter {n}") for n in range(3)], draw)
    opening, _ = chain.begin(HOURS.opens, content, dump(trustees), batch.public)
    election = read_election(content)
    ballots = [ballot.make(election, private, [[1, 0]], draw) for private in batch.private.values()]
    seed = draw(32)
    honest, receipts = _box(opening, seed, ballots)
    false, _ = _box(opening, seed, [ballots[0], ballots[2]])
    about = Box(election.fingerprint, public(seed), None)
    good, bad = (dispute(receipts[1], archive, about) for archive in (honest, false))
    said = gettext(
        "bylaw dispute says of her receipt: {bad} ({why}). Of the honest archive it says: {good}. "
        "The box signed the receipt itself, and cannot deny it."
    )
    return said.format(
        bad=pgettext("word", bad.standing),
        why=translated(bad.why) or bad.why,
        good=pgettext("word", good.standing),
    )


def _box(opening: bytes, seed: bytes, ballots: list[bytes]) -> tuple[bytes, list[Receipt]]:
    with TemporaryDirectory() as room:
        box = BallotBox.create(Path(room), opening, seed, HOURS)
        assert isinstance(box, BallotBox)
        answers = [box.cast(each, HOURS.opens) for each in ballots]
        archive = b"".join(box.archive())
        box.release()
    return archive, [answer.receipt for answer in answers if isinstance(answer, Accepted)]
