"""The reference pages are what the code says, and every link in every page leads somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bylaw.acts.registry import ACTS
from bylaw.rules.meanings import KEYS
from tests.pages import stale

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / name for name in ("README.md", "SPEC.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
] + sorted((ROOT / "docs").rglob("*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reference")
    subprocess.run([sys.executable, ROOT / "scripts" / "reference", folder], check=True)
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.mark.parametrize(
    "name", ["acts.md", "meanings.md", "commands.md", "own-rules.md", "decisions.md", "acts.schema.json"]
)
def test_the_committed_page_is_what_the_code_says(written, name):
    committed = (ROOT / "docs" / "reference" / name).read_text()
    assert stale(committed, written[name]) is None, f"docs/reference/{name} is old: run 'make reference'"


def test_every_act_and_meaning_has_its_heading(written):
    assert [
        act.__struct_config__.tag
        for act in ACTS
        if f"\n### {act.__struct_config__.tag}\n" not in written["acts.md"]
    ] == []
    assert [key for key in KEYS if f"\n## {key}\n" not in written["meanings.md"]] == []


def test_the_page_says_what_an_act_asks(written):
    one = written["acts.md"].partition("\n### call-election/1\n")[2].partition("\n### ")[0]
    for key in ("notice", "electorate", "method", "term"):
        assert f"#{key})" in one
    assert "`office secretary here` or `member due` or `petition here` (4.1)" in one


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    assert list(dead_links(page)) == []


def test_a_dead_link_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Here\n[a](page.md#here) [b](none.md) [c](page.md#nowhere)\n")
    assert list(dead_links(page)) == ["none.md", "page.md#nowhere"]


def dead_links(page):
    for target in LINK.findall(re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)):
        path, _, anchor = target.partition("#")
        there = page.parent / path if path else page
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            yield target


def anchors(page):
    for heading in re.findall(r"^#+ (.+)$", page.read_text(), flags=re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize(
    ("index", "pages"),
    [
        ("docs/README.md", ["docs/*.md", "docs/reference/*.md"]),
        ("SPEC.md", ["docs/spec/acts-*.md"]),
        ("docs/reference/decisions.md", ["docs/decisions/*.md"]),
    ],
)
def test_every_page_is_in_its_index(index, pages):
    links = LINK.findall((ROOT / index).read_text())
    led = {((ROOT / index).parent / link.partition("#")[0]).resolve() for link in links}
    wanted = [path for pattern in pages for path in ROOT.glob(pattern) if path != ROOT / index]
    assert [path.name for path in wanted if path not in led] == []
