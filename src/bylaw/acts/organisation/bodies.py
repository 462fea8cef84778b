"""Bodies: created anywhere in the tree, split, merged, and dissolved into a stated successor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Body, Evidence, Member, Name, NewBody
from bylaw.acts.organisation.succession import frozen, hang, in_being, move, pass_on, recut
from bylaw.rules.bylaws import Law
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.bodies import Body as BodyThing


class _NewKind(Act, frozen=True, kw_only=True):
    """An act that creates a body, perhaps of a kind for which the law has not yet been asked."""

    name: NewBody
    kind_of_body: Name

    def law_made(self, state: State, at: int) -> Law | None:
        """Give the law as it is, to be asked about a kind of body that is new."""
        return None if self.kind_of_body in state.bodies.kinds else state.bylaws.on(at)

    def asked_for(self, state: State) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the new kind, and the offices that there are."""
        return (self.kind_of_body,), tuple(state.offices.names)


class CreateBody(_NewKind, frozen=True, kw_only=True, tag="create-body/1"):
    """Create a body under another: a unit with a roll, or an organ whose members are its office-holders."""

    parent: Body
    organ: bool = False

    def place(self, state: State) -> str:
        """Give the body under which it is created."""
        return self.parent

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a parent that is dissolved, or an organ."""
        yield from in_being(state, self.parent, at)
        if state.bodies.all[self.parent].organ:
            yield own(8, f"{self.parent} is an organ and has nothing under it", "name a unit")

    def apply(self, state: State, at: int) -> None:
        """Create the body."""
        state.bodies.found(BodyThing(self.name, self.kind_of_body, self.parent, self.organ, at))


class SplitBody(_NewKind, frozen=True, kw_only=True, tag="split-body/1"):
    """Make a new unit beside one (under the root itself) of members and units that it gives up.

    Members keep class, seniority and mandates; nobody is moved who is not listed.
    """

    body: Body
    members: Annotated[tuple[Member, ...], Meta(max_length=1500)] = ()
    units: Annotated[tuple[Body, ...], Meta(max_length=500)] = ()

    def place(self, state: State) -> str:
        """Give the body that is split."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse while a vote runs there, an organ, an empty part, and whom or what it does not hold."""
        yield from in_being(state, self.body, at)
        yield from frozen(state, (self.body,), at)
        if state.bodies.all[self.body].organ:
            yield own(8, f"{self.body} is an organ and has no members of its own", "name a unit")
        listed = (*self.members, *self.units)
        if not listed or len(set(listed)) != len(listed):
            yield own(17, "nobody is listed, or somebody twice", "list each member and unit once")
        for member in self.members:
            if state.members.roll.spell(member, self.body, at) is None:
                yield own(8, f"{member} is not on the roll of {self.body} itself", "leave her out")
        below = {child.name for child in state.bodies.children(self.body, at) if not child.organ}
        for unit in self.units:
            if unit not in below:
                yield own(8, f"{unit} is no unit directly under {self.body}", "leave it out")
            yield from frozen(state, (unit,), at)

    def apply(self, state: State, at: int) -> None:
        """Create the part, and move what is listed."""
        parent = state.bodies.all[self.body].parent or ROOT
        state.bodies.found(BodyThing(self.name, self.kind_of_body, parent, False, at))  # noqa: FBT003 - a field
        for unit in self.units:
            hang(state, unit, self.name, at)
        spells = ((member, state.members.roll.spell(member, self.body, at)) for member in self.members)
        move(state, [(m, spell) for m, spell in spells if spell is not None], self.name, at, "split")


class MergeBodies(Act, frozen=True, kw_only=True, tag="merge-bodies/1"):
    """Merge units into one that exists: it takes over their members, units and open applications."""

    bodies: Annotated[tuple[Body, ...], Meta(min_length=1, max_length=200)]
    into: Body

    def place(self, state: State) -> str:
        """Give the body that takes over."""
        return self.into

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse what cannot pass on, a body named twice, and one that another of them lies under."""
        if len({*self.bodies, self.into}) != len(self.bodies) + 1:
            yield own(17, "a body is named twice", "name each once, and not the one that takes over")
        for body in self.bodies:
            if any(other in state.bodies.above[body][1:] for other in self.bodies):
                yield own(
                    8,
                    f"{body} lies under another of them",
                    "merge the upper one: what is under it moves along",
                )
            yield from in_being(state, body, at)
            yield from can_pass(state, body, self.into, at)

    def apply(self, state: State, at: int) -> None:
        """Pass on what each held."""
        for body in self.bodies:
            pass_on(state, body, self.into, at, "merged")


class DissolveBody(Act, frozen=True, kw_only=True, tag="dissolve-body/1"):
    """Dissolve a body; its members, units and open applications pass to the successor that is named."""

    body: Body
    successor: Body

    can_lapse = True

    def place(self, state: State) -> str:
        """Give the body that is dissolved."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse the root, a successor under it, and while a vote runs; what rests is dissolved for good."""
        if not state.bodies.all[self.body].resting(at):
            yield from in_being(state, self.body, at)
        yield from can_pass(state, self.body, self.successor, at)

    def apply(self, state: State, at: int) -> None:
        """Pass on what it held."""
        state.bodies.wake(self.body, at)
        pass_on(state, self.body, self.successor, at, "dissolved")

    def passing(self, state: State) -> str:
        """Give the body."""
        return self.body

    def apply_for(self, state: State, at: int, ends: int) -> None:
        """Let the body and its organs rest; its members stay on its roll, and what lies under it goes on."""
        state.bodies.rest(self.body, at, ends)

    @classmethod
    def lapsed(cls, state: State, thing: str, at: int) -> None:
        """Let it go on."""
        state.bodies.wake(thing, at)


def can_pass(state: State, body: str, successor: str, at: int) -> Iterator[Finding]:
    """Yield a finding when a body cannot pass on to another."""
    yield from in_being(state, successor, at)
    if body == ROOT:
        yield own(15, "the organisation itself is not dissolved by this act", "name a body under it")
    if body in state.bodies.above[successor]:
        yield own(8, f"{successor} lies under {body}, or is it", "name a successor outside it")
    if state.bodies.all[successor].organ and not state.bodies.all[body].organ:
        yield own(8, f"{successor} is an organ and takes over no roll", "name a unit")
    yield from frozen(state, {body, *recut(state, body, successor)}, at)
