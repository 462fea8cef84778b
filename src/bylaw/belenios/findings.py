"""What a verifier says: values, never exceptions of somebody else's.

A reason is one stable word. Inside this package a check that fails raises `Refused`, which carries one
finding; the entry points catch it, so that a caller only ever sees findings.
"""

from enum import StrEnum

from msgspec import Struct


class Reason(StrEnum):
    """Why something is refused, missing or flagged; the words are stable and part of the output format."""

    SHAPE = "shape"  # fields, types or lengths are not what the specification says
    ENCODING = "encoding"  # an element, number, hash or base64 text is not in its one allowed form
    CANONICAL = "canonical"  # JSON that does not re-serialise to the same bytes
    SIZE = "size"  # longer than any honest file of its kind
    GROUP = "group"  # not an element of the prime-order group, or the neutral element where a key is due
    PARAMS = "params"  # group, bases or version other than those of the specification
    PROOF = "proof"  # a zero-knowledge proof does not hold
    SIGNATURE = "signature"  # a signature does not hold
    CONTEXT = "context"  # made for another election, trustee or place
    CONSISTENCY = "consistency"  # the chain of events is broken
    DUPLICATE = "duplicate"  # something that must be unique occurs twice
    REPLAY = "replay"  # one ballot twice in a box
    LATE = "late"  # a ballot before the box opens or after it closes
    CREDENTIAL = "credential"  # not on the list of credentials, or the list is not sorted
    WEIGHT = "weight"  # a weight or a total of weights that is out of range
    TRUSTEE = "trustee"  # a trustee's key material does not fit
    THRESHOLD = "threshold"  # too few partial decryptions
    SHUFFLE = "shuffle"  # a shuffle does not hold
    TALLY = "tally"  # encrypted tally, count or result differs from the recomputed one
    OMISSION = "omission"  # something that is referred to is not there
    PRIVACY = "privacy"  # a count or a mark from which single votes can be told
    SPOILED = "spoiled"  # a decrypted ranking that is out of range or not the encoding of what it reads as


MAX_OBJECT = 300


class Consequence(StrEnum):
    """What a finding does to the verdict."""

    REFUSE = "refuse"
    INCOMPLETE = "incomplete"
    FLAG = "flag"  # accepted, and said in public


class Finding(Struct, frozen=True):
    """One finding: why, about which object, and the section of docs/spec/elections.md that asks."""

    reason: Reason
    object: str
    section: str
    consequence: Consequence = Consequence.REFUSE


class Refused(Exception):
    """Carries one finding out of a check; caught by every entry point of this package."""

    def __init__(
        self,
        reason: Reason,
        object: str,  # noqa: A002 - the word of the output format
        section: str,
        consequence: Consequence = Consequence.REFUSE,
    ) -> None:
        """Refuse `object` for `reason` under `section`, or say that it is missing or flagged."""
        self.finding = Finding(reason, printable(object), section, consequence)
        super().__init__(f"{reason}: {object} ({section})")

    def at(self, place: str) -> "Refused":
        """Return the same refusal with `place` named before the object."""
        finding = self.finding
        return Refused(finding.reason, f"{place}: {finding.object}", finding.section, finding.consequence)


def printable(text: str) -> str:
    """Return `text` fit for a terminal and a log: at most MAX_OBJECT characters, none of them a control."""
    return "".join(each if each.isprintable() else "?" for each in text[:MAX_OBJECT])


def missing(object: str, section: str) -> Refused:  # noqa: A002
    """Return the finding that something is referred to and not there."""
    return Refused(Reason.OMISSION, object, section, Consequence.INCOMPLETE)
