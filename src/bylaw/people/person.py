"""What the register knows of a person, and what opens a commitment."""

from typing import Literal

from msgspec import Struct

from bylaw.record.commitment import commit, preimage

Kind = Literal["individual", "organisation"]


class Person(Struct, frozen=True, omit_defaults=True):
    """A person as she wrote herself, and how to reach her; `family` serves to sort by, and may be empty."""

    name: str
    kind: Kind = "individual"
    family: str = ""
    number: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""

    @property
    def handles(self) -> tuple[str, ...]:
        """By what the register recognises the same person: the number given elsewhere, or name and address."""
        together = f"name {self.name.casefold()}\n{(self.email or self.address).casefold()}"
        return (f"number {self.number.casefold()}",) if self.number else (together,)


class Opening(Struct, frozen=True):
    """What opens a commitment; `org`, `event` and `field` as in `bylaw.record.commitment`."""

    org: str
    event: str
    field: str
    salt: bytes
    value: bytes

    @property
    def commitment(self) -> str:
        """The commitment that this opens, as the record holds it."""
        return commit(self.org, self.event, self.field, self.salt, self.value)

    @property
    def bytes(self) -> bytes:
        """The bytes whose hash the commitment is."""
        return preimage(self.org, self.event, self.field, self.salt, self.value)
