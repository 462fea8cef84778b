"""Every address that there is."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from bylaw.portal import (
    acting,
    booth,
    card_desk,
    cases,
    door,
    entering,
    feed,
    figures,
    files,
    guide,
    languages,
    mine,
    my_card,
    newkey,
    own_data,
    public,
)
from bylaw.portal.api import api

handler400 = "bylaw.portal.faults.bad_request"
handler403 = "bylaw.portal.faults.forbidden"
handler404 = "bylaw.portal.gate.not_found"
handler500 = "bylaw.portal.faults.fault"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.home),
    path("offices/", public.offices),
    path("offices/<str:body>/<str:name>/", public.office),
    path("elections/", public.elections),
    path("elections/<str:name>/", public.election),
    path("bylaws/", public.bylaws),
    path("verify/", public.verify),
    path("entries/", feed.entries),
    path("entries/<int:index>/", feed.entry),
    path("entries/<int:index>/proof", feed.proof),
    path("language/<str:code>/", languages.choose),
    path("log-in/", entering.log_in),
    path("log-in/code/", entering.code),
    path("log-in/passkey/", entering.passkey),
    path("log-out/", entering.log_out),
    path("outbox/", entering.outbox),
    path("me/", mine.mine),
    path("me/data/", own_data.data),
    path("me/card/", my_card.card),
    path("me/card/ask/", my_card.ask),
    path("me/looks/", cases.looks),
    path("cases/", cases.cases),
    path("cases/<str:name>/", cases.case),
    path("cases/<str:name>/read/", cases.read),
    path("complaints/<str:name>/", cases.complaint),
    path("cards/", card_desk.cards),
    path("cards/issue/", card_desk.issue),
    path("cards/list/", card_desk.publish),
    path("door/", door.door),
    path("door/worker.js", door.worker),
    path("calendar/<str:name>.ics", own_data.calendar),
    path("health/", own_data.health),
    path("figures/", figures.figures),
    path("figures.csv", figures.as_csv),
    path("me/key/", newkey.key),
    path("apply/", newkey.apply),
    path("apply/sign/", newkey.apply_sign),
    path("acts/", acting.acts),
    path("waiting/<str:name>/", acting.waiting),
    path("act/<str:kind>/", acting.form),
    path("booth/<str:name>/", booth.booth),
    path("booth/<str:name>/vote/", booth.page),
    path("booth/<str:name>/facts.json", booth.facts),
    path("booth/<str:name>/election.json", booth.election),
    path("booth/<str:name>/archive.bel", booth.archive),
    path("booth/<str:name>/cast/", booth.cast),
    path("sign/", acting.submit),
    path("sign/demo/", acting.submit_demo),
    path("guide/", guide.guide),
    path("guide/enter/", guide.visit),
    path("guide/later/", guide.later),
    path("cheat/", guide.tricks),
    path("cheat/<str:name>/", guide.trick),
    path("api/", api.urls),
    path("record/<path:path>", files.record),
    path("static/<str:name>", files.own),
]
