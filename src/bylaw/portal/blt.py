"""The ballots of a count as BLT, which other counting programs read: from a file of tellers or out of a box."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from bylaw.acts.secret_ballots.ballot_files import file_of
from bylaw.acts.voting.electing import method_of
from bylaw.counting import METHODS
from bylaw.counting.ballots import Ballots
from bylaw.counting.files import blt
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import public
from bylaw.state.elections import Count, Election

GRADED = ("grades",)
"""What a method takes that counts grades alone: BLT has no word for them."""


@public
@require_safe
def ballots(_request: HttpRequest, name: str, unit: str) -> HttpResponse:
    """Give the ranked ballots of one unit, or of the papers beside its box; a count of totals or grades has none."""
    where = desk()
    election = where.state.elections.all.get(name)
    count = next((each for each in given(where, election) if each.unit == unit), None) if election else None
    if election is None or count is None:
        raise Http404
    found = file_of(count, where.evidence.get(count.ballots), method_of(where.state, election).name)
    if not isinstance(found, Ballots):
        raise Http404
    file = f"{name}-{unit.replace('/', '-')}.blt"
    kept = {"Content-Disposition": f"attachment; filename={file}"}
    return HttpResponse(
        blt.write(replace(found, seats=election.seats)),
        content_type="text/plain; charset=utf-8",
        headers=kept,
    )


def given(where: Desk, election: Election) -> list[Count]:
    """Give the counts whose ballots are here and can be had as BLT: not those that were destroyed, nor grades."""
    if METHODS[method_of(where.state, election).name].takes == GRADED:
        return []
    counts = where.state.elections.counts[election.name].values()
    return [count for count in counts if count.ballots and count.ballots in where.evidence]
