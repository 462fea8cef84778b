"""The commands of the spine in processes of their own: what they print, and every exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import serving

BYLAW = Path(sys.executable).parent / "bylaw"
MEMBER = "0" * 31 + "9"


def bylaw(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BYLAW, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded organisation with an applicant and one of her two sponsors."""
    place = tmp_path_factory.mktemp("spine")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", place / "hana"], check=True)
    clock = ("--clock", "simulated", "--at", "2025-01-06")
    assert bylaw("new", place / "org", "--profile", "us-union-local", *clock).returncode == 0
    key = ("--key", place / "hana.pub", "--as", place / "hana")
    done = bylaw(
        "act", place / "org", "apply", "--member", MEMBER, "--body", "root", "--cls", "ordinary", *key
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert bylaw("act", place / "org", "sponsor", "--applicant", MEMBER, "--as", "ben").returncode == 0
    return place / "org"


def admit(
    folder: Path, *more: str, mode: str = "may", at: str = "2025-01-21"
) -> subprocess.CompletedProcess[str]:
    return bylaw(mode, folder, "admit", "--applicant", MEMBER, "--as", "ben", "--at", at, *more)


def test_may_tells_every_obstacle_with_clause_fact_and_remedy(folder: Path):
    done = admit(folder, at="2025-01-10")
    assert done.returncode == 1
    assert done.stdout.count("refused by 1.2") == 2
    assert "sponsors: 1; needed: 2" in done.stdout
    assert "20 January 2025" in done.stdout


def test_may_without_a_signer_says_who_would_have_to_sign_and_all_else(folder: Path):
    said = bylaw("may", folder, "admit", "--applicant", MEMBER, "--at", "2025-01-10").stdout
    for obstacle in (
        "nobody signed the act",
        "have it signed by 'office secretary here'",
        "sponsors: 1; needed: 2",
    ):
        assert obstacle in said


def test_a_refused_act_records_nothing_and_its_lawful_twin_one_entry(folder: Path, tmp_path: Path):
    copy = tmp_path / "org"
    shutil.copytree(folder, copy)
    size = json.loads(bylaw("verify", copy, "--unwitnessed-ok", "--json").stdout)["size"]
    assert admit(copy, mode="act").returncode == 1
    assert json.loads(bylaw("verify", copy, "--unwitnessed-ok", "--json").stdout)["size"] == size
    assert bylaw("act", copy, "sponsor", "--applicant", MEMBER, "--as", "carla").returncode == 0
    assert admit(copy, mode="act").returncode == 0
    roll = json.loads(bylaw("show", copy, "roll", "--json").stdout)["roll"]
    assert MEMBER in [line["member"] for line in roll]
    before = json.loads(bylaw("show", copy, "roll", "--at", "2025-01-10", "--json").stdout)["roll"]
    assert MEMBER not in [line["member"] for line in before]


def test_verify_says_valid_incomplete_refused_and_not_there(folder: Path, tmp_path: Path):
    assert bylaw("verify", folder).returncode == 2, "no witness"
    assert bylaw("verify", folder, "--unwitnessed-ok").returncode == 0
    assert bylaw("verify", tmp_path / "nothing").returncode == 3
    assert bylaw("verify").returncode == 3
    copy = tmp_path / "copy"
    shutil.copytree(folder / "record", copy)
    bundle = copy / "tile" / "entries" / "000.p" / "3"
    raw = bytearray(bundle.read_bytes())
    raw[-40] ^= 1
    bundle.write_bytes(bytes(raw))
    assert bylaw("verify", copy, "--unwitnessed-ok").returncode == 1
    bundle.unlink()
    assert bylaw("verify", copy, "--unwitnessed-ok").returncode == 2, "a file that the head needs is missing"


def test_verify_reads_a_url_as_any_web_server_serves_it(folder: Path):
    with serving(folder / "record") as url:
        report = json.loads(bylaw("verify", url, "--unwitnessed-ok", "--json").stdout)
    assert (report["verdict"], report["size"]) == ("valid", 3)


def test_since_accepts_a_prefix_and_refuses_another_history(folder: Path, tmp_path: Path):
    older = tmp_path / "checkpoint"
    shutil.copy(folder / "record" / "checkpoint", older)
    assert bylaw("verify", folder, "--unwitnessed-ok", "--since", older).returncode == 0
    other = tmp_path / "other"
    clock = ("--clock", "simulated", "--at", "2025-01-06")
    assert bylaw("new", other, "--profile", "us-union-local", *clock).returncode == 0
    assert bylaw("verify", other, "--unwitnessed-ok", "--since", older).returncode == 1


def test_rules_check_finds_what_is_wrong_and_passes_what_is_right(tmp_path: Path):
    profile = Path(__file__).parents[2] / "src/bylaw/rules/profiles/us-union-local.toml"
    assert bylaw("rules", "check", profile).returncode == 0
    told = json.loads(bylaw("rules", "check", profile, "--json").stdout)
    clauses = {c["no"]: c for c in json.loads(bylaw("rules", "show", profile, "--json").stdout)["clauses"]}
    for evidence, numbers in told["resting"].items():
        assert {clauses[no]["evidence"] for no in numbers} == {evidence}
        assert len(numbers) == told["sources"][evidence]
    weaker = tmp_path / "weaker.toml"
    weaker.write_text(profile.read_text().replace("notice = { days = 30,", "notice = { days = 14,"))
    done = bylaw("rules", "check", weaker)
    assert done.returncode == 1
    assert "29 USC 481(e)" in done.stdout
    (tmp_path / "none.toml").write_text("not = [toml")
    assert bylaw("rules", "check", tmp_path / "none.toml").returncode == 1
    assert bylaw("rules", "check", tmp_path / "absent.toml").returncode == 3


def test_the_book_prints_every_clause(folder: Path):
    book = bylaw("rules", "show", folder)
    assert book.returncode == 0
    for words in ("1.2", "29 USC 481(e)", "floor: bylaws may be stricter", "floor 1"):
        assert words in book.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("act", "FOLDER", "admit"),
        ("act", "FOLDER", "expel-forty"),
        ("act", "FOLDER", "admit", "--applicant", MEMBER, "--as", "nobody"),
        ("act", "FOLDER", "admit", "--applicant", MEMBER, "--as", "ben", "--at", "yesterday"),
        ("show", "FOLDER", "roll", "--body", "nowhere"),
        ("show", "FOLDER", "secrets"),
        ("new", "FOLDER", "--profile", "us-union-local"),
        ("new", "FOLDER/x", "--profile", "no-such-profile"),
    ],
)
def test_misuse_ends_with_three_and_says_what_to_do(folder: Path, arguments: tuple[str, ...]):
    done = bylaw(*(text.replace("FOLDER", str(folder)) for text in arguments))
    assert done.returncode == 3, done.stdout + done.stderr
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("names", [("../out",), ("a/b",), (".hidden",), ("",), ("anna", "anna")])
def test_a_founders_name_is_one_of_a_file_in_the_folder_of_keys(names: tuple[str, ...], tmp_path: Path):
    where = tmp_path / "org"
    given = [option for name in names for option in ("--founder", name)]
    done = bylaw("new", where, "--profile", "association", *given)
    assert (done.returncode, done.stderr.startswith("bylaw: --founder")) == (3, True)
    assert not list(tmp_path.iterdir()), "nothing is left behind"
    assert bylaw("new", where, "--profile", "association", "--founder", "Änne Müller").returncode == 0
    assert [file.name for file in (where / "keys").iterdir()] == ["Änne Müller"]


