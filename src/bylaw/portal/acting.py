"""A member acts: a form, then the act in words with what the judge says, then her signature, then the entry."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from msgspec.structs import replace

from bylaw.acts.act import Act
from bylaw.acts.members.roll_import import OpenImport
from bylaw.ledger import judge
from bylaw.portal import (
    amending,
    attached,
    audience,
    changes,
    consent,
    demo_keys,
    forms,
    offers,
    signing,
    words,
)
from bylaw.portal.carriers import CARRIED, CARRIERS, PETITION, Carrier, carriable
from bylaw.portal.desk import desk
from bylaw.portal.drafts import Draft, drafted
from bylaw.portal.gate import after_leaving, member_of
from bylaw.portal.known import FIELDS, with_known
from bylaw.portal.models import Pending
from bylaw.portal.room import with_room
from bylaw.portal.stray import PAGE
from bylaw.record.encoding import encode
from bylaw.record.entry import Signature
from bylaw.record.passkey import challenge
from bylaw.record.signing import message
from bylaw.rules.finding import Finding


@require_safe
def acts(request: HttpRequest) -> HttpResponse:
    """List every act with a form, by chapter."""
    return render(request, "portal/acts.html", {"chapters": offers.chapters()})


@after_leaving
def form(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for the fields of an act; what was typed is judged and shown before it is signed."""
    act = forms.FORMS.get(kind)
    if act is None or not offers.open_to(desk(), member_of(request), kind):
        raise Http404
    if request.method != "POST":
        return _opened(request, act, with_known(desk(), kind, request.GET.dict(), member_of(request)))
    given = with_known(desk(), kind, typed(request), member_of(request))
    if "edit" in given:
        return _form(request, act, given, "")
    if chosen := amending.taken(desk(), act, given):
        return _form(request, act, *chosen)
    taken = attached.take(desk(), act, given, request.FILES, member_of(request))
    if isinstance(taken, str):
        return _form(request, act, given, taken)
    found = drafted(desk(), act, taken, member_of(request))
    return _form(request, act, taken, found) if isinstance(found, str) else review(request, found, taken)


def _opened(request: HttpRequest, act: type[Act], given: dict[str, str]) -> HttpResponse:
    """Show the form with what its address says: a page links to it with a clause that is to be changed."""
    return _form(request, act, *(amending.taken(desk(), act, given) or (given, "")))


def typed(request: HttpRequest) -> dict[str, str]:
    """Give what was typed into a form, by field; of a field with boxes each that is ticked, on a line of its own.

    A browser sends a field for files that is left empty as an empty text, after the words of the same name.
    """
    return {name: "\n".join(filter(None, values)) for name, values in request.POST.lists()}


def _form(request: HttpRequest, act: type[Act], given: dict[str, str], problem: str) -> HttpResponse:
    files = attached.described(desk(), act, given, member_of(request))
    public = attached.PUBLIC.get(act.kind(), "")
    asked = forms.fields(desk().state, act, {**_mine(act, request), **given})
    fields = [replace(each, hint=forms.HINTS["public"]) if each.name == public else each for each in asked]
    fields = [
        replace(each, required=False) if each.name in FIELDS.get(act.kind(), ()) else each for each in fields
    ]
    carrier = CARRIERS.get(act.kind()) if not given.get(CARRIED) else None
    if carrier:
        fields = [each for each in fields if each.name != CARRIED]
    shown = {
        "kind": act.kind(),
        "meaning": words.meaning(act),
        "carries": _carries(carrier) if carrier else None,
        "alone": carrier is not PETITION,
        "fields": [replace(each, sort="file") if each.name in files else each for each in fields],
        "send": with_room(f"/act/{act.kind()}/", member_of(request)),
        "files": tuple(files.items()),
        "known": known(request),
        "problem": problem,
        "took": amending.took(given),
    }
    return render(request, "portal/form.html", shown, status=400 if problem else 200)


def _carries(carrier: Carrier) -> list[tuple[str, str]]:
    """Give the acts that a motion or a petition can ask for, each with the address of its form."""
    return [(kind, carrier.address(kind)) for kind in sorted(carriable(desk(), carrier))]


def _mine(act: type[Act], request: HttpRequest) -> dict[str, str]:
    """Fill in what is mostly about oneself."""
    hints = {name for name, _, need in forms.asked(act) if need}
    return {"member": member_of(request)} if "member" in hints else {}


def known(request: HttpRequest) -> list[tuple[str, str]]:
    """Give the members whom one often names: oneself, and those in office."""
    state, at = desk().state, desk().now()
    held = [(m.member, m.office) for m in state.offices.mandates.values() if m.holds(at)]
    return [(member_of(request), _("myself")), *held[:40]]


