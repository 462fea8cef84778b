"""Floors under every book of bylaws that no clause of the book repeats (docs/spec; `bylaw rules show`), as clauses."""

from __future__ import annotations

from bylaw.rehearsal.oracle.law import Json

FLOORS: list[Json] = [
    {
        "no": "floor 71",
        "of": "attest-standing",
        "layer": "floor",
        "standing": {"reminders": 0, "payer_most": 5},
    },
    {"no": "floor 73", "of": "open-commission", "layer": "floor", "window": {"days": 365}},
    {"no": "floor 23", "of": "bring-charge", "layer": "floor", "window": {"days": 180}},
]
