"""What the oracle knows: plain tables, filled from the acts that were taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bylaw.rehearsal.oracle.days import Days, read
from bylaw.rehearsal.oracle.floors import FLOORS
from bylaw.rehearsal.oracle.law import Json, Law
from bylaw.rehearsal.oracle.rights import ROOT, Asked, turned
from bylaw.rehearsal.oracle.tables import Tables

NEVER = 2**60


def _nothing(_name: str) -> bytes:
    """Open nothing."""
    return b"[]"


def runs(election: Json, at: int) -> bool:
    """Whether an election is on its way: not over, and not passed by without its poll."""
    return not election["over"] and (bool(election["opened"]) or at < election["closes"] or election["waits"])


class World(Tables):
    """One organisation as its founding act and everything after it says."""

    def __init__(self, founding: Json, at: int) -> None:
        super().__init__()
        self.org = ""
        self.size = 1
        """How many entries there are."""
        self.opened: Callable[[str], bytes] = _nothing
        """Gives the file of openings of a hash."""
        self.law, self.days = Law([*founding["bylaws"], *FLOORS]), Days(founding["zone"])
        self.kinds: dict[str, str] = {each["name"]: each["kind"] for each in founding["bodies"]}
        self.parents: dict[str, str] = {each["name"]: each.get("parent", "") for each in founding["bodies"]}
        self.organs = {each["name"] for each in founding["bodies"] if each.get("organ")}
        self.offices: dict[tuple[str, str], int] = {
            (each.get("body") or ROOT, each["name"]): each.get("seats", 1) for each in founding["offices"]
        }
        self.founded = dict.fromkeys(self.kinds, at)
        """When each body began."""
        for founder in founding["founders"]:
            self.keys[founder["member"]] = founder["key"]["public"]
            self.enter(founder["member"], ROOT, at, at)
        for i, seat in enumerate(founding["interim"]):
            self._interim(i, seat, at)

    def _interim(self, i: int, seat: Json, at: int) -> None:
        from_day = {"member": seat["member"], "office": seat["office"], "body": seat["body"], "start": at}
        ends = read(seat["ends"])
        self.seat(f"interim.{i}", {**from_day, "end": ends, "due": ends})

    def seat(self, name: str, mandate: dict[str, Any]) -> None:
        """Begin a mandate."""
        self.mandates[name] = mandate | {"name": name}
        mandate = self.mandates[name]
        self.mandates_of.setdefault(mandate["member"], []).append(name)
        self.seats.setdefault(mandate["body"], []).append(mandate)

    def holders(self, body: str, office: str, at: int) -> list[str]:
        """Give who holds an office (any, if it is empty) of a body, or of an organ of it."""
        here = [body, *(organ for organ in self.organs if self.parents[organ] == body)]
        seats = [mandate for each in here for mandate in self.seats.get(each, ())]
        held = [mandate for mandate in seats if mandate["start"] <= at < mandate["end"]]
        return [mandate["member"] for mandate in held if mandate["office"] == office or not office]

    # --- the roll

    def enter(self, member: str, body: str, at: int, since: int) -> None:
        """Put a member on the roll of a unit."""
        self.spells.setdefault(member, []).append([body, at, NEVER, "", since])
        self.here.setdefault(body, set()).add(member)

    def count(self, figure: str, body: str, at: int, n: int = 1) -> None:
        """Count an event in a body and those above it."""
        for each in self.line(body):
            self.counted[each, self.days.of(at).year, figure] += n

    def close(self, member: str, at: int, cause: str) -> list[Any]:
        """End her running spell."""
        spell = self.spells[member][-1]
        spell[2], spell[3] = at, cause
        return spell

    def leave(self, member: str, at: int, cause: str) -> None:
        """End her membership, and with it mandates and candidacies."""
        self.count(cause, self.close(member, at, cause)[0], at)
        self.notices.pop(member, None)
        self.moving.pop(member, None)
        for name in self.mandates_of.get(member, ()):
            mandate = self.mandates[name]
            mandate["end"] = min(mandate["end"], max(at, mandate["start"]))
        for election in self.running.values():
            election["stand"].pop(member, None)

    def spell(self, member: str, at: int) -> list[Any] | None:
        """Give her spell at a moment."""
        return next((s for s in self.spells.get(member, ()) if s[1] <= at < s[2]), None)

    def belongs(self, member: str, body: str, at: int) -> bool:
        """Whether she is on the roll of a body or of one below it."""
        spell = self.spell(member, at)
        return spell is not None and body in self.line(spell[0])

    def line(self, body: str) -> tuple[str, ...]:
        """Give a body and those above it."""
        return (body, *self.line(self.parents[body])) if body else ()

    def roll(self, body: str, at: int) -> list[str]:
        """Give everybody on the roll of a body and those below it at a moment."""
        units = [body] if body != ROOT else list(self.here)
        return sorted({m for unit in units for m in self.here.get(unit, ()) if self.belongs(m, body, at)})

    def paid_until(self, member: str, at: int) -> int | None:
        """Give the day until which her dues were attested as paid, by what was known at a moment."""
        known = [until for when, until in self.paid.get(member, ()) if when <= at]
        return known[-1] if known else None

    def in_arrears(self, member: str, at: int) -> bool:
        """Whether arrears cost her the vote: days of grace over, and reminded long enough ago."""
        rules = self.law.rules("standing", "", "assembly")
        paid = self.paid_until(member, at)
        if not rules or paid is None:
            return False
        rule = rules[0]
        behind = at >= self.days.passes(paid, rule.get("grace_days", 0))
        wait = rule.get("remind_days", 0)
        given = (r for r in self.reminders.get(member, ()) if r > paid)
        served = [r for r in given if self.days.passes(r, wait) <= at]
        return behind and len(served) >= rule.get("reminders", 1)

    def grants(self, power: str, body: str, at: int) -> bool:
        """Whether an emergency in a body or above it names a power now."""
        return any(
            power in each["powers"] and each["body"] in self.line(body) and each["start"] <= at < each["end"]
            for each in self.emergencies.values()
        )

    def voters(self, body: str, at: int) -> list[str]:
        """Give everybody on the roll of a body who has a vote at a moment."""
        return [member for member in self.roll(body, at) if self.votes(member, body, at)]

    def rests(self, member: str, at: int) -> bool:
        """Whether a sanction lets her rights rest: docs/spec/acts-discipline.md, *Effects*."""
        return any(self._rests(self.cases[name], at) for name in self.cases_of.get(member, ()))

    def _rests(self, case: Json, at: int) -> bool:
        if case["kind"] not in ("suspension", "expulsion"):
            return False
        start = case["final"] if case["stays"] else case["sanction"]
        over = self.days.passes(start, case["days"]) if case["days"] and start < NEVER else case["carried"]
        return bool(start <= at < min(over, case["fell"]))

    def campaigns_of(self, member: str) -> list[Json]:
        """Give the campaigns that asked a member."""
        return [one for one in self.campaigns.values() if self.asked(one, member)]

    def asked(self, campaign: Json, member: str) -> bool:
        """Whether a campaign asked a member: whether she was on the roll when the second of its opening was over."""
        return self.belongs(member, campaign["body"], campaign["at"])

    def voting(self, member: str, at: int) -> bool:
        """Whether an election is open in which she votes."""
        return any(self.belongs(member, one["body"], at) for one in self.running.values() if runs(one, at))

    def governing(self, body: str, at: int) -> list[str]:
        """Give who holds an office with power in a body or above it, or a seat in an organ that resolves."""
        offices, kinds = self.law.powers()
        line = set(self.line(body))
        near = [
            each
            for each in self.kinds
            if each in line or (each in self.organs and self.parents[each] in line)
        ]
        return [
            mandate["member"]
            for each in near
            for mandate in self.seats.get(each, ())
            if mandate["start"] <= at < mandate["end"]
            and (mandate["office"] in offices or (each in self.organs and self.kinds[each] in kinds))
        ]

    def votes(self, member: str, body: str, at: int) -> bool:
        """Whether she has a vote in a body; every class of a rehearsal votes."""
        good = not self.in_arrears(member, at) and not self.rests(member, at)
        return good and self.belongs(member, body, at)

    # --- who may

    def may(self, act: Json, kind: str, asked: Asked) -> bool:
        """Whether the signers turn the keys of one phrase of the clause, and of every floor."""
        rules = self.law.rules("may", kind, self.kinds[asked.place], asked.office)
        return bool(rules) and all(
            any(turned(self, phrase, act, asked) for phrase in rule["any_of"]) for rule in rules
        )
