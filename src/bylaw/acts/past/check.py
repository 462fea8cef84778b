"""One clause asked of one past vote: kept, broken, or not shown by the sources.

A missing fact is never a breach: whoever could not find the sponsors has not shown that there were none.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec.structs import replace

from bylaw.acts.act import Evidence
from bylaw.acts.past.facts import Vote
from bylaw.rules.bylaws import Law
from bylaw.rules.clause import Provision
from bylaw.rules.finding import UNSHOWN, Finding

Verdict = Literal["kept", "broken", "unshown"]
KIND = "attest-vote"
"""The act by whose name clauses speak of a vote of the past."""


class Check(NamedTuple):
    """What asking one clause gave: the fact found, and for a breach what the text asks."""

    law: Provision
    verdict: Verdict
    found: str
    asks: str = ""

    def finding(self) -> Finding:
        """Give the finding to keep, for what is not kept."""
        if self.verdict == "broken":
            return self.law.breach(self.found, self.asks)
        remedy = "attest the fact, if another source shows it"
        return replace(self.law.breach(self.found, remedy), consequence=UNSHOWN)


def kept(law: Provision, found: str) -> Check:
    """Say that the clause was kept, by which fact."""
    return Check(law, "kept", found)


def broken(law: Provision, found: str, asks: str) -> Check:
    """Say that the clause was broken, by which fact, and what it asks."""
    return Check(law, "broken", found, asks)


def unshown(law: Provision, found: str) -> Check:
    """Say what is missing to know."""
    return Check(law, "unshown", found)


class Case(NamedTuple):
    """A past vote before the law of its day, with the attachments that it names."""

    vote: Vote
    law: Law
    body: str
    evidence: Evidence

    def clause(self, key: str, of: str = KIND) -> Provision | None:
        """Give the clause that answers a question for this vote."""
        return self.law.one(key, of, self.body, "leader" if self.vote.leader else "")
