"""A court with an emergency chapter for tests: its clauses as data."""

from __future__ import annotations

from typing import Any

from bylaw.acts.act import Act, Signer
from bylaw.acts.substance import substance
from bylaw.ledger import Taken
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Emergency, May, Notice
from bylaw.state.warrants import Warrant

from .justice import Court
from .society import person

POWERS = ("meeting-notice", "send-envoy", "adjourn-meeting")


def rules(
    days: int = 60, renewals: int = 1, confirm: int = 14, powers: tuple[str, ...] = POWERS, stop: int = 90
) -> tuple[Clause, ...]:
    """Give the clauses: change a number and the verdicts change."""

    def clause(no: str, of: str, *any_of: str, **more: Any) -> Clause:
        return Clause(
            no=no, words=f"Words of clause {no}.", of=tuple(of.split()), may=May(any_of=any_of), **more
        )

    both = ("office secretary here", "resolution assembly here")
    rule = Emergency(days=days, renewals=renewals, confirm_days=confirm, powers=powers)
    halt = Emergency(days=stop, renewals=renewals, confirm_days=confirm)
    return (
        clause("50", "declare-emergency", *both, emergency=rule),
        clause("51", "order-stop", *both, emergency=halt),
        clause("52", "renew-emergency", *both),
        clause("53", "confirm-emergency", "resolution assembly here", "resolution board here", "office secretary here"),
        clause("54", "end-emergency lift-stop", *both),
        clause("55", "call-meeting", "office secretary here", notice=Notice(days=14, item_days=10, emergency_days=3)),
        clause("56", "send-envoy", "resolution assembly here", "office secretary emergency"),
    )  # fmt: skip


class Alarm(Court):
    """The court, whose secretary may declare an emergency, and whose assembly confirms it."""

    def __init__(self, *, unfounded: bool = False, **numbers: Any) -> None:
        super().__init__(rules(**numbers), unfounded=unfounded)

    def resolved(self, kind: str, n: int = 4, of: str = "root", **fields: Any) -> Taken:
        """Do an act under a resolution of a body."""
        return self.do(kind, self.warrant(kind, n, of, **fields), **fields)

    def warrant(self, kind: str, n: int = 4, of: str = "root", **fields: Any) -> Signer:
        name = f"resolution.r{len(self.state.warrants.all)}"
        act: Act = self.act(kind, **fields)
        self.state.warrants.give(Warrant(name, "resolution", of, substance(act), self.now))
        return Signer(person(n), "warrant", name)

    def measure(self, name: str = "e1", days: float = 50, **fields: Any) -> dict[str, Any]:
        told = {"emergency": name, "body": "root", "powers": ("meeting-notice",), "last": self.stamp(days)}
        return told | {"reasons": self.text()} | fields

    def declared(self, name: str = "e1", **fields: Any) -> Alarm:
        self.do("declare-emergency", self.secretary, **self.measure(name, **fields))
        return self

    def halt(self, name: str = "h1", days: float = 50, **fields: Any) -> dict[str, Any]:
        return {"stop": name, "body": "root", "last": self.stamp(days), "reasons": self.text()} | fields

    def halted(self, name: str = "h1", **fields: Any) -> Alarm:
        self.resolved("order-stop", **self.halt(name, **fields))
        return self

    def confirmed(self, name: str = "e1") -> Alarm:
        self.resolved("confirm-emergency", emergency=name)
        return self

    def holds(self, name: str = "e1", days: float = 0) -> bool:
        return self.state.emergencies.all[name].holds(self.now + int(days * 86_400))
