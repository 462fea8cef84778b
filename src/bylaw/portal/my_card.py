"""A member's card: its code as she shows it at a door, what has become of it, and how she gets another."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from msgspec import Struct

from bylaw.acts.members.card_status import why_ended
from bylaw.people.card_office import drawing, text_of
from bylaw.people.files import FOLDER
from bylaw.people.person import Opening
from bylaw.people.register import Register
from bylaw.portal import officers
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import member_of
from bylaw.portal.models import CardWish
from bylaw.portal.post import notify
from bylaw.record.broken import Broken
from bylaw.state.cards import Card
from bylaw.store import card_key


class Held(Struct, frozen=True):
    """A card as its holder sees it: why it is no good, if it is not, and what doors read where this office has it."""

    card: Card
    why: str
    text: str

    @property
    def code(self) -> str:
        """The QR code of the text, as a drawing."""
        return mark_safe(drawing(self.text) if self.text else "")  # noqa: S308 - drawn here, from our own signature


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """Show my newest card, and those before it."""
    member = member_of(request)
    found = held(desk(), member)
    shown = {
        "card": found[0] if found else None,
        "before": found[1:],
        "person": desk().person(member),
        "asked": CardWish.objects.filter(member=member, had=issued(desk(), member)).first(),
        "issued": bool(desk().state.cards.keys_at(desk().now())),
        "said": "asked" in request.GET,
    }
    return render(request, "portal/my-card.html", shown)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the office for a card, or for another one."""
    wish(member_of(request))
    return redirect("/me/card/?asked=1")


def wish(member: str) -> None:
    """Have the office know that a member asks for a card: it is told by mail, and finds the wish on its page."""
    asked = {"at": desk().now(), "had": issued(desk(), member)}
    CardWish.objects.filter(member=member, had__lt=asked["had"]).delete()
    _wish, new = CardWish.objects.get_or_create(member=member, defaults=asked)
    if new:
        identity = desk().state.identity
        where = next(iter(identity.origins), "")

        def write() -> tuple[str, str]:
            said = _("A member asks for a card. You find her here:")
            return f"{identity.name}: " + _("a card"), f"{said}\n\n{where}/cards/\n"

        body = desk().state.members.roll.spells[member][-1].body
        notify(desk(), officers.holders(desk(), "issue-card", body), write)


def held(where: Desk, member: str) -> list[Held]:
    """Give the cards of a member, the newest first."""
    return [_held(where, each) for each in where.state.cards.of_member(member)][::-1]


def _held(where: Desk, card: Card) -> Held:
    why = why_ended(where.state, card, where.now())
    key = card_key.load(where.folder)
    text = "" if why or isinstance(key, Broken) else text_of(openings(where, card.member), card, key)
    return Held(card, why, text)


def issued(where: Desk, member: str) -> int:
    """Count the cards that a member was ever issued."""
    return sum(1 for _ in where.state.cards.of_member(member))


def openings(where: Desk, member: str) -> tuple[Opening, ...]:
    """Give what opens the commitments about a member, as far as this office keeps it."""
    if not (where.folder / FOLDER).is_dir():
        return ()
    with Register.open(where.folder / FOLDER) as register:
        try:
            return register.openings_for(member)
        except KeyError:
            return ()
