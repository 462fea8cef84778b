"""The ballots of a count as BLT, which other counting programs read: what tellers entered, in one format for all."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bylaw.acts.secret_ballots.ballot_files import read_file
from bylaw.acts.voting.electing import method_of
from bylaw.counting.ballots import Ballots
from bylaw.counting.files import blt
from bylaw.portal.desk import desk
from bylaw.portal.gate import public


@public
@require_safe
def ballots(_request: HttpRequest, name: str, unit: str) -> HttpResponse:
    """Give the ranked ballots of one unit, whatever file the tellers brought; a count of totals or grades has none."""
    state = desk().state
    count = state.elections.counts.get(name, {}).get(unit)
    file = desk().evidence.get(count.ballots) if count is not None and count.ballots else None
    found = read_file(file, method_of(state, state.elections.all[name]).name) if file is not None else None
    if not isinstance(found, Ballots):
        raise Http404
    kept = {"Content-Disposition": f"attachment; filename={name}-{unit}.blt"}
    return HttpResponse(blt.write(found), content_type="text/plain; charset=utf-8", headers=kept)
