"""Every address of a founding."""

from django.urls import URLPattern, path

from bylaw.portal import files
from bylaw.portal.founding import views

handler400 = "bylaw.portal.faults.bad_request"
handler403 = "bylaw.portal.faults.forbidden"
handler404 = "bylaw.portal.faults.missing"
handler500 = "bylaw.portal.faults.fault"

urlpatterns: list[URLPattern] = [
    path("", views.nobody),
    path("f/<str:token>/", views.page),
    path("f/<str:token>/bylaws/", views.bylaws),
    path("language/<str:code>/", views.language),
    path("static/<str:name>", files.own),
]
