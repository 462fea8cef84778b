"""Trustees before the opening: what they commit to, and the rehearsal of their keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Digest, Evidence, Member, Name
from bylaw.acts.secret_ballots.boxes import TrusteeStep
from bylaw.acts.voting.candidates import before_opening
from bylaw.acts.voting.electing import Step
from bylaw.belenios.encoding import dump, hash_hex
from bylaw.belenios.key_rehearsal import check
from bylaw.belenios.model import Pedersen, Proof, Single
from bylaw.belenios.prover.board import Trustees
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.ballots import Box
from bylaw.state.elections import Election

Element = Annotated[str, Meta(pattern="^([0-9a-f]{64}|[0-9]{1,620})$")]
"""A group element as the protocol writes it."""
Scalar = Annotated[str, Meta(pattern="^[0-9]{1,620}$")]


class FileCoefficients(Step, frozen=True, kw_only=True, tag="file-coefficients/1"):
    """File the fingerprint of what a trustee will show when keys are made, before anybody shows anything.

    In a threshold group ``commitment`` is the hash of her signed coefficients, for a single trustee that of
    her public key with its proof. Once in each ``ceremony``: who could file again could choose last.
    """

    ceremony: Name
    member: Member
    commitment: Digest

    def subject(self, state: State) -> str:
        """Give the trustee."""
        return self.member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse an open poll, somebody else's hand, a second filing, and another's commitment."""
        yield from before_opening(state.elections.all[self.election], at)
        if self.member not in (signer.member for signer in self.by):
            yield own(35, f"the commitment is {self.member}'s", "let her sign")
        filed = state.boxes.commitments
        if (self.election, self.ceremony, self.member) in filed:
            yield own(44, f"she has filed in ceremony {self.ceremony}", "begin another ceremony")
        if self.commitment in filed.values():
            yield own(44, "this commitment has been filed before", "make a key of your own")

    def apply(self, state: State, at: int) -> None:
        """Keep the commitment."""
        state.boxes.commitments[self.election, self.ceremony, self.member] = self.commitment


class RehearseTrustees(TrusteeStep, frozen=True, kw_only=True, tag="rehearse-trustees/1"):
    """Try one trustee's key before the poll opens, on a test that everybody can check.

    ``factor`` is that of a ciphertext that everybody can compute. The proof shows to all that she has her private
    key and that her software works (docs/spec).
    """

    factor: Element
    challenge: Scalar
    response: Scalar

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a box that is open or replaced, somebody else's key, and a factor that does not hold."""
        box = self.it(state)
        yield from before_opening(self.first(state), at)
        if not state.boxes.current(box):
            yield own(15, f"another box has taken the place of {box.name}", "rehearse for the new one")
        yield from self.hers(state)
        if self.trustee > len(box.trustees):
            return
        who = (box.group, box.fingerprint, self.trustee, box.trustees[self.trustee - 1].key)
        for fault in check(who, self.factor, Proof(challenge=self.challenge, response=self.response)):
            yield own(
                44, f"the rehearsal does not hold: {fault.object}", "rehearse with the key of the archive"
            )

    def apply(self, state: State, at: int) -> None:
        """Remember that she rehearsed."""
        state.boxes.rehearsed[self.box].setdefault(self.trustee, at)


def commitments(trustees: Trustees) -> list[str]:
    """Give what each trustee of an archive was to file before, in the order that numbers them."""
    found: list[str] = []
    for item in trustees:
        match item:
            case Single():
                found.append(hash_hex(dump(item.key)))
            case Pedersen():
                found += [hash_hex(dump(each)) for each in item.keys.coefexps]
    return found


def ready(state: State, election: Election) -> Iterator[Finding]:
    """Yield a finding for each unit whose box cannot open: none, for another paper, or not rehearsed."""
    paper = state.elections.papers.get(election.name)
    if election.means != "box" or paper is None:
        return
    for unit in election.units:
        if unit in election.voided or election.counted_by_tellers(unit):
            continue
        box = state.boxes.of(election.name, unit)
        if box is None or not state.boxes.current(box):
            yield own(41, f"no box is set up for {unit}", "set one up")
            continue
        if box.options[box.elections.index(election.name)] != paper.options:
            yield own(41, f"the paper was fixed again after box {box.name} was set up", "set up a new box")
        if missing := not_rehearsed(state, box):
            yield own(44, f"trustees {missing} have not rehearsed their keys", "let each rehearse")


def not_rehearsed(state: State, box: Box) -> str:
    """List the trustees whose keys were not rehearsed, by their numbers."""
    done = state.boxes.rehearsed[box.name]
    return ", ".join(str(i) for i in range(1, len(box.trustees) + 1) if i not in done)
