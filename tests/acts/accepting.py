"""A pytest plugin that keeps one act of every kind, and of every field, among those that the tests see accepted.

`scripts/accepted` runs the tests with it and writes tests/data/acts/accepted.jsonl, which the tests of the shell type again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bylaw import ledger
from bylaw.acts.act import Act
from bylaw.acts.sealed import Sealed
from bylaw.acts.substance import ENVELOPE, substance
from bylaw.ledger import Taken

KEPT: dict[str, list[str]] = {}
"""Kind of act to the substances that are kept: each tells a field that those before it leave out."""
_TOLD: dict[str, set[str]] = {}
_FOLD = ledger.fold


def _fold(state: Any, taken: Taken, raw: bytes) -> None:
    """Fold, and look at what was accepted, or at what lay sealed in it."""
    act = taken.opened.act if taken.opened else taken.act
    if act is not None and not isinstance(act, Sealed) and taken.applied:
        _keep(act)
    _FOLD(state, taken, raw)


def _keep(act: Act) -> None:
    text, kind = substance(act), act.kind()
    new = set(json.loads(text)) - ENVELOPE - _TOLD.setdefault(kind, set())
    if new and len(text) < LONGEST:
        _TOLD[kind] |= new
        KEPT.setdefault(kind, []).append(text)


LONGEST = 20_000
ledger.fold = _fold


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the file into which to write."""
    parser.addoption("--accepted", type=Path, required=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write one line for each act that was kept, by kind."""
    lines = [line for kind in sorted(KEPT) for line in KEPT[kind]]
    session.config.getoption("--accepted").write_text("".join(f"{line}\n" for line in lines))
