"""Fields of the acts of a box that follow from its archive: whoever files it need not type them."""

from __future__ import annotations

from typing import Any

from bylaw.acts.secret_ballots.boxes import Held, held
from bylaw.belenios.encoding import read_weight
from bylaw.belenios.model import HomomorphicQuestion
from bylaw.portal.served import digests
from bylaw.store.organisation import Organisation

OF_ARCHIVE = {
    "set-up-ballot": ("fingerprint", "group", "keys", "credentials", "number", "page"),
    "file-tally": ("counted",),
    "file-result": ("counted", "votes", "spoiled"),
}
"""Kind of act to the fields that follow from the archive that it names."""


def of_archive(organisation: Organisation, kind: str, built: dict[str, Any]) -> dict[str, Any]:
    """Give the fields that follow from the archive, where it lies among the attachments and the verifier accepts it."""
    name = built.get("opening") or built.get("archive") or ""
    found = held(organisation.present[name]) if name in organisation.present else None
    if kind == "set-up-ballot":
        page = tuple({"file": file, "digest": digest} for file, digest in digests().items())
        return {"page": page, **(_set_up(found) if isinstance(found, Held) else {})}
    if not isinstance(found, Held):
        return {}
    counted = {"counted": found.report.counted}
    return counted if kind == "file-tally" else {**counted, **_result(found)}


def _set_up(found: Held) -> dict[str, Any]:
    setup = found.setup
    return {
        "fingerprint": setup.election,
        "group": found.board.election().group.name,
        "keys": setup.trustees,
        "credentials": setup.credentials,
        "number": len(found.board.weights()),
    }


def _result(found: Held) -> dict[str, Any]:
    """The sums, and the places of rankings that do not count, question by question."""
    questions = found.board.election().questions
    pairs = zip(questions, found.report.result or (), strict=False)
    votes = [tuple(map(read_weight, row)) if isinstance(q, HomomorphicQuestion) else () for q, row in pairs]
    spoiled = [tuple(p for n, p in found.report.spoiled if n == i) for i in range(1, len(questions) + 1)]
    return {"votes": tuple(votes), "spoiled": tuple(spoiled) if any(spoiled) else ()}
