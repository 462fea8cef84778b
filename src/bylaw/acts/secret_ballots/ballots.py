"""Setting up a box: the archive that is bound to elections, to their paper, their roll, and its keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from bylaw.acts.act import Act, Digest, Evidence, Member, Name
from bylaw.acts.secret_ballots.boxes import Held, NewBox, fingerprint, fits, forms, held, unread
from bylaw.acts.secret_ballots.channels import one_channel
from bylaw.acts.secret_ballots.trustees import Element, commitments
from bylaw.acts.voting.candidates import before_opening
from bylaw.acts.voting.electing import ElectionRef
from bylaw.belenios import cautions
from bylaw.belenios.findings import Consequence
from bylaw.belenios.model import SetupData
from bylaw.belenios.prover.board import key_texts
from bylaw.belenios.verifier import State as Stage
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Electorate
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.ballots import Box, KeyHolder, Page
from bylaw.state.elections import Election


class Trustee(Struct, frozen=True, forbid_unknown_fields=True):
    """One trustee: the member, and her public key as the archive shows it."""

    key: Element
    member: Member


class ServedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the page in which voters make their ballots, by its name and its SHA-256."""

    file: Name
    digest: Digest


class SetUpBallot(Act, frozen=True, kw_only=True, tag="set-up-ballot/1"):
    """Set up the ballot box of one unit, still empty, for elections that are held together.

    ``opening`` is that archive, ``fingerprint``, ``keys`` and ``credentials`` are the hashes of its election
    object, trustees and list of credentials, ``number`` counts the list. The questions are those of the elections
    in their order. ``ceremony`` is the one in which the trustees filed their commitments. ``signs`` is the public
    key with which the box signs heads and receipts, ``page`` lists the files of the booth, so that anybody can hold
    what a server sends against the record.
    """

    box: NewBox
    elections: Annotated[tuple[ElectionRef, ...], Meta(min_length=1, max_length=20)]
    unit: Name
    opening: Digest
    fingerprint: Digest
    group: Literal["Ed25519", "BELENIOS-2048", "RFC-3526-2048"]
    ceremony: Name
    trustees: Annotated[tuple[Trustee, ...], Meta(min_length=1, max_length=100)]
    keys: Digest
    credentials: Digest
    number: Annotated[int, Meta(ge=0, le=10_000_000)]
    on_paper: Annotated[tuple[Member, ...], Meta(max_length=1000)] = ()
    signs: Digest
    page: Annotated[tuple[ServedFile, ...], Meta(max_length=100)] = ()

    pointed_to: ClassVar[tuple[str, ...]] = ("box",)

    def place(self, state: State) -> str:
        """Give the unit that holds the elections."""
        return self._first(state).unit

    def office_at_stake(self, state: State) -> str:
        """Give the office to be filled first."""
        return self._first(state).office

    def law_day(self, state: State, at: int) -> int:
        """Give the day of the call."""
        return self._first(state).called

    def needs(self) -> tuple[str, ...]:
        """Give the archive."""
        return (self.opening,)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse elections that differ, another roll or paper, keys not committed to, and an archive used before."""
        unfit = tuple(self._elections(state, at))
        yield from unfit
        if unfit:
            return
        yield from self._people(state)
        yield from one_channel(state, self._all(state), self.unit, self.number, self.on_paper)
        yield from self._enough(state, at)
        yield from self._once(state)
        archive = held(evidence.get(self.opening))
        if isinstance(archive, str):
            yield unread(self.opening, archive)
        elif archive is not None:
            yield from self._archive(state, archive)

    def _first(self, state: State) -> Election:
        return state.elections.all[self.elections[0]]

    def _all(self, state: State) -> list[Election]:
        return [state.elections.all[name] for name in self.elections]

    def _elections(self, state: State, at: int) -> Iterator[Finding]:
        first, every = self._first(state), self._all(state)
        if len(set(self.elections)) != len(self.elections):
            yield own(41, "an election is named twice", "name each once")
        for election in every:
            yield from before_opening(election, at)
            if election.means != "box":
                yield own(41, f"election {election.name} is counted by tellers", "enter their count")
            if self.unit not in election.units:
                yield own(8, f"{self.unit} is no unit of election {election.name}", "name one of its units")
            elif self.unit in election.by_hand:
                yield own(42, f"{self.unit} votes on paper in {election.name}", "let tellers count it")
            if _together(election) != _together(first):
                found = f"elections {first.name} and {election.name} differ in roll or days"
                yield own(41, found, "set up a box for each")
            if election.name not in state.elections.papers:
                yield own(31, f"the paper of {election.name} is not fixed", "fix it first")
            elif not forms(state, election):
                yield own(41, "no question of an archive holds such votes", "count them by tellers")

    def _people(self, state: State) -> Iterator[Finding]:
        members = [trustee.member for trustee in self.trustees]
        if len(set(members)) != len(members):
            yield own(44, "one member holds two keys", "give each key to somebody else")
        standing = {n.member for e in self.elections for n in state.elections.candidates(e, state.at)}
        for member in dict.fromkeys((*members, *(signer.member for signer in self.by))):
            if member in standing:
                yield own(34, f"{member} stands in this election", "let somebody do it who does not stand")
        for member in members:
            if (self.elections[0], self.ceremony, member) not in state.boxes.commitments:
                found = f"{member} filed nothing in ceremony {self.ceremony}"
                yield own(44, found, "let each trustee file before anybody shows her part")

    def _enough(self, state: State, at: int) -> Iterator[Finding]:
        """Ask each clause how many voters a box has at least; below ten none is set up, whatever they say."""
        for law in self.ask(state, at, "electorate"):
            rule: Electorate = law.rule
            if self.number < rule.least:
                found = f"credentials: {self.number}; voters that a ballot box has at least: {rule.least}"
                yield law.breach(found, "count these voters together with others")

    def _once(self, state: State) -> Iterator[Finding]:
        mark = fingerprint(self.fingerprint)
        if mark in state.boxes.fingerprints:
            found = f"this archive was set up as box {state.boxes.fingerprints[mark]}"
            yield own(41, found, "make a new archive for each box")
        if self.signs in {box.key for box in state.boxes.all.values()}:
            yield own(41, "another box signs with this key", "make a key for each box")
        if len({each.file for each in self.page}) != len(self.page):
            yield own(41, "a file of the booth is named twice", "name each once")

    def _archive(self, state: State, archive: Held) -> Iterator[Finding]:
        setup, board, election = archive.setup, archive.board, archive.board.election()
        if archive.report.state is not Stage.OPEN or archive.report.ballots:
            yield own(
                41, f"the archive is {archive.report.state} with ballots", "set the box up before voting"
            )
        told = (self.fingerprint, self.keys, self.credentials, self.number, self.group)
        if told != (*_hashes(setup), len(board.weights()), election.group.name):
            yield own(41, "what is signed is not what the archive holds", "sign its hashes and its numbers")
        if [trustee.key for trustee in self.trustees] != key_texts(board.trustees()):
            yield own(
                41, "the trustees' keys are not those of the archive, in its order", "name each with her key"
            )
        yield from self._committed(state, commitments(board.trustees()))
        asked = [form for each in self._all(state) for form in forms(state, each)]
        if len(asked) != len(election.questions) or not all(map(fits, asked, election.questions)):
            wanted = "; ".join(
                f"{form.kind}, {form.most} at most: {', '.join(form.options)}" for form in asked
            )
            yield own(41, "the questions are not the paper", f"put, without blank: {wanted}")
        yield from _told(archive)

    def _committed(self, state: State, shown: list[str]) -> Iterator[Finding]:
        for number, (trustee, commitment) in enumerate(zip(self.trustees, shown, strict=False), 1):
            filed = state.boxes.commitments.get((self.elections[0], self.ceremony, trustee.member))
            if filed is not None and filed != commitment:
                found = f"trustee {number} filed {filed}, the archive shows {commitment}"
                yield own(44, found, "begin another ceremony")

    def apply(self, state: State, at: int) -> None:
        """Keep the box."""
        for name in self.elections:
            state.challenges.took_part(name, tuple(signer.member for signer in self.by), "set up the box")
        state.boxes.set_up(
            Box(
                name=self.box,
                elections=self.elections,
                unit=self.unit,
                options=tuple(state.elections.papers[name].options for name in self.elections),
                group=self.group,
                opening=self.opening,
                election=self.fingerprint,
                fingerprint=fingerprint(self.fingerprint),
                trustees=tuple(KeyHolder(each.member, each.key) for each in self.trustees),
                keys=self.keys,
                credentials=self.credentials,
                number=self.number,
                on_paper=self.on_paper,
                key=self.signs,
                page=tuple(Page(each.file, each.digest) for each in self.page),
                at=at,
            )
        )


def _together(election: Election) -> tuple[object, ...]:
    """Give what elections that share a box have in common."""
    return election.unit, election.electing, election.record, election.opens, election.closes


def _hashes(setup: SetupData) -> tuple[str, str, str]:
    return setup.election, setup.trustees, setup.credentials


def _told(archive: Held) -> Iterator[Finding]:
    """Yield what is to be known before opening: weights refuse, the rest is shown in public."""
    board = archive.board
    weights = list(board.weights().values())
    if any(weight != 1 for weight in weights):
        common = Counter(weights).most_common(1)[0][0]
        yield own(
            42, f"credentials of other weights than 1 (most weigh {common})", "give each member one vote"
        )
    for told in cautions.of_setup(board.election().questions, weights, board.trustees()):
        if told.consequence is Consequence.FLAG:
            found = own(43, told.object, "weigh it before opening")
            yield replace(found, consequence="flag")
