"""From the register's newcomers to the rows and chunks of the acts that import a roll; no name passes here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from bylaw.acts.days import day, zone_of
from bylaw.acts.members.roll_import import Row
from bylaw.people.newcomer import Newcomer
from bylaw.people.preview import Preview
from bylaw.people.problem import Problem
from bylaw.people.register import RollRow
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.rules.instants import begins
from bylaw.state import State

CHUNK_BYTES = 45_000
"""Bytes of the rows of one act, well below the limit of an entry."""
CHUNK_ROWS = 1000
EARLIEST = date(1900, 1, 2)
"""The first day of joining that the record's times can express in every zone."""


def misfits(
    state: State, newcomers: Iterable[Newcomer], unit: str, at: int, units: Collection[str]
) -> Iterator[Problem]:
    """Say which rows this organisation could not take in at ``at``: no such unit or class, or a day to come.

    A unit that is not among ``units`` is, for whoever brings the rows, one that there is not.
    """
    for who in newcomers:
        body = state.bodies.all.get(who.body or unit)
        if body is None or body.name not in units or body.organ or not body.holds(at):
            words = f"there is no unit '{who.body or unit}' with members of its own"
            yield Problem(who.row, "body", "input", words)
        elif (classes := _classes(state, body.kind, at)) and who.cls not in classes:
            words = f"there is no class '{who.cls}'; the bylaws name {', '.join(sorted(classes))}"
            yield Problem(who.row, "class", "input", words)
        if who.since < EARLIEST or _start(state, who.since) > at:
            words = f"joined on {who.since}; write a day from 1900 to {day(state, at)}"
            yield Problem(who.row, "since", "input", words)


def fitting(found: Preview, state: State, unit: str, at: int, units: Collection[str]) -> Preview:
    """Give a preview with what this organisation could not take in among its errors, in order of rows."""
    wrong = misfits(state, found.rows, unit, at, units)
    errors = sorted((*found.errors, *wrong), key=lambda problem: problem.row)
    return Preview(found.rows, tuple(errors), found.warnings)


def record_rows(state: State, rows: Iterable[RollRow], unit: str) -> tuple[Row, ...]:
    """Give the rows as the act of import writes them."""
    return tuple(
        Row(row.member, row.body or unit, row.cls, rfc3339(_start(state, row.since)), name=row.name)
        for row in rows
    )


def chunks(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """Cut rows into chunks that fit into one act each."""
    chunk: list[Row] = []
    size = 0
    for row in rows:
        length = len(encode(row)) + 1
        if chunk and (size + length > CHUNK_BYTES or len(chunk) == CHUNK_ROWS):
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(row)
        size += length
    if chunk:
        yield tuple(chunk)


def _classes(state: State, kind: str, at: int) -> frozenset[str]:
    law = state.bylaws.on(at).one("classes", "apply", kind)
    return frozenset(cls.name for cls in law.rule.names) if law else frozenset()


def _start(state: State, joined: date) -> int:
    return begins(joined, zone_of(state)).at
