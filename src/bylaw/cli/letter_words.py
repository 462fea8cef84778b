"""What every letter with a credential says, in the language that is active."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _


class Said(NamedTuple):
    """The words above the fold, those over the credential and under it, and the language of them all."""

    body: Sequence[str]
    over: str
    under: str
    language: str


def said(uuid: str) -> Said:
    """Give the words of the letters of one election."""
    body = (
        _(
            "Below the fold stands your credential for this election. Nobody can cast a ballot in your name without it."
        ),
        _("Show it to nobody, and keep it until the result is final."),
        _(
            "You may vote again until the end: your last ballot counts. Write down its tracker, and look for it in the "
            "list."
        ),
        _(
            "A ballot in your name needs both this credential and the log-in that you have from another office."
        ),
    )
    under = _("Election {uuid}. No 0, O, I or l occurs in it.").format(uuid=uuid)
    return Said(body, _("Your credential:"), under, get_language() or "")
