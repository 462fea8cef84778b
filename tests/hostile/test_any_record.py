"""A record grows by any acts at all: each is answered, none breaks what holds of every state, a refusal changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .invariants import check_keys, check_roll, check_seats, check_tree, ended, show_all
from .walk import DAY, NAMES, Walk

SEEDS = range(80 if os.environ.get("BYLAW_DEEP") else 4)
STEPS = 350
ROOT = Path(__file__).parents[2]
SHORT = """
import sys
from tests.hostile.walk import Walk
walk = Walk("association", 2)
for step in range(120):
    walk.step()
print(walk.s.state.root(walk.s.state.size))
"""


def compare(walk: Walk, before: dict[object, object]) -> None:
    state = walk.s.state
    now = ended(state)
    for name, thing in before.items():
        assert now.get(name) == thing, f"{name} was over and changed"
    for at in (state.at, state.at + 45 * DAY, state.at + 400 * DAY):
        check_roll(state, at)
        check_seats(state, at)
    check_keys(state, state.at)


@pytest.mark.parametrize("profile", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_any_acts_leave_a_record_that_adds_up(profile: str, seed: int):
    walk = Walk(profile, seed)
    state = walk.s.state
    for step in range(STEPS):
        size, entries = state.size, ended(state)
        act, taken = walk.step()
        assert state.size == size + (not taken.refusals)
        assert all(str(finding) for finding in taken.findings), act
        if not taken.refusals:
            compare(walk, entries)
        if step % 40 == 0:
            check_tree(state)
            show_all(state, state.at + (step // 40) * 30 * DAY)
    assert len(walk.taken) > 2, walk.taken


def test_the_same_acts_are_answered_alike_whatever_the_order_of_sets():
    def root(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SHORT]
        done = subprocess.run(
            command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
        )
        return done.stdout or done.stderr

    assert len(root("1").strip()) == 64
    assert root("1") == root("2")
