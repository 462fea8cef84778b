"""The list of public credentials: sorted, distinct, in the group, with their weights; "Credentials"."""

from collections.abc import Sequence
from typing import Any

from bylaw.belenios.encoding import load, read_number
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group, read_key
from bylaw.belenios.verifier.backend import Backend
from bylaw.belenios.verifier.ballot import Credential
from bylaw.belenios.verifier.statement import KEY, Statement

SECTION = "credentials"
MAX_LIST = 64 << 20
SHORTEST = 64
MAX_TOTAL_WEIGHT = 100_000_000_000
"""The greatest sum of weights: a result is a discrete logarithm below it."""


def read(group: Group, backend: Backend, content: bytes) -> dict[str, Credential]:
    """Read the list and check every entry; Refused."""
    entries = load(content, list[str], MAX_LIST)
    if len(entries) * SHORTEST > len(content):
        raise Refused(Reason.ENCODING, f"{len(entries)} entries in {len(content)} bytes", SECTION)
    weighted = bool(entries) and "," in entries[0]
    credentials: dict[str, Credential] = {}
    before = None
    elements = _elements(backend, [entry.partition(",")[0] for entry in entries])
    for number, (entry, element) in enumerate(zip(entries, elements, strict=True), 1):
        try:
            text, credential = _read_entry(group, entry, element, weighted)
        except Refused as refused:
            raise refused.at(f"credential {number}") from None
        if text in credentials:
            raise Refused(Reason.DUPLICATE, f"credential {number} is on the list twice", SECTION)
        order = group.order(credential.element)
        if before is not None and order < before:
            raise Refused(Reason.CREDENTIAL, f"credential {number} is not in the order of the list", SECTION)
        before = order
        credentials[text] = credential
    total = sum(credential.weight for credential in credentials.values())
    if total > min(MAX_TOTAL_WEIGHT, group.q - 1):
        raise Refused(Reason.WEIGHT, f"sum of weights {total}: at most {MAX_TOTAL_WEIGHT}", SECTION)
    return credentials


def _elements(backend: Backend, texts: Sequence[str]) -> list[Any]:
    """Return the elements of a list of texts, read in bulk; Refused."""
    statement = Statement()
    for number, text in enumerate(texts, 1):
        statement.point(f"credential {number}", text)
    (points,) = backend.verify_bulk([statement]).outcomes
    if isinstance(points, Refused):
        raise points
    return points[KEY + 1 :]


def _read_entry(group: Group, entry: str, element: Any, weighted: bool) -> tuple[str, Credential]:
    text, comma, weight = entry.partition(",")
    if bool(comma) is not weighted:
        raise Refused(Reason.SHAPE, "weights for some credentials and not for others", SECTION)
    if element == group.identity:
        read_key(group, text)  # refuses it
    return text, Credential(element, read_number(weight) if weighted else 1)
