"""Letters, read by pdftotext: the address in the window and nothing else there, the credential far below."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from bylaw.belenios.group import named
from bylaw.belenios.prover.credentials import exponent
from bylaw.cli.election_letters import SECRET_TOP
from bylaw.cli.election_protocol import TONGUES
from bylaw.cli.letter_words import said
from bylaw.cli.main import main
from bylaw.portal.spoken import speaking

NAMES = [f"m{i}" for i in range(1, 4)]
WINDOW = (20, 45, 105, 90)  # DIN 5008 form B: left, top, right, bottom in millimetres
MM = 72 / 25.4


def run(*arguments):
    return CliRunner().invoke(main, ["election", *map(str, arguments)])


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A credential office that has its credentials and wants to print."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "questions.json").write_text(run("draft", "--example").stdout)
    assert run("draft", "questions.json", "draft.json").exit_code == 0
    (tmp_path / "voters.txt").write_text("\n".join(NAMES))
    assert run("credentials", "draft.json", "voters.txt", "private", "public.json").exit_code == 0
    (tmp_path / "addresses.csv").write_text(
        'm1,Zoë Łukasiewicz,"Długa 1, m. 3",00-001 Łódź\nm2,Ωμέγα Ελένη,Οδός 2\nm3,'
        + "W" * 80
        + ",x,x,x,x,x\n"
    )
    return tmp_path


def words(path):
    """Yield page, left, top, right, bottom (mm) and text of every word."""
    told = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    page = 0
    for line in told.splitlines():
        page += "<page " in line
        if found := re.search(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', line):
            yield page, *(float(each) / MM for each in found.groups()[:4]), found.group(5)


def test_each_letter_has_its_voters_address_and_credential(office):
    assert (
        run(
            "letters", "draft.json", "private", "addresses.csv", "letters.pdf", "--sender", "Office, Way 1"
        ).exit_code
        == 0
    )
    found = list(words("letters.pdf"))
    assert {page for page, *_ in found} == {1, 2, 3}
    left, top, right, bottom = WINDOW
    for page, name in enumerate(NAMES, 1):
        inside = [w for p, x0, y0, x1, y1, w in found if p == page and y0 < bottom + 5]
        outside = [w for p, x0, y0, x1, y1, w in found if p == page and y0 >= bottom + 5]
        credential = (office / "private" / f"{name}.txt").read_text().strip()
        assert credential in outside
        assert exponent(named("Ed25519"), "x", credential)
        assert inside[:3] == ["Office,", "Way", "1"]
        assert not any("-" in word and len(word) > 20 for word in inside)
    first = [word for page, *_, word in found if page == 1]
    assert {"Zoë", "Łukasiewicz", "Łódź"} <= set(first)
    for _, x0, y0, x1, y1, word in found:
        assert left <= x0 < x1 <= 190
        if y0 < bottom + 5:
            assert top <= y0 < y1 <= bottom, word
            assert x1 <= right, word
        if "-" in word and len(word) == 25:
            assert y0 > 200


def test_the_letter_says_where_to_vote_above_the_secret(office):
    where = "Vote at https://vote.example.org/booth/b1/ until 12 May, 18:00."
    letters = ("letters", "draft.json", "private", "addresses.csv", "letters.pdf", "--where")
    done = run(*letters, "x" * 301)
    assert (done.exit_code, "300 at most" in done.output) == (1, True), done.output
    assert run(*letters, (where + " ") * 4 + "W" * 44).exit_code == 0, "as long as it may be"
    found = list(words("letters.pdf"))
    assert [page for page, *_, word in found if word == "https://vote.example.org/booth/b1/"] == [1] * 4 + [
        2
    ] * 4 + [3] * 4
    secret = min(y0 for _, _, y0, _, _, word in found if word == "credential:")
    assert all(y1 < secret for _, _, _, _, y1, word in found if word in ("Vote", "tracker,", "W" * 44))


@pytest.mark.parametrize("language", TONGUES)
def test_in_every_language_the_longest_letter_leaves_the_room_below_the_fold_to_the_secret(office, language):
    letters = ("letters", "draft.json", "private", "addresses.csv", "letters.pdf", "--language", language)
    assert run(*letters, "--where", "where the vote is taken, and until when: " * 7).exit_code == 0
    uuid = json.loads((office / "draft.json").read_text())["uuid"]
    with speaking(language):
        told = said(uuid)
    assert told.language == language
    assert f"/Lang ({language})".encode() in Path("letters.pdf").read_bytes()
    first = [(y0, y1, word) for page, _, y0, _, y1, word in words("letters.pdf") if page == 1]
    below = [word for y0, _, word in first if y0 >= SECRET_TOP - 2]
    secret = (office / "private" / "m1.txt").read_text().strip()
    assert "".join(below) == re.sub(r"\s", "", f"{told.over}{secret}{told.under}")
    above = re.sub(r"\s", "", "".join(told.body))
    assert above in "".join(word for _, y1, word in first if y1 < SECRET_TOP)


def test_the_file_is_as_secret_as_what_it_holds(office):
    assert run("letters", "draft.json", "private", "addresses.csv", "letters.pdf").exit_code == 0
    assert (office / "letters.pdf").stat().st_mode & 0o077 == 0
    assert run("letters", "draft.json", "private", "addresses.csv", "letters.pdf").exit_code == 3


@pytest.mark.parametrize(
    ("addresses", "status", "told"),
    [
        ("m1,A\nm2,B\n", 2, "no address for m3"),
        ("m1,A\nm2,B\nm3,C\nm4,D\n", 2, "m4.txt: no credential"),
        ("m1,A\nm2,B\nm3,C\nm1,D\n", 1, "one voter twice"),
        ("m1,A\nm2\nm3,C\n", 1, "voter 2: expected 1 to 6 lines"),
        ("m1,A,B,C,D,E,F,G\nm2,A\nm3,C\n", 1, "voter 1: expected 1 to 6 lines"),
        ("m1,A\nm2,\u5b57\nm3,C\n", 1, "is not in the font"),
        ("../private/m1,A\nm2,B\nm3,C\n", 2, "no credential"),
    ],
)
def test_addresses_that_do_not_fit(office, addresses, status, told):
    (office / "addresses.csv").write_text(addresses)
    done = run("letters", "draft.json", "private", "addresses.csv", "letters.pdf")
    assert (done.exit_code, told in done.output) == (status, True), done.output
    assert not (office / "letters.pdf").exists()
