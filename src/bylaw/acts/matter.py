"""An act inside an act: the substance that a motion, a petition or a paper carries, read back as an act.

What would show a party to a case is carried sealed: as the leaf that such an act has, whose ``seal`` commits to the
substance instead of to a signed act. The opening is evidence; whoever lacks it knows the step, the body and the case.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from bylaw.acts.act import Act, Signer
from bylaw.acts.leaf import differing, leaf_of
from bylaw.acts.sealed import NEED, Sealed
from bylaw.acts.substance import substance
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode
from bylaw.state import State

Matter = Annotated[str, Meta(min_length=10, max_length=40_000)]
"""The substance of an act as text in the record's encoding (``substance.py``)."""
FIELD = "matter"
"""The field of the commitment in a sealed matter; its event is the nonce of the act that carries it."""

_PLACEHOLDER = {
    "nonce": "0" * 32,
    "seen": {"size": 0, "root": "0" * 64},
    "until": "1970-01-01T00:00:00Z",
}
_LEAF = '{"act":"sealed/1",'


def read_matter(matter: str, by: tuple[Signer, ...]) -> Act | Broken:
    """Read a substance as the act it is, signed as ``by`` claims. Never raises, whatever the text."""
    try:
        fields = msgspec.json.decode(matter)
        if not isinstance(fields, dict) or encode(fields).decode() != matter or fields.keys() & _ENVELOPE:
            return Broken("canonical", "not the one encoding of an act without its envelope")
        kind = _kinds().get(fields.pop("act", None))
        if kind is None:
            return Broken("shape", "there is no such act")
        return msgspec.convert(
            {**fields, **_PLACEHOLDER, "act": kind.__struct_config__.tag, "by": _builtin(by)}, kind
        )
    except (msgspec.MsgspecError, ValueError, RecursionError, TypeError) as fault:
        return Broken("shape", str(fault).splitlines()[0][:200])


def leaf_in(matter: str) -> Sealed | None:
    """Give the leaf that a sealed matter is; None for a matter in clear, and for what is none."""
    return _leaf(matter) if matter.startswith(_LEAF) else None


def sealed_matter(state: State, act: Act, seal: str) -> str:
    """Give the matter that shows of an act what its leaf does, and commits to the rest by ``seal``."""
    shown: dict[str, Any] = leaf_of(state, act)
    return substance(msgspec.convert({**_PLACEHOLDER, **shown, "seal": seal}, Sealed))


def needed(matter: str) -> tuple[str, ...]:
    """Give what a matter needs as evidence: its opening, where it is sealed."""
    leaf = leaf_in(matter)
    return () if leaf is None else (NEED + leaf.seal,)


def in_words(state: State, matter: str) -> str:
    """Give the substance of a matter, sealed or not; empty where this reader cannot open it."""
    leaf = leaf_in(matter)
    return matter if leaf is None else split(state.matters.get(leaf.seal, ""))[1]


def split(told: str) -> tuple[str, str]:
    """Split what a sealed matter opens to: the member who wrote it on paper, if it was on paper; and the substance."""
    writer, brace, rest = told.partition("{")
    return writer, brace + rest


def covers(state: State, matter: str, act: Act) -> bool:
    """Whether a matter is this act, word for word; of one that is sealed from this reader, as far as it shows."""
    leaf = leaf_in(matter)
    if leaf is None:
        return matter == substance(act)
    told = in_words(state, matter)
    return told == substance(act) if told else not any(differing(state, leaf, act))


def shows(matter: str, leaf: Sealed) -> bool:
    """Whether a matter is sealed and shows the step, the body and the names that the leaf of an act shows."""
    decided = leaf_in(matter)
    return decided is not None and _shown(decided) == _shown(leaf)


def kind_named(step: str) -> type[Act]:
    """Give the act of a kind that a leaf shows."""
    kinds = _kinds()
    return next(kind for kind in kinds.values() if kind.kind() == step)


_ENVELOPE = frozenset(("org", "nonce", "seen", "until", "by"))


def _shown(leaf: Sealed) -> tuple[str, str, str, str]:
    return (leaf.step, leaf.body, leaf.case, leaf.item)


@lru_cache(maxsize=1024)
def _leaf(matter: str) -> Sealed | None:
    read = read_matter(matter, ())
    return read if isinstance(read, Sealed) else None


def _builtin(by: tuple[Signer, ...]) -> object:
    return msgspec.to_builtins(by)


def _kinds() -> dict[str, type[Act]]:
    """Give every act by its tag; asked late, because acts that carry acts are acts themselves."""
    from bylaw.acts.registry import BY_TAG  # noqa: PLC0415 - the registry names this module's users

    return BY_TAG
