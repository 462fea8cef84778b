"""A whole ceremony, run once: what its tests read, and what they spoil."""

import shutil

import pytest

from tests.cli.ceremony import LINES, bylaw


@pytest.fixture(scope="session")
def ceremony(tmp_path_factory):
    """The folder after the last line, the archive as it was before each line, and all that was printed."""
    folder = tmp_path_factory.mktemp("ceremony")
    before, printed = {}, []
    monkeypatch = pytest.MonkeyPatch()
    for line in LINES:
        if (folder / "election.bel").exists():
            before[line] = (folder / "election.bel").read_bytes()
        done = bylaw(line, folder, monkeypatch)
        if done is not None:
            assert done.exit_code == 0, (line, done.output)
            printed.append(done.output)
    return folder, before, printed


@pytest.fixture
def after(ceremony, tmp_path, monkeypatch):
    """A copy of the finished ceremony to spoil."""
    folder = shutil.copytree(ceremony[0], tmp_path / "copy")
    return lambda line: bylaw(f"bylaw election {line}", folder, monkeypatch), folder, ceremony[1]
