"""What the writer remembers of archives that it has verified, by their hash; no auditor reads this.

    DIR/verified/<hash>   a tag, and the verifier's report on the archive of that hash

A report is used only by the very version of bylaw that made it, for the bytes that have this hash, and with a tag that
only the holder of the log's key can make: whoever writes into the folder makes the writer verify again, no more.
A record is verified from its public files, without it.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from bylaw.acts.secret_ballots.known import Known
from bylaw.belenios.verifier import Report, Verdict, verify
from bylaw.store.files import read_bounded, write_whole

FIRST = b"BELENIOS\0"
"""How every archive begins, and nothing else that acts rest on."""
MOST = 1 << 30
TAG = 64
"""How many hexadecimal digits a tag has."""


class _Kept(msgspec.Struct, frozen=True):
    version: str
    report: Report


class Verified:
    """The reports that this writer keeps, under its own key."""

    def __init__(self, folder: Path, seed: bytes) -> None:
        self._folder, self._version = folder, version("bylaw")
        self._key = hmac.digest(seed, b"bylaw-verified/1", "sha256")

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

    def tidy(self, attachments: Path) -> None:
        """Remove what is kept of archives that are not among the attachments any more, and what would not be used."""
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            there = (attachments / path.name[:2] / path.name).exists()
            if path.is_file() and not (there and self._read(path.name)):
                path.unlink(missing_ok=True)

    def _tag(self, name: str, told: bytes) -> bytes:
        return hmac.new(self._key, name.encode() + b"\n" + told, sha256).hexdigest().encode()

    def _read(self, name: str) -> Report | None:
        try:
            raw = read_bounded(self._folder / name, MOST) or b""
            tag, told = raw[:TAG], raw[TAG + 1 :]
            if not hmac.compare_digest(tag, self._tag(name, told)):
                return None
            kept = msgspec.json.decode(told, type=_Kept)
        except (OSError, msgspec.MsgspecError):
            return None
        return kept.report if kept.version == self._version else None

    def _write(self, name: str, report: Report) -> None:
        told = msgspec.json.encode(_Kept(self._version, report))
        try:
            write_whole(self._folder, name, self._tag(name, told) + b"\n" + told)
        except OSError:
            return  # it is verified again next time
