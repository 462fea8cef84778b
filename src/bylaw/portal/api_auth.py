"""Who may ask the API: members who have logged in; and, for what concerns herself, who was one and has left."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import APIKeyCookie

from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of


class LoggedIn(APIKeyCookie):
    """A member who has logged in, in a browser or at ``log-in``; her token goes in the header X-CSRFToken."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> str | None:
        """Give the member, or nothing: then the answer is 401."""
        member = member_of(request)
        return member if member and desk().belongs(member) else None


class OrLeft(LoggedIn):
    """The same, or somebody who has left the roll: her own cases, papers and data stay open to her."""

    def authenticate(self, request: HttpRequest, key: str | None) -> str | None:
        """Give who asks, or nothing."""
        member = member_of(request)
        left = member and desk().left(member)
        return member if left else super().authenticate(request, key)
