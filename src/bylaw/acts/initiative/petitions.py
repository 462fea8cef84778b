"""Petitions: opened with the act that they ask for, signed, and filed when enough members stand behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, NamedTuple

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Act, Body, Digest, Evidence
from bylaw.acts.assemblies.answering import answering
from bylaw.acts.assemblies.deliberation import Question, asked, franchise_of, readable, voters_on_roll
from bylaw.acts.days import day, limit
from bylaw.acts.discipline.criticism import criticise
from bylaw.acts.matter import Matter, needed
from bylaw.acts.members.franchise import votes, why_not
from bylaw.rules.clause import FOREVER, Provision
from bylaw.rules.finding import Finding
from bylaw.rules.measure import least
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.petitions import Petition
from bylaw.state.warrants import Warrant

NewPetition = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9.-]{0,47}$", extra={"new": "petition"})]
PetitionRef = Annotated[str, Meta(max_length=48, extra={"ref": "petition"})]

STEPS = ("open-petition", "sign-petition", "file-petition")


class OpenPetition(Act, frozen=True, kw_only=True, tag="open-petition/1"):
    """Open a petition in a body for one act, word for word; everybody who signs is shown the same text.

    ``text`` commits to what signers are shown.
    """

    name: NewPetition
    body: Body
    matter: Matter
    text: Digest
    signing: Literal["open", "sealed"] = "open"

    asks: ClassVar[tuple[str, ...]] = ("petition",)

    def place(self, state: State) -> str:
        """Give the body whose members sign."""
        return self.body

    def carries(self) -> str:
        """Give the act that it is about."""
        return self.matter

    def needs(self) -> tuple[str, ...]:
        """Give the opening of a sealed matter."""
        return needed(self.matter)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a matter that is no act, and an opener without a vote."""
        yield from readable(self.matter)
        if why := why_not(state, self.actor, franchise_of(state, Question(self.body, self.matter, at)), at):
            yield own(9, why, "have a member with a vote open it")

    def apply(self, state: State, at: int) -> None:
        """Open the petition."""
        criticise(state, self.actor, self.matter, at)
        petition = Petition(
            self.name, self.body, self.actor, self.matter, self.text, at, signing=self.signing
        )
        begin(state, petition)


class OnPetition(Act, frozen=True, kw_only=True):
    """An act about a petition: done where its members sign, under the law of the day on which it was opened."""

    petition: PetitionRef

    def it(self, state: State) -> Petition:
        """Give the petition."""
        return state.petitions.all[self.petition]

    def place(self, state: State) -> str:
        """Give the body whose members sign."""
        return self.it(state).body

    def law_day(self, state: State, at: int) -> int:
        """Give the day on which it was opened."""
        return self.it(state).at


class SignPetition(OnPetition, frozen=True, kw_only=True, tag="sign-petition/1"):
    """Sign a petition; a signature withdrawn may be given again."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse out of time, twice, and who has no vote."""
        petition, member = self.it(state), self.actor
        yield from in_window(state, petition, at)
        yield from signed_as(petition, "open")
        if state.petitions.signed(self.petition, member):
            yield own(17, f"{member} has signed already", "each signature counts once")
        if why := why_not(state, member, franchise_of(state, question_of(petition)), at):
            yield own(9, why, "members with a vote sign")
        for law, silent in answering(state, question_of(petition), at):
            if member in silent:
                yield law.breach(f"{member} has a part in the matter", "let others sign")

    def apply(self, state: State, at: int) -> None:
        """Add the signature."""
        state.petitions.sign(self.petition, self.actor, at)


class WithdrawSignature(OnPetition, frozen=True, kw_only=True, tag="withdraw-signature/1"):
    """Take one's signature back, until the petition is filed."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse where there is none, or the petition is filed."""
        petition, member = self.it(state), self.actor
        yield from signed_as(petition, "open")
        if petition.filed:
            yield own(15, f"the petition was filed on {day(state, petition.filed)}", "speak against it")
        if not state.petitions.signed(self.petition, member):
            yield own(15, f"no signature of {member} stands", "nothing is to be withdrawn")

    def apply(self, state: State, at: int) -> None:
        """End the signature."""
        state.petitions.withdraw(self.petition, self.actor, at)