@pytest.mark.parametrize(
    ("option", "content", "told"),
    [
        ("--since", b"", "no checkpoint: a note is text, an empty line and signature lines"),
        ("--since", b"\xff" * 99, "no checkpoint: note is not UTF-8 at byte 0"),
        ("--policy", b"", "a policy has a quorum line: quorum <name>|none"),
        ("--policy", b"\x00" * 99, "no policy: it holds a control character"),
        ("--policy", b"quorum none", "the last line of a policy ends with a newline, too"),
        ("--policy", b"quorum w\n", "policy line 1: quorum w is no witness or group above: none"),
    ],
)
def test_what_the_reader_brings_is_no_fault_of_the_record(
    folder: Path, tmp_path: Path, option, content, told
):
    own = tmp_path / "own"
    own.write_bytes(content)
    done = bylaw("verify", folder, option, own)
    assert (done.returncode, done.stderr) == (3, f"bylaw: {own}: {told}\n")
    own.write_bytes(b"quorum none\n")
    assert bylaw("verify", folder, "--policy", own).returncode == 0


def test_what_never_ends_is_not_read(folder: Path, tmp_path: Path):
    """A pipe among the files of a copy, and bytes without end where a file of the reader's is asked."""
    copy = tmp_path / "copy"
    shutil.copytree(folder / "record", copy)
    (copy / "tile/entries/000.p/3").unlink()
    os.mkfifo(copy / "tile/entries/000.p/3")
    assert bylaw("verify", copy, "--unwitnessed-ok").returncode in (1, 2, 3)
    for option in ("--since", "--policy"):
        assert bylaw("verify", folder, option, "/dev/zero").returncode in (1, 3)
    assert bylaw("rules", "check", "/dev/zero").returncode == 1


