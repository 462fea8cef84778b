"""Signing keys: the first, the next, the lost and the revoked.

A first key needs its own signature and two offices that do not depend on each other. A rotation needs the
old key and the new one. A recovery needs the two offices and the new key, and waits, so that the old key
can stop it. All of it is written at once as intervals: nobody has to act on the day the wait is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from bylaw.acts.act import Act, Digest, Evidence, HeldKey, Member
from bylaw.acts.days import day, limit
from bylaw.acts.signed import fit_key
from bylaw.record.keys import Key
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Window
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.keys import RECOVERED, Recovery
from bylaw.state.keys import HeldKey as Held

Recovering = Annotated[str, Meta(max_length=64, extra={"ref": "recovery"})]


class _NewKeyAct(Act, frozen=True, kw_only=True):
    """An act that brings a key of a member."""

    member: Member
    key: Key

    def place(self, state: State) -> str:
        """Give the body on whose roll the member is."""
        return next((spell.body for spell in state.members.roll.current(self.member, state.at)), ROOT)

    def subject(self, state: State) -> str:
        """Give the member whose key it is."""
        return self.member

    def brings(self, at: int) -> tuple[Held, ...]:
        """Give the new key, which signs."""
        return (Held(self.key.thumbprint, self.key, self.member, at, how=self.kind()),)

    def apply(self, state: State, at: int) -> None:
        """Register the key."""
        state.keys.register(self.brings(at)[0])

    def _recovering(self, state: State, at: int) -> Iterator[Finding]:
        """Refuse while a recovery waits: what it ends and what begins instead was written when it began."""
        running = state.keys.recovering(self.member, at)
        if running:
            yield own(15, f"a recovery runs until {day(state, running.ends)}", "wait for it, or stop it")


class RegisterKey(_NewKeyAct, frozen=True, kw_only=True, tag="register-key/1"):
    """Register a member's first key, whose thumbprint two offices found on her card or letter."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse where the member has a key, or is to have one: that is a rotation or a recovery."""
        if any(True for _ in state.keys.of(self.member, at)):
            yield own(7, f"{self.member} has a key already", "rotate it, or recover it if it is lost")
        yield from self._recovering(state, at)
        yield from fit_key(state, self.key)


class RotateKey(_NewKeyAct, frozen=True, kw_only=True, tag="rotate-key/1"):
    """Replace a key by another; signed with both."""

    brought_keys_sign: ClassVar[bool] = False
    old: HeldKey

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse to end a key that is not the member's own, and one whose end a recovery has written."""
        yield from _own_key(state, self.old, self.member, at)
        yield from self._recovering(state, at)
        yield from fit_key(state, self.key)

    def apply(self, state: State, at: int) -> None:
        """End the old key where the new one begins."""
        state.keys.close(self.old, at, "rotated")
        _NewKeyAct.apply(self, state, at)


class RecoverKey(_NewKeyAct, frozen=True, kw_only=True, tag="recover-key/1"):
    """Give a member who lost her key another, after a wait in which the old key can stop it."""

    asks: ClassVar[tuple[str, ...]] = ("window",)
    notice: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a second recovery while one runs."""
        yield from self._recovering(state, at)
        yield from fit_key(state, self.key)

    def apply(self, state: State, at: int) -> None:
        """Write the new key from the end of the wait on, and the end of the old ones at that moment."""
        rule: Window | None = self.rule(state, at, "window")
        ends = limit(state, at, rule.days if rule else 0)
        old = tuple(key.thumbprint for key in state.keys.of(self.member, at))
        for thumbprint in old:
            state.keys.close(thumbprint, ends, RECOVERED)
        key = Held(self.key.thumbprint, self.key, self.member, ends, how="recovery")
        state.keys.register(key)
        state.keys.recoveries[key.thumbprint] = Recovery(
            key.thumbprint, self.member, old, at, ends, tuple(s.ref for s in self.by if s.right == "office")
        )


class StopRecovery(Act, frozen=True, kw_only=True, tag="stop-recovery/1"):
    """Object with the old key to a recovery that one did not ask for; that ends it."""

    recovery: Recovering

    def subject(self, state: State) -> str:
        """Give the member whose key it is."""
        return state.keys.recoveries[self.recovery].member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse when the wait is over, or was ended before."""
        recovery = state.keys.recoveries[self.recovery]
        if recovery.stopped:
            yield own(15, "the recovery was stopped", "nothing more is needed")
        elif at >= recovery.ends:
            found = f"the wait ended on {day(state, recovery.ends)}"
            yield own(15, found, "recover a key of your own with the two offices")

    def apply(self, state: State, at: int) -> None:
        """The new key never begins, and the old ones go on."""
        state.keys.cancel(self.recovery)


class RevokeKey(Act, frozen=True, kw_only=True, tag="revoke-key/1"):
    """End a key from this entry on; what it signed before stands."""

    key: HeldKey

    def subject(self, state: State) -> str:
        """Give the member whose key it is."""
        return state.keys.all[self.key].member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse for a key that has ended."""
        yield from _own_key(state, self.key, self.subject(state), at)

    def apply(self, state: State, at: int) -> None:
        """End the key."""
        state.keys.close(self.key, at, "revoked")


def _own_key(state: State, thumbprint: str, member: str, at: int) -> Iterator[Finding]:
    key = state.keys.all[thumbprint]
    if key.member != member or at >= key.end:
        yield own(7, f"key {thumbprint} is not a key of {member} in force", "name the key in force")
