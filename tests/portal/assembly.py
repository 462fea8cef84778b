"""A meeting of the local that was called in time and is open: for tests of what happens in one."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.portal.stage import Client, Site, log_in

SECRETARY = "member31@example.org"


def client_of(site: Site, address: str) -> Client:
    """Log somebody in."""
    client = Client(site.url)
    log_in(client, address)
    return client


def signed(client: Client, review):
    """Sign what a page shows."""
    act = re.search(r'name="act" value="([^"]+)"', review.text)
    assert act, review.text
    done = client.post("/sign/demo/", {"act": html.unescape(act[1])}, "/me/")
    assert done.status == 302, done.text
    return done


def convene(site: Site, name: str, modes: str) -> Client:
    """Call a meeting, let its notice pass, and open it; gives the secretary, who did so."""
    office = client_of(site, SECRETARY)
    evening = datetime.fromtimestamp(site.year.on.now, ZoneInfo("America/New_York")) + timedelta(
        days=16, hours=18
    )
    begins = evening.strftime("%Y-%m-%dT%H:%M")
    notice = {"body": "root", "modes": modes, "name": name, "begins": begins}
    agenda = {"items.0.name": "dues", "items.0.title": "Raise the dues"}
    signed(office, office.post("/act/call-meeting/", {**notice, **agenda}))
    for days in ("7", "7", "1", "1", "1"):
        office.post("/guide/later/", {"days": days}, "/guide/")
    signed(office, office.post("/act/open-meeting/", {"meeting": name, "served": "248"}))
    return office
