"""Say the core's sentences in a language, in a process of its own: `python -m tests.portal.saying de < lines`."""

from __future__ import annotations

import json
import sys

import django
from django.conf import settings
from django.utils import translation


def main() -> None:
    """Print each line's translation, or null, as a list of JSON."""
    formats = "bylaw.portal.formats"
    settings.configure(USE_I18N=True, INSTALLED_APPS=["bylaw.portal"], FORMAT_MODULE_PATH=formats)
    django.setup()
    from bylaw.portal.sentences import translated  # noqa: PLC0415 - Django is set up first

    translation.activate(sys.argv[1])
    sys.stdout.write(json.dumps([translated(line) for line in sys.stdin.read().splitlines()]))


if __name__ == "__main__":
    main()
