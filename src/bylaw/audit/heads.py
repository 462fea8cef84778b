"""Heads against each other: cosignatures by witnesses, and an older head as a prefix of this one."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from bylaw.acts.keeping.witnesses import names
from bylaw.audit.receipts import open_head
from bylaw.audit.report import Fault
from bylaw.audit.times import ahead
from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import cosigned_at
from bylaw.record.log.note import Note, VerifierKey, parse_vkey
from bylaw.record.log.policy import TrustPolicy
from bylaw.state import State
from bylaw.state.witnesses import captives


class Witnessing(Struct, frozen=True):
    """Whether enough witnesses stand behind a head, and when.

    It ``refuses`` where a line claims a witness and fails, and where the reader's policy accepts other logs only.
    """

    met: bool
    words: str
    refuses: bool = False
    times: tuple[int, ...] = ()


def check_witnesses(state: State, note: Note, policy: TrustPolicy | None) -> Witnessing:
    """Ask the reader's policy, or where she has none the witnesses that the record names."""
    return _recorded(state, note) if policy is None else _by_policy(state, note, policy)


def _by_policy(state: State, note: Note, policy: TrustPolicy) -> Witnessing:
    logs = [str(log.key) for log in policy.logs]
    if logs and state.identity.log_key not in logs:
        words = f"this record is by the log {state.identity.log_key}; your policy accepts {', '.join(logs)}"
        return Witnessing(met=False, words=words, refuses=True)
    found = policy.evaluate(note)
    if isinstance(found, Broken):
        return Witnessing(met=False, words=str(found), refuses=True)
    times = tuple(found.times.values())
    if not found.met:
        words = f"unwitnessed: {'; '.join(found.missing)}; another history may exist"
        return Witnessing(met=False, words=words, times=times)
    who = f" ({', '.join(found.times)})" if found.times else ""
    words = f"witnesses of your policy that cosigned the head: {len(times)} of {len(policy.witnesses)}{who}"
    asks = "" if policy.quorum else "; it asks for none (quorum none)"
    return Witnessing(met=True, words=words + asks, times=times)


def _recorded(state: State, note: Note) -> Witnessing:
    facts = state.identity
    seen = _seen(note, facts.witnesses)
    forged = [name for name, at in seen.items() if isinstance(at, Broken)]
    if forged:
        words = f"the cosignature by {', '.join(forged)} does not verify"
        return Witnessing(met=False, words=words, refuses=True)
    times = tuple(at for at in seen.values() if isinstance(at, int))
    if not facts.quorum:
        words = "the record names no witnesses" if not facts.witnesses else "the record asks for no witness"
        return Witnessing(met=False, words=f"unwitnessed: another history may exist; {words}", times=times)
    if len(times) < facts.quorum:
        words = f"unwitnessed: witnesses that cosigned: {len(times)} of {len(facts.witnesses)}"
        words += f"; needed: {facts.quorum}; another history may exist"
        return Witnessing(met=False, words=words, times=times)
    words = f"witnesses named by the record that cosigned the head: {len(times)} of {len(facts.witnesses)}"
    return Witnessing(met=True, words=words + _dependence(state, seen), times=times)


def _dependence(state: State, seen: dict[str, int | Broken]) -> str:
    """Say which of those who cosigned are the operator's own."""
    facts = state.identity
    own = [name for name in names(captives(facts.witnesses, facts.captive, facts.origin)) if name in seen]
    if not own:
        return ""
    whole = "all of them are" if len(own) == len(seen) else "of them are"
    return f"; {whole} the operator's own: {', '.join(own)}"


def _seen(note: Note, witnesses: Iterable[str]) -> dict[str, int | Broken]:
    """Give, for each witness of whom there is a line, when she cosigned, or that the line is not hers."""
    keys = (key for text in dict.fromkeys(witnesses) if isinstance(key := parse_vkey(text), VerifierKey))
    return {key.name: cosigned_at(note, key) for key in keys if note.of(key)}


def check_history(
    state: State, older: bytes, note: Note, policy: TrustPolicy | None = None
) -> tuple[Fault, ...]:
    """Say why an older head of the reader's is not a prefix of this record; it may be of a log before this one.

    Whoever cosigned both heads of two histories is named: the two lines convict her, as the heads convict the log.
    """
    opened = open_head(state, older)
    if isinstance(opened, Broken):
        return (Fault("checkpoint", f"the older head: {opened.detail}"),)
    head = opened.checkpoint
    texts = [str(each.key) for each in policy.witnesses] if policy else list(state.identity.witnesses)
    seen = {name: at for name, at in _seen(opened.note, texts).items() if isinstance(at, int)}
    if head.size > state.size:
        return (Fault("rollback", f"you have seen {head.size} entries; this copy has {state.size}"),)
    if state.log.root(head.size) != head.root:
        detail = f"the head of {head.size} entries that you have seen is signed by the same log and differs"
        both = [name for name in seen if isinstance(_seen(note, texts).get(name), int)]
        convicted = f"; {', '.join(both)} cosigned both, which convicts that witness too" if both else ""
        return (Fault("fork", f"{detail}: keep both heads, they convict the log{convicted}"),)
    return tuple(ahead(state, head.size, seen.values()))
