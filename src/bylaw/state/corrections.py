"""What was corrected, annulled, restored, attested from outside, or entered from somebody's paper."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class Correctable(Struct, frozen=True, gc=False):
    """An entry with fields that no rule reads: its kind, those fields, who signed, and when."""

    kind: str
    fields: tuple[str, ...]
    signers: frozenset[str]
    at: int


class Attestation(Struct, frozen=True, gc=False):
    """A fact from outside: what, by whom it is known, the date claimed, and the commitment to its source."""

    name: str
    fact: str
    source: str
    claimed: int
    evidence: str
    at: int


class Paper(Struct, frozen=True):
    """A signed paper of a member or an applicant: who entered it and who confirmed it, and whether she disowned it."""

    name: str
    member: str
    matter: str
    scan: str
    entered: int
    entered_by: tuple[str, ...]
    confirmed: int = 0
    disowned: int = 0
    confirmed_by: tuple[str, ...] = ()

    @property
    def hands(self) -> tuple[str, ...]:
        """Those who entered or confirmed it."""
        return self.entered_by + self.confirmed_by


class Decision(Struct, frozen=True):
    """An annulment or a restoration: of what, why (by commitment), and when; ``table`` is the sort of thing."""

    what: str
    thing: str
    reasons: str
    at: int
    table: str


class Corrections:
    """Every correction; what it corrects stays visible beside it."""

    def __init__(self) -> None:
        self.correctable: dict[int, Correctable] = {}
        self.rectified: dict[int, list[tuple[int, str, str]]] = {}
        self.attested: dict[str, Attestation] = {}
        self.papers: dict[str, Paper] = {}
        self.decisions: list[Decision] = []

    def confirm(self, name: str, at: int, by: tuple[str, ...]) -> Paper:
        """Note the second officer's confirmation."""
        self.papers[name] = replace(self.papers[name], confirmed=at, confirmed_by=by)
        return self.papers[name]

    def disown(self, name: str, at: int) -> None:
        """Note that the member says the paper is not hers."""
        self.papers[name] = replace(self.papers[name], disowned=at)
