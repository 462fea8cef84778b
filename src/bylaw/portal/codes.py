"""Log-in by a code that is mailed to the address in the register.

A known and an unknown address get the same answer after nearly the same work: the index of the register is asked, and a
row is written; for a known one a box is opened too, and a mail is handed on. Times here are the machine's, never the
record's.
"""

from __future__ import annotations

import secrets
import time

from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from bylaw.people.person import Person
from bylaw.portal.desk import Desk
from bylaw.portal.languages import of_member
from bylaw.portal.models import Code
from bylaw.portal.post import send_code

DIGITS = 8
LASTS = 600
"""For how many seconds a code can be used."""
TRIES = 5
"""How often a code may be guessed."""
HOUR = 3600
PER_HOUR = 5
"""How many codes an address gets in an hour; who asks for more is answered alike and gets none."""


def begin(desk: Desk, address: str) -> str:
    """Send a code to each member with this address, and give the name of the attempt."""
    attempt, now = secrets.token_hex(16), int(time.time())
    trace = _digest("address", address.strip().casefold())
    tidy()
    asked = Code.objects.filter(address=trace).values("attempt").distinct().count()
    known = dict(desk.reachable_by(address.strip()))
    people = [(member, known[member]) for member in desk.lets_in(known)]
    for member, person in people if people and asked < PER_HOUR else [("", None)]:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        digest = _digest(attempt, code)
        Code.objects.create(attempt=attempt, address=trace, member=member, digest=digest, made=now)
        if person is not None:
            _send(desk, person, member, code)
    return attempt


def tidy() -> None:
    """Drop the codes of more than an hour ago."""
    Code.objects.filter(made__lt=int(time.time()) - HOUR).delete()


def finish(attempt: str, typed: str) -> str:
    """Give the member whose code was typed, once; empty when it is wrong, too late, or tried too often."""
    found = ""
    digest = _digest(attempt, "".join(typed.split()))
    for code in Code.objects.filter(attempt=attempt, made__gte=int(time.time()) - LASTS, tries__lt=TRIES):
        code.tries += 1
        code.save(update_fields=["tries"])
        if constant_time_compare(code.digest, digest) and code.member:
            found = code.member
    if found:
        Code.objects.filter(attempt=attempt).delete()
    return found


def _send(desk: Desk, person: Person, member: str, code: str) -> None:
    name = desk.state.identity.name
    with translation.override(of_member(member)):
        body = "\n".join((
            _("Your code is {code}.").format(code=code) + " "
            + _("It can be used once, within ten minutes, in the window where you asked for it."),
            "",
            _("It is for your membership {member} in {name}.").format(member=member, name=name),
            _("If you did not ask for it, leave it: nobody gets in without it."),
            "",
        ))  # fmt: skip
        send_code(desk, person, _("Your code for {name}").format(name=name), body)


def _digest(what: str, value: str) -> str:
    return salted_hmac(f"bylaw portal {what}", value, algorithm="sha256").hexdigest()
