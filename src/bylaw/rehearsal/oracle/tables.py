"""What the oracle has noted: plain tables, one for each thing that acts name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bylaw.rehearsal.oracle.law import Json


@dataclass
class Tables:
    """Everything by its name, empty at the founding."""

    keys: dict[str, str] = field(default_factory=dict)
    """Member to the public key with which she came."""
    recalls: dict[str, Json] = field(default_factory=dict)
    spells: dict[str, list[list[Any]]] = field(default_factory=dict)
    """Member to spells: body, first instant, end, cause, and the day from which seniority counts."""
    mandates: dict[str, dict[str, Any]] = field(default_factory=dict)
    warrants: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Name to the body, the matter and whether it was used."""
    applications: dict[str, Json] = field(default_factory=dict)
    paid: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Member to what was attested: when, and until which day."""
    reminders: dict[str, list[int]] = field(default_factory=dict)
    notices: dict[str, int] = field(default_factory=dict)
    moving: dict[str, str] = field(default_factory=dict)
    rolls: dict[str, Json] = field(default_factory=dict)
    meetings: dict[str, Json] = field(default_factory=dict)
    motions: dict[str, Json] = field(default_factory=dict)
    elections: dict[str, Json] = field(default_factory=dict)
    running: dict[str, Json] = field(default_factory=dict)
    """The elections that are not declared."""
    elected: dict[tuple[str, str], int] = field(default_factory=dict)
    """When the last election of an office of a body that was declared closed."""
    met: dict[str, list[Json]] = field(default_factory=dict)
    """The meetings of each body."""
    petitions: dict[str, Json] = field(default_factory=dict)
    cases: dict[str, Json] = field(default_factory=dict)
    cases_of: dict[str, list[str]] = field(default_factory=dict)
    """The cases against a member, and those that she brought."""
    charged_by: dict[str, list[str]] = field(default_factory=dict)
    emergencies: dict[str, Json] = field(default_factory=dict)
    reports: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """The reports of an office of a body."""
    filed: dict[str, Json] = field(default_factory=dict)
    """Reports by name."""
    counted: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    """Body, year and figure, with those above the body."""
    complaints: dict[str, Json] = field(default_factory=dict)
    chances: set[str] = field(default_factory=set)
    """What a lot was drawn by: it draws nothing else."""
    words: set[str] = field(default_factory=set)
    """Commitments to words that serve something already."""
    critics: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """Member to those who criticised her, and when."""
    mandates_of: dict[str, list[str]] = field(default_factory=dict)
    seats: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The mandates of the offices of a body."""
    here: dict[str, set[str]] = field(default_factory=dict)
    """Unit to everybody who ever was on its roll."""
    directives: dict[str, Json] = field(default_factory=dict)
    commissions: dict[str, Json] = field(default_factory=dict)
    courses: dict[str, Json] = field(default_factory=dict)
    campaigns: dict[str, Json] = field(default_factory=dict)
    grounds: dict[str, str] = field(default_factory=dict)
    """For what the running notice of lapse was given."""
    payers: dict[str, set[str]] = field(default_factory=dict)
    """For whom a payer pays."""
    admitted: dict[str, list[int]] = field(default_factory=dict)
    """When somebody was admitted to a body or one below it."""
