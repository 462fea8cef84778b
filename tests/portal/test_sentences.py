"""What the core says, said in the reader's language: every shape is recognised, and no fact is lost."""

import json
import re
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[2] / "src/bylaw/portal/locale"
LANGUAGES = ("de", "fr", "es")
HOLE = re.compile(r"\{\w+\}")
FILLED = re.compile(r"\bq\d+")


def said(language, lines):
    done = subprocess.run(
        [sys.executable, "-m", "tests.portal.saying", language],
        input="\n".join(lines), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape_is_recognised_and_every_fact_stays(language):
    number = count(1)
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        texts = {each.id: each.string for each in read_po(file) if each.context == "sentence"}
    shapes = [shape for shape in json.loads((LOCALE / "shapes.json").read_text()) if texts[shape] != shape]
    lines = [HOLE.sub(lambda _: f"q{next(number)}", shape) for shape in shapes]
    lost = [
        (line, found)
        for line, found in zip(lines, said(language, lines), strict=True)
        if found is None or sorted(FILLED.findall(line)) != sorted(FILLED.findall(found))
    ]
    assert len(shapes) > 1500
    assert not lost


@pytest.mark.parametrize(
    ("line", "german"),
    [
        (
            'in clause 3.2, at "layer": "flor" is none of: "choice", "floor"',
            'in Bestimmung 3.2, bei "layer": "flor" ist keines von: "choice", "floor"',
        ),
        (
            'in clause 3.2: unknown word "petitin"; write "petition"',
            'in Bestimmung 3.2: unbekanntes Wort "petitin"; schreiben Sie "petition"',
        ),
        (
            'in clause 3.2, at "words": expected text, found a whole number',
            'in Bestimmung 3.2, bei "words": erwartet wird: Text; gefunden: eine ganze Zahl',
        ),
        ("it would end on 2025-06-01", "es würde am 1. Juni 2025 enden"),
        ("it would end on 2025-06-31", "es würde am 2025-06-31 enden"),
        ("the list is of 2025-06-01T12:00:05Z", "die Liste ist vom 1. Juni 2025, 12:00:05 UTC"),
        ("clause 3 is less strict: days 3 is less than the floor's 7", "Bestimmung 3 ist weniger streng: days 3 ist weniger als 7, der Mindestschutz"),
        ("m1 came remote; the notice says in-person or remote", "m1 kam aus der Ferne; die Ankündigung sagt vor Ort oder aus der Ferne"),
        ("signatures that count: 8; needed: 9; struck: 2 late, 1 doubled",
         "Unterschriften, die zählen: 8; nötig: 9; gestrichen: 2 verspätet, 1 doppelt"),
        ("call-meeting before any founding", "Versammlung einberufen vor jeder Gründung"),
        ("An id (32 hexadecimal digits).", "Eine Kennung (32 hexadezimale Ziffern)."),
        ("filed", "eingereicht"),
        ("Board of Trustees", None),
        ("something that nobody of ours says.", None),
    ],
)  # fmt: skip
def test_facts_are_said_as_the_language_says_them(line, german):
    assert said("de", [line]) == [german]


@pytest.mark.parametrize(
    ("line", "french"),
    [
        ("it would end on 2025-06-01", "cela prendrait fin le 1er juin 2025"),
        ("it would end on 2025-06-11", "cela prendrait fin le 11 juin 2025"),
        ("it would end on 2025-06-21", "cela prendrait fin le 21 juin 2025"),
    ],
)
def test_french_counts_the_first_of_a_month_and_no_other_day(line, french):
    assert said("fr", [line]) == [french]


def test_in_english_too_a_remedy_says_in_words_who_may_sign():
    told = "have it signed by 'resolution assembly root' or 'office secretary here'"
    like = [
        "there is no class 'office'",
        "there is no class 'member'",
        "there is no motion 'member bob here'",
    ]
    assert said("en", [told, *like]) == [
        "have it signed by a resolution of the assembly or the secretary",
        *like,
    ]
