"""vCards: another program reads every person back, whatever stands in her name, and lines stay short."""

import json
import subprocess
from pathlib import Path

import pytest

from bylaw.people import vcard
from bylaw.people.person import Person

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-oracles" / "bin" / "python"
PEOPLE = [
    Person(
        "Ada Lovelace",
        family="Lovelace",
        number="7",
        email="ada@example.org",
        phone="+44 1",
        address="1, High St; Ockham",
    ),
    Person("O'Brien, Jr; \\n", number="x,y"),
    Person("Мария-Луиза " * 12, address="Straße " * 40),
    Person("Trust; Ltd.", kind="organisation", email="t@example.org"),
    Person("END:VCARD BEGIN:VCARD"),
    Person("🜚" * 60),
]


@pytest.fixture(scope="module")
def raw():
    return b"".join(vcard.write((f"{n:032x}", person) for n, person in enumerate(PEOPLE)))


def test_another_program_reads_every_person_back(raw):
    assert PYTHON.exists(), "the environment of the oracles is missing: run `make oracles`"
    ran = subprocess.run(
        [PYTHON, ROOT / "tests/people/vcard_oracle.py"], input=raw, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    found = json.loads(ran.stdout)
    for n, (told, person) in enumerate(zip(found, PEOPLE, strict=True)):
        assert told == {
            "fn": person.name, "email": person.email, "tel": person.phone, "uid": f"{n:032x}",
            "x_member_number": person.number, "address": person.address, "family": person.family,
        }  # fmt: skip


def test_lines_are_short_and_end_as_the_standard_says(raw):
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= vcard.WIDTH
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()


def test_a_line_break_in_a_field_opens_no_card():
    raw = b"".join(vcard.write([("a" * 32, Person("Eve\r\nEND:VCARD\r\nBEGIN:VCARD", email="e@x.org"))]))
    assert raw.count(b"\r\nEND:VCARD") == 1
    assert raw.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n")