ITEMS = {
    "{x": "'{x' is no JSON",
    "[" * 20_000: f"'{'[' * 40}' is no JSON",
    "[]": "--items '[]' is not what it takes: JSON: name, title, kinds; may be given several times",
    '{"name":"x"}': """--items '{"name":"x"}': "title" is missing (at items[0])""",
    '{"name":3,"title":"t"}': """--items '{"name":3,"title":"t"}': expected text, found a whole number (at items[0].name)""",
    '{"name":"A","title":"t"}': """--items '{"name":"A","title":"t"}': expected text of small letters, digits, '.' and '-' (at items[0].name)""",
    '{"name":"a","title":"t","titel":1}': """--items '{"name":"a","title":"t","titel":1}': unknown word "titel"; write "title" (at items[0])""",
}
"""JSON that is no item of a notice, and what is said of it."""


def test_a_field_that_holds_what_it_cannot_is_named_with_what_it_takes(folder: Path):
    at = ("--as", "ben", "--at", "2025-01-21")
    for given, told in (
        (("resign", "--member", "zz"), "resign: --member 'zz' is not what it takes: an existing member"),
        (("close-poll", "--served", "1_0"), "close-poll: '1_0' is no whole number"),
        (("create-body", "--organ", "maybe"), "create-body: 'maybe' is neither yes nor no"),
        *((("call-meeting", "--items", items), f"call-meeting: {told}") for items, told in ITEMS.items()),
    ):
        rest = {
            "close-poll": ("--election", "e1", "--records", "0" * 64),
            "call-meeting": ("--name", "m", "--body", "root", "--begins", "2025-03-01"),
            "create-body": ("--name", "x", "--kind-of-body", "branch", "--parent", "root"),
        }.get(given[0], ())
        done = bylaw("act", folder, *given, *rest, *at)
        assert (done.returncode, done.stderr) == (3, f"bylaw: {told}\n")
    fits = ("--items", '{"name":"a","title":"t"}', "--name", "m", "--body", "root", "--begins", "2025-03-01")
    assert bylaw("may", folder, "call-meeting", *fits, *at).returncode in (0, 1)


def test_what_cannot_be_founded_leaves_no_folder(tmp_path: Path):
    profile = Path(__file__).parents[2] / "src/bylaw/rules/profiles/association.toml"
    spoilt = tmp_path / "spoilt.toml"
    spoilt.write_text(profile.read_text().replace('zone = "Europe/Berlin"', 'zone = "Mars/Olympus"'))
    for words in (("rules", "check", spoilt), ("new", tmp_path / "org", "--profile", spoilt)):
        done = bylaw(*words)
        assert (done.returncode, "there is no time zone 'Mars/Olympus'" in done.stdout) == (1, True)
    assert not (tmp_path / "org").exists()
    assert bylaw("new", tmp_path / "org", "--profile", profile).returncode == 0


def test_an_answer_that_nobody_reads_is_no_verdict(folder: Path) -> None:
    """A pipe that was closed is a fault of the output (3), and never *refused* (1); read to its end it is *incomplete* (2)."""
    nobody, into = os.pipe()
    os.close(nobody)
    unread = subprocess.run(
        [BYLAW, "verify", folder], stdout=into, stderr=subprocess.PIPE, timeout=120, check=False
    )
    os.close(into)
    assert (unread.returncode, unread.stderr) == (3, b"")
    assert bylaw("verify", folder).returncode == 2
