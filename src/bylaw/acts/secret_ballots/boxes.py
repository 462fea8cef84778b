"""Facts of ballot boxes that several acts ask for: the box, its archive as evidence, what its paper asks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Generator, Iterator
from typing import Annotated, NamedTuple

from msgspec import Meta

from bylaw.acts.act import Act, Evidence, Name
from bylaw.acts.members.franchise import electors
from bylaw.acts.secret_ballots.known import Known
from bylaw.acts.voting.electing import method_of, voters_of
from bylaw.acts.voting.tally import confirming, on_paper
from bylaw.belenios.archive import Cut
from bylaw.belenios.encoding import dump, hash_hex, load
from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.belenios.model import HomomorphicQuestion, RankedQuestion, SetupData
from bylaw.belenios.prover.board import Board, read
from bylaw.belenios.questions import Question, grades
from bylaw.belenios.verifier import Report, verify
from bylaw.counting import METHODS
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.ballots import Box, Head
from bylaw.state.elections import Election

STARS = {"star": 5, "bloc-star": 5}
"""How many grades there are above none in methods that say so."""
BoxRef = Annotated[str, Meta(max_length=63, extra={"ref": "box"})]
NewBox = Annotated[Name, Meta(extra={"new": "box"})]
Number = Annotated[int, Meta(ge=1, le=1000)]
"""A trustee's number, from 1, in the order of the archive."""


class BoxStep(Act, frozen=True, kw_only=True):
    """A step of a box: done in the unit of its elections, under the law of the day of their call."""

    box: BoxRef

    def it(self, state: State) -> Box:
        """Give the box."""
        return state.boxes.all[self.box]

    def first(self, state: State) -> Election:
        """Give the first of its elections: days and roll are those of all."""
        return state.elections.all[self.it(state).elections[0]]

    def place(self, state: State) -> str:
        """Give the unit that holds the elections."""
        return self.first(state).unit

    def office_at_stake(self, state: State) -> str:
        """Give the office to be filled first."""
        return self.first(state).office

    def law_day(self, state: State, at: int) -> int:
        """Give the day of the call."""
        return self.first(state).called


class TrusteeStep(BoxStep, frozen=True, kw_only=True):
    """A step of one trustee of a box, by her own signature where a clause says ``subject``."""

    trustee: Number

    def subject(self, state: State) -> str:
        """Give the member who holds this key."""
        trustees = self.it(state).trustees
        return trustees[self.trustee - 1].member if self.trustee <= len(trustees) else ""

    def hers(self, state: State) -> Iterator[Finding]:
        """Yield a finding for a number that no trustee has, and for a trustee whose own key signs nothing."""
        box, member = self.it(state), self.subject(state)
        if not member:
            found = f"trustees of box {box.name}: {len(box.trustees)}"
            yield own(41, found, f"give a number from 1 to {len(box.trustees)}")
        elif member not in (signer.member for signer in self.by):
            yield own(35, f"the key of trustee {self.trustee} is {member}'s", "let her sign")


class Held(NamedTuple):
    """An archive that the verifier accepts: its report, its contents, the hashes of its events in order."""

    report: Report
    board: Board
    events: tuple[str, ...]

    @property
    def setup(self) -> SetupData:
        """The hashes of the election object, the trustees and the list of credentials."""
        return load(next(self.board.payloads("Setup")), SetupData, 1024)

    @property
    def ballots(self) -> tuple[str, ...]:
        """The hashes of the set-up event and of each ballot's: what a head may name, by its number of ballots."""
        count = 1 + sum(event.type == "Ballot" for event in self.board.events)
        return self.events[:count]


class Form(NamedTuple):
    """What a question of the archive is to be: marks, ranks or grades on these options.

    ``most`` is the greatest number of marks, or how many grades there are above the lowest; 0 where the question says.
    """

    kind: str
    options: tuple[str, ...]
    most: int = 1


