"""Every page of the portal, by the address it is made from: a new address belongs in one of these tables."""

from __future__ import annotations

PAGES: dict[str, tuple[str, ...]] = {
    "": ("/",),
    "offices/": ("/offices/",),
    "offices/<str:body>/<str:name>/": ("/offices/root/president/", "/offices/root/secretary/"),
    "elections/": ("/elections/",),
    "elections/<str:name>/": ("/elections/president-2025/", "/elections/delegate-2025/"),
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
    "me/card/answer/": ("/me/card/answer/",),
    "me/copy/": ("/me/copy/",),
    "me/looks/": ("/me/looks/",),
    "cases/": ("/cases/",),
    "acts/": ("/acts/",),
    "act/<str:kind>/": (
        "/act/call-meeting/",
        "/act/move/",
        "/act/open-petition/",
        "/act/bring-charge/",
        "/act/amend-bylaws/",
    ),
    "cards/": ("/cards/",),
    "meetings/": ("/meetings/",),
    "meetings/<str:name>/": ("/meetings/m-case/", "/meetings/m-fire/"),
    "resolutions/": ("/resolutions/",),
    "resolutions/move/<str:kind>/": ("/resolutions/move/amend-bylaws/",),
    "petitions/open/<str:kind>/": ("/petitions/open/call-meeting/",),
    "register/": ("/register/",),
    "register/import/": ("/register/import/",),
    "dues/": ("/dues/",),
    "paper/": ("/paper/",),
    "paper/enter/<str:kind>/": ("/paper/enter/nominate/", "/paper/enter/apply/"),
    "applicants/": ("/applicants/",),
    "booth/<str:name>/": ("/booth/box-2025/",),
    "elections/<str:name>/credential/": ("/elections/delegate-2025/credential/",),
    "elections/<str:name>/credentials/": ("/elections/delegate-2025/credentials/",),
}
"""For whoever is logged in, or holds an office."""
REACHED = (
    "log-in/code/",
    "cases/<str:name>/",
    "cases/<str:name>/read/",
    "complaints/<str:name>/",
    "complaints/<str:name>/read/",
    "entries/<int:index>/papers/<str:field>/",
    "matters/<str:name>/",
    "applicants/<str:member>/",
    "register/import/<str:name>/",
    "register/people/<str:member>/",
    "register/letters/<int:number>/",
    "waiting/<str:name>/",
)
"""Where one gets by doing something first: tests/portal/ways.py has the way to each, for axe and for pictures."""
APART = {
    "log-in/oidc/": "sends to the accounts of the organisation",
    "log-in/oidc/back/": "takes their answer",
    "log-in/passkey/": "takes a signature",
    "log-out/": "ends a session",
    "language/<str:code>/": "sends back to the page",
    "entries/<int:index>/proof": "a file",
    "elections/<str:name>/credentials/letters/": "takes a form",
    "elections/<str:name>/credentials/addresses/": "gives a file",
    "elections/<str:name>/credentials/<str:unit>.txt": "a file",
    "elections/<str:name>/<path:unit>.blt": "a file",
    "me/data/": "a file",
    "me/copy/record.tar": "a file",
    "me/card/ask/": "takes a wish",
    "cards/issue/": "takes a form",
    "cards/list/": "takes a form",
    "accusers/": "for those who control: tests of accusers",
    "cases/<str:name>/sealed/": "for those who hold the file: tests of halves",
    "cases/<str:name>/sealed/read/": "gives what is sealed to those who hold it",
    "door/worker.js": "a script",
    "organisation.json": "data",
    "meetings/<str:name>/arrivals/": "takes a form",
    "meetings/<str:name>/here/": "takes a form",
    "meetings/<str:name>/minutes.pdf": "gives a file",
    "meetings/<str:name>/from-afar/": "takes a form",
    "resolutions/<str:name>/": "where something was resolved: the journey of a complaint",
    "paper/<str:kind>.pdf": "gives a file",
    "register/take/": "gives a file",
    "register/people/": "takes a name",
    "register/import/<str:name>/go/": "takes a form",
    "register/import/<str:name>/discard/": "takes a form",
    "register/letters/": "takes a form",
    "register/letters/<int:number>/pdf/": "gives a file",
    "register/letters/<int:number>/mark/": "takes a form",
    "calendar/<str:name>.ics": "a file",
    "health/": "data",
    "figures.csv": "a file",
    "apply/sign/": "takes a signature",
    "booth/<str:name>/vote/": "one page of fixed bytes whose words its script says: tests of the booth walk it, also with axe",
    "booth/<str:name>/facts.json": "data",
    "booth/<str:name>/election.json": "data",
    "booth/<str:name>/archive.bel": "a file",
    "booth/<str:name>/turned.json": "data",
    "booth/<str:name>/cast/": "takes a ballot",
    "sign/": "takes a signature",
    "sign/demo/": "takes a form",
    "guide/enter/": "takes a form",
    "guide/later/": "takes a form",
    "cheat/<str:name>/": "takes a form",
    "api/": "data",
    "record/<path:path>": "files",
    "static/<str:name>": "files",
    "robots.txt": "a file",
}
"""What is no page of its own, and why."""
WITHOUT_ENTRIES = {
    **dict.fromkeys(("", "offices/", "offices/<str:body>/<str:name>/", "elections/"), "what holds now"),
    **dict.fromkeys(
        ("elections/<str:name>/", "elections/<str:name>/<path:unit>.blt"), "a result, and what is counted"
    ),
    **dict.fromkeys(("bylaws/", "figures/", "figures.csv", "organisation.json", "health/"), "what holds now"),
    **dict.fromkeys(("booth/<str:name>/vote/", "booth/<str:name>/turned.json"), "a poll"),
    "booth/<str:name>/archive.bel": "the ballots of a box, in which each voter looks for her own",
    "verify/": "the head; what its script fetches is asked for by itself",
    "entries/<int:index>/proof": "hashes",
    **dict.fromkeys(
        ("log-in/", "log-in/code/", "log-in/passkey/", "log-in/oidc/", "log-in/oidc/back/"), "a log-in"
    ),
    **dict.fromkeys(("apply/", "apply/sign/"), "an act of her own"),
    **dict.fromkeys(
        ("door/", "door/worker.js", "static/<str:name>", "robots.txt", "language/<str:code>/"),
        "of the portal's own",
    ),
    **dict.fromkeys(
        ("outbox/", "guide/", "guide/enter/", "guide/later/", "cheat/", "cheat/<str:name>/"), "of the demo"
    ),
    "calendar/<str:name>.ics": "her own dates",
    **dict.fromkeys(
        ("api/organisation", "api/bodies", "api/offices", "api/offices/<body>/<name>"), "what holds now"
    ),
    **dict.fromkeys(("api/elections", "api/elections/<name>", "api/figures"), "results and figures"),
    **dict.fromkeys(("api/bylaws", "api/bylaws/<no>", "api/duties", "api/timetable"), "what holds now"),
    "api/head": "the head",
    **dict.fromkeys(("api/acts", "api/log-in", "api/log-in/challenge"), "takes an act, or a log-in"),
}
"""Of the addresses that ask for no log-in, those that give no entry away, and what they give instead (`audience.GIVES`)."""
PUBLIC_PATHS = tuple(path for paths in PAGES.values() for path in paths)
OWN_PATHS = tuple(path for paths in OWN.values() for path in paths)
