"""The ledger: the only judge, and the only fold. The server admits with it and the stranger audits with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from operator import attrgetter

from msgspec.structs import replace

from bylaw.acts.act import Act, Evidence
from bylaw.acts.authority import authority
from bylaw.acts.carried import carried, opened
from bylaw.acts.law.founding import Found
from bylaw.acts.private import impersonal
from bylaw.acts.questions import fit
from bylaw.acts.reader import read_act
from bylaw.acts.references import references
from bylaw.acts.registry import ACTS
from bylaw.acts.sealed import Sealed
from bylaw.acts.signed import keys_named, keys_under
from bylaw.acts.taken import Signed, Taken
from bylaw.acts.unseal import Opened, alone, attest, in_clear, mismatch, unseal
from bylaw.consequences import begun_again, effect, note
from bylaw.record.broken import Broken
from bylaw.record.clock import instant, rfc3339
from bylaw.record.entry import Entry, parse_entry
from bylaw.record.log.tree import leaf_hash
from bylaw.rules.bylaws import Law
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.corrections import Correctable
from bylaw.state.recent import WEEK

_REFUSES = attrgetter("refuses")
NO_EVIDENCE: Mapping[str, object] = {}


def judge(state: State, act: Act, at: int, evidence: Evidence = NO_EVIDENCE) -> tuple[Finding, ...]:
    """Give every clause that an act breaks if it were taken in at ``at``; the only judge there is."""
    broken = (*_context(state, act, at), *references(state, act))
    if broken:
        return broken
    if missing := [name for name in act.needs() if name not in evidence]:
        return tuple(
            own(13, f"the attachment {name} is not here", "submit it with the act") for name in missing
        )
    found = (
        *_unsigned(act),
        *(() if isinstance(act, (Found, Sealed)) else authority(state, act, at)),
        *act.findings(state, at, evidence),
        *(carried(state, act, evidence) if act.carries() else ()),
        *_answered(state, act, act.law_made(state, at)),
    )
    return (*found, *begun_again(state, act, found, at)) if found else found


def apart_from_signers(state: State, act: Act, at: int) -> tuple[Finding, ...]:
    """Give what a judge would find of an act that nobody has signed yet, whoever signs it; it needs no evidence."""
    if broken := tuple(references(state, act)):
        return broken
    return (*act.findings(state, at, NO_EVIDENCE), *_answered(state, act, act.law_made(state, at)))


def take(state: State, raw: bytes, evidence: Evidence = NO_EVIDENCE) -> Taken:
    """Fold one entry's bytes into the state: the single step of admission and of audit.

    A refused entry changes nothing. The signatures of one that is not refused are in ``checks``; they are
    not verified here, so that an audit can verify many side by side.
    """
    taken = consider(state, raw, evidence)
    if not taken.refusals:
        fold(state, taken, raw)
    return taken


def consider(state: State, raw: bytes, evidence: Evidence = NO_EVIDENCE) -> Taken:
    """Say what would become of an entry's bytes, without changing anything."""
    entry = parse_entry(raw)
    if isinstance(entry, Broken):
        return _unread(entry)
    act = read_act(entry.act)
    if isinstance(act, Broken):
        return _unread(act)
    digest, keys = sha256(entry.act).digest(), keys_named(state, act, entry)
    inside = unseal(act, evidence, entry.at) if isinstance(act, Sealed) else None
    findings = (
        *_order(state, entry, digest),
        *impersonal(entry.act),
        *keys_under(act, entry, keys),
        *judge(state, act, entry.at, evidence),
        *(_inside(state, act, inside, entry.at, evidence) if isinstance(act, Sealed) else in_clear(act)),
    )
    if findings and any(map(_REFUSES, findings)):
        return Taken(act, entry, findings, applied=False)
    found = inside if isinstance(inside, Opened) else None
    signed: tuple[Signed, ...] = ((entry, keys),)
    if found:
        signed += ((found.entry, keys_named(state, found.act, found.entry)),)
    void = bool(findings) and any(finding.consequence == "void" for finding in findings)
    return Taken(act, entry, findings, not void, signed, digest, found, opened(act, evidence))


def _inside(
    state: State, act: Sealed, inside: Opened | Finding | None, at: int, evidence: Evidence
) -> Iterator[Finding]:
    """Judge what is sealed like any other act, and the leaf alone where it cannot be opened."""
    if isinstance(inside, Finding):
        yield inside
    elif inside is None:
        yield from alone(state, act, at)
    else:
        keys = keys_named(state, inside.act, inside.entry)
        yield from _order(state, inside.entry, sha256(inside.entry.act).digest())
        yield from keys_under(inside.act, inside.entry, keys)
        yield from judge(state, inside.act, at, evidence)
        yield from mismatch(state, act, inside.act)


