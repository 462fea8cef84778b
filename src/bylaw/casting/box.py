"""One ballot box on disk: checks each ballot, appends it durably, and only then says so.

    DIR/box.sqlite   the set-up, and every ballot that was taken
    DIR/box.key      the seed with which heads and receipts are signed

Several processes may serve one box: the order is that of the commits, and each append stands on the last one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bylaw.belenios import box_key
from bylaw.belenios.encoding import hash_base64, load
from bylaw.belenios.findings import Finding, Reason, Refused
from bylaw.belenios.model import Ballot
from bylaw.belenios.prover import chain
from bylaw.belenios.prover.board import read
from bylaw.belenios.receipt import Receipt, issue
from bylaw.belenios.verifier.ballot import MAX_BALLOT
from bylaw.belenios.verifier.incoming import Incoming
from bylaw.casting.answers import Accepted, Arrived, Cast, Notice, SignedHead, Turned
from bylaw.casting.urn import Row, Urn
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.store.database import StorageError
from bylaw.store.files import write_secret

SECTION = "casting"
FILE, KEY = "box.sqlite", "box.key"


class Hours(NamedTuple):
    """When a box takes ballots: from ``opens`` until just before ``closes``, seconds since 1970."""

    opens: int
    closes: int


class BallotBox:
    """One box. Made by `create`, found by `open`; used by one thread at a time (see `Desk`)."""

    def __init__(self, urn: Urn, seed: bytes) -> None:
        self._urn, self._seed = urn, seed
        self.hours = Hours(urn.opens, urn.closes)
        self._incoming = Incoming(urn.opening)
        board = read(urn.opening)
        self.fingerprint, self._tip = board.election().fingerprint, board.tip

    @classmethod
    def create(cls, folder: Path, opening: bytes, seed: bytes, hours: Hours) -> BallotBox | Finding | Broken:
        """Make a box in a folder from an archive without ballots, which is verified first.

        ``seed`` are 32 random bytes, whose public key the act ``set-up-ballot`` names.
        """
        try:
            Incoming(opening)
            folder.mkdir(parents=True, exist_ok=True)
            write_secret(folder / KEY, seed)
            Urn.create(folder / FILE, opening, *hours)
        except Refused as refused:
            return refused.finding
        except StorageError as fault:
            return fault.broken
        except OSError as fault:
            return Broken("storage", f"{folder}: {fault.strerror}")
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> BallotBox | Broken:
        """Open a box that exists."""
        try:
            return cls(Urn(folder / FILE), (folder / KEY).read_bytes())
        except StorageError as fault:
            return fault.broken
        except (OSError, Refused) as fault:
            return Broken("storage", f"{folder} holds no box: {fault}")

    def release(self) -> None:
        """Let go of the file."""
        self._urn.release()

    @property
    def key(self) -> str:
        """The public key with which heads and receipts are checked."""
        return box_key.public(self._seed)

    # --- voting

    def cast(self, ballot: bytes, at: int) -> Cast | Broken:
        """Take one ballot that arrived at ``at``."""
        answers = self.cast_many([Arrived(ballot, at)])
        return answers if isinstance(answers, Broken) else answers[0]

    def cast_many(self, ballots: Sequence[Arrived]) -> list[Cast] | Broken:
        """Check ballots together and append the good ones as one durable write; each is answered for itself.

        Broken (`storage`): nothing was written, and nothing is acknowledged.
        """
        checked = self._incoming.check([each.ballot for each in ballots])
        try:
            with self._urn.writing():
                taken = self._take_all(ballots, checked)
                self._urn.count(Counter(str(t.finding.reason) for t in taken if isinstance(t, Turned)))
        except StorageError as fault:
            return fault.broken
        return [Accepted(self._receipt(each)) if isinstance(each, Row) else each for each in taken]

    def _take_all(self, ballots: Sequence[Arrived], checked: Sequence[Finding | None]) -> list[Row | Turned]:
        tip, closed, taken = self._last(), self._urn.closed(), list[Row | Turned]()
        for each, finding in zip(ballots, checked, strict=True):
            done = Turned(finding) if finding else self._take(each, tip, closed=closed)
            if isinstance(done, Row):
                tip = tip._replace(height=done.height, parent=done.event)
            taken.append(done)
        return taken

    def _take(self, it: Arrived, tip: chain.Tip, *, closed: bool) -> Row | Turned:
        """Write a ballot that is good in itself, if it is new and in time."""
        tracker = hash_base64(it.ballot)
        if (before := self._urn.find(tracker)) is not None:
            return self._again(before)
        if closed or not self.hours.opens <= it.at < self.hours.closes:
            opens, closes = map(rfc3339, self.hours)
            told = f"a ballot of {rfc3339(it.at)}: the box takes them from {opens} until {closes}"
            return Turned(Finding(Reason.LATE, told, SECTION))
        added = chain.add_ballot(tip, it.ballot).tip
        credential = load(it.ballot, Ballot, MAX_BALLOT).credential
        row = Row(added.height, tracker, credential, str(added.parent), it.at)
        self._urn.put(row, it.ballot)
        return row

    def _again(self, before: Row) -> Turned:
        """Answer a ballot that is in the box with the receipt that was given for it."""
        newest = self._urn.newest_of(before.credential) == before.height
        told = f"these very bytes are in the box at height {before.height}"
        finding = Finding(Reason.DUPLICATE if newest else Reason.REPLAY, told, SECTION)
        return Turned(finding, self._receipt(before))

    def _receipt(self, row: Row) -> Receipt:
        time = rfc3339(row.at)
        told = Receipt(
            election=self.fingerprint, tracker=row.tracker, height=row.height, event=row.event, time=time
        )
        return issue(told, self._seed)

    def _last(self) -> chain.Tip:
        """Give the tip of the archive as the file has it: another process may have appended."""
        last = self._urn.last()
        return self._tip._replace(height=last.height, parent=last.event) if last else self._tip

    # --- what the box shows

    def head(self) -> SignedHead | Broken:
        """Give the head of the box, signed: for the act ``box-head`` or, once it is closed, ``close-box``."""
        try:
            tip = self._last()
        except StorageError as fault:
            return fault.broken
        told = box_key.Head(self.fingerprint, tip.height, str(tip.parent)).told()
        return SignedHead(tip.height, str(tip.parent), box_key.sign(self._seed, told))

    def close(self, at: int) -> SignedHead | Finding | Broken:
        """Close the box once its hour has come: durably nothing enters any more. Gives the closing head."""
        if at < self.hours.closes:
            return Finding(Reason.LATE, f"the box is open until {rfc3339(self.hours.closes)}", SECTION)
        try:
            with self._urn.writing():
                self._urn.close(at)
        except StorageError as fault:
            return fault.broken
        return self.head()

    def archive(self) -> Iterator[bytes]:
        """Yield the archive, piece by piece: set-up, ballots and, once it is closed, the end. Raises StorageError."""
        yield self._urn.opening
        tip, closed = self._tip, self._urn.closed()
        for ballot in self._urn.ballots():
            data, tip = chain.add_ballot(tip, ballot)
            yield data
        if closed:
            yield chain.end_ballots(tip).data

    def notices(self, most: int = 1000) -> list[Notice]:
        """Give the next notices that are due to voters, oldest first. Raises StorageError."""
        rows = self._urn.untold(most)
        return [Notice(row.credential, row.tracker, row.height, rfc3339(row.at)) for row in rows]

    def noticed(self, height: int) -> Broken | None:
        """Remember that notice was given of every ballot up to ``height``: `notices` goes on from there."""
        try:
            with self._urn.writing():
                self._urn.tell(height)
        except StorageError as fault:
            return fault.broken
        return None

    def turned(self) -> dict[str, int]:
        """Give how many tries were turned away, for each reason: a published figure. Raises StorageError."""
        return self._urn.turned()
