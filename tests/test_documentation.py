"""Documentation under test: every console block is run in order, and says what its page says that it says.

The walk-through of an election is run by ``tests/cli/test_election_ceremony.py``; every other command that a page names
exists, with the options that the page gives it.
"""

import re

import click
import pytest

from bylaw.cli.act import ActGroup
from bylaw.cli.main import main
from bylaw.record.log.policy import TrustPolicy, parse_policy
from tests.pages import BLOCK, ROOT, Shell, commands, named, unsaid

DOCS = ROOT / "docs"
RUN = ["howto-backup", "howto-bylaws", "howto-publish", "howto-verify", "howto-witness", "import", "tutorial"]
PAGES = [
    ROOT / name for name in ("README.md", "SPEC.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
] + [path for path in sorted(DOCS.rglob("*.md")) if path.parent.name != "reference"]


@pytest.mark.parametrize("name", RUN)
def test_a_page_does_what_it_says(name, shell):
    steps = list(commands((DOCS / f"{name}.md").read_text()))
    assert steps
    for command, expected in steps:
        said = shell.run(command)
        missing = unsaid([shell.told(line) for line in expected], said)
        assert missing is None, f"{command}\nshould say: {missing}\nand says:\n{said}"


def test_the_policy_that_a_page_shows_is_one():
    (shown,) = re.findall(r"```\n(# whom I trust\n.*?)```", (DOCS / "howto-verify.md").read_text(), re.DOTALL)
    policy = parse_policy(shown.encode())
    assert isinstance(policy, TrustPolicy), policy
    assert (len(policy.witnesses), policy.quorum) == (4, "enough")


@pytest.fixture
def shell(tmp_path):
    own = Shell(tmp_path)
    yield own
    own.close()


def test_no_page_with_commands_is_left_out():
    assert sorted(page.stem for page in DOCS.glob("*.md") if BLOCK.search(page.read_text())) == RUN


def test_every_command_that_a_page_names_is_one():
    found = [(page.name, command, wrong(command)) for page in PAGES for command in named(page.read_text())]
    assert len(found) > 200
    assert [(name, command, why) for name, command, why in found if why] == []


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("bylaw verify DIR|URL [--since CHECKPOINT]", ""),
        ("bylaw verify DIR --sinse CHECKPOINT", "--sinse"),
        ("bylaw card issue|show|check", ""),
        ("bylaw card burn DIR", "burn"),
        ("bylaw act DIR resign --member @frida", ""),
        ("bylaw act DIR resign --membre @frida", "--membre"),
    ],
)
def test_a_command_that_is_none_is_found(command, why):
    assert wrong(command) == why


def test_the_comparison_finds_what_is_missing_or_out_of_order():
    said = "one 1\ntwo 2\nthree 3\n"
    assert unsaid(["one …", "three 3"], said) is None
    assert unsaid(["three …", "one 1"], said) == "one 1"
    assert unsaid(["two 3"], said) == "two 3"


def wrong(line):
    """Give the first word of a command, or option, that there is not; empty when all is well."""
    words = re.split(r" > |  #", line)[0].replace("[", "").replace("]", "").split()[1:]
    command = main
    while words and isinstance(command, click.Group):
        if isinstance(command, ActGroup):
            words.pop(0)  # the folder
        word = words.pop(0) if words else "…"
        if word == "…" or word.isupper():
            return ""  # any of them
        below = command.get_command(click.Context(command), word.partition("|")[0])
        if below is None:
            return word
        command = below
    known = {name for option in command.params for name in option.opts} | {"--help"}
    return next((word for word in words if word.startswith("--") and word not in known), "")
