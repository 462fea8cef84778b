"""Emergency: powers named one by one until a last day, and stop orders on a class of cases.

Nothing here lasts by silence: what the members do not confirm in time, and what has reached its last day,
is over without anybody's act.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Digest, Evidence, Name, Stamp
from bylaw.acts.days import after_days, day
from bylaw.acts.discipline.casework import keep_reasons, own_reasons
from bylaw.acts.discipline.sanctions import ended
from bylaw.acts.oversight.lasting import Declaring, OfEmergency, last_day, overlap, resolved
from bylaw.acts.oversight.reach import in_class
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Emergency as Rule
from bylaw.rules.meanings import Power
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.emergencies import MEASURE, STOP, Emergency

NewEmergency = Annotated[Name, Meta(extra={"new": "emergency"})]
Powers = Annotated[tuple[Power, ...], Meta(min_length=1, max_length=20)]


class DeclareEmergency(Declaring, frozen=True, kw_only=True, tag="declare-emergency/1"):
    """Declare an emergency: each power by its name, a last day, and reasons.

    ``reasons`` commits to them.
    """

    emergency: NewEmergency
    powers: Powers

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a power that the clause does not name, one named twice, and one that ran out lately."""
        yield from super().findings(state, at, evidence)
        if len(set(self.powers)) != len(self.powers):
            yield own(17, "a power is named twice", "name each once")
        for law in self.ask(state, at, "emergency"):
            for power in self.powers:
                if law.layer != "floor" and power not in law.rule.powers:
                    named = ", ".join(law.rule.powers) or "none"
                    yield law.breach(f"'{power}' is no power of the clause", f"it names {named}")
            for old in state.emergencies.all.values():
                rests = after_days(state, old.end, law.rule.days)
                if set(old.powers) & set(self.powers) and overlap(state, old.body, self.body) and at < rests:
                    found = f"{old.name} had these powers until {day(state, old.end - 1)}"
                    yield law.breach(found, f"not before {day(state, rests)}", rests)

    def apply(self, state: State, at: int) -> None:
        """Begin it."""
        state.emergencies.declare(replace(self.begun(state, at, self.emergency), powers=self.powers))


class OrderStop(Declaring, frozen=True, kw_only=True, tag="order-stop/1"):
    """Order that a class of cases is not pursued until a last day: on one ground, towards one sanction, or all.

    Hearing, acquittal, appeal and restoration go on; no charge against those who order it is stopped.
    """

    stop: NewEmergency
    ground: Annotated[str, Meta(pattern="^([a-z0-9][a-z0-9.-]{0,62})?$")] = ""
    sanction: Literal["", "warning", "removal", "suspension", "expulsion"] = ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a class that was stopped lately, and whoever is charged in a case of the class."""
        yield from super().findings(state, at, evidence)
        for law in self.ask(state, at, "emergency"):
            for old in state.emergencies.all.values():
                rests = after_days(state, old.end, law.rule.days)
                if self._same(state, old) and at < rests and not resolved(self, state):
                    found = f"{old.name} stopped this class until {day(state, old.end - 1)}"
                    yield law.breach(found, f"not before {day(state, rests)}, or by resolution", rests)
        for signer in self.by:
            for case in state.cases.of_member(signer.member):
                within = self.body in state.bodies.above[case.body] and self.ground in ("", case.ground)
                if within and not ended(state.cases.now(case.name), at):
                    yield own(21, f"{signer.member} has a part in {case.name}", "let others order it")

    def _same(self, state: State, old: Emergency) -> bool:
        both = old.kind == STOP and overlap(state, old.body, self.body)
        return both and (in_class(old, self.ground, self.sanction) or self._covers(old))

    def _covers(self, old: Emergency) -> bool:
        return self.ground in ("", old.ground) and self.sanction in ("", old.sanction)

    def apply(self, state: State, at: int) -> None:
        """Stop the class."""
        stop = replace(self.begun(state, at, self.stop), ground=self.ground, sanction=self.sanction)
        state.emergencies.declare(stop)


class RenewEmergency(OfEmergency, frozen=True, kw_only=True, tag="renew-emergency/1"):
    """Renew a measure or stop order from its last day to another; unconfirmed it ends on the earlier one."""

    last: Stamp
    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse one renewal more than the clause gives, what is not confirmed, and a day too far away."""
        yield from super().findings(state, at, evidence)
        told = self.told(state)
        if not told.confirmed:
            yield own(51, f"{told.name} is not confirmed", "have it confirmed first")
        asked = self.ask(state, at, "emergency", of=told.kind)
        for law in asked:
            if told.renewed >= law.rule.renewals:
                yield law.breach(f"renewals so far: {told.renewed}", "let it end")
        yield from last_day(state, self.last, asked, told.last, at)
        yield from own_reasons(state, self.reasons)

    def apply(self, state: State, at: int) -> None:
        """Move its last day, at once where nothing is to be confirmed."""
        told, last = self.told(state), instant(self.last) or at
        rule: Rule = self.rule(state, at, "emergency", of=told.kind)
        confirmed = not rule.confirm_days or resolved(self, state)
        state.emergencies.renew(told.name, last, last if confirmed else told.end, confirmed=confirmed)
        keep_reasons(state, told.name, self.reasons)


class ConfirmEmergency(OfEmergency, frozen=True, kw_only=True, tag="confirm-emergency/1"):
    """Confirm a measure or stop order, or its renewal, by resolution: it then runs until its last day."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse what is confirmed already, and any other right than a resolution of others than declared it."""
        yield from super().findings(state, at, evidence)
        told = self.told(state)
        if told.confirmed:
            yield own(15, f"{told.name} is confirmed", "nothing more is needed")
        for signer in self.by:
            warrant = state.warrants.all.get(signer.ref) if signer.right == "warrant" else None
            if warrant is None:
                yield own(51, f"{signer.member} signed as {signer.right}", "confirm it by a resolution")
                continue
            if state.bodies.all[warrant.body].organ and warrant.body in told.where:
                yield own(51, f"{warrant.body} confirms what it declared", "let the members confirm it")

    def apply(self, state: State, at: int) -> None:
        """Let it run to its last day."""
        state.emergencies.confirm(self.emergency)


class EndEmergency(OfEmergency, frozen=True, kw_only=True, tag="end-emergency/1"):
    """End a measure before its last day."""

    of_kind: ClassVar[frozenset[str]] = frozenset((MEASURE,))

    def apply(self, state: State, at: int) -> None:
        """End it now."""
        state.emergencies.close(self.emergency, at, "ended")


class LiftStop(OfEmergency, frozen=True, kw_only=True, tag="lift-stop/1"):
    """Lift a stop order before its last day; what was stopped goes on."""

    of_kind: ClassVar[frozenset[str]] = frozenset((STOP,))

    def apply(self, state: State, at: int) -> None:
        """End it now."""
        state.emergencies.close(self.emergency, at, "lifted")
