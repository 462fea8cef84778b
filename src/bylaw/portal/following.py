"""What follows in the portal from an act that the record has taken in: who is told, and what doors fetch."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bylaw.acts.act import Act
from bylaw.portal import by_letter
from bylaw.portal.desk import Desk
from bylaw.portal.door_files import lay_list
from bylaw.portal.post import notify


def follow(desk: Desk, act: Act) -> None:
    """Write the letters and mails that follow from an act, and lay out the list of cards that it publishes."""
    by_letter.tell(desk, act)
    if act.kind() == "recover-key":
        _warn(desk, act)
    if act.kind() == "publish-card-status":
        lay_list(desk)


def _warn(desk: Desk, act: Act) -> None:
    """Tell a member on every address on file that a key of hers is being replaced as lost."""
    identity, member = desk.state.identity, act.subject(desk.state)
    where = next(iter(identity.origins), "")

    def write() -> tuple[str, str]:
        subject = _("{name}: your signing key is to be replaced").format(name=identity.name)
        about = _(
            "Two officers of your organisation and a new key have asked to replace your signing key, as lost. "
            "If you did not ask for it, stop it with your old key before the wait is over:"
        )
        return subject, f"{about}\n\n{where}/me/\n"

    notify(desk, (member,), write)
