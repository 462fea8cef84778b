"""Complaints, warnings, files asked for and emergencies: judged and applied, in acts a second of one core.

.venv/bin/python bench/grievances.py [COMPLAINTS]

Each complaint is filed, acknowledged, answered and decided, each warning given and answered, each file asked for and
delivered, by a co-operative with as many members. An emergency is judged as often; only one can be declared.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bylaw
from bylaw.acts.act import Signer
from bylaw.ledger import judge, take
from bylaw.record.clock import rfc3339
from bylaw.rehearsal.appeals import DAY, DIRECTOR, SECRETARY, Load, member
from bylaw.rules.load import Profile, load
from bylaw.state import State
from bylaw.state.elections import Election
from bylaw.state.offices import Mandate

COOP = Path(bylaw.__file__).parent / "rules" / "profiles" / "cooperative.toml"
SUPERVISOR = Signer(member(6), "office", "supervisor")
Step = tuple[str, tuple[Signer, ...], dict[str, Any]]


class Grievances(Load):
    """The co-operative of the year of appeals, with other business."""

    def steps(self, n: int) -> Iterator[Step]:
        """Give the acts of the nth complaint, warning and file."""
        author = (Signer(self.charged(n), "member"),)
        told = {"complaint": f"k{n}"}
        yield "file-complaint", author, told | {"body": "root", "text": self._text()}
        yield "acknowledge-complaint", SECRETARY, told
        yield "answer-complaint", SECRETARY, told | {"answer": self._text()}
        yield "decide-complaint", SECRETARY, told | {"outcome": "dismissed", "reasons": self._text()}
        warned = {"warning": f"w{n}", "body": "root", "topic": f"t{n % 50}", "report": self._text()}
        yield "give-warning", author, warned
        said = {"outcome": "watched", "assessment": self._text(), "reasons": self._text()}
        yield "answer-warning", SECRETARY, {"warning": f"w{n}"} | said
        day = rfc3339(self.ends)
        yield (
            "request-file",
            (SUPERVISOR,),
            {"request": f"r{n}", "body": "board", "file": self._text(), "deliver": day},
        )
        yield "deliver-file", (SUPERVISOR, DIRECTOR), {"request": f"r{n}", "content": self._text()}

    def emergency(self, at: int) -> Step:
        """Give an emergency that two directors declare."""
        told = {"emergency": "e", "body": "root", "last": rfc3339(at + 20 * DAY), "reasons": self._text()}
        return "declare-emergency", (DIRECTOR, SECOND), told | {"powers": ("send-envoy",)}

    def act(self, at: int, step: Step) -> Any:
        """Make an act."""
        kind, by, fields = step
        return self._act(at, kind, by, **fields)


SECOND = Signer(member(5), "office", "second")


def main() -> None:
    """Time each kind of act."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    profile = load(COOP.read_bytes())
    assert isinstance(profile, Profile)
    made, state = Grievances(profile, count, 1, 1), State()
    for raw, evidence in made.founded():
        assert not take(state, raw, evidence).refusals
    at = made.begins
    _seat(state, "supervisor", "supervisory", 6, at)
    _seat(state, "second", "board", 5, at)
    spent, counts = Counter[str](), Counter[str]()
    whole, last = time.process_time(), made.begins
    for n in range(count):
        for step in made.steps(n):
            last += 60
            _time(state, made.act(last, step), last, spent, counts)
        declared = made.act(last, made.emergency(last))
        began = time.perf_counter()
        assert not judge(state, declared, last)
        spent["declare-emergency"] += time.perf_counter() - began
        counts["declare-emergency"] += 1
    scale = min(1.0, (time.process_time() - whole) / sum(spent.values()))
    for kind, times in counts.items():
        print(f"    {kind:22} {times:8,}  {times / (spent[kind] * scale):9,.0f}/s")


def _time(state: State, act: Any, at: int, spent: Counter[str], counts: Counter[str]) -> None:
    began = time.perf_counter()
    found = judge(state, act, at)
    act.apply(state, at)
    spent[act.kind()] += time.perf_counter() - began
    counts[act.kind()] += 1
    assert not found, found


def _seat(state: State, name: str, body: str, n: int, at: int) -> None:
    """Seat an officer by an election, without an act for each step of it."""
    office = {"second": "director"}.get(name, name)
    state.elections.all[name] = Election(
        name, office, body, "root", "root", 1, "plurality", ("root",), *(at,) * 6
    )
    state.offices.seat(Mandate(name, member(n), office, body, at, at + 300 * DAY, at + 300 * DAY, name, at))


if __name__ == "__main__":
    main()
