"""The new registrar issues cards to the members who sign with passkeys, and publishes the list that doors go by."""

from __future__ import annotations

from bylaw.people.card_office import Holder, draw, latest
from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.rehearsal.local import PASSKEYS, Local
from bylaw.rehearsal.scenes.card_at_a_door import LASTS, CardOffice
from bylaw.store.card_key import NAME, WIDTH
from bylaw.store.doors import lay, list_fields, signed_list
from bylaw.store.files import write_secret

REGISTRAR = "m041"


def play(local: Local) -> None:
    """Issue a card each, bound to a key of hers; keep the key that signs cards in the folder of the demo."""
    on, office = local.on, CardOffice(local)
    folder = on.organisation.folder
    write_secret(folder / NAME, office.key.private_numbers().private_value.to_bytes(WIDTH, "big"))
    registrar = on.as_office(REGISTRAR, "registrar")
    on.say(f"    the registrar issues {len(PASSKEYS)} cards, each bound to its holder's passkey")
    for who in sorted(PASSKEYS):
        _issue(local, who)
    raw = signed_list(on.state, office.key, on.now, on.now + LASTS)
    on.organisation.attachments.put(raw)
    fields = list_fields(on.state, raw, on.now, on.now + LASTS)
    lay(on.organisation, raw, on.do("publish-card-status", registrar, **fields))


def _issue(local: Local, who: str) -> None:
    on, member = local.on, local.on.member(who)
    with Register.open(on.organisation.folder / FOLDER) as register:
        person, until = register.person(member), latest(on.state, on.now)
        assert person is not None
        assert until is not None
        holder = Holder(member, person.name, on.cast(who).key.key.thumbprint)
        drawn = draw(on.state, on.now, holder, until, lambda size: on.draw(f"card of {who} {size}", size))
        assert drawn is not None
        on.do("issue-card", on.as_office(REGISTRAR, "registrar"), **drawn.fields)
        register.keep(member, drawn.openings)
