"""Mail: plain text, to the address in the register; in a demo to its outbox. It leaves beside the server's one thread.

An address that is known and one that is not must be answered alike, so nobody waits for a mail to be sent.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPRecipientsRefused
from threading import Event, Timer

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation

from bylaw.people.person import Person
from bylaw.portal.desk import Desk
from bylaw.portal.languages import for_mail
from bylaw.portal.models import Letter

_LOG = logging.getLogger("bylaw.portal")
_POSTMAN = ThreadPoolExecutor(max_workers=1)
_FAILED = Event()
AGAIN = (20, 60, 300, 1800)
"""After how many seconds a mail is handed once more to a server that failed; then it is given up."""


def send(desk: Desk, person: Person, subject: str, body: str) -> None:
    """Send a mail to one person. A server that fails is reported to the operator, without saying to whom."""
    if desk.demo:
        Letter.objects.create(to=person.email, subject=subject, body=body, at=int(time.time()))
    elif getattr(settings, "BYLAW_MAIL", False):
        _POSTMAN.submit(_deliver, EmailMessage(subject, body, to=[person.email]), AGAIN)


def notify(desk: Desk, members: tuple[str, ...], write: Callable[[], tuple[str, str]]) -> None:
    """Send each of these members with an address on file a mail, in her language; ``write`` gives subject and body."""
    for member in members:
        person = desk.person(member)
        if person is not None and person.email:
            with translation.override(for_mail(member)):
                send(desk, person, *write())


def failing() -> bool:
    """Whether the newest mail could not be handed over to the mail server."""
    return _FAILED.is_set()


def _deliver(mail: EmailMessage, again: Sequence[int]) -> None:
    """Hand a mail to the server; where it is the server that fails, once more after each of these seconds."""
    try:
        mail.send()
        _FAILED.clear()
    except (SMTPRecipientsRefused, ValueError) as fault:  # this mail, and no other
        _LOG.error("a mail could not be sent: %s", type(fault).__name__)
    except OSError as fault:
        _FAILED.set()
        _LOG.error("the mail server fails: %s; asked %d times more", type(fault).__name__, len(again))
        if again:
            later = Timer(again[0], _POSTMAN.submit, (_deliver, mail, again[1:]))
            later.daemon = True
            later.start()
