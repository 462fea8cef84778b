"""The record to read: a feed, newest first, and a page for each entry."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bylaw.portal import amending, changes, papers, search, words
from bylaw.portal.desk import MAX_CHECKPOINT, desk
from bylaw.portal.gate import member_of, public
from bylaw.portal.index import Hits
from bylaw.portal.kept import same_for_all
from bylaw.portal.onward import onward
from bylaw.record.broken import Broken
from bylaw.record.log.proof import Receipt
from bylaw.record.log.tree import leaf_hash
from bylaw.store.files import read_bounded
from bylaw.store.receipts import receipt

PER_PAGE = 25
NOTHING = Hits((), 0, 0)


@public
@same_for_all
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Show one page of the entries that are looked for, the newest first; of all when nothing is asked."""
    state, looked, page = desk().state, search.of(desk()), _page(request)
    wanted = search.read(request.GET.dict(), state.identity.zone)
    found = looked.find(wanted, max(page - 1, 0) * PER_PAGE, PER_PAGE) if wanted else NOTHING
    pages = max(1, -(-found.many // PER_PAGE))
    if not 1 <= page <= pages:
        raise Http404
    given = {name: request.GET[name] for name in search.ASKED if request.GET.get(name)}
    partly = wanted is not None and found.covered < state.size
    shown = {
        "lines": [line for index in found.places if (line := desk().line(index))],
        "found": found.many,
        "covered": found.covered,
        "partly": partly,
        "asked": given,
        "problem": wanted is None,
        "query": urlencode(given),
        "kinds": looked.kinds(),
        "bodies": tuple(state.bodies.all),
        "offices": sorted({name for _, name in state.offices.all}),
        "page": page,
        "pages": pages,
        "newer": page - 1,
        "older": page + 1,
    }
    answer = render(request, "portal/entries.html", shown, status=400 if wanted is None else 200)
    if partly:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(request: HttpRequest) -> int:
    """Give which page is asked for; nought for what is no page."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0


@public
@require_safe
def proof(_request: HttpRequest, index: int) -> HttpResponse:
    """Give the proof that an entry is under the head that is served now (c2sp.org/tlog-proof@v1)."""
    found = proof_of(index)
    if found is None:
        raise Http404
    name = f"attachment; filename=entry-{index}.tlog-proof"
    kept = {"Cache-Control": "no-cache", "Content-Disposition": name}
    return HttpResponse(found.write(), content_type="text/plain; charset=utf-8", headers=kept)


def proof_of(index: int) -> Receipt | None:
    """Prove an entry under the published head; None for one that it does not cover."""
    head = read_bounded(desk().folder / "record" / "checkpoint", MAX_CHECKPOINT) or b""
    organisation = desk().organisation
    found = receipt(organisation.store, head, organisation.vkey, index)
    return None if isinstance(found, Broken) else found


@public
@same_for_all
def entry(request: HttpRequest, index: int) -> HttpResponse:
    """Show one entry: the act in words, who signed by which right, and the exact bytes."""
    line = desk().line(index)
    if line is None:
        raise Http404
    state = desk().state
    head, _, act = line.raw.decode().partition("\n")
    shown = {
        "line": line,
        "meaning": words.meaning(type(line.act)),
        "said": amending.said(line.act, state.identity.zone),
        "asked_for": amending.asked_for(line.act, state.identity.zone),
        "preview": changes.on_entry(desk(), line),
        "signers": [(signer.member, words.right(state, signer)) for signer in line.act.by],
        "flaws": [flaw.finding for flaw in state.flaws.of(index)],
        "done": "done" in request.GET,
        "onward": tuple(onward(state, line.act)),
        "covered": index < desk().announced(),
        "head": head,
        "act": act,
        "leaf": leaf_hash(line.raw).hex(),
        "papers": tuple(papers.papers(desk(), line, member_of(request))),
        "last": state.size - 1,
        "newer": index + 1,
        "older": index - 1,
    }
    return render(request, "portal/entry.html", shown)
