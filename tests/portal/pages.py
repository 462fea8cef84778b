"""Every page of the portal, by the address it is made from: a new address belongs in one of these tables."""

from __future__ import annotations

PAGES: dict[str, tuple[str, ...]] = {
    "": ("/",),
    "offices/": ("/offices/",),
    "offices/<str:body>/<str:name>/": ("/offices/root/president/", "/offices/root/secretary/"),
    "elections/": ("/elections/",),
    "elections/<str:name>/": ("/elections/president-2025/",),
    "bylaws/": ("/bylaws/",),
    "verify/": ("/verify/",),
    "entries/": ("/entries/", "/entries/?page=2"),
    "entries/<int:index>/": ("/entries/0/", "/entries/40/", "/entries/90/"),
    "log-in/": ("/log-in/",),
    "outbox/": ("/outbox/",),
    "figures/": ("/figures/",),
    "apply/": ("/apply/",),
    "guide/": ("/guide/",),
    "cheat/": ("/cheat/",),
    "door/": ("/door/",),
}
"""For everybody."""
OWN: dict[str, tuple[str, ...]] = {
    "me/": ("/me/",),
    "me/key/": ("/me/key/",),
    "me/card/": ("/me/card/",),
    "me/looks/": ("/me/looks/",),
    "cases/": ("/cases/",),
    "acts/": ("/acts/",),
    "act/<str:kind>/": ("/act/call-meeting/", "/act/move/", "/act/bring-charge/", "/act/amend-bylaws/"),
    "cards/": ("/cards/",),
}
"""For whoever is logged in, or holds an office."""
APART = {
    "log-in/code/": "after an address was typed",
    "log-in/passkey/": "takes a signature",
    "log-out/": "ends a session",
    "language/<str:code>/": "sends back to the page",
    "entries/<int:index>/proof": "a file",
    "me/data/": "a file",
    "me/card/ask/": "takes a wish",
    "cards/issue/": "takes a form",
    "cards/list/": "takes a form",
    "cases/<str:name>/": "for those who have a part: tests of cases",
    "cases/<str:name>/read/": "for those who have a part: tests of cases",
    "complaints/<str:name>/": "for those who have a part: tests of cases",
    "door/worker.js": "a script",
    "calendar/<str:name>.ics": "a file",
    "health/": "data",
    "figures.csv": "a file",
    "apply/sign/": "takes a signature",
    "waiting/<str:name>/": "after a signature: tests of acts for two",
    "booth/<str:name>/": "where a poll is open: tests of the booth",
    "booth/<str:name>/vote/": "where a poll is open: tests of the booth",
    "booth/<str:name>/facts.json": "data",
    "booth/<str:name>/election.json": "data",
    "booth/<str:name>/archive.bel": "a file",
    "booth/<str:name>/cast/": "takes a ballot",
    "sign/": "takes a signature",
    "sign/demo/": "takes a form",
    "guide/enter/": "takes a form",
    "guide/later/": "takes a form",
    "cheat/<str:name>/": "takes a form",
    "api/": "data",
    "record/<path:path>": "files",
    "static/<str:name>": "files",
}
"""What is no page of its own, and why."""
PUBLIC_PATHS = tuple(path for paths in PAGES.values() for path in paths)
OWN_PATHS = tuple(path for paths in OWN.values() for path in paths)
