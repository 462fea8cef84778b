"""A secret election on the stage: the keys of its trustees, its voters, its box and its archive, step by step.

All secrets follow from the seed of the play, so that it is the same every time; nothing of this is fit for an election.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from bylaw.acts.act import Signer
from bylaw.acts.secret_ballots.ballots import Trustee
from bylaw.acts.secret_ballots.boxes import Form, forms
from bylaw.acts.secret_ballots.trustees import commitments
from bylaw.belenios import key_rehearsal
from bylaw.belenios.encoding import dump, hash_hex
from bylaw.belenios.group import named
from bylaw.belenios.model import HomomorphicQuestion, RankedQuestion, RankedValue
from bylaw.belenios.prover import ballot, board, chain, credentials, decryption, mixing, result, setup, tally
from bylaw.belenios.prover.decryption import Decrypted, Key
from bylaw.belenios.prover.rehearsal import circle, seeded
from bylaw.belenios.questions import ElectionData, Question, read_election
from bylaw.casting import BallotBox, Hours
from bylaw.rehearsal.stage import OffScript, Stage
from bylaw.state.elections import Election

NEEDED = 2
"""How many trustees open a box."""


class Opening(NamedTuple):
    """A box before its first vote: its archive, its election, and what only its people have."""

    archive: bytes
    election: ElectionData
    trustees: board.Trustees
    private_keys: list[int]
    credentials: list[str]


class Ballot:
    """A box for elections that are held together; ``holders`` are the players who hold its keys."""

    def __init__(self, on: Stage, names: Sequence[str], holders: Sequence[str], group: str) -> None:
        self.on, self.names, self.holders, self.group = on, tuple(names), tuple(holders), group
        self.random = seeded(f"{on.seed} {' '.join(names)}")
        self.seed = on.draw(f"box of {names[0]}", 32)
        """With which the box signs."""
        self.archive = b""

    def elections(self) -> list[Election]:
        """Give the elections as the record has them."""
        return [self.on.state.elections.all[name] for name in self.names]

    def prepare(self, voters: int) -> Opening:
        """Make keys, credentials for so many voters, and the archive that is to be set up."""
        group = named(self.group)
        keys, private = circle(group, NEEDED, len(self.holders), self.random)
        identifier = setup.uuid(self.random)
        asked = [question(form) for each in self.elections() for form in forms(self.on.state, each)]
        content = setup.election(group, identifier, [keys], setup.Template("Local 12", "", asked))
        listed = [credentials.Voter(f"voter {n}", 1) for n in range(voters)]
        batch = credentials.issue(group, identifier, listed, self.random)
        archive, _ = chain.begin(self.on.now, content, dump([keys]), batch.public)
        election, trustees = read_election(content), board.read(archive).trustees()
        return Opening(archive, election, trustees, private, list(batch.private.values()))

    def commit(self, it: Opening, ceremony: str) -> None:
        """Have each trustee file what she commits to, before anybody shows anything."""
        for who, digest in zip(self.holders, commitments(it.trustees), strict=True):
            fields = {"election": self.names[0], "ceremony": ceremony, "member": self.on.member(who)}
            self.on.do("file-coefficients", self.subject(who), **fields, commitment=digest)

    def setting(self, it: Opening, name: str, ceremony: str) -> dict[str, Any]:
        """Give the fields of the act that sets the box up."""
        found = board.read(it.archive)
        keys = board.key_texts(it.trustees)
        return {
            "box": name,
            "elections": self.names,
            "unit": "root",
            "opening": self.attach(it.archive),
            "fingerprint": hash_hex(dump(it.election.object)),
            "group": self.group,
            "ceremony": ceremony,
            "trustees": tuple(
                Trustee(key, self.on.member(who)) for key, who in zip(keys, self.holders, strict=True)
            ),
            "keys": hash_hex(dump(it.trustees)),
            "credentials": hash_hex(found.credentials()),
            "number": len(it.credentials),
        }

    def rehearse(self, it: Opening, name: str) -> None:
        """Have each trustee show that she has her key."""
        keys = board.key_texts(it.trustees)
        fingerprint = it.election.fingerprint
        election = it.election._replace(fingerprint=key_rehearsal.MARK + fingerprint)
        for number, who in enumerate(self.holders, 1):
            sample: Any = key_rehearsal.tally(self.group, fingerprint, number)
            shown = decryption.decrypt(
                election, Key(number, it.private_keys[number - 1]), keys, sample, self.random
            )
            proof: Any = shown.second.proofs[0][0]
            fields: dict[str, Any] = {"factor": shown.payload.decryption_factors[0][0]}
            fields |= {"challenge": proof.challenge, "response": proof.response}
            self.on.do("rehearse-trustees", self.subject(who), box=name, trustee=number, **fields)

    def box(self, it: Opening, hours: Hours) -> BallotBox:
        """Make the box on disk, beside the record."""
        made = BallotBox.create(self.on.organisation.folder / "box", it.archive, self.seed, hours)
        if not isinstance(made, BallotBox):
            raise OffScript(str(made))
        return made

    def vote(self, it: Opening, voter: int, choices: Sequence[Any]) -> bytes:
        """Give a voter's ballot, encrypted on her own machine."""
        return ballot.make(it.election, it.credentials[voter], choices, self.random)

    def take(self, step: Callable[..., chain.Added], *what: object) -> None:
        """Append a step to the archive."""
        self.archive += step(board.read(self.archive).tip, *what).data

    def tallied(self) -> str:
        """Compute the encrypted tally; gives the attachment."""
        self.take(chain.add_tally, *tally.compute(board.read(self.archive)))
        return self.attach(self.archive)

    def shuffle(self, it: Opening, number: int) -> str:
        """Have a trustee shuffle the rankings; gives the attachment."""
        found = board.read(self.archive)
        columns, _ = tally.to_decrypt(found)
        made = mixing.shuffle(it.election, tally.ranked_columns(it.election.questions, columns), self.random)
        self.take(chain.add_shuffle, number, dump(made))
        return self.attach(dump(made))

    def decrypt(self, it: Opening, number: int) -> Decrypted:
        """Have a trustee decrypt her part of the tally."""
        columns, _ = tally.to_decrypt(board.read(self.archive))
        key = Key(number, it.private_keys[number - 1])
        done = decryption.decrypt(it.election, key, board.key_texts(it.trustees), columns, self.random)
        self.take(chain.add_decryption, number, dump(done.payload))
        return done

    def result(self) -> str:
        """Combine the factors into the result; gives the attachment."""
        self.take(chain.add_result, result.of_board(board.read(self.archive)))
        return self.attach(self.archive)

    def subject(self, who: str) -> Signer:
        """Give a player who acts for herself."""
        return Signer(self.on.member(who), "subject")

    def attach(self, raw: bytes) -> str:
        """Lay a file beside the record; gives its hash."""
        name = self.on.organisation.attachments.put(raw)
        if not isinstance(name, str):
            raise OffScript(str(name))
        return name


def question(form: Form) -> Question:
    """Give the question of the archive that a paper asks."""
    if form.kind == "marks":
        return HomomorphicQuestion(answers=list(form.options), min=0, max=form.most, question="Approve")
    return RankedQuestion(value=RankedValue(answers=list(form.options), question="Rank"))
