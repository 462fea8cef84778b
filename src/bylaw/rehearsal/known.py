"""Who of the cast the private register knows by name beside those on the imported roll: founders, and who applies."""

from __future__ import annotations

from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.rehearsal.roll import FAMILY
from bylaw.rehearsal.stage import Stage

APPLY = {"hana": 21, "kim": 22}
"""Those who apply in the course of the year, each with the number of her house."""


def person(number: int, name: str) -> Person:
    """Give who somebody of the cast is: her family name and her address follow from the number of her house."""
    family = FAMILY[number * 7 % len(FAMILY)]
    address = f"{number} Mill Lane, Springfield"
    return Person(
        f"{name.capitalize()} {family}", family=family, email=f"{name}@example.org", address=address
    )


def enter_applicant(on: Stage, name: str) -> None:
    """Enter somebody who applies into the register, as the page to apply does."""
    with Register.open(on.organisation.folder / FOLDER) as register:
        register.add(on.member(name), person(APPLY[name], name))
