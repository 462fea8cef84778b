"""What the writer remembers of archives that it has verified, by their hash; no auditor reads this.

    DIR/verified/<hash>   the verifier's report on the archive of that hash

A report is used only for the very version of bylaw that made it. Whoever writes into the folder deceives this writer
and nobody else: a record is verified from its public files, without it.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import msgspec

from bylaw.acts.known import Known
from bylaw.belenios.verifier import Report, Verdict, verify
from bylaw.store.files import read_bounded, write_whole

FIRST = b"BELENIOS\0"
"""How every archive begins, and nothing else that acts rest on."""
MOST = 1 << 30


class _Kept(msgspec.Struct, frozen=True):
    version: str
    report: Report


class Verified:
    """The reports that this writer keeps."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._version = folder, version("bylaw")

    def known(self, name: str, content: bytes) -> bytes:
        """Give an archive together with its report, verified now if it was not before; other content as it is."""
        if not content.startswith(FIRST):
            return content
        report = self._read(name)
        if report is None:
            report = verify(content)
            if report.verdict is not Verdict.REFUSED:
                self._write(name, report)
        return Known.of(content, report)

    def _read(self, name: str) -> Report | None:
        try:
            raw = read_bounded(self._folder / name, MOST)
            kept = msgspec.json.decode(raw, type=_Kept) if raw else None
        except (OSError, msgspec.MsgspecError):
            return None
        return kept.report if kept and kept.version == self._version else None

    def _write(self, name: str, report: Report) -> None:
        try:
            write_whole(self._folder, name, msgspec.json.encode(_Kept(self._version, report)))
        except OSError:
            return  # it is verified again next time
