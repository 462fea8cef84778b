"""Changing the bylaws: by whoever they name, strictly after the entry, never for what is running or done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Digest, Evidence, Name, Text
from bylaw.acts.days import after_days
from bylaw.acts.organisation.ex_officio import elective, refit
from bylaw.rules.bylaws import Bylaws, Law
from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Embargo
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.amendments import Amendment

NewAmendment = Annotated[Name, Meta(extra={"new": "amendment"})]
Registered = Annotated[str, Meta(max_length=63, extra={"ref": "amendment"})]


class AmendBylaws(Act, frozen=True, kw_only=True, tag="amend-bylaws/1"):
    """Amend the bylaws: clauses that are new or replace the one of their number, and clauses repealed.

    ``supersedes`` names the clauses whose pending amendment this one is meant to replace.
    """

    name: NewAmendment
    clauses: tuple[Clause, ...] = ()
    repeals: tuple[Annotated[str, Meta(max_length=40)], ...] = ()
    supersedes: tuple[Annotated[str, Meta(max_length=40)], ...] = ()

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse what touches a floor, the entrenched, a pending amendment or an elected seat, or repeals nothing."""
        numbers = [clause.no for clause in self.clauses]
        touched = (*numbers, *self.repeals)
        if not touched or len(set(touched)) != len(touched):
            yield own(17, "no clause is named, or one is named twice", "name each clause once")
        law = state.bylaws.on(at)
        yield from self._floors(law)
        yield from elective(state, state.offices.all.values(), self._made(state, self._since(state, at)), at)
        for embargo in self.ask(state, at, "embargo"):
            for number in sorted(set(embargo.rule.entrenched) & set(touched)):
                yield embargo.breach(f"clause {number} is entrenched", "leave it as it is")
        for number in touched:
            pending = state.bylaws.pending(number, at)
            if pending and number not in self.supersedes:
                yield own(
                    15, f"an amendment of clause {number} is pending", "name it under 'supersedes', or wait"
                )
        for number in sorted(set(self.repeals) - {clause.no for clause in state.bylaws.in_force(at)}):
            yield own(8, f"there is no clause {number} in force to repeal", "name a clause in force")

    def _floors(self, law: Law) -> Iterator[Finding]:
        """Floors of bylaw's own stay; a floor of law gives way only to a newer text of it, with its source."""
        ours = {clause.no for clause in self.clauses if clause.layer == "floor" and clause.source}
        for number in (*(clause.no for clause in self.clauses), *self.repeals):
            if number.startswith("floor "):
                yield own(9, f"{number} is a floor of bylaw's own", "ask for more in a clause of your own")
            elif number in law.floor_numbers() and number not in ours:
                yield own(
                    9, f"clause {number} is a floor of law", "replace it by a floor that cites the newer law"
                )

    def law_made(self, state: State, at: int) -> Law | None:
        """Give the law once the amendment has its full effect."""
        return self._made(state, at + 1).on(at + 1)

    def apply(self, state: State, at: int) -> None:
        """Write the new law from the day on which it begins, or keep it until it is registered."""
        since, waits = self.takes_effect(state, at)
        made = Amendment(self.name, self.clauses, self.repeals, since, waits, at)
        state.amendments.all[self.name] = made
        if not waits:
            _write(state.bylaws, made)
            refit(state, at)

    def takes_effect(self, state: State, at: int) -> tuple[int, bool]:
        """Give the first second at which it is law if it is entered at ``at``, and whether it waits for a register."""
        return self._since(state, at), self._embargo(state, at).effective == "registered"

    def _embargo(self, state: State, at: int) -> Embargo:
        return self.rule(state, at, "embargo") or Embargo()

    def _since(self, state: State, at: int) -> int:
        days = self._embargo(state, at).days
        return max(at + 1, after_days(state, at, days) if days else 0)

    def _made(self, state: State, since: int) -> Bylaws:
        """Give the law with the amendment in it from a moment on."""
        made = state.bylaws.copy()
        _write(made, Amendment(self.name, self.clauses, self.repeals, since, waits=False, at=since))
        return made


class RegisterAmendment(Act, frozen=True, kw_only=True, tag="register-amendment/1"):
    """Attest that an amendment was entered in the public register, from which day on it is law."""

    amendment: Registered
    extract: Digest
    register_name: Text

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse an amendment that needs no registration, has it or was annulled, and what takes an elected seat."""
        amendment = state.amendments.all[self.amendment]
        if amendment.annulled:
            yield own(15, f"amendment {self.amendment} was annulled", "resolve on it anew")
        elif not amendment.waits:
            yield own(15, f"amendment {self.amendment} waits for no registration", "name one that does")
        else:
            made = state.bylaws.copy()
            _write(made, amendment.registered(at + 1))
            yield from elective(state, state.offices.all.values(), made, at)

    def apply(self, state: State, at: int) -> None:
        """Write the new law."""
        _write(state.bylaws, state.amendments.register(self.amendment, at + 1))
        refit(state, at)


def _write(bylaws: Bylaws, amendment: Amendment) -> None:
    """Write an amendment into a book of law, from the moment on which it begins."""
    bylaws.repeal(amendment.repeals, amendment.since)
    bylaws.adopt(amendment.clauses, amendment.since)
