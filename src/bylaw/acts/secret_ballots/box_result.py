"""The result of a box: the whole archive, accepted by the verifier, becomes the counts of its elections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta, Struct
from msgspec.structs import replace

from bylaw.acts.act import Count, Digest, Evidence
from bylaw.acts.secret_ballots.boxes import BoxStep, Form, Held, forms, of_box
from bylaw.acts.voting.tally import confirming
from bylaw.belenios import cautions
from bylaw.belenios.encoding import dump, hash_hex, read_weight
from bylaw.belenios.model import HomomorphicQuestion
from bylaw.belenios.verifier import State as Stage
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.ballots import Box, Decrypted
from bylaw.state.elections import Count as Counted

Votes = Annotated[tuple[Count, ...], Meta(max_length=1001)]
Table = Annotated[tuple[Votes, ...], Meta(max_length=1000)]


class OnPaper(Struct, frozen=True, forbid_unknown_fields=True):
    """What tellers counted of those who vote on paper: who took part, valid papers, marks per question.

    A ranked or graded question has an empty row: its papers are entered by ``enter-count``, as a file.
    """

    took_part: Count
    valid: Count
    votes: Table


class FileResult(BoxStep, frozen=True, kw_only=True, tag="file-result/1"):
    """File the opened result of a ballot box: its sums, question by question, become the counts of the elections.

    ``archive`` is the hash of the whole file. ``votes`` has one row per question, empty where it is ranked: there
    the count rests on the archive itself. ``spoiled`` has one row per question too, the places, from 1, of
    rankings that do not count; left out if none.
    """

    archive: Digest
    counted: Count
    votes: Table
    spoiled: Table = ()
    paper: OnPaper | None = None

    pointed_to: ClassVar[tuple[str, ...]] = ("box",)

    def needs(self) -> tuple[str, ...]:
        """Give the archive."""
        return (self.archive,)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse without tally and factors, for a unit that is void, and whatever does not reconcile."""
        box, boxes = self.it(state), state.boxes
        if box.name not in boxes.tallied or not self.first(state).runs(at):
            yield own(
                15, f"the tally of box {box.name} is not filed, or the election is over", "file it first"
            )
            return
        if box.name in boxes.decrypted:
            yield own(46, f"the result of box {box.name} is filed", "have the election voided if it is wrong")
        if any(box.unit in state.elections.all[name].voided for name in box.elections):
            yield own(15, f"the votes of {box.unit} are void", "declare without them")
        yield from self._numbers(state, box)
        archive = yield from of_box(state, box, self.archive, evidence)
        if archive is not None:
            yield from self._filed(state, archive)
            yield from self._result(archive)

    def _numbers(self, state: State, box: Box) -> Iterator[Finding]:
        """What adds up without the archive: so it is checked in every audit."""
        asked = _asked(state, box)
        shape = [len(form.options) if form.kind == "marks" else 0 for form in asked]
        if [len(row) for row in self.votes] != shape or len(self.spoiled) not in (0, len(asked)):
            yield own(17, "the votes do not have the shape of the questions", "give one sum for each option")
        if self.counted != state.boxes.tallied[box.name].counted or self.counted > box.number:
            found = f"ballots: {self.counted}; in the tally: {state.boxes.tallied[box.name].counted}"
            yield own(17, found, "report those of the tally")
        if self.paper is not None:
            yield from self._on_paper(state, box, self.paper)

    def _on_paper(self, state: State, box: Box, paper: OnPaper) -> Iterator[Finding]:
        """Check what people counted: nobody counts where she stands, and no more than could be."""
        asked = _asked(state, box)
        if [len(row) for row in paper.votes] != [len(f.options) if f.kind == "marks" else 0 for f in asked]:
            yield own(
                17, "the papers' votes do not have the shape of the questions", "give one sum for each option"
            )
        over = any(
            max(row, default=0) > paper.valid or sum(row) > form.most * paper.valid
            for form, row in zip(asked, paper.votes, strict=False)
        )
        if over or not paper.valid <= paper.took_part <= len(box.on_paper):
            found = f"on paper: {paper.took_part}; valid: {paper.valid}; voters: {len(box.on_paper)}"
            yield own(17, found, "count the papers again")
        standing = {n.member for name in box.elections for n in state.elections.candidates(name, state.at)}
        for signer in self.by:
            if signer.member in standing:
                yield own(
                    34, f"{signer.member} stands in this election", "let somebody count who does not stand"
                )

    def _filed(self, state: State, archive: Held) -> Iterator[Finding]:
        board, boxes = archive.board, state.boxes
        if archive.report.state is not Stage.RESULT:
            yield own(46, f"the archive is {archive.report.state}", "file it when it has a result")
        shuffled = {owner: hash_hex(dump(made)) for owner, made in board.shuffles()}
        if list(shuffled.items()) != list(boxes.shuffles[self.box].items()):
            yield own(46, "its shuffles are not those that were filed, in their order", "file each shuffle")
        for owner, made in board.decryptions():
            if boxes.factors[self.box].get(owner) != hash_hex(dump(made)):
                found = f"the factors of trustee {owner} were not filed with their second proofs"
                yield own(46, found, "let her file them")

    def _result(self, archive: Held) -> Iterator[Finding]:
        report = archive.report
        if report.counted != self.counted:
            yield own(
                17,
                f"ballots that count: {report.counted}; reported: {self.counted}",
                "report those that count",
            )
        sums = []
        for question, row in zip(archive.board.election().questions, report.result or (), strict=False):
            sums.append(tuple(map(read_weight, row)) if isinstance(question, HomomorphicQuestion) else ())
        if tuple(sums) != self.votes:
            yield own(46, f"the archive gives {sums}", "file what it gives")
        spoiled = {(i, place) for i, row in enumerate(self.spoiled, 1) for place in row}
        if spoiled != set(report.spoiled):
            yield own(46, f"spoiled are, by question and place, {report.spoiled[:20]}", "name these")
        if report.result is None:
            return
        for told in cautions.of_result(archive.board.election().questions, report.result, report.counted):
            found = own(43, told.object, "know that this result tells how each of them voted")
            yield replace(found, consequence="flag")

    def apply(self, state: State, at: int) -> None:
        """Keep the result, and give each election its count."""
        box = self.it(state)
        paper = self.paper.took_part if self.paper else 0
        state.boxes.decrypted[self.box] = Decrypted(self.archive, self.counted, paper, at)
        first = 0
        for name in box.elections:
            state.challenges.took_part(name, tuple(signer.member for signer in self.by), "filed the result")
            size = len(forms(state, state.elections.all[name]))
            state.elections.counts[name][box.unit] = self._count(state, name, range(first, first + size), at)
            first += size

    def _count(self, state: State, name: str, numbers: range, at: int) -> Counted:
        rows = [self._row(i) for i in numbers]
        each = confirming(state, state.elections.all[name])
        spoiled = self.spoiled[numbers[0]] if self.spoiled else ()
        took_part, valid = (self.counted + n for n in (self._paper() if rows[0] else (0, 0)))
        return Counted(
            unit=self.it(state).unit,
            took_part=took_part,
            valid=valid - len(spoiled),
            invalid=took_part - valid + len(spoiled),
            votes=tuple(row[0] for row in rows) if each else rows[0],
            against=tuple(row[1] for row in rows) if each else (),
            ballots="" if rows[0] else self.archive,
            source="box",
            at=at,
            question=numbers[0] + 1,
            spoiled=spoiled,
        )

    def _paper(self) -> tuple[int, int]:
        return (self.paper.took_part, self.paper.valid) if self.paper else (0, 0)

    def _row(self, i: int) -> tuple[int, ...]:
        if self.paper is None:
            return self.votes[i]
        return tuple(map(int.__add__, self.votes[i], self.paper.votes[i]))


def _asked(state: State, box: Box) -> list[Form]:
    return [form for name in box.elections for form in forms(state, state.elections.all[name])]
