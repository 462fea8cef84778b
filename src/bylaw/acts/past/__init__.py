"""Votes of the past, attested in a reconstruction and compared with the law of their day."""

from bylaw.acts.past.act import AttestVote, checks
from bylaw.acts.past.check import Case, Check

__all__ = ["AttestVote", "Case", "Check", "checks"]
