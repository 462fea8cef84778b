"""Charges in answer to criticism: whom the member to be charged has criticised does not decide to charge her."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.assemblies.deliberation import Question, asked, inner_act
from bylaw.acts.days import after_days
from bylaw.acts.discipline.charges import BringCharge
from bylaw.acts.discipline.criticism import criticised_by, retaliation
from bylaw.rules.clause import Provision
from bylaw.state import State


def answering(state: State, question: Question, at: int) -> Iterator[tuple[Provision, frozenset[str]]]:
    """Give each clause on retaliation with those who would answer criticism by the charge that is decided on.

    Nobody where something else is decided, or where this reader cannot open who is to be charged.
    """
    charge = inner_act(state, question.matter)
    if not isinstance(charge, BringCharge):
        return
    since = dict(retaliation(state, charge, criticised_by(state, charge.charged, at), at))
    for law in asked(state, question, "window"):
        yield law, frozenset(who for who, t in since.items() if at < after_days(state, t, law.rule.days))
