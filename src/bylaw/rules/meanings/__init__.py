"""The closed set of meanings that a clause can have.

Each is a frozen struct of numbers and names; ``weaker(floor)`` says in words where it is less strict than
a floor of the same meaning, or the empty string. Bylaws whose choice is weaker than a floor are refused.
Spans are whole local days, months or calendar years in the organisation's zone (``calendar.py``).
"""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from bylaw.rules.meanings.accountability import Account, CampaignRule, SpendingRule
from bylaw.rules.meanings.assemblies import (
    Conflict,
    Forum,
    MajorityRule,
    Notice,
    PetitionRule,
    Proxy,
    Quorum,
    Seconds,
)
from bylaw.rules.meanings.base import Count, Meaning, Phrase
from bylaw.rules.meanings.justice import (
    RIGHTS,
    Appeal,
    Climb,
    Emergency,
    Grounds,
    How,
    Panel,
    Power,
    Resting,
    Steps,
    Suspension,
)
from bylaw.rules.meanings.law import Audience, Embargo, May, Window
from bylaw.rules.meanings.membership import Admission, Card, Classes, ClassOfMember, Lapse, Standing
from bylaw.rules.meanings.offices import (
    Activity,
    Cap,
    Deputy,
    Electorate,
    Eligible,
    ExOfficio,
    Interval,
    Method,
    Term,
)

__all__ = [
    "KEYS",
    "RIGHTS",
    "Account",
    "Activity",
    "Admission",
    "Appeal",
    "Audience",
    "CampaignRule",
    "Cap",
    "Card",
    "ClassOfMember",
    "Classes",
    "Climb",
    "Conflict",
    "Count",
    "Deputy",
    "Electorate",
    "Eligible",
    "Embargo",
    "Emergency",
    "ExOfficio",
    "Forum",
    "Grounds",
    "How",
    "Interval",
    "Lapse",
    "MajorityRule",
    "May",
    "Meaning",
    "Meanings",
    "Method",
    "Notice",
    "Panel",
    "PetitionRule",
    "Phrase",
    "Power",
    "Proxy",
    "Quorum",
    "Resting",
    "Seconds",
    "SpendingRule",
    "Standing",
    "Steps",
    "Suspension",
    "Term",
    "Window",
]


class Meanings(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The meanings that one clause sets; a clause in a file has these as keys."""

    may: May | UnsetType = UNSET
    notice: Notice | UnsetType = UNSET
    forum: Forum | UnsetType = UNSET
    quorum: Quorum | UnsetType = UNSET
    seconds: Seconds | UnsetType = UNSET
    majority: MajorityRule | UnsetType = UNSET
    term: Term | UnsetType = UNSET
    interval: Interval | UnsetType = UNSET
    petition: PetitionRule | UnsetType = UNSET
    steps: Steps | UnsetType = UNSET
    panel: Panel | UnsetType = UNSET
    appeal: Appeal | UnsetType = UNSET
    suspension: Suspension | UnsetType = UNSET
    climb: Climb | UnsetType = UNSET
    emergency: Emergency | UnsetType = UNSET
    embargo: Embargo | UnsetType = UNSET
    grounds: Grounds | UnsetType = UNSET
    proxy: Proxy | UnsetType = UNSET
    conflict: Conflict | UnsetType = UNSET
    electorate: Electorate | UnsetType = UNSET
    eligible: Eligible | UnsetType = UNSET
    method: Method | UnsetType = UNSET
    deputy: Deputy | UnsetType = UNSET
    standing: Standing | UnsetType = UNSET
    admission: Admission | UnsetType = UNSET
    classes: Classes | UnsetType = UNSET
    lapse: Lapse | UnsetType = UNSET
    window: Window | UnsetType = UNSET
    ex_officio: ExOfficio | UnsetType = UNSET
    cap: Cap | UnsetType = UNSET
    account: Account | UnsetType = UNSET
    campaign: CampaignRule | UnsetType = UNSET
    spending: SpendingRule | UnsetType = UNSET
    card: Card | UnsetType = UNSET
    audience: Audience | UnsetType = UNSET


KEYS = Meanings.__struct_fields__
"""The names of the meanings, in the order of the printed book."""
