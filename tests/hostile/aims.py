"""Aims of the walk: for steps whose fields follow from the record, what the record asks for, mostly."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from bylaw.acts.act import Signer
from bylaw.acts.members.franchise import electors
from bylaw.acts.members.roll_import import Row, digest_of
from bylaw.acts.voting.electing import roll_root, voters_of
from bylaw.ledger import judge
from bylaw.record.clock import rfc3339
from tests.acts.society import person

from .any_value import DAY, KINDS

if TYPE_CHECKING:
    from .walk import Walk


def _paper(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    state, at = walk.s.state, walk.s.now
    ripe = [
        e for e in state.elections.all.values() if e.record <= at and e.name not in state.elections.papers
    ]
    if not ripe:
        return None
    election = walk.random.choice(ripe)
    roll = electors(state, voters_of(state, election), election.record)
    options = [n.member for n in state.elections.candidates(election.name, at)]
    return {"election": election.name, "options": options, "voters": len(roll), "root": roll_root(roll)}


def _call(walk: Walk, fields: dict[str, Any]) -> dict[str, Any]:
    days = sorted((walk.random.choice((7, 15, 31, 31)), walk.random.choice((15, 22, 46, 60))))
    last = days[1] + walk.random.choice((1, 2, 8))
    times = (*days, last, last + walk.random.choice((0, 1, 40)))
    stamps = [rfc3339(walk.s.now + d * DAY) for d in times]
    office = walk.random.choice(list(walk.s.state.offices.all))
    named = {"office": office[1], "body": office[0], "seats": walk.random.choice((1, 1, 2)), "units": []}
    return {**named, **dict(zip(("nominations", "opens", "closes", "begins"), stamps, strict=True))}


def _nominate(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    running = [e.name for e in walk.s.state.elections.running(walk.s.now)]
    return {"election": walk.random.choice(running)} if running else None


def _count(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    state, random = walk.s.state, walk.random
    closed = [e for e in state.elections.all.values() if e.name in state.elections.papers]
    if not closed:
        return None
    election = random.choice(closed[-3:])
    options, total = len(state.elections.papers[election.name].options), random.randrange(1, 12)
    votes = [random.randrange(total + 1) for _ in range(options)]
    against = [total - v for v in votes] if options <= election.seats else []
    if random.random() < 0.6 and options > election.seats:
        votes = [0] * options
        votes[random.randrange(options)] = total
    return {"election": election.name, "unit": random.choice(election.units), "took_part": total, "valid": total,
            "invalid": 0, "votes": votes, "against": against}  # fmt: skip


def _declare(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    counted = list(walk.s.state.elections.papers)[-3:]
    if not counted:
        return None
    name = walk.random.choice(counted)
    lot = list(walk.s.state.elections.papers[name].options)
    for drawn in ([], lot):
        act = walk.build(
            "declare-result", {"election": name, "elected": [], "lot": drawn}, (Signer(person(1), "member"),)
        )
        found = [f.found for f in judge(walk.s.state, act, walk.s.now, walk.s.evidence)]
        follow = next((f for f in found if f.startswith("from the count")), "")
        if follow:
            elected, _, after = follow.removeprefix("from the count follow ").partition(", then ")
            who = [] if elected == "nobody" else elected.split(", ")
            return {"election": name, "elected": who, "alternates": after.split(", ") if after else [], "lot": drawn,
                    "ballots": []}  # fmt: skip
    return {"election": name, "elected": []}


def _import(walk: Walk, fields: dict[str, Any]) -> dict[str, Any]:
    chunks = []
    for _ in range(2):
        rows = tuple(
            Row(f"{walk.random.getrandbits(128):032x}", walk.random.choice(list(walk.s.state.bodies.all)),
                walk.random.choice(("ordinary", "retired")), "2020-01-01T00:00:00Z")
            for _ in range(2)
        )  # fmt: skip
        chunks.append(rows)
        walk.chunks.append((fields.get("roll", ""), rows))
    return {"chunks": [digest_of(rows) for rows in chunks], "members": 4}


def _chunk(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    known = [c for c in walk.chunks if c[0] in walk.s.state.imports.all]
    if not known:
        return None
    roll, rows = walk.random.choice(known[-4:])
    return {"roll": roll, "rows": msgspec.to_builtins(rows)}


def _amend(walk: Walk, fields: dict[str, Any]) -> dict[str, Any]:
    """Some clause of the bylaws again, with other words and perhaps other numbers; or one less."""
    clause = msgspec.to_builtins(walk.random.choice(walk.clauses))
    clause["words"] = f"Other words, at {walk.s.state.size}."
    for meaning in clause.values():
        if isinstance(meaning, dict):
            for name, value in meaning.items():
                if isinstance(value, int) and not isinstance(value, bool) and walk.random.random() < 0.7:
                    meaning[name] = max(0, value + walk.random.choice((-7, -1, 1, 30, 36_000)))
    repeals = [walk.random.choice(walk.clauses).no] if walk.random.random() < 0.2 else []
    return {"clauses": [clause], "repeals": repeals, "supersedes": []}


def _open_meeting(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    """The meeting that is next: opened at its time."""
    near = walk.s.now + 40 * DAY
    since = walk.s.now - 7 * DAY
    waiting = [m for m in walk.s.state.meetings.all.values() if not m.opened and since < m.begins < near]
    if not waiting:
        return None
    meeting = min(waiting, key=lambda m: abs(m.begins - walk.s.now))
    if meeting.begins > walk.s.now and walk.random.random() < 0.5:
        walk.s.now = meeting.begins
    state, classes = walk.s.state, frozenset(walk.s.state.members.roll.classes)
    return {"meeting": meeting.name, "served": state.members.roll.count(meeting.body, walk.s.now, classes)}


def _running(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    now = [m.name for m in walk.s.state.meetings.all.values() if m.opened and not m.closed]
    return {"meeting": now[-1]} if now else None


def _arrive(walk: Walk, fields: dict[str, Any]) -> dict[str, Any]:
    arrived = [{"member": walk.member(), "mode": "in-person"} for _ in range(9)]
    unique = {a["member"]: a for a in arrived}
    return (_running(walk, fields) or {}) | {"arrived": list(unique.values()), "left": []}


def _vote(walk: Walk, fields: dict[str, Any]) -> dict[str, Any]:
    motions = [m for m in walk.s.state.motions.all.values() if not m.decided]
    named = {"motion": motions[-1].name, "version": motions[-1].version} if motions else {}
    return named | {"yes": walk.random.choice((1, 3, 5)), "no": walk.random.choice((0, 1, 3)), "blank": 0}


def _poll(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    state = walk.s.state
    ready = [e.name for e in state.elections.running(walk.s.now) if e.name in state.elections.papers]
    voters = {name: state.elections.papers[name].voters for name in ready}
    name = walk.random.choice(ready) if ready else ""
    return ({"election": name} | ({"served": voters[name]} if "served" in fields else {})) if name else None


def _transfer(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    asked = list(walk.s.state.members.transfers)
    return {"member": walk.random.choice(asked)} if asked else None


def _to_confirm(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    papers = list(walk.s.state.corrections.papers)
    return {"paper": papers[-1]} if papers else None


def next_kinds(state: Any, at: int) -> tuple[str, ...]:
    """The acts for which some process waits."""
    open_ = any(not a.outcome for a in list(state.members.applications.values())[-6:])
    kinds = ["sponsor", "sponsor", "admit"] if open_ else []
    for e in state.elections.running(at):
        if at < e.nominations:
            kinds += ["nominate", "accept-nomination"]
        elif e.opened > at:
            kinds += ["open-poll"] if e.name in state.elections.papers and at >= e.opens else ["fix-paper"]
        else:
            kinds += ["close-poll"] if e.closed > at else ["enter-count", "declare-result"]
    for m in state.meetings.all.values():
        if not m.closed and at - 7 * DAY < m.begins < at + 40 * DAY and state.bodies.all[m.body].holds(at):
            kinds += ["record-attendance", "move", "record-vote"] if m.opened else ["open-meeting"]
    return tuple(kinds)


def _rectify(walk: Walk, fields: dict[str, Any]) -> dict[str, Any] | None:
    open_ = walk.s.state.corrections.correctable
    if not open_:
        return None
    entry = walk.random.choice(list(open_))
    return {"entry": entry, "field": walk.random.choice(open_[entry].fields)}


def _new_key(walk: Walk, fields: dict[str, Any]) -> dict[str, Any]:
    return {"key": walk.key()}


def _rotate(walk: Walk, fields: dict[str, Any]) -> dict[str, Any]:
    member = walk.member()
    old = [key.thumbprint for key in walk.s.state.keys.of(member, walk.s.now)]
    return {"member": member, "key": walk.key()} | ({"old": old[0]} if old else {})


def _apply(walk: Walk, fields: dict[str, Any]) -> dict[str, Any]:
    members = list(walk.s.state.members.roll.spells)
    new = f"{walk.random.getrandbits(128):032x}"
    member = new if walk.random.random() < 0.8 else walk.random.choice(members)
    return {"member": member, "key": walk.key(), "cls": "ordinary"}


def _meet(walk: Walk, fields: dict[str, Any]) -> dict[str, Any]:
    items = [{"name": "any", "title": "Any", "kinds": list(walk.random.sample(KINDS, 30))}]
    return {"begins": rfc3339(walk.s.now + walk.random.choice((8, 15, 16, 31)) * DAY), "items": items}


def _move(walk: Walk, fields: dict[str, Any]) -> dict[str, Any]:
    return {"item": "any"}


AIMS: dict[str, Callable[[Walk, dict[str, Any]], dict[str, Any] | None]] = {
    "fix-paper": _paper,
    "call-election": _call,
    "nominate": _nominate,
    "accept-nomination": _nominate,
    "enter-count": _count,
    "declare-result": _declare,
    "open-import": _import,
    "import-chunk": _chunk,
    "rectify": _rectify,
    "register-key": _new_key,
    "recover-key": _new_key,
    "rotate-key": _rotate,
    "apply": _apply,
    "call-meeting": _meet,
    "move": _move,
    "amend-bylaws": _amend,
    "open-meeting": _open_meeting,
    "record-attendance": _arrive,
    "adjourn-meeting": _running,
    "close-meeting": _running,
    "close-session": _running,
    "record-vote": _vote,
    "open-poll": _poll,
    "close-poll": _poll,
    "accept-transfer": _transfer,
    "confirm-paper": _to_confirm,
}
