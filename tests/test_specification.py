"""The specification names every act once with exactly its fields, and no rule that there is not."""

import json
import re
from collections import Counter

import jsonschema_rs
import msgspec
import pytest

from bylaw.acts.reader import read_act
from bylaw.acts.registry import ACTS
from bylaw.acts.substance import ENVELOPE
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode
from bylaw.rules.own import WORDS
from tests.pages import ROOT

PAGES = {page.name: page.read_text() for page in sorted((ROOT / "docs/spec").glob("acts-*.md"))}
ACT = re.compile(r"`(?!bylaw-)([a-z-]+/\d+)`(?:\s+\(((?:`[a-z0-9_]+`,?\s*)*)\))?")
CITED = re.compile(r"(?<=[a-z,;*`\]] )\((\d+(?:, \d+)*)\)")
SCHEMA = json.loads((ROOT / "docs/reference/acts.schema.json").read_text())
VALID = jsonschema_rs.Draft202012Validator(SCHEMA)
GOLDEN = [
    json.loads(line).split("\n")[1] for line in (ROOT / "vectors/golden.jsonl").read_text().splitlines()[1:]
]


def described():
    for text in PAGES.values():
        for kind, named in ACT.findall(text):
            yield kind, tuple(re.findall("`([a-z0-9_]+)`", named))


def test_every_act_is_described_once_with_its_fields():
    fields = {
        act.__struct_config__.tag: {f.name for f in msgspec.structs.fields(act)} - ENVELOPE for act in ACTS
    }
    told = dict(described())
    assert Counter(kind for kind, _ in described()) == Counter(fields.keys())
    assert {kind: set(names) for kind, names in told.items()} == fields


def test_every_rule_that_is_cited_is_one():
    known = {int(number.removeprefix("bylaw ")) for number in WORDS}
    cited = {
        (page, int(n))
        for page, text in PAGES.items()
        for group in CITED.findall(text)
        for n in group.split(", ")
    }
    assert len(cited) > 100
    assert {(page, number) for page, number in cited if number not in known} == set()


def test_the_schema_takes_the_golden_acts():
    assert len(GOLDEN) > 20
    assert [act for act in GOLDEN if not VALID.is_valid(json.loads(act))] == []


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": None}, {"nonce": "0"}, {"stray": 1}, {"act": "none/1"}, {"seen": {"size": 0}},
        {"by": [{"member": "0" * 32, "right": "king"}]}, {"until": "tomorrow"}, {"org": None, "act": None},
    ],
    ids=str,
)  # fmt: skip
def test_the_schema_refuses_what_the_decoder_refuses(change):
    for act in GOLDEN:
        changed = {k: v for k, v in (json.loads(act) | change).items() if v is not None}
        assert not VALID.is_valid(changed)
        assert isinstance(read_act(encode(changed)), Broken)
