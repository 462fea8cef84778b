"""A box for a society: whole elections from the prover, cut at every stage, and the acts up to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from bylaw.acts.act import Signer
from bylaw.acts.secret_ballots.ballots import Trustee
from bylaw.acts.secret_ballots.trustees import commitments
from bylaw.belenios import box_key, key_rehearsal
from bylaw.belenios.archive import BLOCK, Archive
from bylaw.belenios.encoding import dump, load
from bylaw.belenios.model import Event, HomomorphicQuestion, RankedQuestion, RankedValue, SetupData
from bylaw.belenios.prover.board import Board, read
from bylaw.belenios.prover.decryption import Key, decrypt
from bylaw.belenios.prover.rehearsal import Plan, Rehearsed, rehearse, seeded
from bylaw.belenios.verifier import verify
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May, Method
from bylaw.state.ballots import Box

from .polling import DIGEST, Poll, society
from .society import Society, person

BOX_CLAUSES = (
    Clause(no="5", words="Approval, in a box.", of=("call-election",), method=Method(name="approval")),
    Clause(no="30", words="Councillors by STV.", of=("call-election",), office=("councillor",),
           method=Method(name="scottish-stv")),
    Clause(no="31", words="Voters and trustees for themselves.",
           of=("file-coefficients", "send-credential", "rehearse-trustees", "file-shuffle", "file-factors"),
           may=May(any_of=("subject",))),
    Clause(no="32", words="Credential office and secretary.", of=("set-up-ballot",),
           may=May(any_of=("office president here & office secretary here",))),
    Clause(no="33", words="Anybody files what the box signed.", of=("box-head", "close-box", "file-tally"),
           may=May(any_of=("member here",))),
    Clause(no="34", words="Two tellers file the result.", of=("file-result",),
           may=May(any_of=("office teller here & office teller here",))),
)  # fmt: skip
SEED = b"b" * 32
VOTERS = 12
KEYHOLDERS = (8, 9, 10)
CHAIRS, COUNCIL = (5, 6), (5, 6, 7)


def box_society(*more: Clause, founders: int = VOTERS) -> Society:
    return society(*BOX_CLAUSES[1:], *more, founders=founders, instead={"5": BOX_CLAUSES[0]})


def marks(numbers: Sequence[int], most: int | None = None, **other: Any) -> HomomorphicQuestion:
    ids = [person(n) for n in numbers]
    return HomomorphicQuestion(
        **{"answers": ids, "min": 0, "max": most or len(ids), "question": "Chair", **other}
    )


def ranks(numbers: Sequence[int]) -> RankedQuestion:
    return RankedQuestion(value=RankedValue(answers=[person(n) for n in numbers], question="Council"))


class Made(NamedTuple):
    """A whole election and its archive at every stage, by the number of the last event that is in it."""

    whole: Rehearsed
    cuts: tuple[bytes, ...]
    events: tuple[tuple[str, str], ...]

    @property
    def board(self) -> Board:
        return read(self.whole.archive)

    def upto(self, kind: str) -> bytes:
        """The archive up to the last event of a kind."""
        return self.cuts[max(i for i, (each, _) in enumerate(self.events) if each == kind)]


CHOICES = [([1, 0], [1, 2, 3]), ([1, 1], [2, 1, 0]), ([0, 1], [1, 0, 0]), ([1, 0], [3, 1, 2])] * 3


@cache
def made(
    seed: str = "x",
    *,
    ranked: bool = True,
    voters: int = VOTERS,
    ballots: int = 10,
    weight: int = 1,
    group: str = "Ed25519",
    **plan: Any,
) -> Made:
    questions = [marks(CHAIRS), *([ranks(COUNCIL)] if ranked else [])]
    names = {f"voter {i}": weight if i == 1 else 1 for i in range(voters)}
    votes = [(f"voter {i}", list(CHOICES[i % 12][: len(questions)])) for i in range(ballots)]
    votes.append(("voter 0", list(CHOICES[2][: len(questions)])))
    settings = {
        "singles": 0,
        "threshold": (2, 3),
        "decryptors": (1, 3),
        "shufflers": (1, 2) if ranked else (),
    }
    whole = rehearse(Plan(group, questions, names, votes, **{**settings, **plan}), seeded(seed))
    return cut(whole)


def cut(whole: Rehearsed) -> Made:
    cuts, events = [], []
    archive = Archive(whole.archive)
    for record in archive.records():
        if record.is_event:
            end = record.start + -(-record.size // BLOCK) * BLOCK
            cuts.append(whole.archive[:end])
            events.append((load(bytes(archive.content(record)), Event, 512).type, record.name))
    return Made(whole, tuple(cuts), tuple(events))


class Boxed:
    """The elections e1 (chair, approval) and e2 (council, STV) of a society, and their box, step by step."""

    def __init__(self, s: Society, it: Made | None = None, *, ranked: bool = True, name: str = "b1") -> None:
        self.s, self.it, self.name = s, it or made(ranked=ranked), name
        self.polls = [Poll(s, "e1", means="box")]
        if ranked:
            self.polls.append(Poll(s, "e2", office="councillor", seats=2, means="box"))
        self.papers: tuple[tuple[int, ...], ...] = (CHAIRS, COUNCIL)
        self.start = s.now

    @property
    def box(self) -> Box:
        return self.s.state.boxes.all[self.name]

    def papered(self) -> Boxed:
        for poll in self.polls:
            poll.called()
        for poll, numbers in zip(self.polls, self.papers, strict=False):
            poll.stand(*numbers)
        self.polls[0].until(39)
        for poll, numbers in zip(self.polls, self.papers, strict=False):
            self.s.do("fix-paper", self.s.office(1, "secretary"), **poll.paper(*numbers))
        return self

    def committed(self) -> Boxed:
        self.papered()
        for n, digest in zip(KEYHOLDERS, commitments(self.it.board.trustees()), strict=False):
            self.s.do("file-coefficients", Signer(person(n), "subject"), **self.filing(n, digest))
        return self

    def filing(self, n: int, digest: str, **other: Any) -> dict[str, Any]:
        return {"election": "e1", "ceremony": "c1", "member": person(n), "commitment": digest, **other}

    def pair(self) -> tuple[Signer, Signer]:
        return self.s.office(2, "president"), self.s.office(1, "secretary")

    def setting(self, **other: Any) -> dict[str, Any]:
        """The fields of set-up-ballot."""
        setup = load(next(self.it.board.payloads("Setup")), SetupData, 1024)
        keys = zip(KEYHOLDERS, self.it.whole.public_keys, strict=False)
        return {
            "box": self.name,
            "elections": tuple(poll.name for poll in self.polls),
            "unit": "root",
            "opening": self.s.attach(self.it.cuts[0]),
            "fingerprint": setup.election,
            "group": self.it.whole.election.group.name,
            "ceremony": "c1",
            "trustees": tuple(Trustee(key, person(n)) for n, key in keys),
            "keys": setup.trustees,
            "credentials": setup.credentials,
            "number": len(self.it.board.weights()),
            "signs": box_key.public(SEED),
            **other,
        }

    def set_up(self, **other: Any) -> Boxed:
        self.committed()
        self.s.do("set-up-ballot", self.pair(), **self.setting(**other))
        return self

    def trustee(self, number: int, *, by: int = 0, **fields: Any) -> tuple[Signer, dict[str, Any]]:
        signer = Signer(person(by or KEYHOLDERS[number - 1]), "subject")
        return signer, {"box": self.name, "trustee": number, **fields}

    def rehearsal(self, number: int, *, private: int = 0, rehearsed: int = 0) -> dict[str, Any]:
        """The fields of rehearse-trustees, made with the key of trustee `number` or another."""
        whole = self.it.whole
        election = whole.election._replace(fingerprint=key_rehearsal.MARK + whole.election.fingerprint)
        tally: Any = key_rehearsal.tally(election.group.name, whole.election.fingerprint, rehearsed or number)
        key = Key(number, whole.private_keys[number - 1])
        shown = decrypt(election, key, whole.public_keys, tally, seeded(f"rehearsal {number}"))
        proof: Any = shown.second.proofs[0][0]
        return {"factor": shown.payload.decryption_factors[0][0], "challenge": proof.challenge,
                "response": proof.response}  # fmt: skip

    def rehearsed(self, **other: Any) -> Boxed:
        self.set_up(**other)
        for number in range(1, len(self.box.trustees) + 1):
            signer, fields = self.trustee(number, **self.rehearsal(number))
            self.s.do("rehearse-trustees", signer, **fields)
        return self

    def opened(self, **other: Any) -> Boxed:
        self.rehearsed(**other)
        self.polls[0].until(40)
        for poll in self.polls:
            self.s.do("open-poll", self.s.office(1, "secretary"), election=poll.name)
        return self

    def head(self, ballots: int, event: str = "", seed: bytes = SEED) -> dict[str, Any]:
        event = event or self.it.events[ballots][1]
        told = box_key.Head(self.box.fingerprint, ballots, event).told()
        return {"box": self.name, "ballots": ballots, "event": event, "signature": box_key.sign(seed, told)}

    @property
    def last(self) -> int:
        """How many ballots the archive has."""
        return sum(kind == "Ballot" for kind, _ in self.it.events)

    def polled(self, *heads: int) -> Boxed:
        """Open until the day of closing, with these heads filed."""
        self.opened()
        for ballots in heads or (4,):
            self.s.do("box-head", 11, **self.head(ballots))
        self.polls[0].until(47)
        for poll in self.polls:
            voters = self.s.state.elections.papers[poll.name].voters
            self.s.do("close-poll", 11, election=poll.name, served=voters, records=DIGEST)
        return self

    def closed(self, *heads: int) -> Boxed:
        self.polled(*heads)
        self.s.do("close-box", 11, **self.head(self.last))
        return self

    def tally(self, **other: Any) -> dict[str, Any]:
        return {
            "box": self.name,
            "archive": self.s.attach(self.it.upto("EncryptedTally")),
            "counted": 10,
            **other,
        }

    def shuffle(self, number: int) -> tuple[Signer, dict[str, Any]]:
        made_by = dict(self.it.board.shuffles())
        return self.trustee(number, shuffle=self.s.attach(dump(made_by[number])))

    def factors(self, number: int) -> tuple[Signer, dict[str, Any]]:
        done = self.it.whole.decryptions[number]
        factors, proofs = self.s.attach(dump(done.payload)), self.s.attach(dump(done.second))
        return self.trustee(number, factors=factors, proofs=proofs)

    def tallied(self, *heads: int) -> Boxed:
        self.closed(*heads)
        self.s.do("file-tally", 11, **self.tally())
        return self

    def shuffled(self) -> Boxed:
        self.tallied()
        for number, _ in self.it.board.shuffles():
            signer, fields = self.shuffle(number)
            self.s.do("file-shuffle", signer, **fields)
        return self

    def decrypted(self) -> Boxed:
        self.shuffled()
        for number in self.it.whole.decryptions:
            signer, fields = self.factors(number)
            self.s.do("file-factors", signer, **fields)
        return self

    def result(self, **other: Any) -> dict[str, Any]:
        found = verify(self.it.whole.archive).result or []
        votes = tuple(tuple(row) if i == 0 else () for i, row in enumerate(found))
        return {
            "box": self.name,
            "archive": self.s.attach(self.it.whole.archive),
            "counted": 10,
            "votes": votes,
            **other,
        }

    def tellers(self) -> tuple[Signer, Signer]:
        return self.s.office(3, "teller"), self.s.office(4, "teller")

    def filed(self, **other: Any) -> Boxed:
        self.decrypted()
        self.s.do("file-result", self.tellers(), **self.result(**other))
        return self