class FilePetition(OnPetition, frozen=True, kw_only=True, tag="file-petition/1"):
    """File a petition: with enough signatures of members of that day it gives the right to its act.

    Where they are sealed it ends the signing, and its day is the one whose roll counts once two have opened them.
    """

    def subject(self, state: State) -> str:
        """Give the member who opened it."""
        return self.it(state).opener

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse out of time, and too few signatures measured by the roll of this day."""
        petition = self.it(state)
        yield from in_window(state, petition, at)
        if petition.signing == "sealed":
            return
        roll = voters_on_roll(state, question_of(petition), at)
        laws = laws_of(state, petition)
        most = max((least(law.rule.measure, roll) for law in laws), default=0)
        count = count_signatures(state, petition, at) if most else Signatures(0, 0, 0)
        for law in laws:
            needed = least(law.rule.measure, roll)
            if count.good < needed:
                found = (
                    f"signatures that count: {count.good}, of a roll of {roll}; needed: {needed}; "
                    f"withdrawn: {count.withdrawn}; of persons without a vote today: {count.voteless}"
                )
                yield law.breach(found, f"find {needed - count.good} more")

    def apply(self, state: State, at: int) -> None:
        """Give the warrant."""
        petition = self.it(state)
        state.petitions.file(self.petition, at)
        if petition.signing == "open":
            give_warrant(state, petition, at)


class Signatures(NamedTuple):
    """How many signatures count on a day, and how many are struck for which reason."""

    good: int
    withdrawn: int
    voteless: int


def count_signatures(state: State, petition: Petition, t: int) -> Signatures:
    """Count the signatures that stand, of members with a vote at ``t``; each other one is struck."""
    rules = franchise_of(state, question_of(petition))
    good = sum(votes(state, member, rules, t) for member in state.petitions.standing(petition.name))
    running = state.petitions.running(petition.name)
    return Signatures(good, len(state.petitions.signatures[petition.name]) - running, running - good)


def question_of(petition: Petition) -> Question:
    """Give what the law is asked about a petition, by the law of the day it was opened."""
    return Question(petition.body, petition.matter, petition.at)


def in_window(state: State, petition: Petition, at: int) -> Iterator[Finding]:
    """Yield a finding when a petition is filed, or its days are over."""
    if petition.filed:
        yield own(15, f"the petition was filed on {day(state, petition.filed)}", "nothing more is needed")
    if at >= petition.closes:
        for law in laws_of(state, petition):
            closes = limit(state, petition.at, law.rule.window_days)
            if law.rule.window_days and at >= closes:
                found = f"its {law.rule.window_days} days ended on {day(state, closes - 1)}"
                yield law.breach(found, "open another")


def signed_as(petition: Petition, how: str) -> Iterator[Finding]:
    """Yield a finding when the signatures of a petition are given in the other way."""
    if petition.signing != how:
        remedy = "seal the signature" if petition.signing == "sealed" else "sign it in the open"
        yield own(63, f"the signatures of {petition.name} are {petition.signing}", remedy)


def begin(state: State, petition: Petition) -> None:
    """Open a petition, with the end of its window by the law of this day."""
    windows = [law.rule.window_days for law in laws_of(state, petition)]
    closes = min((limit(state, petition.at, days) for days in windows if days), default=FOREVER)
    state.petitions.open(replace(petition, closes=closes))


def give_warrant(state: State, petition: Petition, at: int) -> None:
    """Give the right to what a petition asked for."""
    name = f"petition.{petition.name}"
    state.warrants.give(Warrant(name, "petition", petition.body, petition.matter, at))


def laws_of(state: State, petition: Petition) -> tuple[Provision, ...]:
    """Give what the law of the day on which it was opened asks of a petition."""
    steps = dict.fromkeys((petition.process, *STEPS))
    return asked(state, question_of(petition), "petition", *steps)
