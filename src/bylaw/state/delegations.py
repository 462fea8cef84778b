"""Delegates and envoys: seats by unit, credentials, and mandates that counterparts can see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace


class Apportionment(Struct, frozen=True):
    """How many delegates each unit sends to a congress, by the roll of one moment."""

    name: str
    congress: str
    office: str
    seats: dict[str, int]
    record: int
    at: int


class Credential(Struct, frozen=True):
    """A delegate's written mandate: to which congress, for which acts (empty: all), from when until when.

    ``mandate`` is her office at home, ``seat`` her mandate in the congress once the credential was checked,
    ``refused`` the commitment to why it was not accepted.
    """

    name: str
    mandate: str
    congress: str
    text: str
    matters: tuple[str, ...]
    start: int
    end: int
    seat: str = ""
    refused: str = ""

    def holds(self, t: int) -> bool:
        """Whether the credential runs at ``t``."""
        return self.start <= t < self.end


class Envoy(Struct, frozen=True):
    """One person sent to a counterpart, with what she may do there, from when until when.

    ``cause`` says why it ended before its day: *recalled* (with the commitment to why), or what ended her membership or
    the body that sent her.
    """

    name: str
    member: str
    body: str
    to: str
    powers: tuple[str, ...]
    text: str
    start: int
    end: int
    recalled: str = ""
    cause: str = ""

    def holds(self, t: int) -> bool:
        """Whether the envoy's mandate is in force at ``t``."""
        return self.start <= t < self.end


class Delegations:
    """Apportionments, credentials and envoys by name, and the newest apportionment of each congress."""

    def __init__(self) -> None:
        self.apportionments: dict[str, Apportionment] = {}
        self.newest: dict[str, str] = {}
        self.credentials: dict[str, Credential] = {}
        self.envoys: dict[str, Envoy] = {}
        self._of_mandate: dict[str, list[str]] = {}
        self._envoys: dict[str, list[str]] = {}
        self._sent_by: dict[str, list[str]] = {}

    def apportion(self, apportionment: Apportionment) -> None:
        """Add an apportionment, from now on the one of its congress."""
        self.apportionments[apportionment.name] = apportionment
        self.newest[apportionment.congress] = apportionment.name

    def of_congress(self, congress: str) -> Apportionment | None:
        """Give the newest apportionment of a congress."""
        name = self.newest.get(congress)
        return self.apportionments[name] if name else None

    def entrust(self, credential: Credential) -> None:
        """Add a credential."""
        self.credentials[credential.name] = credential
        self._of_mandate.setdefault(credential.mandate, []).append(credential.name)

    def of_mandate(self, mandate: str) -> Iterator[Credential]:
        """Give the credentials that rest on a mandate."""
        return (self.credentials[name] for name in self._of_mandate.get(mandate, ()))

    def check(self, name: str, seat: str, refused: str) -> None:
        """Note the seat that a credential gives, or why it gives none."""
        self.credentials[name] = replace(self.credentials[name], seat=seat, refused=refused)

    def send(self, envoy: Envoy) -> None:
        """Add an envoy."""
        self.envoys[envoy.name] = envoy
        self._envoys.setdefault(envoy.member, []).append(envoy.name)
        self._sent_by.setdefault(envoy.body, []).append(envoy.name)

    def close(self, name: str, at: int, cause: str, reasons: str = "") -> None:
        """End an envoy's mandate before its day; the only way in which one ends early."""
        envoy = self.envoys[name]
        if at < envoy.end:
            self.envoys[name] = replace(envoy, end=max(at, envoy.start), recalled=reasons, cause=cause)

    def missions(self, member: str) -> Sequence[str]:
        """Give the names of the mandates under which a member was sent."""
        return self._envoys.get(member, ())

    def sent_by(self, body: str) -> Sequence[str]:
        """Give the names of the mandates of those whom a body sent."""
        return self._sent_by.get(body, ())
