"""A record that grows by any acts at all: fields at random from their types, signers aimed at what the clause asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from msgspec import inspect

from bylaw.acts.act import Act, Signer
from bylaw.acts.electing import roll_root, voters_of
from bylaw.acts.founding import FirstBody, FirstOffice
from bylaw.acts.franchise import electors
from bylaw.acts.references import references
from bylaw.acts.registry import BY_KIND
from bylaw.acts.roll_import import Row, digest_of
from bylaw.acts.substance import substance
from bylaw.ledger import Taken, judge
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.load import NoBylaws, load
from bylaw.rules.who import Who, parse_phrase
from bylaw.state.warrants import Warrant
from tests.acts.society import Society, key_of, person

from .any_value import DAY, KINDS, Values

PROFILES = Path(__file__).parents[2] / "src/bylaw/rules/profiles"
NAMES = tuple(sorted(path.stem for path in PROFILES.glob("*.toml")))
ENDING = frozenset(("resign", "record-death", "remove-from-office", "resign-office", "dissolve-body", "merge-bodies",
                    "abolish-office", "revoke-key", "void-election", "lapse", "close-meeting"))  # fmt: skip
ANY = tuple(kind for kind in KINDS if kind not in ENDING and kind != "found") * 6 + tuple(ENDING)
"""Every kind but the founding; those that end things are tried less often, or nothing would be left."""
RIGHTS = ("member", "office", "warrant", "panel", "subject", "holder", "applicant", "founder", "anyone")
FOUNDERS = 12


def society(name: str) -> tuple[Society, tuple[Clause, ...]]:
    """An organisation founded from a profile: each office is held by founders until the first election."""
    profile = load((PROFILES / f"{name}.toml").read_bytes())
    assert not isinstance(profile, NoBylaws), profile
    offices = tuple(FirstOffice(n, o.body, o.seats) for n, o in profile.offices.items())
    seats = [office.name for office in offices for _ in range(min(office.seats, 2))]
    units = (FirstBody(n, unit.kind, unit.parent or "root", unit.organ) for n, unit in profile.bodies.items())
    founded = Society(
        profile.clauses,
        founders=FOUNDERS,
        bodies=(FirstBody("root", "assembly"), *units),
        offices=offices,
        interim=tuple((seat, 1 + i % FOUNDERS) for i, seat in enumerate(seats)),
        zone=profile.zone,
    )
    return founded, profile.clauses


class Walk:
    """One record and the dice that make it grow."""

    def __init__(self, profile: str, seed: int) -> None:
        self.random = Random(f"{profile} {seed}")
        self.s, self.clauses = society(profile)
        self.taken: Counter[str] = Counter()
        self.tried: Counter[str] = Counter()
        self.chunks: list[tuple[str, tuple[Row, ...]]] = []
        self.keys = 0
        self.papers = [self.s.attach(f"paper {n}".encode()) for n in range(4)]

    def step(self) -> tuple[Act, Taken]:
        """Try one act, at a time that is now and then an edge of something."""
        self.jump()
        act = self.draw(self.random.choice(self._likely()))
        self.tried[act.kind()] += 1
        taken = self.s._enter(act)
        if not taken.refusals:
            self.taken[act.kind()] += 1
        return act, taken

    def _likely(self) -> tuple[str, ...]:
        """All kinds alike, or those with which something begins or goes on."""
        dice = self.random.random()
        if dice < 0.5:
            return ANY if dice < 0.3 else BUSY
        return next_kinds(self.s.state, self.s.now) or BUSY

    def jump(self) -> None:
        """Let time pass: mostly a little, sometimes to just before, at or after an edge."""
        random, at = self.random, self.s.now
        if random.random() < 0.85:
            return
        if random.random() < 0.5:
            self.s.now += random.choice((1, 3600, DAY, DAY, 7 * DAY))
            return
        edges = [edge for edge in self.edges() if at < edge < at + 35 * DAY]
        if edges:
            self.s.now = max(at, random.choice(edges) + random.choice((-1, 0, 0, 1)))

    def edges(self) -> list[int]:
        """Times at which something begins or ends by itself."""
        state = self.s.state
        found = [m.end for m in state.offices.mandates.values()]
        for e in list(state.elections.all.values())[-4:]:
            found += [e.nominations, e.opens, e.opens, e.closes, e.begins, e.record]
        found += [m.begins for m in list(state.meetings.all.values())[-4:]]
        found += [m.ends for m in list(state.motions.all.values())[-4:]]
        found += [key.start for key in state.keys.all.values()] + [k.end for k in state.keys.all.values()]
        return found

    def draw(self, kind: str) -> Act:
        """An act of a kind, with fields from its types and signers as the clause asks, mostly."""
        while True:
            fields = self.fields(kind)
            try:
                unsigned = self.build(kind, fields, ())
            except msgspec.ValidationError:  # a value that the type itself refuses, as a decoder would
                continue
            return self.build(kind, fields, self.signers(unsigned))

    def build(self, kind: str, fields: dict[str, Any], by: tuple[Signer, ...]) -> Act:
        """The act of these fields, read back from builtins as its bytes would be."""
        act = BY_KIND[kind]
        state, now = self.s.state, self.s.now
        envelope = {
            "act": act.__struct_config__.tag,
            "org": state.identity.org,
            "nonce": self.s._nonce(),
            "seen": {"size": state.size, "root": state.root(state.size)},
            "until": rfc3339(now + DAY),
            "by": msgspec.to_builtins(by),
        }
        return msgspec.convert({**fields, **envelope}, act)

    def fields(self, kind: str, depth: int = 0) -> dict[str, Any]:
        """Values for the fields of a kind; steps whose fields follow from the record get those, mostly."""
        values = Values(self.random, self.s.state, self.s.now, self.pools(depth))
        info = inspect.type_info(BY_KIND[kind])
        found: dict[str, Any] = {}
        for field in info.fields:
            if field.name in ENVELOPE or (not field.required and self.random.random() < 0.5):
                continue
            value = values.field(field.name, field.type)
            if value is not None:
                found[field.name] = value
        aim = AIMS.get(kind)
        if aim is not None and self.random.random() < 0.85:
            found |= aim(self, found) or {}
        return found

    def pools(self, depth: int) -> dict[str, Callable[[], Any]]:
        """Words for fields of certain names."""
        random, state = self.random, self.s.state
        digest = lambda: random.choice(self.papers)  # noqa: E731
        return {
            **dict.fromkeys(
                ("reasons", "records", "text", "minutes", "extract", "ballots", "evidence"), digest
            ),
            "office": lambda: random.choice(list(state.offices.names) or ["chair"]),
            "cls": lambda: random.choice(list(state.members.roll.classes)),
            "matter": lambda: self.matter(depth),
            "kinds": lambda: list(random.sample(KINDS, 9)),
            "entry": lambda: random.randrange(state.size + 1),
            "served": lambda: random.choice((FOUNDERS, 400)),
            "clauses": list,
        }

    def matter(self, depth: int) -> str:
        """The substance of some act: what a motion, a petition or a paper carries."""
        if depth > 1 or self.random.random() < 0.03:
            return "{}" + " " * 20
        kind = self.random.choice(ANY)
        try:
            return substance(self.build(kind, self.fields(kind, depth + 1), ()))
        except msgspec.ValidationError:
            return "{}" + " " * 20

    def key(self) -> dict[str, Any]:
        """A key that nobody has, or that somebody had."""
        self.keys += self.random.random() < 0.95
        return msgspec.to_builtins(key_of("somebody", self.keys))

    def signers(self, act: Act) -> tuple[Signer, ...]:
        """Those who may by some phrase of the clause, mostly; or somebody."""
        if self.random.random() < 0.06 or any(references(self.s.state, act)):
            return tuple({s.member: s for s in (self.rider(), self.rider())}.values())[
                : self.random.randrange(3)
            ]
        asked = act.ask(self.s.state, self.s.now, "may")
        if not asked:
            return (self.rider(),)
        keys = parse_phrase(self.random.choice(asked[0].rule.any_of))
        found = [self.holder(act, key) for key in keys if key.kind != "anyone"]
        if self.random.random() < 0.03:
            found.append(self.rider())
        return tuple({signer.member: signer for signer in found}.values())

    def rider(self) -> Signer:
        """A member, past or present, with any claim."""
        members = list(self.s.state.members.roll.spells)
        refs = ["", *self.s.state.offices.mandates, *self.s.state.warrants.all]
        return Signer(self.random.choice(members), self.random.choice(RIGHTS), self.random.choice(refs))

    def holder(self, act: Act, key: Who) -> Signer:
        """Somebody who turns this key, as far as the record has one."""
        state, at, random = self.s.state, self.s.now, self.random
        if key.kind in ("subject", "applicant"):
            return Signer(act.subject(state) or person(1), key.kind)
        if key.kind == "office":
            held = [m for m in state.offices.mandates.values() if m.office == key.name]
            now = [m for m in held if m.holds(at)]
            if pick := (now or held):
                mandate = random.choice(pick)
                return Signer(mandate.member, "office", mandate.name)
        if key.kind in ("resolution", "petition"):
            return Signer(self.member(), "warrant", self.warrant(act, key))
        return Signer(self.member(), "member")

    def member(self) -> str:
        """A member on the roll now."""
        roll = self.s.state.members.roll
        now = [m for m in roll.spells if any(True for _ in roll.current(m, self.s.now))]
        return self.random.choice(now or [person(1)])

    def warrant(self, act: Act, key: Who) -> str:
        """A warrant for these very words, as if the body had resolved; or an old one."""
        state, at = self.s.state, self.s.now
        if state.warrants.all and self.random.random() < 0.05:
            return self.random.choice(list(state.warrants.all))
        place = {"root": "root", "parent": state.bodies.all[act.place(state)].parent or "root"}.get(
            key.place, act.place(state)
        )
        near = [b.name for b in state.bodies.here(place, at) if not key.name or b.kind == key.name]
        name = f"given.{len(state.warrants.all)}"
        state.warrants.give(Warrant(name, key.kind, (near or [place])[0], substance(act), at))
        return name


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
    options, total = len(state.elections.papers[election.name].options), random.randrange(1, FOUNDERS)
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


ENVELOPE = frozenset(("org", "nonce", "seen", "until", "by"))
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
    "record-roll-call": _vote,
    "open-poll": _poll,
    "close-poll": _poll,
    "accept-transfer": _transfer,
    "confirm-paper": _to_confirm,
}
BUSY = ("apply", "sponsor", "admit", "call-election", "nominate", "accept-nomination", "fix-paper", "open-poll",
        "close-poll", "enter-count", "declare-result", "call-meeting", "open-meeting", "record-attendance", "move",
        "second", "record-vote", "open-petition", "sign-petition", "file-petition", "create-body", "create-office")  # fmt: skip
