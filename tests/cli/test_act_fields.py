"""What the command line reads for a field: names of keys, files for hashes, one value for a struct, what is known."""

import json
from collections import Counter

import click
import pytest
from click.testing import CliRunner

from bylaw.acts.registry import BY_KIND
from bylaw.cli.main import main


@pytest.fixture
def club(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    args = ("--profile", "association", "--clock", "simulated", "--at", "2025-01-06")
    assert run("new", "club", *args).exit_code == 0
    return tmp_path / "club"


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def matter(*args):
    done = run("matter", *args)
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


@pytest.mark.parametrize("group", ["act", "may", "matter"])
def test_no_field_of_an_act_is_hidden_by_an_option_of_the_command(group):
    found = main.get_command(click.Context(main), group)
    assert isinstance(found, click.Group)
    for kind in BY_KIND:
        command = found.get_command(click.Context(found), kind)
        params = command.params if command else []
        assert params, kind
        for names in ([each.name for each in params], [text for each in params for text in each.opts]):
            assert [name for name, times in Counter(names).items() if times > 1] == [], kind


def test_a_name_in_json_and_alone_is_the_members_id(club):
    (member,) = {h["member"] for o in offices(club) if o["office"] == "secretary" for h in o["holders"]}
    one = matter(club, "mandate-delegate", "--name", "x", "--mandate", "m", "--congress", "root", "--text", "0" * 64,
                 "--begins", "2025-02-01", "--ends", "2025-03-01")  # fmt: skip
    assert one["act"] == "mandate-delegate/1"
    call = ("attest-standing", "--body", "root", "--dues")
    dues = matter(club, *call, '{"member": "@ben", "paid": "2025-12-31T00:00:00Z"}')["dues"]
    assert dues == [{"member": member, "paid": "2025-12-31T00:00:00Z"}]
    arrived = matter(club, "record-attendance", "--meeting", "m", "--arrived", "@ben")["arrived"]
    assert arrived == [{"member": member}]


def test_a_file_stands_for_its_hash_and_a_hash_for_itself(club, tmp_path):
    (tmp_path / "words.txt").write_text("abc")
    fields = ("move", "--name", "m", "--body", "root", "--text")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert matter(club, *fields, "words.txt")["text"] == known
    assert matter(club, *fields, "0" * 64)["text"] == "0" * 64
    assert run("matter", club, *fields, "no-such-file").exit_code == 3


def test_the_published_head_is_entered_as_it_is(club):
    lines = matter(club, "witnessed")["lines"]
    assert "\n".join(lines) + "\n" == (club / "record" / "checkpoint").read_text()


def test_a_void_act_says_so(club):
    call = (
        "call-meeting",
        "--name",
        "m",
        "--body",
        "root",
        "--items",
        '{"name":"x","title":"X","kinds":["move"]}',
    )
    done = run("may", club, *call, "--begins", "2025-01-10", "--as", "ben")
    assert done.exit_code == 0
    assert done.output.endswith("it would be recorded, void: it changes nothing\n")
    done = run("may", club, *call, "--begins", "2025-02-10", "--as", "ben")
    assert done.output == "nothing stands in the way\n"


def offices(club):
    return json.loads(run("show", club, "offices", "--json").output)["offices"]
