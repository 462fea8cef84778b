"""Documentation under test: every console block is run in order, and says what its page says that it says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
RUN = ["tutorial", "howto-publish", "howto-verify"]


@pytest.mark.parametrize("name", RUN)
def test_a_page_does_what_it_says(name, tmp_path):
    steps = list(commands((DOCS / f"{name}.md").read_text()))
    assert steps
    for command, expected in steps:
        said = run(command, tmp_path)
        missing = unsaid(expected, said)
        assert missing is None, f"{command}\nshould say: {missing}\nand says:\n{said}"


def test_no_page_with_commands_is_left_out():
    assert sorted(p.stem for p in DOCS.glob("*.md") if BLOCK.search(p.read_text())) == sorted(RUN)


def test_the_comparison_finds_what_is_missing_or_out_of_order():
    said = "one 1\ntwo 2\nthree 3\n"
    assert unsaid(["one …", "three 3"], said) is None
    assert unsaid(["three …", "one 1"], said) == "one 1"
    assert unsaid(["two 3"], said) == "two 3"


def commands(page):
    """Give each command with the lines that it should print."""
    for block in BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *expected = part.rstrip("\n").split("\n")
            yield command, expected


def run(command, folder):
    """Run one command as a reader would; what it prints, whatever its exit code."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        check=False,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def unsaid(expected, said):
    """Give the first expected line that is not said, in order; … stands for anything, runs of spaces for one."""
    lines = iter(" ".join(line.split()) for line in said.splitlines())
    for line in expected:
        pattern = re.compile(r"\s*.*\s*".join(re.escape(" ".join(p.split())) for p in line.split("…")))
        if not any(pattern.fullmatch(each) for each in lines):
            return line
    return None
