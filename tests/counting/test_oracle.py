"""pref_voting, written by others, agrees on random elections wherever its rule is ours.

It breaks ties at random or returns all the tied (after a drawn runoff in STAR, and with equal majority gauges,
where our rules go on), so elections are compared where our sheet needed no lot, and ours must be among
theirs; a test makes sure that most agree in number too. Its environment is made by `make oracles`.
"""

import json
import os
import random
import subprocess
from pathlib import Path

from bylaw.counting import Ballots, Grades, Paper, Scored, count

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-oracles" / "bin" / "python"
NUMBER = 1500 if os.environ.get("BYLAW_DEEP") else 150


def _ranked(chance: random.Random) -> dict:
    size = chance.randint(2, 7)
    complete = chance.random() < 0.5
    papers: dict[tuple[int, ...], int] = {}
    for _ in range(chance.randint(3, 30)):
        order = chance.sample(range(1, size + 1), size if complete else chance.randint(1, size))
        papers[tuple(order)] = chance.randint(1, 60)
    seats = chance.randint(1, max(size - 1, 1))
    return {
        "kind": "ranked",
        "size": size,
        "seats": seats,
        "complete": complete,
        "meek": chance.random() < 0.15,
        "papers": [[weight, order] for order, weight in papers.items()],
    }


def _graded(chance: random.Random) -> dict:
    size = chance.randint(2, 6)
    rows = [
        [chance.randint(1, 40), [chance.randint(0, 5) for _ in range(size)]]
        for _ in range(chance.randint(3, 25))
    ]
    return {"kind": "graded", "size": size, "papers": rows}


def _answers() -> list:
    chance = random.Random(20_26)
    profiles = [(_ranked if n % 3 else _graded)(chance) for n in range(NUMBER)]
    assert PYTHON.exists(), "the environment of the oracles is missing: run `make oracles`"
    ran = subprocess.run(
        [PYTHON, ROOT / "tests" / "counting" / "oracle.py"],
        input=json.dumps(profiles),
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    assert ran.returncode == 0, ran.stderr
    return list(zip(profiles, json.loads(ran.stdout), strict=True))


def _names(size: int) -> tuple[str, ...]:
    return tuple(f"Candidate {c}" for c in range(1, size + 1))


def _ours(method: str, given: dict):
    size = given["size"]
    if given["kind"] == "ranked":
        papers = tuple(Paper(weight, tuple((c,) for c in order)) for weight, order in given["papers"])
        ballots = Ballots(candidates=_names(size), papers=papers)
        return count(method, ballots, seats=given["seats"] if method.endswith("stv") else 1)
    mark = method == "approval"
    graded = tuple(Scored(w, tuple(int(g >= 3) if mark else g for g in row)) for w, row in given["papers"])
    return count(method, Grades(candidates=_names(size), papers=graded, best=1 if mark else 5))


METHODS = ["plurality", "av", "schulze", "scottish-stv", "meek-stv", "approval", "star", "majority-judgement"]


def _winners_agree(method: str, answers: list) -> None:
    compared, asked = 0, 0
    for given, theirs in answers:
        if method not in theirs:
            continue
        asked += 1
        sheet = _ours(method, given)
        if not sheet.ties:
            compared += len(sheet.winners) == len(theirs[method])
            assert set(sheet.winners) <= set(theirs[method]), (method, given)
    assert compared > asked * 0.6, method
    assert asked > NUMBER / 20, method


def _condorcet_winners_agree(answers: list) -> None:
    found = 0
    for given, theirs in answers:
        if "condorcet" not in theirs:
            continue
        preferred = _ours("schulze", given).pairwise
        others = range(given["size"])
        beating = [a + 1 for a in others if all(preferred[a][b] > preferred[b][a] for b in others if a != b)]
        assert beating == (theirs["condorcet"] or [])
        if beating:
            found += 1
            assert list(_ours("schulze", given).winners) == beating
    assert found > NUMBER / 3


def test_both_elect_the_same():
    """One test, because the oracle takes seconds to start."""
    answers = _answers()
    for method in METHODS:
        _winners_agree(method, answers)
    _condorcet_winners_agree(answers)
