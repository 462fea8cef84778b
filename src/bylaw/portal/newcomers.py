"""An applicant enters the register, and those who may admit her are told what to look at.

Whether the register knows somebody of this name and address is said to them alone: the applicant, who may be anybody,
gets one and the same answer after the same work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.people.text import LONGEST, email_flaw, flaw, scripts, tidy
from bylaw.portal import officers
from bylaw.portal.desk import Desk
from bylaw.portal.post import notify
from bylaw.portal.sentences import translated
from bylaw.projections.duties import duties
from bylaw.state.bodies import ROOT

LONGEST_TYPED = 1000


def read(name: str, email: str) -> Person | str:
    """Read who applies, or say what is wrong with it."""
    if max(len(name), len(email)) > LONGEST_TYPED:
        return _("This is too long for a name and an address.")
    name, email = tidy(name), tidy(email)
    if not name or not email:
        return _("Give your name and the address at which you can be reached.")
    fault = flaw(name) or flaw(email) or email_flaw(email)
    return (
        _("Name or address: {why}.").format(why=translated(fault) or fault)
        if fault
        else Person(name=name, email=email)
    )


def on_sheet(typed: Mapping[str, str]) -> Person | str:
    """Read who applies on paper, by her name and the address to which letters go; or say what is wrong with it."""
    if max(map(len, typed.values())) > LONGEST_TYPED:
        return _("This is too long for a name and an address.")
    given = {name: tidy(text) for name, text in typed.items()}
    if not given["name"] or not given["address"]:
        return _("Give the name, and the address to which letters go.")
    faults = [flaw(text, LONGEST_TYPED if name == "address" else LONGEST) for name, text in given.items()]
    faults.append(email_flaw(given["email"]) if given["email"] else "")
    fault = next(filter(None, faults), "")
    if fault:
        return _("Name or address: {why}.").format(why=translated(fault) or fault)
    return Person(given["name"], email=given["email"], phone=given["phone"], address=given["address"])


def known(desk: Desk, person: Person) -> bool:
    """Whether the register holds somebody of this name and address."""
    with Register.open(desk.folder / FOLDER) as register:
        return bool(register.known(person.handles))


def welcome(desk: Desk, member: str, person: Person) -> tuple[Promise, ...]:
    """Take an applicant into the register; gives what those who admit ought to look at, in their language."""
    with Register.open(desk.folder / FOLDER) as register:
        alike = register.known(person.handles)
        register.add_apart(member, person) if alike else register.add(member, person)
    told = [
        gettext_lazy("The register holds somebody of this name and address already: find out who applies.")
    ]
    if mixed := scripts(person.name):
        found = " + ".join(sorted(mixed)).title()
        told.append(
            format_lazy(gettext_lazy("The name has letters of {scripts}: check who it is."), scripts=found)
        )
    return tuple(told if alike else told[1:])


def tell(desk: Desk, member: str, person: Person, notes: tuple[Promise, ...]) -> None:
    """Tell those whose duty it is to admit that somebody applied, and who it is."""
    where = next(iter(desk.state.identity.origins), "")

    def write() -> tuple[str, str]:
        said = (
            _("{name}, {email}, applies to join.") if person.email else _("{name} applies to join, on paper.")
        )
        said = said.format(name=person.name, email=person.email)
        lines = (said, *map(str, notes), "", f"{where}/applicants/{member}/", "")
        return _("Somebody applies to join"), "\n".join(lines)

    notify(desk, tuple(dict.fromkeys(_admitting(desk, member))), write)


def _admitting(desk: Desk, member: str) -> Iterator[str]:
    """Give the holders of the offices that the clause on admission names where she applies."""
    state, at = desk.state, desk.now()
    due = [d for d in duties(state, ROOT, at) if d.act == "admit" and d.about == member and d.clause]
    named = dict.fromkeys(
        seat for d in due for seat in officers.seats(state, d.who.split(" or "), d.body, at)
    )
    return (m.member for office, body in named for m in state.offices.holders(body, office, at))
