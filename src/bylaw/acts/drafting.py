"""From the fields of an act to the act as its signers will sign it, on the newest head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from bylaw.acts.act import Act, Seen
from bylaw.record.clock import rfc3339
from bylaw.state import State

DAY = 86_400
"""For how many seconds a draft may wait to be taken in."""


def draft(state: State, kind: type[Act], fields: Mapping[str, Any], at: int, nonce: str) -> Act:
    """Give an act with its envelope but for its signers. Raises `msgspec.ValidationError` if a field does not fit."""
    envelope = {
        "act": kind.__struct_config__.tag,
        "org": state.identity.org,
        "nonce": nonce,
        "seen": msgspec.to_builtins(Seen(state.size, state.root(state.size))),
        "until": rfc3339(at + DAY),
    }
    return msgspec.convert({**fields, **envelope}, kind)
