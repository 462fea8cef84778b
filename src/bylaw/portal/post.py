"""Mail: plain text, to the address in the register; in a demo to its outbox. It leaves beside the server's one thread.

An address that is known and one that is not must be answered alike, so nobody waits for a mail to be sent.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation

from bylaw.people.person import Person
from bylaw.portal.desk import Desk
from bylaw.portal.languages import for_mail
from bylaw.portal.models import Letter

_LOG = logging.getLogger("bylaw.portal")
_POSTMAN = ThreadPoolExecutor(max_workers=1)


def send(desk: Desk, person: Person, subject: str, body: str) -> None:
    """Send a mail to one person. A server that fails is reported to the operator, without saying to whom."""
    if desk.demo:
        Letter.objects.create(to=person.email, subject=subject, body=body, at=int(time.time()))
    elif getattr(settings, "BYLAW_MAIL", False):
        _POSTMAN.submit(_deliver, EmailMessage(subject, body, to=[person.email]))


def notify(desk: Desk, members: tuple[str, ...], write: Callable[[], tuple[str, str]]) -> None:
    """Send each of these members with an address on file a mail, in her language; ``write`` gives subject and body."""
    for member in members:
        person = desk.person(member)
        if person is not None and person.email:
            with translation.override(for_mail(member)):
                send(desk, person, *write())


def _deliver(mail: EmailMessage) -> None:
    try:
        mail.send()
    except (OSError, ValueError) as fault:
        _LOG.error("a mail could not be sent: %s", type(fault).__name__)