def review(request: HttpRequest, draft: Draft, given: dict[str, str], again: str = "") -> HttpResponse:
    """Show in words what would be signed, and every finding; ``again`` is the form, where it is not the act's own."""
    fields = [pair for pair in given.items() if pair[0] not in PAGE]
    files = attached.described(desk(), type(draft.act), given, member_of(request))
    shown = {
        "draft": draft,
        "typed": fields,
        "again": again or f"/act/{draft.act.kind()}/",
        "company": given.get("company", "0"),
        "companies": [
            [(s.member, words.right(desk().state, s)) for s in act.by[1:]] for act in draft.companies
        ],
        "private": [(forms.label(o.field), o.value.decode()) for o in draft.openings],
        "words": signing.told(draft.openings),
        "files": tuple(files.items()),
        **means(request, draft.act, draft.findings),
    }
    return render(request, "portal/review.html", shown, status=422 if draft.refusals else 200)


def means(request: HttpRequest, act: Act, findings: tuple[Finding, ...]) -> dict[str, object]:
    """Give what a page needs to show an act in words and to have it signed."""
    raw, member, state = encode(act), member_of(request), desk().state
    brought = (key for key in act.brings(desk().now()) if key.member == member)
    keys = (*state.keys.of(member, desk().now()), *brought)
    return {
        "act": act,
        "findings": findings,
        "refused": any(finding.refuses for finding in findings),
        "meaning": words.meaning(type(act)),
        "said": amending.said(act, state.identity.zone),
        "asked_for": amending.asked_for(act, state.identity.zone),
        "preview": changes.preview(desk(), act),
        "signers": [(signer.member, words.right(state, signer)) for signer in act.by],
        "bytes": raw.decode(),
        "challenge": challenge(message(raw)),
        "rp": state.identity.rp_id,
        "passkeys": [key for key in keys if key.key.kind == "passkey"],
        "demo_key": demo_keys.holds_key(desk(), member),
    }


@after_leaving
@require_safe
def waiting(request: HttpRequest, name: str) -> HttpResponse:
    """Show an act that waits for signatures, to those whom it names and to nobody else."""
    pending = Pending.objects.filter(name=name).first()
    if pending is None or member_of(request) not in pending.by.split(" "):
        raise Http404
    act = signing.act_of(pending.act.encode())
    assert act is not None
    missing = signing.missing(pending, desk().now())
    shown = {
        "missing": missing,
        "mine": member_of(request) in missing,
        "until": pending.until,
        **means(request, act, judge(desk().state, act, desk().now(), desk().evidence)),
    }
    return render(request, "portal/waiting.html", shown)


@after_leaving
@require_POST
def submit(request: HttpRequest) -> HttpResponse:
    """Take a signature by the member's passkey."""
    raw = request.POST.get("act", "").encode()
    said = consent.read(request)
    if said is None or said.member != member_of(request):
        return refused(request, _("This passkey is another member's, or it gave no signature."), ())
    act = signing.act_of(raw)
    key = consent.key_for(desk(), said, message(raw), act.brings(desk().now()) if act else ())
    if key is None:
        return refused(request, _("The signature is not by a key of yours, or not on this act."), ())
    return take(request, raw, member_of(request), said.under(key))


@after_leaving
@require_POST
def submit_demo(request: HttpRequest) -> HttpResponse:
    """Take a signature by the member's key that lies in the demo's folder."""
    raw = request.POST.get("act", "").encode()
    if not desk().demo:
        raise Http404
    act = signing.act_of(raw)
    if act is None or member_of(request) not in {signer.member for signer in act.by}:
        return refused(request, _("This act names another signer."), ())
    signature = demo_keys.sign_for(desk(), member_of(request), raw)
    if signature is None:
        return refused(request, _("No key of yours lies in the demo's folder."), ())
    return take(request, raw, member_of(request), signature)


def take(request: HttpRequest, raw: bytes, member: str, signature: Signature) -> HttpResponse:
    """Take a verified signature, and go to what became of it."""
    done = signing.sign(desk(), raw, member, signature, request.POST.get("words", ""))
    if done.waits:
        return redirect(f"/waiting/{done.waits}/")
    if done.index < 0:
        return refused(request, done.problem, done.findings)
    act = signing.act_of(raw)
    if isinstance(act, OpenImport):
        return redirect(f"/register/import/{act.roll}/")
    return audience.done(request, done.index)


def refused(request: HttpRequest, problem: str, findings: tuple[Finding, ...]) -> HttpResponse:
    """Say why nothing was recorded."""
    return render(request, "portal/refused.html", {"problem": problem, "findings": findings}, status=422)
