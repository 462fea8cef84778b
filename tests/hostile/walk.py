"""A record that grows by any acts at all: fields at random from their types, signers aimed at what the clause asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from msgspec import inspect

from bylaw.acts.act import Act, Signer
from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.acts.members.roll_import import Row
from bylaw.acts.references import references
from bylaw.acts.registry import BY_KIND
from bylaw.acts.substance import substance
from bylaw.acts.taken import Taken
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.load import NoBylaws, load
from bylaw.rules.who import Who, parse_phrase
from bylaw.state.warrants import Warrant
from tests.acts.society import Society, key_of, person

from .aims import AIMS, next_kinds
from .any_value import DAY, KINDS, Values

PROFILES = Path(__file__).parents[2] / "src/bylaw/rules/profiles"
NAMES = tuple(sorted(path.stem for path in PROFILES.glob("*.toml")))
ENDING = ("resign", "record-death", "remove-from-office", "resign-office", "dissolve-body", "merge-bodies",
                    "abolish-office", "revoke-key", "void-election", "lapse", "close-meeting")  # fmt: skip
ANY = tuple(kind for kind in KINDS if kind not in ENDING and kind != "found") * 6 + ENDING
"""Every kind but the founding; those that end things are tried less often, or nothing would be left."""
BUSY = ("apply", "sponsor", "admit", "call-election", "nominate", "accept-nomination", "fix-paper", "open-poll",
        "close-poll", "enter-count", "declare-result", "call-meeting", "open-meeting", "record-attendance", "move",
        "second", "record-vote", "open-petition", "sign-petition", "file-petition", "create-body", "create-office")  # fmt: skip
"""Kinds with which something begins or goes on."""
ENVELOPE = frozenset(("org", "nonce", "seen", "until", "by"))
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


@cache
def type_of(kind: str) -> inspect.StructType:
    """The fields of a kind of act and their types."""
    info = inspect.type_info(BY_KIND[kind])
    assert isinstance(info, inspect.StructType)
    return info


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
        for _ in range(400):
            fields = self.fields(kind)
            try:
                unsigned = self.build(kind, fields, ())
            except msgspec.ValidationError:  # a value that the type itself refuses, as a decoder would
                continue
            return self.build(kind, fields, self.signers(unsigned))
        raise AssertionError(f"no fields drawn for {kind} are values of their types")

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
        info = type_of(kind)
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
            **dict.fromkeys(("reasons", "records", "text", "minutes", "extract", "evidence"), digest),
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
