"""Stewards by approval and delegates by transferable votes, in one secret ballot that three trustees guard.

Two of the three open it; whoever drops a ballot, or takes a box for more voters than there are, is refused.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from bylaw.acts.secret_ballots.boxes import roll_of
from bylaw.belenios import box_key
from bylaw.belenios.encoding import dump
from bylaw.belenios.prover import board, chain
from bylaw.belenios.receipt import Box, Receipt, dispute
from bylaw.belenios.verifier import verify
from bylaw.casting import Accepted, BallotBox, Hours, SignedHead
from bylaw.rehearsal import election
from bylaw.rehearsal.ballot import Ballot, Opening
from bylaw.rehearsal.local import Local, hash_of
from bylaw.rehearsal.stage import OffScript

BOX = "box-2025"
HOLDERS = ("m050", "m051", "m052")
STEWARDS = ("m014", "m015", "m016", "m017", "m018")
DELEGATES = ("m021", "m023", "m024", "m025")
VOTES = (
    (4, [1, 1, 0, 0, 0], [2, 1, 3, 4]),
    (3, [0, 1, 1, 1, 0], [1, 2, 4, 3]),
    (2, [0, 0, 1, 0, 1], [2, 3, 1, 4]),
    (1, [0, 0, 1, 0, 0], [2, 3, 4, 1]),
)
"""How many of ten vote so: who is approved of as steward, and the rank of each delegate."""
SAMPLE = 20
"""How many of each roll are asked who they are."""
TIMES = 4
"""How many times ten members vote in the demo."""
SECOND_THOUGHTS = 3
"""How many vote otherwise first; their last vote counts."""
SEATED = {"steward": ("m015", "m016", "m014"), "delegate": ("m023", "m021")}
"""Counted by hand, of ten: 7, 6 and 4 approvals; one reaches the quota with 4, the other with the vote of the last."""


class Voting(NamedTuple):
    """The days of voting: the election as it was set up, and its box on disk."""

    local: Local
    ballot: Ballot
    it: Opening
    box: BallotBox

    def cast(self, voter: int, vote: list[Any]) -> Receipt:
        """Cast a vote; gives the receipt."""
        answer = self.box.cast(self.ballot.vote(self.it, voter, vote), self.local.on.now)
        if not isinstance(answer, Accepted):
            raise OffScript(str(answer))
        return answer.receipt

    def file(self, kind: str, head: object, tell: str = "") -> None:
        """File a head of the box in the record."""
        if not isinstance(head, SignedHead):
            raise OffScript(str(head))
        fields = {"ballots": head.ballots, "event": head.event, "signature": head.signature}
        self.local.on.do(kind, "m004", box=BOX, **fields, tell=tell)


def play(local: Local, group: str = "Ed25519", times: int = TIMES) -> Ballot:
    """From the call to seated stewards and delegates, by ten voters so many times; gives the ballot."""
    ballot = _called(local, group)
    it = _set_up(local, ballot)
    receipt = _polled(local, ballot, it, times)
    _tallied(local, ballot, it, 10 * times)
    _opened(local, ballot, it, 10 * times)
    _declared(local, ballot)
    _disputed(local, ballot, receipt)
    return ballot


def _called(local: Local, group: str) -> Ballot:
    on, box = local.on, {"means": "box"}
    steward = {**election.call_of(local, "steward", 3), **box, "body": "board"}
    delegate = {**election.call_of(local, "delegate", 2), **box}
    tell = "the secretary calls a secret ballot: 3 stewards by approval, 2 delegates by transferable votes"
    on.do("call-election", local.secretary(), **steward, tell=tell)
    on.do("call-election", local.secretary(), **delegate)
    on.wait(5)
    names = str(steward["election"]), str(delegate["election"])
    for name, who in zip(names, (STEWARDS, DELEGATES), strict=True):
        election.nominate(local, name, dict.fromkeys(who, 0))
    on.wait(35 - 1 / 24)
    for name, who in zip(names, (STEWARDS, DELEGATES), strict=True):
        on.do("fix-paper", *local.tellers(), **election.paper_of(local, name, dict.fromkeys(who, 0)))
    _asked(local, names)
    return Ballot(on, names, HOLDERS, group)


def _asked(local: Local, names: tuple[str, ...]) -> None:
    """Two tellers draw a sample of each roll by the week's lottery, and ask those whom it names who they are."""
    on = local.on
    for number, name in enumerate(names, 1):
        chance = {"chance": hash_of(f"draw {number} of the week"), "source": f"state lottery, draw {number}"}
        on.do("draw-sample", *local.tellers(), election=name, size=SAMPLE, **chance)
        found = {"met": SAMPLE, "missing": 0, "records": hash_of(f"who was asked for {name}")}
        tell = (
            f"{SAMPLE} of the roll of {name}, drawn by the state lottery, are asked who they are: all are met"
        )
        on.do("report-sample", *local.tellers(), election=name, **found, tell=tell)


