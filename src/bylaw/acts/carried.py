"""What acts carry inside them: an act that would show a party is carried sealed, and opens to what its leaf says."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from bylaw.acts.act import Act, Evidence
from bylaw.acts.keeping.papers import EnterPaper
from bylaw.acts.leaf import differing
from bylaw.acts.matter import FIELD, leaf_in, read_matter, sealed_matter, split
from bylaw.acts.registry import BY_KIND
from bylaw.acts.sealed import NEED, Sealed
from bylaw.record.broken import Broken
from bylaw.record.commitment import commit, preimage, value_of
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State


def hidden(act: Act, kind: type[Act]) -> bool:
    """Whether an act carries acts of a kind only sealed: they say who is in trouble with whom.

    What names a party where it takes effect may be written on paper in clear: it takes effect as it is written.
    """
    return kind.sealed or (kind.names_party and not isinstance(act, EnterPaper))


def carried(state: State, act: Act, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for an act carried in clear that shows a party, and for a sealed one that is not what it says."""
    matter = act.carries()
    leaf = leaf_in(matter)
    if leaf is not None:
        yield from _behind(state, act, leaf, evidence)
        return
    inner = read_matter(matter, ()) if matter else None
    if isinstance(inner, Act) and hidden(act, type(inner)):
        found = f"{inner.kind()} is carried in clear"
        yield own(26, found, "seal the matter: its leaf shows the step, the body and the case")


def opened(act: Act, evidence: Evidence) -> tuple[str, str] | None:
    """Give the seal of what an act carries sealed, with what is behind it; None where it cannot be opened here."""
    leaf = leaf_in(act.carries())
    told = _told(act, leaf, evidence) if leaf is not None else None
    return (leaf.seal, told) if leaf is not None and isinstance(told, str) else None


def seal_matter(state: State, act: Act, salt: bytes) -> tuple[str, str, bytes] | None:
    """Give the sealed form of what an act carries in clear and may not, with the words behind it and its opening.

    None where nothing is to be sealed. ``salt`` is fresh.
    """
    matter = act.carries()
    inner = read_matter(matter, ()) if matter else None
    if not isinstance(inner, Act) or not hidden(act, type(inner)):
        return None
    words = act.writer() + matter
    parts = (act.org, act.nonce, FIELD, salt, words.encode())
    return sealed_matter(state, inner, commit(*parts)), words, preimage(*parts)


def _told(act: Act, leaf: Sealed, evidence: Evidence) -> str | Broken | None:
    """Read what a sealed matter commits to; None where the reader has no opening. Never raises, whatever the bytes."""
    raw = evidence.get(NEED + leaf.seal)
    if not isinstance(raw, bytes):
        return None
    value = value_of(raw, act.org, act.nonce, FIELD)
    if value is None or sha256(raw).hexdigest() != leaf.seal:
        return Broken("context", "it was sealed for another act")
    try:
        return value.decode()
    except UnicodeDecodeError:
        return Broken("encoding", "it is no text")


def _behind(state: State, act: Act, leaf: Sealed, evidence: Evidence) -> Iterator[Finding]:
    """Judge a sealed matter: a step that is sealed, and behind it just what its leaf shows."""
    kind = BY_KIND.get(leaf.step)
    if kind is None or not hidden(act, kind):
        yield own(26, f"'{leaf.step}' is no step that is sealed", "carry it in clear")
        return
    if leaf.under or act.writer():
        named = " ".join(leaf.under) or act.writer()
        yield own(26, f"beside the seal stands {named}", "leave it out: what is sealed says it")
    told = _told(act, leaf, evidence)
    if told is None:
        return
    inner = told if isinstance(told, Broken) else read_matter(split(told)[1], ())
    if isinstance(inner, Broken):
        yield own(26, f"the seal does not open to an act: {inner}", "seal the act's fields again")
    else:
        yield from differing(state, leaf, inner)
