"""The vectors say what the code says: a golden record is valid for ever, its hostile variants are what they are."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path

import pytest

from .copies import MemoryCopy, audited

VECTORS = Path(__file__).parents[2] / "vectors"
HEAD, *ENTRIES = (json.loads(line) for line in (VECTORS / "golden.jsonl").read_text().splitlines())
HOSTILE = [json.loads(line) for line in (VECTORS / "hostile.jsonl").read_text().splitlines()]


def copy(entries: list[bytes]) -> MemoryCopy:
    found = MemoryCopy(entries, HEAD["origin"], bytes.fromhex(HEAD["seed"]))
    found.attached = {name: b64decode(text) for name, text in HEAD["attachments"].items()}
    return found


def golden() -> list[bytes]:
    return [entry.encode() for entry in ENTRIES]


def test_the_golden_record_is_valid():
    report = audited(copy(golden()))
    assert (report.verdict, report.size) == ("valid", len(ENTRIES))


@pytest.mark.parametrize("index", range(len(ENTRIES)))
def test_each_hostile_variant_gets_its_verdict(index: int):
    variants = [variant for variant in HOSTILE if variant["index"] == index]
    assert variants
    for variant in variants:
        raw = variant["entry"]
        instead = [] if raw is None else [raw.encode("utf-8", "surrogateescape")]
        report = audited(copy([*golden()[:index], *instead, *golden()[index + 1 :]]))
        first = report.faults[0] if report.faults else None
        clause = first.findings[0].clause if first and first.findings else ""
        said = (report.verdict, first.reason if first else "", clause)
        assert said == (variant["verdict"], variant["reason"], variant["clause"]), variant["name"]
