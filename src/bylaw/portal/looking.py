"""A look at a paper about somebody: it is logged for her, with its reason, before anything is shown."""

from __future__ import annotations

from django.http import Http404
from msgspec.structs import replace

from bylaw.people.access import Access
from bylaw.people.files import FOLDER
from bylaw.people.person import Opening
from bylaw.people.register import Register
from bylaw.people.vault import Why
from bylaw.portal.desk import desk

LONGEST = 300
"""Of a reason for a look, in characters."""


def because(words: str) -> Why:
    """Give a reason as the log of looks takes it: with the organisation, and the moment."""
    return Why(desk().state.identity.org, desk().now(), words)


def look(access: Access) -> Opening:
    """Open the paper of an access whose reader has a right to it. Without a reason, or the paper, raises `Http404`."""
    why = access.why.strip()[:LONGEST]
    if not why:
        raise Http404
    with Register.open(desk().folder / FOLDER) as register:
        register.vault.log(because(why), replace(access, why=why))
        found = register.papers.opened(access.paper)
    if found is None:
        raise Http404
    return found
