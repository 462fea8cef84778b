"""The audit of an archive: one method per numbered step of docs/spec/elections.md, in order."""

from collections.abc import Callable
from typing import Any, NamedTuple

from bylaw.belenios.archive import Source
from bylaw.belenios.findings import Consequence, Finding, Reason, Refused
from bylaw.belenios.group import Group
from bylaw.belenios.model import Ciphertext, RankedQuestion
from bylaw.belenios.questions import ElectionData, read_election
from bylaw.belenios.verifier import box, chain, credentials, decryption, result, shuffles, tally, trustees
from bylaw.belenios.verifier.backend import Backend, backend
from bylaw.belenios.verifier.ballot import Credential
from bylaw.belenios.verifier.chain import Board, Work
from bylaw.belenios.verifier.parallel import examine_parallel
from bylaw.belenios.verifier.report import Report, State

Arithmetic = Callable[[Group, Any], Backend]


def verify(source: Source, processes: int = 1, arithmetic: Arithmetic = backend) -> Report:
    """Verify an archive with up to `processes` processes; raises nothing, whatever the bytes."""
    report = Report([])
    try:
        board = chain.read(source)
        report.state, report.ballots = board.state, len(board.ballots)
        for finding in board.findings:
            report.add(finding)
        if board.setup:
            _Audit(board, report, processes).run(arithmetic)
    except Refused as refused:
        report.add(refused.finding)
    return report


class Opened(NamedTuple):
    """A set-up that was verified: what ballots are held against."""

    election: ElectionData
    credentials: dict[str, Credential]
    backend: Backend


def opening(source: Source, arithmetic: Arithmetic = backend) -> Opened:
    """Verify the set-up of an archive that has nothing but its set-up; Refused."""
    board = chain.read(source)
    for finding in board.findings:
        raise Refused(finding.reason, finding.object, finding.section, finding.consequence)
    if board.ballots or board.state is not State.OPEN:
        raise Refused(Reason.SHAPE, f"{len(board.ballots)} ballots, state {board.state}", chain.SECTION)
    audit = _Audit(board, Report([]), 1)
    audit.setup(arithmetic)
    return Opened(audit.election, audit.credentials, audit.backend)