def held(raw: object) -> Held | str | None:
    """Verify an archive: what it holds, or why it is refused; None where an audit's copy lacks it.

    A ranking that is spoiled does not stop it: here each factor has its second proof.
    """
    if raw is None:
        return None
    if not isinstance(raw, bytes):
        return "no bytes"
    report = raw.report if isinstance(raw, Known) else verify(raw)
    for finding in report.findings:
        refuses = finding.consequence is Consequence.REFUSE
        if refuses or (
            finding.consequence is Consequence.INCOMPLETE and finding.reason is not Reason.SPOILED
        ):
            return f"{finding.reason}: {finding.object}"
    try:
        return hold(raw, report)
    except (Refused, Cut) as fault:
        return str(fault)


def hold(raw: bytes, report: Report) -> Held:
    """Read an archive on which the verifier has reported; Refused or Cut where it cannot be read."""
    board = read(raw)
    return Held(report, board, tuple(hash_hex(dump(event)) for event in board.events))


def fingerprint(election: str) -> str:
    """Give the hash of an election object as ballots carry it: base64 without padding."""
    return b64encode(bytes.fromhex(election)).decode().rstrip("=")


def forms(state: State, election: Election) -> tuple[Form, ...]:
    """Give the questions that an election puts: one, or one for each candidate of a confirming vote.

    Empty where no question of an archive holds the votes that its method counts.
    """
    names, method = on_paper(state, election), METHODS[method_of(state, election).name]
    if confirming(state, election):
        return tuple(Form("marks", (name, "against")) for name in names)
    if "totals" in method.takes:
        most = {"plurality": 1, "block": election.seats}.get(method.name, len(names))
        return (Form("marks", names, most),)
    if "rankings" in method.takes:
        return (Form("ranks", names),)
    return (Form("grades", names, STARS.get(method.name, 0)),) if "grades" in method.takes else ()


def fits(form: Form, question: Question) -> bool:
    """Whether a question of the archive is the one that is to be put."""
    if isinstance(question, HomomorphicQuestion):
        found = (question.min, question.max, bool(question.blank))
        return (form.kind, tuple(question.answers)) == ("marks", form.options) and found == (
            0,
            form.most,
            False,
        )
    if isinstance(question, RankedQuestion):
        if tuple(question.value.answers) != form.options:
            return False
        scale = len(grades(question))
        if form.kind == "grades":
            return scale > 1 and form.most in (0, scale)
        return form.kind == "ranks" and not question.extra
    return False


def roll_of(state: State, box_of: Election, unit: str) -> list[str]:
    """Give those who may vote in one unit of an election."""
    return electors(state, voters_of(state, box_of, unit), box_of.record)


def same_archive(box: Box, archive: Held) -> Iterator[Finding]:
    """Yield a finding where an archive is not the one that was set up as this box."""
    setup = archive.setup
    for what, found, due in (
        ("election object", setup.election, box.election),
        ("trustees", setup.trustees, box.keys),
        ("list of credentials", setup.credentials, box.credentials),
    ):
        if found != due:
            yield own(
                41, f"its {what} is {found}; box {box.name} has {due}", "submit the archive of this box"
            )


def same_heads(heads: list[Head], closing: Head, archive: Held) -> Iterator[Finding]:
    """Yield a finding where an archive lacks what a head showed, or has ballots above the closing head."""
    events = archive.ballots
    for head in (*heads, closing):
        if head.ballots >= len(events) or events[head.ballots] != head.event:
            found = f"the head is not in the archive; its ballots: {head.ballots}"
            yield own(45, found, "submit the archive whose heads were filed, or have the election voided")
            return
    if len(events) - 1 != closing.ballots:
        found = f"ballots: {len(events) - 1}; at the closing head: {closing.ballots}"
        yield own(45, found, "leave out what came after the closing head")


def unread(name: str, why: str) -> Finding:
    """Give the finding that an attachment is no archive that the verifier accepts."""
    return own(13, f"the archive {name}: {why}", "submit the archive that 'bylaw election verify' accepts")


def of_box(state: State, box: Box, name: str, evidence: Evidence) -> Generator[Finding, None, Held | None]:
    """Yield a finding where an attachment is not the archive of this closed box; give what it holds, if it is here."""
    archive = held(evidence.get(name))
    if isinstance(archive, str):
        yield unread(name, archive)
        return None
    if archive is not None:
        yield from same_archive(box, archive)
        yield from same_heads(state.boxes.heads[box.name], state.boxes.closing[box.name], archive)
    return archive
