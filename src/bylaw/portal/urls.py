"""Every address that there is."""

from __future__ import annotations

from django.urls import URLPattern, path

from bylaw.portal import feed, files, public

handler404 = "bylaw.portal.gate.not_found"

urlpatterns: list[URLPattern] = [
    path("", public.home),
    path("offices/", public.offices),
    path("offices/<str:body>/<str:name>/", public.office),
    path("elections/", public.elections),
    path("elections/<str:name>/", public.election),
    path("bylaws/", public.bylaws),
    path("verify/", public.verify),
    path("entries/", feed.entries),
    path("entries/<int:index>/", feed.entry),
    path("record/<path:path>", files.record),
    path("static/<str:name>", files.own),
]
