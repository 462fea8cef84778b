"""Every act there is can be typed at a shell: what was accepted once is typed again, field by field, and is the same act."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any, get_type_hints

import click
import pytest
from click.testing import CliRunner
from msgspec import inspect

from bylaw.acts.fields import is_many
from bylaw.acts.registry import BY_KIND
from bylaw.acts.substance import ENVELOPE
from bylaw.cli.fill import KNOWN
from bylaw.cli.main import main
from bylaw.state import State
from tests.hostile.any_value import Values

ROWS = Path(__file__).parent.parent / "data/acts/accepted.jsonl"
UNTYPED = {
    "found": "`bylaw new` writes it",
    "sealed": "whoever does an act that is sealed has it sealed without a word",
}
"""What nobody types, and why."""


def accepted() -> dict[str, list[dict[str, Any]]]:
    """The acts that the tests of the acts saw accepted, by kind (`scripts/accepted`)."""
    found = defaultdict(list)
    for line in ROWS.read_text("utf-8").splitlines():
        told = json.loads(line)
        found[told["act"].partition("/")[0]].append(told)
    return found


ACCEPTED = accepted()
TYPED = [kind for kind in BY_KIND if kind not in UNTYPED]
UNSEEN = [
    (kind, name)
    for kind in TYPED
    for name in BY_KIND[kind].__struct_fields__
    if name not in ENVELOPE and not any(name in told for told in ACCEPTED[kind])
]
"""Kinds with fields that none of the acts kept here tells: they have a default."""


def typed(told: dict[str, Any]) -> list[str]:
    """Give the options that say what an act says: text as it is, everything else as JSON, lists piece by piece."""
    hints = get_type_hints(BY_KIND[told["act"].partition("/")[0]], include_extras=True)
    return [
        f"--{name.replace('_', '-')}={each if isinstance(each, str) else json.dumps(each)}"
        for name, value in told.items()
        if name != "act"
        for each in (value if is_many(hints[name]) else [value])
    ]


@pytest.fixture(scope="module")
def club(tmp_path_factory):
    folder = tmp_path_factory.mktemp("typed") / "club"
    args = ("new", str(folder), "--profile", "association", "--clock", "simulated", "--at", "2025-01-06")
    assert CliRunner().invoke(main, args).exit_code == 0
    return folder


def said(club: Path, kind: str, told: dict[str, Any]) -> dict[str, Any]:
    """What the shell makes of the options for an act, without what it fills in by itself where nothing is typed."""
    done = CliRunner().invoke(main, ["matter", str(club), kind, *typed(told)])
    assert done.exit_code == 0, (typed(told), done.output)
    found: dict[str, Any] = json.loads(done.stdout)
    return {name: value for name, value in found.items() if name in told or name not in KNOWN.get(kind, ())}


@pytest.mark.parametrize("kind", TYPED)
def test_what_was_accepted_once_is_typed_again_and_is_the_same_act(club, kind):
    assert ACCEPTED[kind], "nobody has seen it accepted: write a test of the act, then run scripts/accepted"
    for told in ACCEPTED[kind]:
        assert said(club, kind, told) == told


@pytest.mark.parametrize(("kind", "name"), UNSEEN)
def test_a_field_that_no_accepted_act_told_is_typed_as_well(club, kind, name):
    struct = inspect.type_info(BY_KIND[kind])
    assert isinstance(struct, inspect.StructType)
    (field,) = [field for field in struct.fields if field.encode_name == name]
    values = Values(random.Random(f"{kind} {name}"), State(), 1_736_000_000, {})
    drawn = (values.field(name, field.type) for _ in range(100))
    value = next(value for value in drawn if value and value != field.default)
    told = {**ACCEPTED[kind][0], name: value}
    assert said(club, kind, told) == told


@pytest.mark.parametrize("kind", BY_KIND)
def test_doing_asking_and_printing_take_the_same_fields(kind):
    fields = {group: _options(group, kind) for group in ("act", "may", "matter")}
    assert fields["act"] == fields["may"]
    assert fields["act"] - fields["matter"] == {"as", "at", "attach", "sealed", "receipt", "json"}
    wanted = set(BY_KIND[kind].__struct_fields__) - ENVELOPE
    assert fields["matter"] == {name.replace("_", "-") for name in wanted}


def _options(group: str, kind: str) -> set[str]:
    found = main.get_command(click.Context(main), group)
    assert isinstance(found, click.Group)
    command = found.get_command(click.Context(found), kind)
    assert command is not None
    return {text.removeprefix("--") for each in command.params for text in each.opts}
