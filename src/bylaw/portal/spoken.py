"""The portal's catalogues for papers that a command prints: the same words, numbers and days, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import django
from django.conf import settings
from django.utils import formats, translation

from bylaw.portal.dates import written
from bylaw.portal.sentences import translated
from bylaw.portal.settings import TONGUES


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let texts be in one of the site's languages for the length of a block."""
    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=["django.contrib.sessions", "bylaw.portal"],
            DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            **TONGUES,
        )
        django.setup()
    with translation.override(language):
        yield


def sentence(text: str) -> str:
    """Give what the core says in the language; what has no translation stays English."""
    return translated(text) or text


def number(value: int) -> str:
    """Write a number as the language does."""
    return formats.number_format(value, force_grouping=True)


def second(at: int) -> str:
    """Write a second of universal time, in seconds since 1970, with the day as the language writes it."""
    when = datetime.fromtimestamp(at, UTC)
    return f"{written(when.date())}, {when:%H:%M:%S} UTC"
