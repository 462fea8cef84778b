"""Opening sealed steps for the judge: what is inside a leaf, whether both say the same, and what a leaf alone does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from bylaw.acts.act import Act, Evidence
from bylaw.acts.leaf import differing, unnamed, warrants
from bylaw.acts.matter import shows
from bylaw.acts.reader import read_act
from bylaw.acts.registry import BY_KIND
from bylaw.acts.sealed import NEED, Inside, Sealed, open_seal
from bylaw.record.broken import Broken
from bylaw.record.entry import Entry
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State


class Opened(Struct, frozen=True):
    """The act inside a leaf, with its bytes and signatures as an entry at the leaf's time."""

    act: Act
    entry: Entry


def unseal(leaf: Sealed, evidence: Evidence, at: int) -> Opened | Finding | None:
    """Give the act inside; why it cannot be read; or None where the reader lacks the opening."""
    inside = open_seal(leaf, evidence.get(NEED + leaf.seal), at)
    if inside is None:
        return None
    act = read_act(inside.entry.act) if isinstance(inside, Inside) else inside
    if isinstance(inside, Broken) or isinstance(act, Broken):
        return own(26, f"the seal does not open to an act: {act}", "seal the signed act again")
    return Opened(act, inside.entry)


def in_clear(act: Act) -> Iterable[Finding]:
    """Give a finding for an act that the record takes only sealed."""
    if not act.sealed:
        return ()
    return (own(26, f"{act.kind()} is in clear", "seal it: the leaf commits to the signed act"),)


def mismatch(state: State, leaf: Sealed, act: Act) -> Iterator[Finding]:
    """Yield a finding for each thing that a leaf says otherwise than the act inside it."""
    if not type(act).sealed:
        yield own(26, f"{act.kind()} is no step that is sealed", "submit it in clear")
    yield from differing(state, leaf, act)
    if leaf.under != warrants(act):
        found = f"the leaf says '{' '.join(leaf.under)}', the act inside '{' '.join(warrants(act))}'"
        yield own(26, found, "let both say the same")


def alone(state: State, leaf: Sealed, at: int) -> Iterator[Finding]:
    """Yield what keeps a leaf from being a step even for a reader who cannot open it."""
    kind = BY_KIND.get(leaf.step)
    if kind is None or not kind.sealed:
        yield own(26, f"'{leaf.step}' is no step that is sealed", "submit it in clear")
        return
    yield from unnamed(state, leaf, kind)
    for name in leaf.under:
        warrant = state.warrants.all[name]
        if not warrant.holds(at):
            yield own(12, f"{name} was used, or is not in force", "have it decided again")
        if not shows(warrant.matter, leaf):
            yield own(12, f"{name} is for another act", "show the step, body and case that were decided")


def attest(state: State, leaf: Sealed, at: int) -> None:
    """Take a step that cannot be opened as attested; the warrants that it shows are used."""
    for name in leaf.under:
        state.warrants.use(name, state.size)
    if leaf.case:
        state.cases.unopened.add(leaf.case)
    BY_KIND[leaf.step].unopened(state, at, leaf)