def _set_up(local: Local, ballot: Ballot) -> Opening:
    """Set up the box, its keys filed before they are shown, for as many voters as the roll has."""
    on = local.on
    voters = len(roll_of(on.state, ballot.elections()[0], "root"))
    signers = on.as_office("dora", "registrar"), local.secretary()
    key: dict[str, Any] = {"signs": box_key.public(ballot.seed), "page": local.booth}
    more = ballot.prepare(voters + 1)
    ballot.commit(more, "too-many")
    tell = f"the registrar makes one credential more than the {voters} voters"
    on.refused("set-up-ballot", *signers, **ballot.setting(more, BOX, "too-many"), **key, tell=tell)
    it = ballot.prepare(voters)
    ballot.commit(it, "keys")
    tell = f"the box is set up: {voters} credentials, keys of {len(HOLDERS)} trustees, of whom 2 open it"
    on.do("set-up-ballot", *signers, **ballot.setting(it, BOX, "keys"), **key, tell=tell)
    ballot.rehearse(it, BOX)
    return it


def _polled(local: Local, ballot: Ballot, it: Opening, times: int) -> Receipt:
    """Members vote, three of them twice; heads of the box go into the record. Gives one member's receipt."""
    on, first = local.on, ballot.elections()[0]
    on.wait(1 / 24)
    for name in ballot.names:
        on.do("open-poll", *local.tellers(), election=name)
    voting = Voting(local, ballot, it, ballot.box(it, Hours(first.opens, first.closes)))
    votes = [list(vote) for count, *vote in VOTES for _ in range(count * times)]
    for voter in range(SECOND_THOUGHTS):
        voting.cast(voter, votes[-1])
    voting.file("box-head", voting.box.head())
    on.wait(1 / 3)
    receipts = [voting.cast(voter, vote) for voter, vote in enumerate(votes)]
    voting.file("box-head", voting.box.head())
    on.wait(2 / 3)
    _closed(voting, len(votes))
    return receipts[1]


def _closed(voting: Voting, members: int) -> None:
    """Close the poll and the box; the archive is published."""
    on, ballot = voting.local.on, voting.ballot
    voters, told = on.state.elections.papers[ballot.names[0]].voters, hash_of("delivery records")
    for name in ballot.names:
        on.do("close-poll", "m004", election=name, served=voters, records=told)
    tell = f"{members} members vote, three of them twice; the box is closed"
    voting.file("close-box", voting.box.close(on.now), tell)
    ballot.archive = b"".join(voting.box.archive())
    voting.box.release()


def _tallied(local: Local, ballot: Ballot, it: Opening, counted: int) -> None:
    """The ballots are multiplied into one encrypted tally, all of them."""
    on, whole = local.on, ballot.archive
    ballot.archive = _without_last(it.archive, whole)
    tell = "somebody files an archive from which the last ballot is gone"
    on.refused("file-tally", "m004", box=BOX, archive=ballot.tallied(), counted=counted, tell=tell)
    ballot.archive = whole
    on.do("file-tally", "m004", box=BOX, archive=ballot.tallied(), counted=counted)


def _opened(local: Local, ballot: Ballot, it: Opening, counted: int) -> None:
    """Two shuffles, the factors of two trustees of three, the result."""
    on = local.on
    for number in (1, 2):
        who, shuffle = ballot.subject(HOLDERS[number - 1]), ballot.shuffle(it, number)
        on.do("file-shuffle", who, box=BOX, trustee=number, shuffle=shuffle)
    ballot.take(chain.end_shuffles)
    for number in (1, 3):
        done = ballot.decrypt(it, number)
        filed = {"factors": ballot.attach(dump(done.payload)), "proofs": ballot.attach(dump(done.second))}
        on.do("file-factors", ballot.subject(HOLDERS[number - 1]), box=BOX, trustee=number, **filed)
    archive = ballot.result()
    votes = verify(ballot.archive).result or []
    tell = f"two trustees of three open it: the stewards' approvals are {', '.join(map(str, votes[0]))}"
    sums = (tuple(votes[0]), ())
    on.do("file-result", *local.tellers(), box=BOX, archive=archive, counted=counted, votes=sums, tell=tell)


def _without_last(opening: bytes, whole: bytes) -> bytes:
    """Give the archive as it would be if the last ballot had not come."""
    archive, tip = opening, board.read(opening).tip
    for each in list(board.read(whole).ballots())[:-1]:
        data, tip = chain.add_ballot(tip, each)
        archive += data
    return archive + chain.end_ballots(tip).data


def _declared(local: Local, ballot: Ballot) -> None:
    on = local.on
    on.wait(2)
    for name, (office, seated) in zip(ballot.names, SEATED.items(), strict=True):
        files = {count.ballots for count in on.state.elections.counts[name].values()} - {""}
        elected = tuple(map(on.member, seated))
        result = {"election": name, "elected": elected, "ballots": tuple(files)}
        tell = f"elected {office}s, as the votes say: {', '.join(seated)}"
        on.do("declare-result", *local.tellers(), **result, tell=tell)


def _disputed(local: Local, ballot: Ballot, receipt: Receipt) -> None:
    """One voter holds her receipt against the published archive."""
    box = local.on.state.boxes.all[BOX]
    closing = local.on.state.boxes.closing[BOX]
    head = box_key.Head(box.fingerprint, closing.ballots, closing.event)
    answer = dispute(receipt, ballot.archive, Box(box.fingerprint, box.key, head))
    local.say(f"            a voter holds her receipt against the archive: {answer.standing}, {answer.why}")