class _Audit:
    """One audit: what earlier steps found out is there for later ones."""

    def __init__(self, board: Board, report: Report, processes: int) -> None:
        self.board, self.report, self.processes = board, report, processes
        self.election: ElectionData
        self.parties: list[trustees.Party]
        self.credentials: dict[str, Credential]
        self.backend: Backend
        self.entries: list[box.Entry]
        self.tally: tally.Tally

    def run(self, arithmetic: Arithmetic) -> None:
        """Take the steps that the archive's state allows; Refused ends the audit."""
        self.setup(arithmetic)
        outcome = self.ballots()
        if self.board.tally is None or (self.report.findings and self._refused()):
            return
        self.encrypted_tally(outcome)
        self.shuffled()
        if self.board.decryptions:
            self.decrypted()

    def _refused(self) -> bool:
        return any(finding.consequence is Consequence.REFUSE for finding in self.report.findings)

    def _content(self, part: str) -> bytes:
        return self.board.content(self.board.setup[part])

    def setup(self, arithmetic: Arithmetic) -> None:
        """Check election, trustees and credentials."""
        self.election = _named("election", read_election, self._content("election"))
        self.backend = arithmetic(self.election.group, self.election.key)
        self.report.backend = self.backend.name
        flags: list[Finding] = []
        self.parties = trustees.read(self.election, self._content("trustees"), flags)
        for finding in flags:
            self.report.add(finding)
        self.credentials = _named(
            "credentials", credentials.read, self.election.group, self.backend, self._content("credentials")
        )

    def ballots(self) -> box.Outcome:
        """Check every ballot; find out which ones count."""
        self.entries, repeated = box.entries(self.board, self.credentials)
        self.report.counted = sum(entry.weight is not None for entry in self.entries)
        everything = box.Box(self.board, self.election, self.credentials, self.backend)
        outcome = examine_parallel(everything, self.entries, self.processes)
        for finding in (*repeated, *outcome.findings):
            self.report.add(finding)
        return outcome

    def encrypted_tally(self, outcome: box.Outcome) -> None:
        """Recompute the encrypted tally and compare."""
        assert self.board.tally is not None
        sized, record = self.board.tally
        self.tally = tally.recompute(self.election, outcome, self.entries)
        _named("encrypted tally", tally.compare, self.election, self.tally, self.board.content(record))
        tally.compare_sizes(sized, self.entries)

    def shuffled(self) -> None:
        """Check every shuffle on the outcome of the one before; leave the last outcome in the tally."""
        board = self.board
        if not self.election.has_ranked:
            if board.shuffles or board.shuffles_ended:
                raise Refused(Reason.SHAPE, "shuffles without a ranked question", shuffles.SECTION)
            return
        if board.decryptions and not (board.shuffles and board.shuffles_ended):
            raise Refused(
                Reason.SHUFFLE, "ranked answers decrypted before they were shuffled", shuffles.SECTION
            )
        ranked = [i for i, q in enumerate(self.election.questions) if isinstance(q, RankedQuestion)]
        self._distinct_owners(board.shuffles, "shuffle", shuffles.SECTION)
        current: list[list[Ciphertext]] = [self.tally[i] for i in ranked]
        for work in board.shuffles:
            content = board.content(work.record)
            current = _named(
                f"shuffle by trustee {work.owner}", shuffles.check, self.election, current, content
            )
        for i, ciphertexts in zip(ranked, current, strict=True):
            self.tally[i] = ciphertexts

    def _distinct_owners(self, works: list[Work], what: str, section: str) -> None:
        """Check that each owner is a trustee and does the work once; Refused(trustee | duplicate)."""
        count = sum(len(party.keys) for party in self.parties)
        seen: set[int] = set()
        for work in works:
            if not 1 <= work.owner <= count:
                raise Refused(Reason.TRUSTEE, f"{what} by trustee {work.owner} of {count}", section)
            if work.owner in seen:
                raise Refused(Reason.DUPLICATE, f"second {what} by trustee {work.owner}", section)
            seen.add(work.owner)

    def decrypted(self) -> None:
        """Check the partial decryptions and, where there is one, the result."""
        board, group = self.board, self.election.group
        self._distinct_owners(board.decryptions, "partial decryption", decryption.SECTION)
        alphas = [[group.read(ciphertext.alpha) for ciphertext in row] for row in self.tally]
        encrypted = decryption.Encrypted(self.election, self.tally, alphas)
        shares = self._shares(encrypted)
        if board.result is None:
            return
        factors = decryption.combine(group, self.parties, shares)
        if factors is None:
            text = "partial decryptions of as many trustees as the result needs"
            raise Refused(Reason.THRESHOLD, text, decryption.SECTION, Consequence.INCOMPLETE)
        total = sum(entry.weight or 0 for entry in self.entries)
        self.report.result, spoiled = _named(
            "result", result.check, encrypted, factors, total, board.content(board.result)
        )
        for each in spoiled:
            self.report.spoiled.append((each.question, each.place))
            self.report.add(each.finding)

    def _shares(self, encrypted: decryption.Encrypted) -> dict[int, decryption.Share]:
        """Check every partial decryption; leave out those of a threshold group whose proofs do not hold."""
        keys = [(party, index) for party in self.parties for index in range(1, len(party.keys) + 1)]
        shares: dict[int, decryption.Share] = {}
        for work in self.board.decryptions:
            party, index = keys[work.owner - 1]
            content = self.board.content(work.record)
            place = f"partial decryption by trustee {work.owner}"
            try:
                factors = _named(
                    place, decryption.check, encrypted, party.keys[index - 1], content, self.backend
                )
                shares[work.owner] = decryption.Share(index, factors)
            except Refused as refused:
                if not party.is_threshold_group or refused.finding.reason is not Reason.PROOF:
                    raise
                self.report.add(decryption.flag(work.owner, refused))
        return shares


def _named(place: str, step: Callable[..., Any], *arguments: Any) -> Any:
    """Take a step; name the place in a refusal."""
    try:
        return step(*arguments)
    except Refused as refused:
        raise refused.at(place) from None
