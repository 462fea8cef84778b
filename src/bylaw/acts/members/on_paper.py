"""An application that came on paper: the time to disown it runs first, and who entered it does not vouch for her.

Whoever has no key cannot say no by a signature of her own, so nobody is admitted by a paper that can still be
disowned; and what two officers could make up between them needs somebody else's word, or is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.days import day, limit
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.corrections import Paper


def paper_of(state: State, applicant: str) -> Paper | None:
    """Give the paper by which an application came; None where it was signed with a key."""
    return state.corrections.papers.get(state.members.applications[applicant].paper)


def disownable(state: State, paper: Paper) -> Iterator[tuple[Provision, int]]:
    """Give each clause on the time to disown a paper, with the end of that time: the bylaws' own, then each floor."""
    law = state.bylaws.on(paper.confirmed)
    for provision in law.find("window", "enter-paper", state.bodies.all[ROOT].kind, ""):
        yield provision, limit(state, paper.confirmed, provision.rule.days)


def on_paper(state: State, applicant: str, by: Iterable[Signer], at: int) -> Iterator[Finding]:
    """Refuse to admit by a paper that was or can be disowned; flag those who had it in hand and decide."""
    paper = paper_of(state, applicant)
    if paper is None:
        return
    if paper.disowned:
        found = f"the application was disowned on {day(state, paper.disowned)}"
        yield own(15, found, "decline it: she may apply again")
    for law, opens in disownable(state, paper):
        if at < opens:
            found = f"it came on paper, confirmed on {day(state, paper.confirmed)}, and can still be disowned"
            yield law.breach(found, f"admit on {day(state, opens)} at the earliest", opens)
    for signer in by:
        if signer.right == "office" and signer.member in paper.hands:
            found = f"{signer.member} had the paper of {applicant} in hand, and admits her"
            yield replace(own(70, found, "let others decide, where there are any"), consequence="flag")


def own_entry(state: State, applicant: str, sponsor: str) -> Iterator[Finding]:
    """Yield a finding where a sponsor entered or confirmed the applicant's paper."""
    paper = paper_of(state, applicant)
    if paper is not None and sponsor in paper.hands:
        yield own(
            70, f"{sponsor} entered or confirmed the paper of {applicant}", "let another member sponsor"
        )
