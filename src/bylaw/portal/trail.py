"""The way from a holder of an office back to the clause, each step with the entry that shows it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bylaw.portal.desk import Desk
from bylaw.projections.lineage import Link, lineage


class Step(Struct, frozen=True):
    """One step back, the entries that show it, and the clauses where it is the last one."""

    link: Link
    entries: tuple[int, ...]
    clauses: tuple[str, ...] = ()


PROOFS = {
    "result": "declare-result",
    "count": "enter-count",
    "paper": "fix-paper",
    "roll": "call-election",
    "sample": "report-sample",
    "credential": "mandate-delegate",
}
"""Which kind of act shows which step of an election."""
OF_BOX = {
    "count": "file-result",
    "box": "file-result",
    "heads": "close-box",
    "voters": "set-up-ballot",
    "keys": "set-up-ballot",
}
"""Which kind of act shows which step where the votes are in a box."""


def steps(desk: Desk, mandate: str) -> tuple[Step, ...]:
    """Give the steps from a mandate back to the clause; an interim mandate leads to the founding."""
    return tuple(_step(desk, link) for link in lineage(desk.state, mandate, desk.organisation.present))


def _step(desk: Desk, link: Link) -> Step:
    if link.step == "clause":
        return Step(link, (), tuple(link.says.split(", ")))
    if link.step == "source":
        return Step(link, (0,) if link.says == "founding" else ())
    if link.step == "ex officio":
        return Step(link, desk.state.places.of("create-office", link.about)[-1:])
    if link.step == "result":
        link = replace(link, says=link.says.replace(link.about, link.about.replace("-", " "), 1))
    kind, about = (OF_BOX.get(link.step), link.box) if link.box else (PROOFS.get(link.step), link.about)
    return Step(link, desk.state.places.of(kind, about)[-1:] if kind else ())
