"""An archive that whoever gives it as evidence has verified before: its bytes, and what was found in them."""

from __future__ import annotations

from bylaw.belenios.verifier import Report


class Known(bytes):
    """The bytes of an archive with the verifier's report on these very bytes.

    Only the writer of a record gives this, of what it verified itself: so that opening a record need not verify every
    archive again. An audit gives plain bytes, and verifies.
    """

    report: Report

    @classmethod
    def of(cls, raw: bytes, report: Report) -> Known:
        """Join the two."""
        known = cls(raw)
        known.report = report
        return known
