"""Three forgeries of a record, and how an audit answers each: one byte, one backdated entry, one forked log."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from bylaw.acts.act import Seen, Signer
from bylaw.audit.verify import Asked
from bylaw.cli.verify import run_audit
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode
from bylaw.record.entry import make_entry, parse_entry
from bylaw.record.log.checkpoint import sign_checkpoint
from bylaw.record.log.tree import EMPTY
from bylaw.rehearsal.stage import Player, Stage
from bylaw.state.bodies import ROOT
from bylaw.store.copies import open_published
from bylaw.store.log_store import LogStore
from bylaw.store.publish import publish


def forgeries(stage: Stage) -> Iterator[tuple[str, str]]:
    """Forge copies of the stage's record and give, for each, what the audit found first."""
    with TemporaryDirectory() as room:
        yield "one byte changed", _one_byte(stage, Path(room) / "byte")
        yield "one entry backdated", _backdated(stage, Path(room) / "back")
        yield "the log forked", _forked(stage, Path(room) / "fork")


def _one_byte(stage: Stage, room: Path) -> str:
    shutil.copytree(stage.organisation.folder / "record", room)
    bundle = max(
        (room / "tile" / "entries").rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0
    )
    raw = bytearray(bundle.read_bytes())
    raw[len(raw) // 2] ^= 1
    bundle.write_bytes(bytes(raw))
    return _found(room)


def _backdated(stage: Stage, room: Path) -> str:
    """The operator himself writes an entry with an earlier time and signs the head: he has the log's key."""
    entries = list(stage.organisation.raw_entries())
    last = parse_entry(entries[-1])
    assert not isinstance(last, Broken)
    entries[-1] = make_entry(last.at - 200 * 86_400, last.act, last.signatures)
    return _found(_operator(stage, room, entries))


def _forked(stage: Stage, room: Path) -> str:
    """The operator drops the declared result and signs another lawful history; the reader has seen the first head."""
    seen = (stage.organisation.folder / "record" / "checkpoint").read_bytes()
    entries = list(stage.organisation.raw_entries())[:-2]
    newcomers = [stage.cast(name) for name in ("lena", "max")]
    return _found(_operator(stage, room, entries + [_applies(stage, who) for who in newcomers]), seen)


def _applies(stage: Stage, who: Player) -> bytes:
    by = (Signer(who.member, "applicant"),)
    fields = {"member": who.member, "body": ROOT, "cls": "ordinary", "key": who.key.key}
    act = encode(replace(stage.draft("apply", by, **fields), seen=Seen(0, EMPTY.hex())))
    return make_entry(stage.now, act, [who.sign(act)])


def _operator(stage: Stage, room: Path, entries: list[bytes]) -> Path:
    room.mkdir()
    store = LogStore.create(room / "log.sqlite", stage.organisation.vkey.name)
    assert not isinstance(store, Broken)
    store.append(entries)
    publish(store, room / "record", lambda head: sign_checkpoint(head, stage.organisation.seed))
    store.close()
    return room / "record"


def _found(room: Path, seen: bytes = b"") -> str:
    copy = open_published(str(room))
    assert not isinstance(copy, Broken)
    report = run_audit(copy, Asked(since=seen, unwitnessed_ok=True))
    first = report.faults[0]
    where = f"entry {first.entry}: " if first.entry >= 0 else ""
    return f"{report.verdict}: {where}{first.detail.splitlines()[0]}"
