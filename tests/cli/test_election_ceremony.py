"""A whole ceremony, run from the examples in the help texts, in the order of the walk-through."""

import re
import subprocess

import click
import pytest
from click.testing import CliRunner

from bylaw.belenios.encoding import hash_hex
from bylaw.cli.election import election
from bylaw.cli.main import main
from bylaw.store.profiles import profiles
from tests.cli.ceremony import LINES, bylaw, commands_of


def examples(command, names=()):
    if isinstance(command, click.Group):
        for name, each in commands_of(command).items():
            yield from examples(each, [*names, name])
    for line in (command.help or "").splitlines():
        if line.strip().startswith("$ "):
            yield line.strip().removeprefix("$ ")


def test_the_page_has_every_example_and_no_other():
    shown = list(examples(election))
    own = [
        line for line in LINES if line.startswith("bylaw ") and not line.startswith("bylaw election verify")
    ]
    assert sorted(shown) == sorted(own)


def test_the_result_and_the_protocol(ceremony):
    folder, _, printed = ceremony
    told = (folder / "protocol.txt").read_text()
    archive = (folder / "election.bel").read_bytes()
    for each in (
        hash_hex(archive),
        "entitled             10, total weight 10",
        "in the box 4, counted 3",
        "           1  (blank)\n               1  Ada\n               1  Bo\n               0  Cleo",
        "           1  1 Lyon; 1 Porto; 2 Graz",
        "bylaw: valid, result",
    ):
        assert each in told
    pages = subprocess.run(
        ["pdftotext", "-layout", folder / "protocol.pdf", "-"], capture_output=True, check=True
    )
    paper = " ".join(pages.stdout.decode().split())
    words = {word for word in told.lower().split() if word.strip("-_=")}
    assert words - set(paper.lower().split()) == set(), "nothing is left out on paper"
    assert "page 1 of " in paper
    assert told.count("second proofs      hold") == 3
    assert told.count("replaced by a later one") == 1
    assert any("election.bel: valid, result" in each for each in printed)


def test_belenios_tool_accepts_the_same_ceremony_in_a_field_group(tmp_path, monkeypatch):
    for line in LINES:
        if any(word in line for word in ("letters", "protocol", "ada-1", "bo-2", "verify", "find")):
            continue  # slow in this group, and not what is judged here
        other = line.replace("questions.json draft.json", "questions.json draft.json --group RFC-3526-2048")
        done = bylaw(other, tmp_path, monkeypatch)
        assert done is None or done.exit_code == 0, (other, done.output)
    command = ["belenios-tool", "election", "verify", "--dir", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "all checks passed" in told.stderr


def test_every_step_says_what_to_check(ceremony):
    quiet = ("distribute", "draft --example", "find", "protocol", "verify")
    lines = [line for line in LINES if line.startswith("bylaw")]
    for line, told in zip(lines, ceremony[2], strict=True):
        assert "check: " in told or any(word in line for word in quiet), line


def test_secrets_stay_in_files_that_only_their_owner_reads(ceremony):
    folder, _, printed = ceremony
    secret = [*folder.glob("*.key*"), *(folder / "credentials").iterdir(), folder / "letters.pdf"]
    assert len(secret) == 4 + 3 * 2 + 3 + 10 + 1
    public = "".join(printed) + "".join(
        path.read_text(errors="replace")
        for path in folder.rglob("*")
        if path.is_file() and path not in secret
    )
    for path in secret:
        assert path.stat().st_mode & 0o077 == 0
    for path in [*folder.glob("*.key"), *(folder / "credentials").iterdir()]:
        words = [each for each in path.read_text().replace('"', " ").split() if len(each) > 20]
        assert words
        assert not any(word in public for word in words)


SPOKEN = {
    "de": ("PROTOKOLL EINER GEHEIMEN WAHL", "wahlberechtigt", "Seite 1 von", r"\d+\. \w+ 20\d\d, \d\d:"),
    "fr": ("PROCÈS-VERBAL", "peuvent voter", "page 1 sur", r"\d+ \w+ 20\d\d, \d\d:"),
    "es": (
        "ACTA DE UNA ELECCIÓN SECRETA",
        "con derecho a voto",
        "página 1 de",
        r"\d+ de \w+ de 20\d\d, \d\d:",
    ),
}
HASHES = re.compile(r"[\w+/]{43,64}")


@pytest.mark.parametrize("language", SPOKEN)
def test_the_protocol_speaks_the_language_that_is_asked_for(after, language):
    """Title, facts, day and cautions are in it, also on paper; every hash and count stays."""
    run, folder, _ = after
    title, entitled, foot, day = SPOKEN[language]
    told = run(f"protocol election.bel --language {language}").stdout
    english = (folder / "protocol.txt").read_text()
    assert title in told
    assert entitled in told
    assert re.search(day, told)
    assert HASHES.findall(told) == HASHES.findall(english)
    left = {line.strip() for line in told.splitlines()} & {line.strip() for line in english.splitlines()}
    ours = re.compile(r"\b(of|the|her|trustee|trustees|counted)\b")
    assert not [line for line in left if ours.search(line) and "congress" not in line]  # its own description
    assert run(f"protocol election.bel --pdf spoken.pdf --language {language}").exit_code == 0
    pages = subprocess.run(
        ["pdftotext", "-layout", folder / "spoken.pdf", "-"], capture_output=True, check=True
    )
    assert foot in pages.stdout.decode()


def test_the_protocol_takes_the_language_of_the_bylaws(after):
    run, folder, _ = after
    book = profiles()["association"].decode().replace('language = "en"', 'language = "fr"')
    (folder / "bylaws.toml").write_text(book)
    done = CliRunner().invoke(main, ["new", str(folder / "asso"), "--profile", str(folder / "bylaws.toml")])
    assert done.exit_code == 0, done.output
    assert SPOKEN["fr"][0] in run("protocol election.bel --organisation asso").stdout
    assert SPOKEN["de"][0] in run("protocol election.bel --organisation asso --language de").stdout
    missing = run("protocol election.bel --organisation nowhere")
    assert missing.exit_code == 1
    assert "nowhere" in missing.stderr
