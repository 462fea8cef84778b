"""Facts of elections made by the Belenios tool, and elections made by bylaw."""

import json
from pathlib import Path

import pytest

from bylaw.belenios.encoding import load
from bylaw.belenios.prover import board

DATA = Path(__file__).parents[2] / "data" / "belenios"
NAMES = sorted(each.parent.name for each in DATA.glob("*/info.json"))


class Made:
    """One folder of tests/data/belenios."""

    def __init__(self, name):
        self.folder = DATA / name
        self.info = json.loads((self.folder / "info.json").read_text())
        self.archive = (self.folder / "election.bel").read_bytes()

    def json(self, path):
        return json.loads((self.folder / path).read_text())

    def text(self, path):
        return (self.folder / path).read_text().strip()

    def messages(self, path, kind):
        lines = (self.folder / path).read_bytes().splitlines()
        return [load(line, kind, 1 << 20) for line in lines]

    @property
    def private_credentials(self):
        if (self.folder / "secret/private_creds.json").exists():
            return self.json("secret/private_creds.json")
        return dict(line.split() for line in self.text("secret/private_creds.txt").splitlines())

    @property
    def board(self):
        return board.read(self.archive)


@pytest.fixture(params=NAMES)
def made(request):
    """Every election of the tool, one after the other."""
    return Made(request.param)


@pytest.fixture
def named_election():
    return Made
