"""Reports of those who hold office: what was filed, what members remarked, what was decided, who was discharged."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Report(Struct, frozen=True):
    """One report of an office, up to the day ``until``, by commitment; ``outcome`` is empty while it is undecided."""

    name: str
    office: str
    body: str
    mandate: str
    reporter: str
    until: int
    text: str
    at: int
    outcome: str = ""
    decided: int = FOREVER
    reasons: str = ""


class Remark(Struct, frozen=True):
    """What a member, or a body by its resolution, has to say on a report, by commitment; nobody takes it off."""

    report: str
    member: str
    right: str
    text: str
    at: int


class Discharged(Struct, frozen=True):
    """The word of a body that a holder answered for what she did until a day."""

    mandate: str
    until: int
    at: int


class Reports:
    """Every report with its remarks, by office, and every discharge."""

    def __init__(self) -> None:
        self.all: dict[str, Report] = {}
        self.remarks: dict[str, list[Remark]] = {}
        self.discharges: dict[str, list[Discharged]] = {}
        """Discharges by mandate."""
        self._of_office: dict[tuple[str, str], list[str]] = {}

    def file(self, report: Report) -> None:
        """Add a report."""
        self.all[report.name] = report
        self.remarks[report.name] = []
        self._of_office.setdefault((report.body, report.office), []).append(report.name)

    def remark(self, remark: Remark) -> None:
        """Attach a remark to its report."""
        self.remarks[remark.report].append(remark)

    def decide(self, name: str, outcome: str, reasons: str, at: int) -> None:
        """Note that a report was accepted or rejected."""
        self.all[name] = replace(self.all[name], outcome=outcome, decided=at, reasons=reasons)

    def discharge(self, given: Discharged) -> None:
        """Note a discharge."""
        self.discharges.setdefault(given.mandate, []).append(given)

    def of_office(self, body: str, office: str) -> Iterator[Report]:
        """Give the reports of an office, oldest first."""
        return (self.all[name] for name in self._of_office.get((body, office), ()))
