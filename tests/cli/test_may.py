"""`bylaw may` for every act there is: whatever is typed is answered, with every refusal as data, and nothing is recorded."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec import inspect

from bylaw.acts.registry import BY_KIND
from bylaw.acts.substance import ENVELOPE
from bylaw.cli.main import main
from bylaw.record.keys import Key
from bylaw.store.organisation import Organisation
from tests.hostile.any_value import Values

TRIES = 8
"""How often other words are tried until all of them can be read as what the fields take."""
POOLS = {"card": lambda: "c" * 32}
UNTYPED = {"found"}
"""What no command line can hold: the founding act is written by `bylaw new`."""


@pytest.fixture(scope="module")
def club(tmp_path_factory):
    folder = tmp_path_factory.mktemp("may") / "club"
    args = ("--profile", "us-union-local", "--clock", "simulated", "--at", "2025-01-06")
    assert run("new", folder, *args).exit_code == 0
    organisation = Organisation.open(folder)
    size = organisation.state.size
    yield organisation
    organisation.refresh()
    assert organisation.state.size == size, "asking records nothing"
    organisation.close()


def run(*args: object) -> Any:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def typed(values: Values, kind: str) -> list[str]:
    """Give the options of a command, drawn from what its fields take."""
    struct = inspect.type_info(BY_KIND[kind])
    assert isinstance(struct, inspect.StructType)
    found = []
    for field in struct.fields:
        if field.encode_name in ENVELOPE or (not field.required and values.random.random() < 0.5):
            continue
        value = plain(field.type) or values.field(field.encode_name, field.type)
        for each in value if isinstance(value, list) else [value]:
            text = each if isinstance(each, str) else json.dumps(each)
            found += [f"--{field.encode_name.replace('_', '-')}={text}"]
    return found


def plain(kind: inspect.Type) -> str:
    """Give what people type where a field takes a time or a key."""
    kind = kind.item_type if isinstance(kind, inspect.VarTupleType) else kind
    if isinstance(kind, inspect.StructType) and kind.cls is Key:
        return "ben"
    inner = kind.type if isinstance(kind, inspect.Metadata) else kind
    return (
        "2025-02-01"
        if isinstance(inner, inspect.StrType) and inner.min_length == inner.max_length == 20
        else ""
    )


@pytest.mark.parametrize("kind", list(BY_KIND))
def test_every_act_is_answered_beforehand(club, kind):
    for seed in range(TRIES):
        values = Values(random.Random(f"{kind} {seed}"), club.state, club.state.at, POOLS)
        done = run("may", club.folder, kind, *typed(values, kind), "--as", "ben", "--json")
        assert isinstance(done.exception, SystemExit | None), (kind, done.output, done.exception)
        if done.exit_code != 3:
            break
        assert done.output.startswith(("bylaw: ", "Usage: ")), (kind, done.output)
    if kind in UNTYPED:
        return
    answer = json.loads(done.stdout)
    assert (done.exit_code, answer["refused"]) in {(0, False), (1, True)}, (kind, answer)
    for finding in answer["findings"]:
        assert all(finding[name] for name in ("clause", "found", "remedy")), (kind, finding)


@pytest.mark.parametrize("command", ["act", "may"])
@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("admitt", "there is no act 'admitt'; write admit"),
        ("create-ofice", "there is no act 'create-ofice'; write create-office or "),
        ("xyzzy", "there is no act 'xyzzy'; all of them: "),
    ],
)
def test_an_act_that_there_is_not_leads_to_those_that_there_are(club, command, kind, told):
    done = run(command, club.folder, kind)
    assert done.exit_code == 3
    assert told in done.output
    assert run(command, club.folder, "admit", "--help").exit_code == 0


def test_an_office_that_she_does_not_hold_is_said_with_those_that_she_holds(club):
    words = ("may", club.folder, "create-office", "--body", "root", "--office", "porter", "--as")
    done = run(*words, "anna:secretary")
    assert done.exit_code == 3
    assert "holds no office, mandate or warrant 'secretary' now; her offices: president, " in done.output
    assert run(*words, "anna:president").exit_code == 1
