"""A member acts: a form, then the act in words with what the judge says, then her signature, then the entry."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from bylaw.acts.act import Act
from bylaw.acts.registry import read_act
from bylaw.portal import consent, demo_keys, offers, words
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.portal.herald import announce
from bylaw.record.broken import Broken
from bylaw.record.encoding import LIMIT, encode
from bylaw.record.entry import Signature
from bylaw.record.passkey import challenge
from bylaw.record.signing import message
from bylaw.rules.finding import Finding


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show who I am in the record, and what I may do now, and what not yet and why."""
    member, state, at = member_of(request), desk().state, desk().now()
    found = tuple(offers.offers(desk(), member))
    shown = {
        "member": member,
        "spells": tuple(state.members.roll.current(member, at)),
        "mandates": [m for m in state.offices.of_member(member) if m.end > at],
        "keys": tuple(state.keys.of(member, at)),
        "may": [offer for offer in found if not offer.refusals],
        "may_not": [offer for offer in found if offer.refusals],
        "forms": sorted(offers.FORMS),
        "at": at,
    }
    return render(request, "portal/mine.html", shown)


def form(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for the fields of an act; what was typed is judged and shown before it is signed."""
    act = offers.FORMS.get(kind)
    if act is None:
        raise Http404
    if request.method != "POST":
        return _form(request, act, request.GET.dict(), "")
    given = request.POST.dict()
    found = offers.drafted(desk(), act, given, member_of(request))
    return _form(request, act, given, found) if isinstance(found, str) else _review(request, found)


def _form(request: HttpRequest, act: type[Act], given: dict[str, str], problem: str) -> HttpResponse:
    shown = {
        "kind": act.kind(),
        "meaning": words.meaning(act),
        "fields": offers.fields(desk(), act, given),
        "problem": problem,
    }
    return render(request, "portal/form.html", shown, status=400 if problem else 200)


def _review(request: HttpRequest, draft: offers.Draft) -> HttpResponse:
    """Show in words what would be signed, every finding, and where nothing stands in the way the means to sign."""
    raw, member, state = encode(draft.act), member_of(request), desk().state
    passkeys = [key for key in state.keys.of(member, desk().now()) if key.key.kind == "passkey"]
    shown = {
        "draft": draft,
        "meaning": words.meaning(type(draft.act)),
        "said": words.said(draft.act, state.identity.zone),
        "signers": [(signer.member, words.right(state, signer)) for signer in draft.act.by],
        "bytes": raw.decode(),
        "challenge": challenge(message(raw)),
        "rp": state.identity.rp_id,
        "passkeys": passkeys,
        "demo_key": demo_keys.holds_key(desk(), member),
    }
    return render(request, "portal/review.html", shown, status=422 if draft.refusals else 200)


@require_POST
def submit(request: HttpRequest) -> HttpResponse:
    """Take in an act that the member signed with her passkey."""
    raw = request.POST.get("act", "").encode()
    said = consent.read(request)
    if said is None or said.member != member_of(request):
        return _refused(request, "This passkey is another member's, or it gave no signature.", ())
    key = consent.key_for(desk(), said, message(raw))
    if key is None:
        return _refused(request, "The signature is not by a key of yours, or not on this act.", ())
    return _take(request, raw, said.under(key))


@require_POST
def submit_demo(request: HttpRequest) -> HttpResponse:
    """Take in an act signed with the member's key that lies in the demo's folder."""
    raw = request.POST.get("act", "").encode()
    if not desk().demo:
        raise Http404
    if _signer(raw) != member_of(request):
        return _refused(request, "This act names another signer.", ())
    signature = demo_keys.sign_for(desk(), member_of(request), raw)
    if signature is None:
        return _refused(request, "No key of yours lies in the demo's folder.", ())
    return _take(request, raw, signature)


def _signer(raw: bytes) -> str:
    act = read_act(raw) if len(raw) <= LIMIT else None
    return act.by[0].member if isinstance(act, Act) and len(act.by) == 1 else ""


def _take(request: HttpRequest, raw: bytes, signature: Signature) -> HttpResponse:
    if _signer(raw) != member_of(request):
        return _refused(request, "This act names another signer.", ())
    done = desk().organisation.submit(desk().now(), raw, [signature])
    if isinstance(done, Broken):
        return _refused(request, f"The record could not be written: {done.detail}", ())
    if done.refused:
        return _refused(request, "The act was not taken in.", done.findings)
    announce()
    return redirect(f"/entries/{done.index}/?done=1")


def _refused(request: HttpRequest, problem: str, findings: tuple[Finding, ...]) -> HttpResponse:
    return render(request, "portal/refused.html", {"problem": problem, "findings": findings}, status=422)
