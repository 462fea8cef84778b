"""What now: where whoever has just recorded an act goes on from its entry."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bylaw.acts.act import Act
from bylaw.state import State


def onward(state: State, act: Act) -> Iterator[tuple[str, str]]:
    """Give the pages that show what the act changed, each with its words; the actor's own page last."""
    named = act.kind(), getattr(act, "name", "")
    meeting = named[1] if named[0] == "call-meeting" else getattr(act, "meeting", "")
    if meeting in state.meetings.all:
        yield f"/meetings/{meeting}/", _("To the meeting")
    election = named[1] if named[0] == "call-election" else getattr(act, "election", "")
    if election in state.elections.all:
        yield f"/elections/{election}/", _("To the election")
    if getattr(act, "case", "") or getattr(act, "complaint", "") or getattr(act, "step", ""):
        yield "/cases/", _("My cases and complaints")
    yield "/me/", _("My page")
