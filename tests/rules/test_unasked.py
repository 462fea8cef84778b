"""What no act asks is said to be asked by none: `rules check` notes such a clause."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import bylaw.acts
from bylaw.acts.questions import UNASKED
from bylaw.cli.main import main
from bylaw.rules.meanings import KEYS
from bylaw.store.profiles import profiles

SOURCES = "\n".join(path.read_text() for path in Path(bylaw.acts.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("key", KEYS)
def test_each_meaning_is_asked_by_some_act_or_listed_as_asked_by_none(key: str):
    asked = re.search(rf'(ask|asked|each|rule|one|find|_law)\([^()]*(\([^()]*\)[^()]*)*"{key}"', SOURCES)
    assert (asked is None) == (key in UNASKED), asked


@pytest.mark.parametrize(("name", "noted"), [("de-party", True), ("association", False)])
def test_rules_check_notes_a_clause_that_no_act_asks_and_why_it_is_kept(name: str, noted: bool, tmp_path):
    file = tmp_path / f"{name}.toml"
    file.write_bytes(profiles()[name])
    done = CliRunner().invoke(main, ["rules", "check", str(file)])
    assert (done.exit_code, "no act asks its 'cap': every seat is filled by election" in done.output) == (
        0,
        noted,
    )
    told = json.loads(CliRunner().invoke(main, ["rules", "check", str(file), "--json"]).output)
    assert {one["meaning"] for one in told["unasked"]} == ({"cap"} if noted else set())
