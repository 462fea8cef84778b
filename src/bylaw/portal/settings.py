"""What Django is told: few parts, strict headers, no administration pages, sessions in the portal's own tables."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bylaw.portal.desk import Desk
from bylaw.portal.journal import logging_to
from bylaw.portal.tables import tables

HOUR = 3600
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}
"""Every language of the site, as its speakers call it."""
TONGUES: dict[str, Any] = {
    "USE_TZ": True,
    "TIME_ZONE": "UTC",
    "USE_I18N": True,
    "LANGUAGE_CODE": "en",
    "LANGUAGES": list(LANGUAGES.items()),
    "FORMAT_MODULE_PATH": "bylaw.portal.formats",
}
"""How times and languages are dealt with, while an organisation is founded and afterwards."""


def settings(desk: Desk, secret: str) -> dict[str, Any]:
    """Give the settings under which one organisation is served."""
    origins = desk.state.identity.origins
    secure = any(origin.startswith("https://") for origin in origins)
    return {
        "BYLAW_DESK": desk,
        "SECRET_KEY": secret,
        "DEBUG": False,
        "ALLOWED_HOSTS": sorted(
            {"localhost", *(urlsplit(origin).hostname or "" for origin in origins)} - {""}
        ),
        "ROOT_URLCONF": "bylaw.portal.urls",
        "INSTALLED_APPS": ["django.contrib.sessions", "bylaw.portal"],
        "MIDDLEWARE": [
            "bylaw.portal.journal.journal",
            "bylaw.portal.gate.headers",
            "bylaw.portal.kept.Kept",
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "bylaw.portal.gate.form_for_page",
            "bylaw.portal.gate.DefaultDeny",
            "bylaw.portal.audience.Audience",
            "bylaw.portal.readers.reading",
        ],
        "TEMPLATES": [templates("bylaw.portal.gate.surroundings")],
        "DATABASES": {"default": tables(desk.folder)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        **TONGUES,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 1_000_000,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 200,
        "LOGGING": logging_to(""),
        **cookies(secure=secure),
        **transport(secure=secure),
    }


def templates(surroundings: str) -> dict[str, Any]:
    """Give how pages are made: with what surrounds each, and the filters of this site."""
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csrf",
                surroundings,
            ],
            "builtins": [
                "django.templatetags.i18n",
                "bylaw.portal.templatetags.bylaw",
                "bylaw.portal.templatetags.fields",
                "bylaw.portal.templatetags.times",
            ],
        },
    }


def cookies(*, secure: bool) -> dict[str, Any]:
    """Give how cookies are kept: from scripts, and on encrypted ways alone where there are such."""
    return {
        "SESSION_COOKIE_AGE": 12 * HOUR,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_SECURE": secure,
        "CSRF_FAILURE_VIEW": "bylaw.portal.gate.no_token",
    }


def transport(*, secure: bool) -> dict[str, Any]:
    """Give the headers about encrypted ways, frames and origins."""
    return {
        "SECURE_HSTS_SECONDS": 365 * 24 * HOUR if secure else 0,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if secure else None,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "X_FRAME_OPTIONS": "DENY",
    }
