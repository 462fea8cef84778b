"""The catalogues are complete, fit their texts, and are what their sources give; every page stands in a table."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog

from tests.portal.pages import APART, OWN, PAGES, REACHED

ROOT = Path(__file__).parents[2]


def part_of_messages(name):
    spec = importlib.util.spec_from_file_location(
        f"message_{name}", ROOT / "scripts" / "messages" / f"{name}.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def flaws():
    return part_of_messages("flaws")


@pytest.fixture(scope="module")
def catalogues():
    return part_of_messages("catalogues")


def test_every_text_is_marked_and_translated():
    done = subprocess.run(
        [sys.executable, "scripts/messages", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.mark.parametrize(
    ("text", "said", "good"),
    [
        ("until {day}", "bis {day}", True),
        ("until {day}", "bis {tag}", False),
        ("until {day}", "bis", False),
        ("%(n)s of %(m)s", "von %(m)s %(n)s", True),
        ("%(n)s of %(m)s", "%(n)s von %(n)s", False),
        ('<a href="/x/">all</a>', '<a href="/x/">alle</a>', True),
        ('<a href="/x/">all</a>', '<a href="/y/">alle</a>', False),
        ("<strong>No</strong>", "Nein", False),
        ("a text", "", False),
    ],
)
def test_a_translation_keeps_facts_and_tags(flaws, text, said, good):
    catalogue = Catalog(locale="de")
    catalogue.add(text, said)
    assert (not list(flaws.flaws(catalogue, "de"))) is good


def test_a_sentence_of_the_core_waits_for_no_translation(flaws):
    catalogue = Catalog(locale="de")
    catalogue.add("the meeting is closed", "", context="sentence")
    assert list(flaws.flaws(catalogue, "de")) == ["de: not translated: the meeting is closed"]
    catalogue.get("the meeting is closed", "sentence").string = "die Versammlung ist geschlossen"
    assert not list(flaws.flaws(catalogue, "de"))


def test_a_fuzzy_translation_is_none(flaws):
    catalogue = Catalog(locale="de")
    catalogue.add("a text", "ein Text", flags=["fuzzy"])
    assert list(flaws.flaws(catalogue, "de"))


MERGED = """msgid "both"
msgstr "beide"

<<<<<<< main
msgid "one"
msgstr "eins"

msgid "again"
msgstr "erneut"
{base}=======
msgid "two"
msgstr ""

msgid "one"
msgstr ""

msgid "again"
msgstr "nochmals"
>>>>>>> 1edf83 (a commit)
"""


@pytest.mark.parametrize("base", ["", '||||||| 1edf83\nmsgid "old"\nmsgstr "alt"\n'])
def test_where_two_people_met_nothing_translated_is_lost(catalogues, base):
    read = catalogues.both_sides(MERGED.format(base=base).encode(), "de")
    said = {each.id: each.string for each in read if each.id}
    assert said == {"both": "beide", "one": "eins", "again": "nochmals", "two": ""}


def test_words_outside_of_every_mark_are_found(flaws):
    reader = flaws._Reader()
    reader.feed(
        flaws.MARKED.sub("", '<p>{% translate "Well" %} left {{ n }}</p><code>make</code><img alt="mark">')
    )
    assert reader.found == ["left", "mark"]


def test_a_text_inside_of_an_f_string_is_found(flaws):
    assert list(flaws.buried("""f"{n}: {_('Door list')}, {pgettext('word', word)}" """)) == ["Door list"]
    assert not list(flaws.buried("""about = _("Door list"); f"{n}: {about}" """))


def test_every_address_is_in_one_table_of_pages():
    urls = (ROOT / "src/bylaw/portal/urls.py").read_text()
    patterns = set(re.findall(r'path\("([^"]*)"', urls))
    tables = [*PAGES, *OWN, *REACHED, *APART]
    assert patterns == set(tables)
    assert len(tables) == len(set(tables))


def test_a_template_is_read_without_scrolling_sideways():
    """Django breaks no line within a tag of its own; all else has room in 120 characters (decision 0199)."""
    folder = ROOT / "src/bylaw/portal/templates"
    wide = {
        f"{path.name}:{n}"
        for path in sorted(folder.rglob("*.html"))
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(re.sub(r"\{%.*?%\}", "", line)) > 120
    }
    assert not wide
