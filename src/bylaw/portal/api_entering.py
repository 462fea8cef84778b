"""How a program logs in for a member: with a signature by her key in the record, and no browser.

She signs the address that she asks and a challenge of her session, which serves once. So what one site was sent lets
nobody into another, and no act was ever signed this way: the namespace is another, and so are the first words.
"""

from __future__ import annotations

import secrets
import time
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import gettext_lazy
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import ConfigDict, Field

from bylaw.portal import limits
from bylaw.portal.api_words import Problem
from bylaw.portal.consent import LOG_IN
from bylaw.portal.desk import desk
from bylaw.portal.entering import begin
from bylaw.portal.limits import KEY, WINDOWS, address
from bylaw.record.broken import Broken
from bylaw.record.keys import OpenedKey, open_key
from bylaw.record.sshsig import key_in, sshsig_flaw, unarmour

router = Router()
NAMESPACE = b"bylaw-log-in"
"""What ssh-keygen is told with -n: a signature on an act is no log-in, and the reverse."""
LASTS = 600
"""For how many seconds a challenge can be signed."""
CHALLENGE = "challenge of a program"
NOT_YOURS = gettext_lazy(
    "this is no signature by a member's key in force on the challenge of this session: ask for a challenge, sign"
    " its text for this address within ten minutes, and send both with the same cookie"
)


class Challenge(Schema):
    """What a program signs, once, and in which namespace."""

    challenge: str
    namespace: str


class Proof(Schema):
    """The armoured signature that ssh-keygen wrote."""

    model_config = ConfigDict(extra="forbid")

    signature: str = Field(max_length=10_000)


class Entered(Schema):
    """Who is logged in now, and the token that goes in the header X-CSRFToken of whatever she posts."""

    member: str
    token: str


@router.post("/log-in/challenge", auth=None, response={200: Challenge, 429: Problem})
def challenge(request: HttpRequest) -> Any:
    """Begin to log in with a signing key: give what is to be signed. Keep the cookie."""
    if wait := _wait(request):
        return Status(429, {"problem": limits.words(KEY, wait)})
    nonce = secrets.token_hex(32)
    request.session[CHALLENGE] = [nonce, int(time.time())]
    return Status(200, {"challenge": nonce, "namespace": NAMESPACE.decode()})


@router.post("/log-in", auth=None, response={200: Entered, 403: Problem, 422: Problem, 429: Problem})
def log_in(request: HttpRequest, proof: Proof) -> Any:
    """Log in the member whose ssh key, in force in the record, signed this session's challenge; it serves once."""
    if wait := _wait(request):
        return Status(429, {"problem": limits.words(KEY, wait)})
    member = _signer(request, proof.signature)
    if not desk().lets_in([member]):
        return Status(403, {"problem": str(NOT_YOURS)})
    begin(request, member)
    return Status(200, {"member": member, "token": get_token(request)})


def signed(site: str, nonce: str) -> bytes:
    """Give the bytes that are signed to log in at an address, such as ``https://local12.example``."""
    return LOG_IN + f"{site}\n{nonce}".encode()


def _signer(request: HttpRequest, armoured: str) -> str:
    """Give the member whose key signed the challenge of this session, which is spent with this; empty for nobody."""
    nonce, asked = request.session.pop(CHALLENGE, ("", 0))
    blob = unarmour(armoured)
    key = key_in(blob) if isinstance(blob, bytes) else blob
    if isinstance(blob, Broken) or isinstance(key, Broken) or not 0 <= time.time() - asked < LASTS:
        return ""
    held, opened = desk().state.keys.all.get(key.thumbprint), open_key(key)
    if held is None or not held.holds(desk().now()) or not isinstance(opened, OpenedKey):
        return ""
    site = f"{request.scheme}://{request.get_host()}"
    return "" if sshsig_flaw(blob, key, opened, signed(site, nonce), NAMESPACE) else held.member


def _wait(request: HttpRequest) -> int:
    return WINDOWS.wait(KEY, address(request), int(time.monotonic()))
