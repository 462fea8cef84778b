"""The organisation in the words of Popolo (popoloproject.com): bodies, posts, persons in office, memberships."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import public
from bylaw.record.clock import rfc3339
from bylaw.state.bodies import ROOT
from bylaw.state.offices import Mandate


@public
@require_safe
def organisation(_request: HttpRequest) -> JsonResponse:
    """Give bodies and offices with whoever held each; names only of those whose names are public."""
    where, at = desk(), desk().now()
    held = [m for m in where.state.offices.mandates.values() if m.start <= at]
    told = {
        "organizations": list(_bodies(where)),
        "posts": [
            {"id": f"{office.body}/{office.name}", "label": office.name, "organization_id": office.body}
            for office in where.state.offices.all.values()
        ],
        "persons": [
            {"id": member, **_name(where, member)} for member in dict.fromkeys(m.member for m in held)
        ],
        "memberships": [_membership(mandate) for mandate in held],
    }
    return JsonResponse(told, json_dumps_params={"indent": 1})


def _bodies(where: Desk) -> Iterator[dict[str, str]]:
    for body in where.state.bodies.all.values():
        name = where.state.identity.name if body.name == ROOT else body.name
        above = {"parent_id": body.parent} if body.parent else {}
        yield {"id": body.name, "name": name, "classification": body.kind, **above}


def _name(where: Desk, member: str) -> dict[str, str]:
    name = where.name_of(member)
    return {} if name.endswith("…") else {"name": name}


def _membership(mandate: Mandate) -> dict[str, str]:
    return {
        "id": mandate.name,
        "person_id": mandate.member,
        "organization_id": mandate.body,
        "post_id": f"{mandate.body}/{mandate.office}",
        "start_date": rfc3339(mandate.start)[:10],
        "end_date": rfc3339(mandate.end)[:10],
    }
