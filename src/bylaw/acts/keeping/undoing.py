"""What annulment ends from now on: for each sort of thing how it is found, what keeps it, and how it ends.

What is not here is undone by an act of its own kind, or cannot be undone; ``OTHERWISE`` says which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from bylaw.acts.members.leaving import leave
from bylaw.acts.organisation.bodies import can_pass
from bylaw.acts.organisation.ex_officio import elective, of_its_own, refit
from bylaw.acts.organisation.frozen import shortened
from bylaw.acts.organisation.succession import pass_on
from bylaw.rules.bylaws import Bylaws
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.amendments import Amendment
from bylaw.state.bodies import ROOT
from bylaw.state.flaws import Flaw
from bylaw.state.roll import Spell


class Made(NamedTuple):
    """A thing that an act made: since when, whether it still has its effect, and the names that it came from."""

    at: int
    lives: bool
    came: frozenset[str] = frozenset()


Find = Callable[[State, str, int], Made | None]


class Undo(NamedTuple):
    """How one sort of thing is ended. ``made_by`` are the kinds of act that make one, by name or by its day."""

    find: Find
    end: Callable[[State, str, int], None]
    made_by: frozenset[str] = frozenset()
    kept: Callable[[State, str, int], Iterator[Finding]] = lambda _state, _thing, _at: iter(())
    again: bool = False
    """Whether the same name can be made twice, so that only a flaw of that very moment counts."""

    def touched_by(self, state: State, thing: str, made: Made) -> tuple[Flaw, ...]:
        """Give the flaws on record of the acts that made a thing, or of what it came from."""
        came = made.came | _resolved(state, self, thing, made)
        return tuple(
            flaw
            for flaw in state.flaws.all
            if came & flaw.names
            or (flaw.kind in self.made_by and thing in flaw.names and (not self.again or flaw.at == made.at))
        )


def _resolved(state: State, undo: Undo, thing: str, made: Made) -> frozenset[str]:
    """Give motion, meeting and petition of the warrants under which a thing was made."""
    names: set[str] = set()
    for warrant in state.warrants.all.values() if undo.made_by else ():
        if warrant.used < 0 or (undo.again and state.times[warrant.used] != made.at):
            continue
        matter: dict[str, Any] = msgspec.json.decode(warrant.matter)
        if str(matter.get("act")).partition("/")[0] in undo.made_by and thing in _said(matter):
            names |= _behind(state, warrant.name)
    return frozenset(names)


def _said(matter: dict[str, Any]) -> tuple[Any, ...]:
    return (*matter.values(), f"{matter.get('body')}/{matter.get('office')}")


def _behind(state: State, warrant: str) -> frozenset[str]:
    """Give the motion of a resolution with its meeting, or the petition."""
    name = warrant.partition(".")[2]
    motion = state.motions.all.get(name)
    return frozenset({name, motion.meeting if motion else ""} - {""})


def _mandate(state: State, thing: str, at: int) -> Made | None:
    mandate = state.offices.mandates.get(thing)
    if mandate is None:
        return None
    came = frozenset(mandate.source.split())
    declared = [e.end for name in came if (e := state.elections.all.get(name)) and e.outcome == "declared"]
    return Made(min([mandate.start, *declared]), at < mandate.end, came)


def _warrant(state: State, thing: str, at: int) -> Made | None:
    warrant = state.warrants.all.get(thing)
    return Made(warrant.start, warrant.holds(at), _behind(state, thing) | {thing}) if warrant else None


def _motion(state: State, thing: str, _at: int) -> Made | None:
    motion = state.motions.all.get(thing)
    return Made(motion.decided, motion.outcome == "carried", _behind(state, f".{thing}")) if motion else None


def _unresolve(state: State, thing: str, at: int) -> None:
    """End a resolution with its warrant, where that was not used; what was done under it stands."""
    state.motions.change(thing, outcome="annulled")
    warrant = state.warrants.all.get(f"resolution.{thing}")
    if warrant is not None and warrant.holds(at):
        state.warrants.close(warrant.name, at)


def _member(state: State, thing: str, at: int) -> Made | None:
    """Give an admission: the beginning of the unbroken membership that runs, or the last that there was."""
    spells = state.members.roll.spells.get(thing)
    if not spells:
        return None
    began = next((spell for spell in reversed(spells) if spell.how), spells[0])
    return Made(began.start, any(True for _ in state.members.roll.current(thing, at)))


def _office(state: State, thing: str, at: int) -> Made | None:
    body, _, name = thing.partition("/")
    office = state.offices.all.get((body, name))
    return Made(office.start, office.holds(at)) if office else None


def _running(state: State, thing: str, at: int) -> Iterator[Finding]:
    body, _, name = thing.partition("/")
    for election in state.elections.of_office(body, name):
        if election.runs(at):
            yield own(33, f"election {election.name} to it is running", "let it end first")


def _abolish(state: State, thing: str, at: int) -> None:
    body, _, name = thing.partition("/")
    state.offices.abolish(body, name, at)


def _body(state: State, thing: str, at: int) -> Made | None:
    body = state.bodies.all.get(thing)
    return Made(body.start, body.exists(at)) if body else None


def _back(state: State, thing: str) -> str:
    """Give the body to which what a body holds goes back: that from which it was split, or the one above."""
    body, spells = state.bodies.all[thing], state.members.roll.spells
    for member, _ in state.members.roll.listing((thing,), body.start):
        before: Spell
        for before in spells[member]:
            if (before.end, before.cause) == (body.start, "split") and state.bodies.all[
                before.body
            ].end > body.start:
                return before.body
    moved = (way[1] for _, at, way, now in state.bodies.rehung() if at == body.start and now[1:2] == (thing,))
    return next(moved, body.parent or ROOT)


def _amendment(state: State, thing: str, _at: int) -> Made | None:
    amendment = state.amendments.all.get(thing)
    return Made(amendment.at, not amendment.annulled) if amendment else None


def _unamend(state: State, thing: str, at: int) -> None:
    withdraw(state.bylaws, state.amendments.annul(thing, at + 1), at + 1)
    refit(state, at)


def _stay_elected(state: State, thing: str, at: int) -> Iterator[Finding]:
    made = state.bylaws.copy()
    withdraw(made, state.amendments.all[thing], at + 1)
    yield from elective(state, state.offices.all.values(), made, at)


def withdraw(bylaws: Bylaws, amendment: Amendment, at: int) -> None:
    """Let the law before an amendment hold again from ``at`` on, where the amendment was written into it."""
    if not amendment.waits:
        bylaws.withdraw(amendment.clauses, amendment.repeals, amendment.since, at)


def _envoy(state: State, thing: str, at: int) -> Made | None:
    envoy = state.delegations.envoys.get(thing)
    return Made(envoy.start, at < envoy.end) if envoy else None


UNDO: dict[str, Undo] = {
    "mandate": Undo(
        _mandate,
        lambda state, thing, at: state.offices.close(thing, at, "annulled"),
        kept=lambda state, thing, _at: of_its_own(state, thing),
    ),
    "warrant": Undo(_warrant, lambda state, thing, at: state.warrants.close(thing, at)),
    "motion": Undo(_motion, _unresolve),
    "amendment": Undo(_amendment, _unamend, frozenset(("amend-bylaws", "register-amendment")), _stay_elected),
    "member": Undo(
        _member,
        lambda state, thing, at: leave(state, thing, at, "annulled"),
        frozenset(("admit", "return")),
        shortened,
        again=True,
    ),
    "body": Undo(
        _body,
        lambda state, thing, at: pass_on(state, thing, _back(state, thing), at, "annulled"),
        frozenset(("create-body", "split-body")),
        lambda state, thing, at: can_pass(state, thing, _back(state, thing), at),
    ),
    "office": Undo(_office, _abolish, frozenset(("create-office",)), _running, again=True),
    "envoy": Undo(
        _envoy,
        lambda state, thing, at: state.delegations.close(thing, at, "annulled"),
        frozenset(("send-envoy",)),
    ),
}
"""What annulment ends, by the word in the act."""

OTHERWISE = {
    "election": "void-election ends it, or the votes of a unit, with what came of it",
    "meeting": "it was held: annul what it resolved, motion by motion",
    "standing": "attest-standing gives a newer word, which counts",
    "class": "change-class moves her again",
    "departure": "return or restore-member begins her membership anew, with her seniority",
    "removal": "restore gives the mandate back for the rest of its term",
    "dissolution": "create-body founds another, to which its members can be moved",
    "apportionment": "apportion-delegates gives the seats anew",
    "case": "appeal, reopen-case or find-invalid: a decision on a member is undone by the way of its case",
    "key": "revoke-key ends it",
    "card": "replace-card or report-card-lost ends it",
    "directive": "countermand ends it",
    "emergency": "end-emergency or lift-stop ends it",
    "money": "what was paid is not undone by a record: claim it back",
}
"""What annulment does not reach, with what does."""
