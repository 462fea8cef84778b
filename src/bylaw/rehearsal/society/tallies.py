"""The votes of an election by a recorded count, drawn without a tie; a tie made of them; and what tellers write."""

from __future__ import annotations

from collections.abc import Sized
from random import Random
from typing import Any


def cast(dice: Random, stand: list[str], voters: int) -> dict[str, int]:
    """Let a part of the voters vote: whoever stands first gets half, the next half of what is left."""
    left = max(voters * dice.randint(30, 80) // 100, 1)
    votes: dict[str, int] = {}
    for i, member in enumerate(stand):
        votes[member] = max(left // 2, 1) if i + 1 < len(stand) else left
        left -= votes[member]
    if len(set(votes.values())) < len(votes):
        return {member: len(stand) - i for i, member in enumerate(stand)}
    return votes


def level(votes: dict[str, int], seats: int) -> dict[str, int]:
    """Take votes from who would have the last seat until the next has as many, and nobody else."""
    last, after = sorted(votes, key=lambda who: -votes[who])[seats - 1 : seats + 1]
    return {**votes, last: votes[after]}


def totals(votes: list[int], seats: int) -> dict[str, Any]:
    """Give the numbers of a count; with no more candidates than seats each is put to a confirming vote."""
    confirming = len(votes) <= seats
    total = max(votes) if confirming else sum(votes)
    numbers: dict[str, Any] = {"took_part": total, "valid": total, "invalid": 0, "votes": tuple(votes)}
    if confirming:
        numbers["against"] = (0,) * len(votes)
    return numbers


def noted(voters: int, took_part: int, stand: Sized, elected: Sized) -> tuple[tuple[str, int], ...]:
    """Give the figures of an election as the books count them."""
    return (
        ("elections", 1),
        ("contested", len(stand) > len(elected)),
        ("entitled", voters),
        ("took-part", took_part),
        ("seats-filled", len(elected)),
    )
