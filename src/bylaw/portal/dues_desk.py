"""The treasurer's list in a browser: read whole, every mistake with its row, and signed as one act; never an amount.

Nothing of the file is kept: what was read stands in the act that is shown, and is in the record once it is signed.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bylaw.acts.members.standing import MOST, AttestStanding
from bylaw.people.dues import LISTS, Holders, Payments, Roll, parts, payments
from bylaw.people.files import FOLDER
from bylaw.people.holders import holders_in
from bylaw.people.problem import Problem
from bylaw.portal import acting, drafts, officers, registry
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.portal.uploads import Uploaded, units, uploaded

PLACE = "/dues/"


class _Within:
    """A register that knows nobody beyond the units that an office serves."""

    def __init__(self, register: Holders, reach: frozenset[str]) -> None:
        self._register, self._reach = register, reach

    def holders(self, handles: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the members within reach whom the register holds under each of the handles."""
        found = self._register.holders(handles)
        return {
            handle: tuple(m for m in members if officers.within(desk(), m, self._reach))
            for handle, members in found.items()
        }


def dues(request: HttpRequest) -> HttpResponse:
    """Ask the treasurer for a list, or read the one that came: every mistake, or the act that attests it."""
    reach = officers.reach(desk(), member_of(request), (AttestStanding.kind(),))
    if not reach:
        raise Http404
    if request.method != "POST":
        return _page(request, reach, "", None)
    brought = uploaded(request, "list", LISTS, units(reach))
    if isinstance(brought, str):
        return _page(request, reach, brought, None)
    found = _read(request, brought, reach)
    return _page(request, reach, "", found) if found.errors else _review(request, brought, found)


def _read(request: HttpRequest, brought: Uploaded, reach: frozenset[str]) -> Payments:
    """Read a list; that somebody asked the register whom it means stands in the log of looks."""
    roll = Roll(desk().state, brought.unit, desk().now())
    with holders_in(desk().folder) as register:
        found = payments(brought.file, LISTS[brought.layout], _Within(register, reach), roll)
    if len(found.rows) > MOST:
        large = Problem(0, "", "size", f"{len(found.rows)} members; at most {MOST} in one file")
        found = msgspec.structs.replace(found, errors=(*found.errors, large))
    if (desk().folder / FOLDER).is_dir():
        registry.log(request, f"members by a list: {len(found.rows)}", f"dues of {brought.unit}")
    return found


def _page(request: HttpRequest, reach: frozenset[str], problem: str, found: Payments | None) -> HttpResponse:
    shown = {
        "units": units(reach),
        "problem": problem,
        "found": found,
        "most": MOST,
    }
    return render(request, "portal/dues.html", shown, status=400 if problem or found else 200)


def _review(request: HttpRequest, brought: Uploaded, found: Payments) -> HttpResponse:
    """Show the act, and each row as it was understood, before it is signed."""
    (attested,) = parts(desk().state, found.rows)
    fields = {"body": brought.unit, "dues": attested}
    draft = drafts.of(desk(), AttestStanding, fields, member_of(request))
    shown = {
        "draft": draft,
        "back": PLACE,
        "rows": found.rows,
        "warnings": found.warnings,
        **acting.means(request, draft.act, draft.findings),
    }
    return render(request, "portal/review-dues.html", shown, status=422 if draft.refusals else 200)
