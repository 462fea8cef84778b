"""A server that ran for long and is killed: what it had folded was saved beside it, and its next start folds little."""

import json
from pathlib import Path
from time import monotonic, sleep

from tests.portal.intruder import size
from tests.portal.stage import Client, start, twin
from tests.portal.test_hostile_storage import hand_in, signed_acts
from tests.store.alike import differing
from tests.store.federation import Folding, entries, whole

EAGER = """
from bylaw.store import saved, saving
saved.WORTH, saved.BEGAN, saving.EVERY = 1, float(2**40), 0
"""
"""Read by the server and by what it begins: that a state is saved however few its entries are."""
TAG = 64
AT_MOST = 300
"""For how many seconds something is waited for that comes by itself."""


def covered(folder: Path) -> int:
    """How many entries the saved state covers; 0 while there is none."""
    try:
        told = (folder / "private/saved/state").read_bytes()[TAG:].partition(b"\n")[0]
    except FileNotFoundError:
        return 0
    return (
        json.loads(told)["size"] if told.startswith(b"{") else 0
    )  # the file before it is overwritten when it is replaced


def test_a_server_killed_while_it_runs_leaves_its_next_start_nothing_to_fold(played, tmp_path, monkeypatch):
    """Acts come in, the state is saved beside them, the server is killed with -9, and the next opening folds none."""
    site, eager = twin(played, tmp_path / "local"), tmp_path / "eager"
    eager.mkdir()
    (eager / "sitecustomize.py").write_text(EAGER)
    before, client = len(entries(site.folder)), Client(site.url)
    server = start(site, PYTHONPATH=str(eager))
    try:
        assert covered(site.folder) == before, "its start folded them all, and saved"
        for _, act, signatures in signed_acts(site, 3):
            assert hand_in(site, act, signatures)["index"]
        until = monotonic() + AT_MOST
        while covered(site.folder) < before + 3 and monotonic() < until:
            assert size(client) == before + 3, "requests are answered meanwhile"
            sleep(0.1)
    finally:
        server.kill()
        server.communicate()
    assert covered(site.folder) == before + 3
    entries.cache_clear()
    state, folded = Folding(monkeypatch).writer(site.folder)
    assert (state.size, folded) == (before + 3, 0)
    assert differing(state, whole(site.folder)) == []


def test_a_server_of_few_entries_saves_nothing(played, tmp_path):
    site = twin(played, tmp_path / "local")
    server = start(site)
    try:
        assert hand_in(site, *signed_acts(site, 1)[0][1:])["index"]
        assert size(Client(site.url))
        assert covered(site.folder) == 0
    finally:
        server.terminate()
        server.communicate()
