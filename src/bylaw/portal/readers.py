"""Whom the reader of a page may know by name: one rule, which every page and every filter asks.

Everybody reads the names of those who hold an office or stand for one. A member reads those of former officers too,
those of everybody who has a part in a case of hers, and those of applicants while the bylaws let her vouch for them or
object. Who keeps the register reads the names of those who are or were on the roll of its units; who admits, those of
applicants there and of whoever speaks for or against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from functools import cached_property

from django.http import HttpRequest, HttpResponseBase

from bylaw.portal import officers, parts
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import Next, member_of

KEEPS = ("admit", "issue-card")
"""The acts whose offices keep the register."""
ADMITS = ("admit", "decline")
"""The acts whose offices see who applies."""
SPEAKS = ("sponsor", "object-to-admission")
"""The acts by which members speak for or against whoever applies."""


class Reader:
    """Somebody who reads a page, by her member id; empty for whoever has not logged in."""

    def __init__(self, where: Desk, member: str) -> None:
        self._where, self._member = where, member
        self._names: dict[str, str] = {}
        self._speaks: dict[str, bool] = {}

    def name(self, member: str) -> str:
        """Give the name of a member whom the reader may know; empty for anybody else."""
        if member not in self._names:
            self._names[member] = self._where.registered_name(member) if self.knows(member) else ""
        return self._names[member]

    def knows(self, member: str) -> bool:
        """Whether the reader may know who a member id is."""
        if not self._member:
            return self._where.in_public(member)
        return (
            member == self._member
            or self._where.in_public(member)
            or self._former(member)
            or self._kept(member)
            or member in self._applying
            or self._asked_about(member)
            or member in self._company
        )

    def counts(self, member: str) -> bool:
        """Whether the reader may know a member's number too: her own, and those in the register that she keeps."""
        return bool(self._member) and (member == self._member or self._kept(member))

    def _former(self, member: str) -> bool:
        """Whether somebody held an office before, which members know."""
        state, at = self._where.state, self._where.now()
        return self._belongs and any(held.start <= at for held in state.offices.of_member(member))

    def _kept(self, member: str) -> bool:
        """Whether somebody is or was on the roll of a unit whose register the reader keeps."""
        spells = self._where.state.members.roll.spells.get(member, ()) if self._keeps else ()
        return any(spell.body in self._keeps and spell.start <= self._where.now() for spell in spells)

    def _asked_about(self, member: str) -> bool:
        """Whether somebody applies, undecided, where the reader may vouch or object by the right of a member."""
        found = self._where.state.members.applications.get(member)
        return found is not None and not found.outcome and self._speaks_in(found.body)

    def _speaks_in(self, body: str) -> bool:
        if body not in self._speaks:
            asked = (officers.open_to_member(self._where, self._member, kind, body) for kind in SPEAKS)
            self._speaks[body] = any(asked)
        return self._speaks[body]

    @cached_property
    def _belongs(self) -> bool:
        return self._where.belongs(self._member)

    @cached_property
    def _keeps(self) -> frozenset[str]:
        return officers.reach(self._where, self._member, KEEPS)

    @cached_property
    def _applying(self) -> frozenset[str]:
        """Those who apply, or applied, where the reader admits, and whoever sponsors them or objects."""
        admits = officers.reach(self._where, self._member, ADMITS)
        return frozenset(self._spoken_of(admits)) if admits else frozenset()

    def _spoken_of(self, admits: frozenset[str]) -> Iterator[str]:
        members = self._where.state.members
        for each in members.applications.values():
            if each.body in admits:
                yield each.member
                yield from members.sponsors.get(each.member, ())
                yield from (who for _at, who, _text in members.objections.get(each.member, ()))

    @cached_property
    def _company(self) -> frozenset[str]:
        return frozenset(parts.company(self._where.state, self._member))


_READS: ContextVar[Reader | None] = ContextVar("reads", default=None)


def reading(get_response: Next) -> Next:
    """Remember who reads while a page is made, as the language is remembered: filters are not told."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        token = _READS.set(Reader(desk(), member_of(request)))
        try:
            return get_response(request)
        finally:
            _READS.reset(token)

    return answer


def reader() -> Reader:
    """Give who reads the page that is being made; somebody who has not logged in where none is."""
    return _READS.get() or Reader(desk(), "")