def fold(state: State, taken: Taken, raw: bytes) -> None:
    """Write a considered entry that is not refused into the state; its bytes are those that were considered."""
    assert taken.act is not None
    assert taken.entry is not None
    if taken.matter:
        state.matters[taken.matter[0]] = taken.matter[1]
    if taken.applied:
        _apply(state, taken)
        if taken.act.pointed_to:
            _point(state, taken.act)
    _remember(state, taken.act, taken.entry, taken)
    state.log.append(leaf_hash(raw))
    state.size += 1


def _apply(state: State, taken: Taken) -> None:
    """Change the state by an act, by the one inside it, or by the leaf alone where that cannot be opened."""
    assert taken.act is not None
    assert taken.entry is not None
    if isinstance(taken.act, Sealed) and taken.opened is None:
        attest(state, taken.act, taken.entry.at)
        return
    act = taken.opened.act if taken.opened else taken.act
    effect(state, act, taken.findings, taken.entry.at)
    _use_warrants(state, act)


def _point(state: State, act: Act) -> None:
    """Note where an act stands, under the name of the thing whose page points to it."""
    thing = "/".join(getattr(act, field) for field in act.pointed_to)
    state.places.add(act.kind(), thing, state.size)


def _unread(broken: Broken) -> Taken:
    found = own(1, str(broken), "submit the entry in the record's encoding")
    return Taken(None, None, (found,), applied=False)


def _order(state: State, entry: Entry, digest: bytes) -> list[Finding]:
    broken = []
    if entry.at < state.at:
        found = f"the entry is of {rfc3339(entry.at)}, the one before of {rfc3339(state.at)}"
        broken.append(own(6, found, "take it in at a later time"))
    if digest in state.taken:
        broken.append(own(3, "these bytes are in the record already", "sign a new act"))
    return broken


def _context(state: State, act: Act, at: int) -> Iterator[Finding]:
    identity = state.identity
    if isinstance(act, Found):
        if act.org:
            yield own(
                2, "a founding act names an organisation", "leave the field out: its hash becomes the name"
            )
    elif not identity.org:
        yield own(10, f"{act.kind()} before any founding", "found the organisation first")
    elif act.org != identity.org:
        yield own(2, f"the act is for {act.org or 'no organisation'}", f"sign it for {identity.org}")
    until = instant(act.until)
    if until is None:
        yield own(1, f"until '{act.until}' is no day or time that exists", "correct the time")
    elif not at <= until <= at + WEEK:
        yield own(
            4,
            f"the act may be taken in until {act.until}",
            f"sign it again, until {rfc3339(at + WEEK)} at most",
        )
    seen = act.seen
    if not 0 <= seen.size <= state.size or state.root(seen.size) != seen.root:
        yield from _unseen(state, seen.size, seen.root)


def _unsigned(act: Act) -> Iterable[Finding]:
    """Refuse what nobody signed; every other clause is asked all the same, so that a dry run shows them all."""
    if act.by or act.proves_itself:
        return ()
    return (own(7, "nobody signed the act", "name its signers and have each sign"),)


def _unseen(state: State, size: int, root: str) -> Iterator[Finding]:
    """Refuse an act signed on a head of another history: the head that its signer saw is a prefix of this log."""
    if not 0 <= size <= state.size:
        found = f"the signer saw {size} entries; there are {state.size}"
        yield own(5, found, "sign on a head of this log")
    else:
        found = f"the signer saw {size} entries with the root {root}; here they have {state.root(size)}"
        yield own(
            5, found, "keep both heads: if the log signed both, they convict it; sign on a head of this log"
        )


def _answered(state: State, act: Act, law: Law | None) -> Iterable[Finding]:
    """Judge the law that an act would make."""
    return () if law is None else fit(ACTS, law, *act.asked_for(state))


def _use_warrants(state: State, act: Act) -> None:
    for signer in act.by:
        if signer.right == "warrant":
            state.warrants.use(signer.ref, state.size)


def _remember(state: State, act: Act, entry: Entry, taken: Taken) -> None:
    """Keep what an entry leaves behind beside its effect: its name, its breaches, its slips, its hash, its time."""
    if isinstance(act, Found):
        state.identity.org = taken.digest.hex()
    if taken.findings:
        sealed = "it is sealed with the act"
        shown = [replace(f, found=sealed) if taken.opened else f for f in taken.findings]
        note(state, act, shown, entry.at)
    if act.clerical:
        signers = frozenset(signer.member for signer in act.by)
        state.corrections.correctable[state.size] = Correctable(act.kind(), act.clerical, signers, entry.at)
    state.taken.add(taken.digest, entry.at)
    if taken.opened:
        state.taken.add(sha256(taken.opened.entry.act).digest(), entry.at)
    state.at = entry.at
    state.times.append(entry.at)
