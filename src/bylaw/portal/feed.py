"""The record to read: a feed, newest first, and a page for each entry."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bylaw.portal import words
from bylaw.portal.desk import desk
from bylaw.portal.gate import public
from bylaw.record.log.tree import leaf_hash

PER_PAGE = 25


@public
def entries(request: HttpRequest) -> HttpResponse:
    """Show one page of the record, the newest entries first."""
    size = desk().state.size
    pages = max(1, -(-size // PER_PAGE))
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    if not 1 <= page <= pages:
        raise Http404
    stop = size - (page - 1) * PER_PAGE
    lines = tuple(desk().lines(max(0, stop - PER_PAGE), stop))[::-1]
    shown = {"lines": lines, "page": page, "pages": pages, "newer": page - 1, "older": page + 1}
    return render(request, "portal/entries.html", shown)


@public
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
        "said": words.said(line.act, state.identity.zone),
        "signers": [(signer.member, words.right(state, signer)) for signer in line.act.by],
        "flaws": [flaw.finding for flaw in state.flaws.of(index)],
        "done": "done" in request.GET,
        "covered": index < desk().announced(),
        "head": head,
        "act": act,
        "leaf": leaf_hash(line.raw).hex(),
        "last": state.size - 1,
        "newer": index + 1,
        "older": index - 1,
    }
    return render(request, "portal/entry.html", shown)
