"""Django for tests that ask the portal's own modules: set up once for each process, as the server sets it up."""

from __future__ import annotations

import django
from django.conf import settings as configured

from bylaw.portal.desk import open_desk
from bylaw.portal.settings import settings
from tests.portal.stage import Site


def set_up(site: Site) -> None:
    """Give Django the settings of a site, also where a command that ran here before gave it those of its papers alone."""
    if configured.configured and hasattr(configured, "ROOT_URLCONF"):
        return
    wanted = settings(open_desk(site.folder), "x" * 40)
    if configured.configured:
        for name, value in wanted.items():
            setattr(configured, name, value)
    else:
        configured.configure(**wanted)
        django.setup()
