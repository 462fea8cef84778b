"""Copies of a record in memory, as an operator with the log's key could sign them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from bylaw.audit.report import Report
from bylaw.audit.verify import Asked, audit
from bylaw.record.broken import Absent, Broken
from bylaw.record.log.checkpoint import Checkpoint, sign_checkpoint
from bylaw.record.log.tree import Tree, leaf_hash
from bylaw.rehearsal.local import Local, found_local
from bylaw.rehearsal.year import FIRST
from bylaw.rules.load import load
from bylaw.store.attachments import Attachments
from bylaw.store.checking import Cores

PROFILE = Path(__file__).parents[2] / "src/bylaw/rules/profiles/us-union-local.toml"


class Copied:
    """A copy of these entries under a head, as somebody serves it."""

    def __init__(self, entries: Iterable[bytes], head: bytes) -> None:
        self.raw, self.head = list(entries), head
        self.attached: Attachments | dict[str, bytes] | None = None

    def checkpoint(self) -> bytes:
        return self.head

    def entries(self, size: int) -> Iterable[bytes | Broken]:
        yield from self.raw[:size]
        if size > len(self.raw):
            yield Absent("consistency", "the entries stop short")

    def attachment(self, name: str) -> bytes | None:
        found = self.attached.get(name) if self.attached else None
        return found if isinstance(found, bytes) else None


class MemoryCopy(Copied):
    """A record of these entries under a head signed with the log's own key."""

    def __init__(self, entries: Iterable[bytes], origin: str, seed: bytes, claimed: int = -1) -> None:
        raw = list(entries)
        root = Tree(map(leaf_hash, raw)).root()
        head = Checkpoint(origin, len(raw) if claimed < 0 else claimed, root)
        super().__init__(raw, sign_checkpoint(head, seed))


@cache
def played() -> Local:
    """The first scenes of the demo: founding, import of a roll, a newcomer, a meeting and its amendment."""
    profile = load(PROFILE.read_bytes())
    local = found_local(Path(mkdtemp()) / "org", profile, "tests", lambda _line: None)
    for scene in FIRST:
        scene.play(local)
    return local


def golden() -> list[bytes]:
    return list(played().on.organisation.raw_entries())


def forged(entries: Iterable[bytes], claimed: int = -1) -> MemoryCopy:
    organisation = played().on.organisation
    copy = MemoryCopy(entries, organisation.vkey.name, organisation.seed, claimed)
    copy.attached = organisation.attachments
    return copy


def audited(copy: MemoryCopy, **asked: object) -> Report:
    with Cores() as cores:
        return audit(copy, cores, Asked(unwitnessed_ok=True, **asked))
