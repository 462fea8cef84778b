"""Mail: plain text, to the address in the register; in a demo to its outbox. It leaves beside the server's one thread.

An address that is known and one that is not must be answered alike, so nobody waits for a mail to be sent. A notice is
kept until the mail server has taken it, over a restart too; it may come twice, and never not at all without the
operator being told. A code is not kept: whoever reads the tables would have it, and it can be asked for again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from smtplib import SMTPRecipientsRefused
from threading import Event, Timer

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import Error as TableError
from django.db import connection
from django.utils import translation

from bylaw.people.person import Person
from bylaw.portal.desk import Desk
from bylaw.portal.languages import for_mail
from bylaw.portal.models import Letter, Mail

_LOG = logging.getLogger("bylaw.portal")
_POSTMAN = ThreadPoolExecutor(max_workers=1)
_FAILED = Event()
AGAIN = (20, 60, 300)
"""After how many seconds a code is handed once more to a server that failed; it is good for ten minutes."""
PAUSES = (20, 60, 300, 1800)
"""After how many seconds a notice is handed once more to a server that failed; the last again and again."""
LONGEST = 200
"""Characters of a subject."""
KEPT = 3 * 86_400
"""For how many seconds a notice waits for a server that fails; then it is dropped, and the operator is told."""


def send_code(desk: Desk, person: Person, subject: str, body: str) -> None:
    """Send a mail that is worth something for ten minutes, and that no table may keep."""
    if desk.demo:
        _show(person, subject, body)
    elif _mailing():
        _POSTMAN.submit(_deliver, _written(person.email, _line(subject), body, _language()), AGAIN)


def send(desk: Desk, person: Person, subject: str, body: str) -> None:
    """Send a notice to one person. Where it cannot be sent or kept the operator is told, without saying to whom.

    Whoever acted is told nothing of it: what she did is done.
    """
    try:
        _send(desk, person, subject, body)
    except TableError as fault:
        _LOG.error("a notice could not be kept: %s", type(fault).__name__)


def _send(desk: Desk, person: Person, subject: str, body: str) -> None:
    if desk.demo:
        _show(person, subject, body)
    elif _mailing():
        told = {"to": person.email, "subject": _line(subject), "body": body, "language": _language()}
        mail = Mail.objects.create(**told, made=int(time.time()))
        _POSTMAN.submit(_carry, mail.pk, PAUSES)


def notify(desk: Desk, members: tuple[str, ...], write: Callable[[], tuple[str, str]]) -> None:
    """Send each of these members with an address a notice, in her language; ``write`` gives subject and body."""
    for member in members:
        person = desk.person(member)
        if person is not None and person.email:
            with translation.override(for_mail(member)):
                send(desk, person, *write())


def resume() -> None:
    """Send the notices that a server before this one could not hand over."""
    if _mailing():
        for waiting in Mail.objects.order_by("pk").values_list("pk", flat=True):
            _POSTMAN.submit(_carry, waiting, PAUSES)


def close() -> None:
    """Let go of what was not begun: notices are kept, and codes can be asked for again."""
    _POSTMAN.shutdown(wait=False, cancel_futures=True)


def failing() -> bool:
    """Whether the newest mail could not be handed over to the mail server."""
    return _FAILED.is_set()


def _mailing() -> bool:
    return bool(getattr(settings, "BYLAW_MAIL", False))


def _language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


def _line(subject: str) -> str:
    """Give a subject on one line that a table can hold, however an organisation is called."""
    return " ".join(subject.split())[:LONGEST]


def _written(to: str, subject: str, body: str, language: str) -> EmailMessage:
    """Write a mail that says its language in its head (RFC 3282); one of before this was kept says none."""
    return EmailMessage(subject, body, to=[to], headers={"Content-Language": language} if language else None)


def _show(person: Person, subject: str, body: str) -> None:
    """Lay a mail of a demonstration into its outbox."""
    told = {"to": person.email, "subject": _line(subject), "body": body, "language": _language()}
    Letter.objects.create(**told, at=int(time.time()))


def _deliver(mail: EmailMessage, again: Sequence[int]) -> None:
    """Hand a code to the server; where it is the server that fails, once more after each of these seconds."""
    if not _taken(mail) and again:
        _later(again[0], partial(_deliver, mail, again[1:]))


def _carry(waiting: int, pauses: Sequence[int]) -> None:
    """Hand a notice to the server, and drop it once it is taken; else come again after the first of these seconds."""
    try:
        done = _notice(waiting)
    except TableError as fault:
        _LOG.error("a notice could not be read or dropped: %s", type(fault).__name__)
        done = False
    finally:
        connection.close()  # this thread may rest for days
    if not done:
        _later(pauses[0], partial(_carry, waiting, pauses[1:] or pauses))


def _notice(waiting: int) -> bool:
    """Hand over a notice, if it still waits; gives whether it is done with."""
    mail = Mail.objects.filter(pk=waiting).first()
    if mail is None:
        return True
    if not _taken(_written(mail.to, mail.subject, mail.body, mail.language)):
        if time.time() - mail.made < KEPT:
            return False
        _LOG.error("a notice was dropped: no mail server has taken it for %d days", KEPT // 86_400)
    mail.delete()
    return True


def _taken(mail: EmailMessage) -> bool:
    """Whether the server has taken a mail, or refused this one for good: there is nothing more to do about it."""
    try:
        mail.send()
        _FAILED.clear()
    except (SMTPRecipientsRefused, ValueError) as fault:  # this mail, and no other
        _LOG.error("a mail could not be sent: %s", type(fault).__name__)
    except OSError as fault:
        _FAILED.set()
        _LOG.error("the mail server fails: %s", type(fault).__name__)
        return False
    return True


def _later(seconds: int, do: Callable[[], None]) -> None:
    """Have the postman do something after so many seconds, unless the server ends before."""
    timer = Timer(seconds, _hand, (do,))
    timer.daemon = True
    timer.start()


def _hand(do: Callable[[], None]) -> None:
    with suppress(RuntimeError):  # the server has ended meanwhile
        _POSTMAN.submit(do)
