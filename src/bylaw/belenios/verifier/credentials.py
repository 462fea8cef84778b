"""The list of public credentials: sorted, distinct, in the group, with their weights; "Credentials"."""

from bylaw.belenios.encoding import load, read_number
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group, read_key
from bylaw.belenios.verifier.ballot import Credential

SECTION = "credentials"
MAX_LIST = 128 << 20
MAX_TOTAL_WEIGHT = 100_000_000_000
"""The greatest sum of weights: a result is a discrete logarithm below it."""


def read(group: Group, content: bytes) -> dict[str, Credential]:
    """Read the list and check every entry; Refused."""
    entries = load(content, list[str], MAX_LIST)
    weighted = bool(entries) and "," in entries[0]
    credentials: dict[str, Credential] = {}
    before = None
    for number, entry in enumerate(entries, 1):
        try:
            text, credential = _read_entry(group, entry, weighted)
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


def _read_entry(group: Group, entry: str, weighted: bool) -> tuple[str, Credential]:
    text, comma, weight = entry.partition(",")
    if bool(comma) is not weighted:
        raise Refused(Reason.SHAPE, "weights for some credentials and not for others", SECTION)
    return text, Credential(read_key(group, text), read_number(weight) if weighted else 1)
