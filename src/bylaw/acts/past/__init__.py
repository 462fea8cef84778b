"""Votes and rolls of the past, attested in a reconstruction and compared with the law of their day."""

from bylaw.acts.past.act import AttestVote, checks
from bylaw.acts.past.check import Case, Check
from bylaw.acts.past.roll_acts import AddVoter, AttestActivity, ExcludeVoter, FixRoll

__all__ = [
    "AddVoter",
    "AttestActivity",
    "AttestVote",
    "Case",
    "Check",
    "ExcludeVoter",
    "FixRoll",
    "checks",
]
