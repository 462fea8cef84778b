"""Mail: plain text, to the address in the register; in a demo to its outbox. It leaves beside the server's one thread.

An address that is known and one that is not must be answered alike, so nobody waits for a mail to be sent.
"""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.mail import EmailMessage

from bylaw.people.person import Person
from bylaw.portal.desk import Desk
from bylaw.portal.models import Letter

_LOG = logging.getLogger("bylaw.portal")
_POSTMAN = ThreadPoolExecutor(max_workers=1)


def send(desk: Desk, person: Person, subject: str, body: str) -> None:
    """Send a mail to one person. A server that fails is reported to the operator, without saying to whom."""
    if desk.demo:
        Letter.objects.create(to=person.email, subject=subject, body=body, at=int(time.time()))
    elif getattr(settings, "BYLAW_MAIL", False):
        _POSTMAN.submit(_deliver, EmailMessage(subject, body, to=[person.email]))


def notify(desk: Desk, members: tuple[str, ...], subject: str, body: str) -> None:
    """Send a mail to each of these members who has an address on file."""
    for member in members:
        person = desk.person(member)
        if person is not None and person.email:
            send(desk, person, subject, body)


def _deliver(mail: EmailMessage) -> None:
    try:
        mail.send()
    except (OSError, ValueError) as fault:
        _LOG.error("a mail could not be sent: %s", type(fault).__name__)
