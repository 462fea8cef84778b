"""After the poll: the encrypted tally, the shuffles, and each trustee's factors with their second proofs."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Count, Digest, Evidence
from bylaw.acts.secret_ballots.boxes import BoxStep, Held, TrusteeStep, of_box
from bylaw.belenios.encoding import load
from bylaw.belenios.findings import Refused
from bylaw.belenios.model import PartialDecryption, Shuffle
from bylaw.belenios.prover.board import read
from bylaw.belenios.prover.tally import ranked_columns, with_shuffled
from bylaw.belenios.questions import ElectionData
from bylaw.belenios.second_proof import SecondProofs, Trustee, check
from bylaw.belenios.shapes import Tally
from bylaw.belenios.verifier import State as Stage
from bylaw.belenios.verifier import shuffles
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.ballots import Tallied

MOST = 1 << 28
"""The greatest size in bytes of one trustee's shuffle, factors or proofs."""


class FileTally(BoxStep, frozen=True, kw_only=True, tag="file-tally/1"):
    """File the ballots of a closed box and their encrypted sum: from here on nothing in them changes.

    ``archive`` is the hash of the file with both.
    """

    archive: Digest
    counted: Count

    def needs(self) -> tuple[str, ...]:
        """Give the archive."""
        return (self.archive,)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a box that is not closed, a second tally, and an archive that its heads or set-up deny."""
        box, boxes = self.it(state), state.boxes
        if box.name not in boxes.closing or not self.first(state).runs(at):
            yield own(15, f"box {box.name} is not closed, or the election is over", "file its closing head")
            return
        if box.name in boxes.tallied:
            yield own(46, f"the tally of box {box.name} is filed", "go on from that one")
        archive = yield from of_box(state, box, self.archive, evidence)
        if archive is not None:
            yield from self._stands(archive)

    def _stands(self, archive: Held) -> Iterator[Finding]:
        if archive.report.state is not Stage.TALLIED:
            yield own(46, f"the archive is {archive.report.state}", "file it when it is tallied")
        if self.counted != archive.report.counted:
            found = f"ballots that count: {archive.report.counted}; reported: {self.counted}"
            yield own(17, found, "report those that count")

    def apply(self, state: State, at: int) -> None:
        """Keep the tally."""
        state.boxes.tallied[self.box] = Tallied(self.archive, self.counted, at)


class Work(TrusteeStep, frozen=True, kw_only=True):
    """What a trustee does to the tally, as an attachment by its hash."""

    def begun(self, state: State, at: int, done: dict[int, str]) -> Iterator[Finding]:
        """Refuse before the tally, after the result, a second time, and by somebody else."""
        boxes = state.boxes
        if self.box not in boxes.tallied or self.box in boxes.decrypted or not self.first(state).runs(at):
            yield own(15, f"the tally of box {self.box} is not filed, or all is over", "file it first")
        if self.trustee in done:
            yield own(46, f"trustee {self.trustee} has filed {done[self.trustee]}", "a box is opened once")
        yield from self.hers(state)

    def tally(self, state: State, evidence: Evidence) -> tuple[ElectionData, Tally] | None:
        """Give the election and its tally as the last shuffle left it; None where an audit's copy lacks either.

        The archive was verified when the tally was filed, and each shuffle when it was: here they are only read.
        """
        if self.box not in state.boxes.tallied:
            return None
        archive = evidence.get(state.boxes.tallied[self.box].archive)
        last = next(reversed(state.boxes.shuffles[self.box].values()), "")
        raw = evidence.get(last) if last else b""
        if not isinstance(archive, bytes) or not isinstance(raw, bytes):
            return None
        board = read(archive)
        election, found = board.election(), board.tally()
        assert found is not None
        if not last:
            return election, found[0]
        return election, with_shuffled(election.questions, found[0], load(raw, Shuffle, MOST).ciphertexts)


class FileShuffle(Work, frozen=True, kw_only=True, tag="file-shuffle/1"):
    """File one trustee's shuffle of the ranked ballots, after which nobody can say whose is whose.

    It stands on the shuffle before it.
    """

    shuffle: Digest

    def needs(self) -> tuple[str, ...]:
        """Give the shuffle."""
        return (self.shuffle,)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a shuffle out of order, after factors, of nothing that is ranked, and one that does not hold."""
        unfit = tuple(self.begun(state, at, state.boxes.shuffles[self.box]))
        yield from unfit
        if state.boxes.factors[self.box]:
            yield own(46, "factors are filed already", "shuffle before anybody decrypts")
        found, raw = self.tally(state, evidence), evidence.get(self.shuffle)
        if unfit or found is None or not isinstance(raw, bytes):
            return
        election, tally = found
        before = ranked_columns(election.questions, tally)
        if not before:
            yield own(46, "no question is ranked", "decrypt")
            return
        try:
            shuffles.check(election, before, raw)
        except Refused as fault:
            yield own(46, f"the shuffle does not hold: {fault}", "shuffle the tally that is filed")

    def apply(self, state: State, at: int) -> None:
        """Keep the shuffle."""
        state.boxes.shuffles[self.box][self.trustee] = self.shuffle


class FileFactors(Work, frozen=True, kw_only=True, tag="file-factors/1"):
    """File one trustee's part of opening the result, with proofs that it is right.

    ``factors`` is her partial decryption, ``proofs`` a second proof for each of its factors.
    """

    factors: Digest
    proofs: Digest

    def needs(self) -> tuple[str, ...]:
        """Give the partial decryption and the second proofs."""
        return (self.factors, self.proofs)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse factors out of order, a second decryption, and each factor whose second proof does not hold."""
        unfit = tuple(self.begun(state, at, state.boxes.factors[self.box]))
        yield from unfit
        found = self.tally(state, evidence)
        raw, proofs = evidence.get(self.factors), evidence.get(self.proofs)
        if unfit or found is None or not isinstance(raw, bytes) or not isinstance(proofs, bytes):
            return
        election, tally = found
        if election.has_ranked and not state.boxes.shuffles[self.box]:
            yield own(46, "ranked answers are not shuffled", "shuffle first")
        try:
            shown, second = load(raw, PartialDecryption, MOST), load(proofs, SecondProofs, MOST)
        except Refused as fault:
            yield own(
                13, f"the attachments are no factors with proofs: {fault}", "submit both as they were made"
            )
            return
        box = self.it(state)
        who = Trustee(election.group, box.fingerprint, self.trustee,
                      box.trustees[self.trustee - 1].key)  # fmt: skip
        for each in check(who, tally, shown, second)[:10]:
            yield own(46, f"a second proof does not hold: {each.object}", "decrypt the tally that is filed")

    def apply(self, state: State, at: int) -> None:
        """Keep the factors."""
        state.boxes.factors[self.box][self.trustee] = self.factors
