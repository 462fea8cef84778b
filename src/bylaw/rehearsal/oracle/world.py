"""What the oracle knows: plain tables, filled from the acts that were taken."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bylaw.rehearsal.oracle.days import Days, read
from bylaw.rehearsal.oracle.law import Json, Law
from bylaw.rehearsal.oracle.rights import ROOT, Asked, turned

NEVER = 2**60


class World:
    """One organisation as its founding act and everything after it says."""

    def __init__(self, founding: Json, at: int) -> None:
        self.law, self.days = Law(founding["bylaws"]), Days(founding["zone"])
        self.kinds: dict[str, str] = {each["name"]: each["kind"] for each in founding["bodies"]}
        self.parents: dict[str, str] = {each["name"]: each.get("parent", "") for each in founding["bodies"]}
        self.organs = {each["name"] for each in founding["bodies"] if each.get("organ")}
        self.spells: dict[str, list[list[Any]]] = {}
        """Member to spells: body, first instant, end, cause, and the day from which seniority counts."""
        self.offices: dict[tuple[str, str], int] = {
            (each.get("body") or ROOT, each["name"]): each.get("seats", 1) for each in founding["offices"]
        }
        self.mandates: dict[str, dict[str, Any]] = {}
        self.warrants: dict[str, tuple[str, str, str]] = {}
        """Name to the body, the matter and whether it was used."""
        self.applications: dict[str, Json] = {}
        self.paid: dict[str, list[tuple[int, int]]] = {}
        """Member to what was attested: when, and until which day."""
        self.reminders: dict[str, list[int]] = {}
        self.notices: dict[str, int] = {}
        self.moving: dict[str, str] = {}
        self.rolls: dict[str, Json] = {}
        self.meetings: dict[str, Json] = {}
        self.motions: dict[str, Json] = {}
        self.elections: dict[str, Json] = {}
        self.running: dict[str, Json] = {}
        """The elections that are not declared."""
        self.met: dict[str, list[Json]] = {}
        """The meetings of each body."""
        self.founded = dict.fromkeys(self.kinds, at)
        """When each body began."""
        self.petitions: dict[str, Json] = {}
        self.cases: dict[str, Json] = {}
        self.emergencies: dict[str, Json] = {}
        self.reports: dict[tuple[str, str], list[Json]] = {}
        """The reports of an office of a body."""
        self.filed: dict[str, Json] = {}
        """Reports by name."""
        self.counted: Counter[tuple[str, int, str]] = Counter()
        """Body, year and figure, with those above the body."""
        self.complaints: dict[str, Json] = {}
        self.words: set[str] = set()
        """Commitments to words that serve something already."""
        self.critics: dict[str, list[tuple[str, int]]] = {}
        """Member to those who criticised her, and when."""
        self._mandates_of: dict[str, list[str]] = {}
        self.seats: dict[str, list[dict[str, Any]]] = {}
        """The mandates of the offices of a body."""
        self.here: dict[str, set[str]] = {}
        """Unit to everybody who ever was on its roll."""
        for founder in founding["founders"]:
            self.enter(founder["member"], ROOT, at, at)
        for i, seat in enumerate(founding["interim"]):
            self._interim(i, seat, at)

    def _interim(self, i: int, seat: Json, at: int) -> None:
        from_day = {"member": seat["member"], "office": seat["office"], "body": seat["body"], "start": at}
        ends = read(seat["ends"])
        self.seat(f"interim.{i}", {**from_day, "end": ends, "due": ends})

    def seat(self, name: str, mandate: dict[str, Any]) -> None:
        """Begin a mandate."""
        self.mandates[name] = mandate
        self._mandates_of.setdefault(mandate["member"], []).append(name)
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

    def count(self, figure: str, body: str, at: int) -> None:
        """Count an event in a body and those above it."""
        for each in self.line(body):
            self.counted[each, self.days.of(at).year, figure] += 1

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
        for name in self._mandates_of.get(member, ()):
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
        return [member for member in self.roll(body, at) if not self.in_arrears(member, at)]

    def votes(self, member: str, body: str, at: int) -> bool:
        """Whether she has a vote in a body; every class of a rehearsal votes."""
        return self.belongs(member, body, at) and not self.in_arrears(member, at)

    # --- who may

    def may(self, act: Json, kind: str, asked: Asked) -> bool:
        """Whether the signers turn the keys of one phrase of the clause, and of every floor."""
        rules = self.law.rules("may", kind, self.kinds[asked.place], asked.office)
        return bool(rules) and all(
            any(turned(self, phrase, act, asked) for phrase in rule["any_of"]) for rule in rules
        )
