from pathlib import Path

import pytest

from bylaw.reconstructions.debian.facts import read_facts
from bylaw.reconstructions.debian.record import reconstruct
from bylaw.reconstructions.debian.told import tell
from bylaw.store.copies import open_published

DATA = Path(__file__).parents[1] / "data"
FACTS = DATA / "governance" / "debian"
BALLOTS = DATA / "elections" / "debian"


@pytest.fixture(scope="session")
def facts():
    return read_facts(FACTS, BALLOTS)


@pytest.fixture(scope="session")
def record(facts, tmp_path_factory) -> Path:
    """The record of the 58 votes, as the command writes it."""
    folder = tmp_path_factory.mktemp("debian") / "record"
    reconstruct(folder, facts)
    return folder


@pytest.fixture(scope="session")
def told(record):
    """What the published record says, by the name of the vote."""
    return {one.act.name: one for one in tell(open_published(str(record)))}
