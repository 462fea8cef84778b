"""A passkey made in the browser: a member's first, her next, or a new one for a lost one; and that of an applicant.

The browser keeps the private half. Its public half goes into an act that the new key signs, so that nobody registers
a key which nobody has; two offices sign beside a first key and for a lost one, the old key beside the next.
"""

from __future__ import annotations

import secrets
from base64 import b64decode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaw.acts.act import Act, Signer
from bylaw.acts.registry import BY_KIND
from bylaw.ledger import judge
from bylaw.people.person import Person
from bylaw.portal import audience, consent, drafts, newcomers, signing
from bylaw.portal.acting import means, refused
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of, public
from bylaw.portal.limits import APPLY, limited
from bylaw.record.keys import Key, es256_public, key_flaw
from bylaw.record.signing import message

POINT = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
"""How a P-256 key in SubjectPublicKeyInfo begins; the two coordinates follow."""
APPLICANT = "applicant"
LOST = "lost"


def key(request: HttpRequest) -> HttpResponse:
    """Make a passkey, and ask for it to be registered."""
    member, state = member_of(request), desk().state
    held, coming = tuple(state.keys.of(member, desk().now())), state.keys.recovering(member, desk().now())
    if request.method != "POST":
        return render(request, "portal/key.html", {"held": held, "coming": coming})
    made = read_key(request.POST.get("public", ""))
    if made is None:
        return render(
            request, "portal/key.html", {"held": held, "coming": coming, "problem": NO_KEY}, status=400
        )
    kind = "recover-key" if LOST in request.POST else "rotate-key" if held else "register-key"
    given = {"old": held[0].thumbprint} if kind == "rotate-key" else {}
    notice = {"notice": secrets.token_hex(32)} if kind == "recover-key" else {}
    draft = drafts.of(desk(), BY_KIND[kind], {"member": member, "key": made, **given, **notice}, member)
    shown = {"draft": draft, "words": "", **means(request, draft.act, draft.findings)}
    return render(request, "portal/review-key.html", shown, status=422 if draft.refusals else 200)


ASKED = {"csrfmiddlewaretoken", "public", "name", "email", "body", "cls"}
"""The fields of an application."""
STRAY = gettext_lazy("This form asks for a name, an address, a unit and a class, and for nothing else.")
NO_KEY = gettext_lazy("Your device made no key that can sign here. Another device or a security key may.")


def read_key(text: str) -> Key | None:
    """Read the public key that a browser made: P-256, as SubjectPublicKeyInfo in base64."""
    try:
        raw = b64decode(text, validate=True)
    except ValueError:
        return None
    if len(raw) != len(POINT) + 64 or not raw.startswith(POINT):
        return None
    made = Key("passkey", es256_public(raw[-64:-32], raw[-32:]))
    return None if key_flaw(made) else made


@public
@limited(APPLY)
def apply(request: HttpRequest) -> HttpResponse:
    """Ask somebody who has no account for her name and address, and for a passkey; then show what she would sign."""
    state = desk().state
    bodies = [body.name for body in state.bodies.all.values() if not body.organ and body.holds(desk().now())]
    classes = sorted(state.members.roll.classes)
    member = request.session.setdefault(APPLICANT, secrets.token_hex(16))
    shown = {"bodies": bodies, "classes": classes, "member": member, "given": request.POST}
    if request.method != "POST":
        return render(request, "portal/apply.html", shown)
    made = read_key(request.POST.get("public", ""))
    person = newcomers.read(request.POST.get("name", ""), request.POST.get("email", ""))
    if made is None or isinstance(person, str) or request.POST.keys() - ASKED:
        problem = NO_KEY if made is None else person if isinstance(person, str) else STRAY
        return render(request, "portal/apply.html", {**shown, "problem": problem}, status=400)
    given = {name: request.POST.get(name, "") for name in ("body", "cls")}
    act = drafts.written(desk(), BY_KIND["apply"], {"member": member, "key": made, **given})
    if isinstance(act, str):
        return render(request, "portal/apply.html", {**shown, "problem": act}, status=400)
    act = drafts.signed_by(act, Signer(member, "applicant"))
    request.session["person"] = {"name": person.name, "email": person.email}
    return _review(request, act)


def _review(request: HttpRequest, act: Act) -> HttpResponse:
    findings = judge(desk().state, act, desk().now())
    shown = {"words": "", **means(request, act, findings), "passkeys": (act,), "demo_key": False}
    return render(request, "portal/review-key.html", shown, status=422 if shown["refused"] else 200)


@public
@limited(APPLY)
def apply_sign(request: HttpRequest) -> HttpResponse:
    """Take in an application that its applicant signed with the passkey that it brings."""
    raw, member = request.POST.get("act", "").encode(), request.session.get(APPLICANT, "")
    if (before := desk().place_of(raw)) >= 0:
        return audience.done(request, before)
    act, said = signing.act_of(raw), consent.read(request)
    if act is None or act.kind() != "apply" or said is None or said.member != member:
        return refused(request, _("This is not your application, or your passkey gave no signature."), ())
    made = consent.key_for(desk(), said, message(raw), act.brings(desk().now()))
    if made is None:
        return refused(request, _("The signature is not by the key in this application."), ())
    person = Person(**request.session.get("person", {"name": "", "email": ""}))
    notes = newcomers.welcome(desk(), member, person)
    done = signing.sign(desk(), raw, member, said.under(made), "")
    if done.index < 0:
        desk().forget(member)
        return refused(request, done.problem, done.findings)
    newcomers.tell(desk(), member, person, notes)
    request.session.flush()
    return audience.done(request, done.index)
