"""Fields of the acts of a box that follow from its archive: whoever files it need not type them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bylaw.acts.secret_ballots.boxes import Held, held
from bylaw.acts.secret_ballots.trustees import commitments
from bylaw.belenios.encoding import read_weight
from bylaw.belenios.model import HomomorphicQuestion
from bylaw.belenios.prover.board import key_texts
from bylaw.casting import BallotBox
from bylaw.portal.served import digests
from bylaw.state import State
from bylaw.store.organisation import Organisation

OF_ARCHIVE = {
    "set-up-ballot": (
        "fingerprint",
        "group",
        "keys",
        "credentials",
        "number",
        "page",
        "ceremony",
        "trustees",
        "signs",
    ),
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
        known = {"page": page, **_signs(organisation, built)}
        if isinstance(found, Held):
            known |= {**_set_up(found), **_trustees(organisation.state, found)}
        return known
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


def _trustees(state: State, found: Held) -> dict[str, Any]:
    """The ceremony in which members filed what the archive shows, and each of them with her key, in its order."""
    filed = {digest: place for place, digest in state.boxes.commitments.items()}
    places = [filed.get(shown, ("", "", "")) for shown in commitments(found.board.trustees())]
    keys, ceremonies = key_texts(found.board.trustees()), {place[:2] for place in places}
    if len(ceremonies) != 1 or ("", "") in ceremonies or len(keys) != len(places):
        return {}
    held = tuple({"key": key, "member": place[2]} for key, place in zip(keys, places, strict=True))
    return {"ceremony": places[0][1], "trustees": held}


def _signs(organisation: Organisation, built: dict[str, Any]) -> dict[str, Any]:
    """The key of the box, where its keeper made it in this folder."""
    box = BallotBox.open(organisation.folder / "boxes" / str(built.get("box")))
    if not isinstance(box, BallotBox):
        return {}
    box.release()
    return {"signs": box.key}


def filled(built: dict[str, Any], typed: dict[str, Any], kind: str) -> Iterator[str]:
    """Say what was filled in, one line for each field, so that whoever signs can compare it."""
    for name in OF_ARCHIVE.get(kind, ()):
        value = built.get(name)
        if name in typed or value in (None, ()):
            continue
        if name == "page":
            yield f"filled in: page, the {len(built[name])} files of the booth of this release"
        elif name == "trustees":
            yield from (
                f"filled in: trustee {n} {t['member']}, key {t['key']}" for n, t in enumerate(built[name], 1)
            )
        else:
            yield f"filled in: {name} {value}"


def _result(found: Held) -> dict[str, Any]:
    """The sums, and the places of rankings that do not count, question by question."""
    questions = found.board.election().questions
    pairs = zip(questions, found.report.result or (), strict=False)
    votes = [tuple(map(read_weight, row)) if isinstance(q, HomomorphicQuestion) else () for q, row in pairs]
    spoiled = [tuple(p for n, p in found.report.spoiled if n == i) for i in range(1, len(questions) + 1)]
    return {"votes": tuple(votes), "spoiled": tuple(spoiled) if any(spoiled) else ()}
