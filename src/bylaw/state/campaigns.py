"""Campaigns in which members say that they are there: who was asked, reminded and answered."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Campaign(Struct, frozen=True):
    """One campaign: the body whose members are asked, who is responsible, and until when they have time.

    Asked is who was on the roll of the body when it was opened. ``closed`` is when it was closed.
    """

    name: str
    body: str
    responsible: str
    at: int
    closes: int
    closed: int = FOREVER


class Campaigns:
    """Every campaign with its reminders and answers, by member."""

    def __init__(self) -> None:
        self.all: dict[str, Campaign] = {}
        self.reminders: dict[str, dict[str, list[int]]] = {}
        self.answers: dict[str, dict[str, int]] = {}
        self._of_body: dict[str, list[str]] = {}

    def open(self, campaign: Campaign) -> None:
        """Add a campaign."""
        self.all[campaign.name] = campaign
        self.reminders[campaign.name] = {}
        self.answers[campaign.name] = {}
        self._of_body.setdefault(campaign.body, []).append(campaign.name)

    def close(self, name: str, at: int) -> None:
        """Close a campaign."""
        self.all[name] = replace(self.all[name], closed=at)

    def remind(self, name: str, member: str, at: int) -> None:
        """Note a reminder served."""
        self.reminders[name].setdefault(member, []).append(at)

    def answer(self, name: str, member: str, at: int) -> None:
        """Note an answer; the first one counts."""
        self.answers[name].setdefault(member, at)

    def of_bodies(self, bodies: tuple[str, ...]) -> Iterator[Campaign]:
        """Give the campaigns of these bodies, oldest first."""
        return (self.all[name] for body in bodies for name in self._of_body.get(body, ()))
