"""Kill a writer at every step and look at what it left; run as a program by test_kills.

A child appends and publishes, and says what was acknowledged to it. It is killed (see `dying`); then the parent opens
what is there.
"""

import json
import random
import sys
from functools import partial
from pathlib import Path

from bylaw.record.log import note
from bylaw.record.log.checkpoint import OpenedCheckpoint, open_checkpoint
from bylaw.record.log.signer import Signer
from bylaw.record.log.tree import Tree, leaf_hash
from bylaw.store import database, files, log_store, publish
from bylaw.store.log_store import Head, LogStore
from bylaw.store.reader import Copy, open_copy
from bylaw.store.source import FolderSource
from tests.store.dying import Say, at_line, at_moment

LOG = Signer("bylaw.example/org1", note.ED25519, bytes(range(32)))
WATCHED = {module.__file__ for module in (database, files, log_store, publish)}


def work(folder: Path, name: str, rounds: int, say: Say) -> None:
    """Append and publish; each acknowledgement goes out before the next step."""
    store = LogStore.open(folder / "record.db")
    assert isinstance(store, LogStore), store
    for number in range(rounds):
        entries = [f"{name} {number} {one}".encode() for one in range(1 + number % 3)]
        start = store.head().size
        head = store.append(entries)
        assert isinstance(head, Head), head
        say({"start": start, "entries": [one.decode() for one in entries]})
        if number % 2:
            raw = publish.publish(store, folder / "log", LOG.sign)
            assert isinstance(raw, bytes), raw
            say({"published": store.head().size})
    store.close()


class Memory:
    """What was acknowledged so far, against what is there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.whole, self.published = folder, Tree(), 0
        store = LogStore.create(folder / "record.db", LOG.name)
        assert isinstance(store, LogStore), store
        store.close()

    def check(self, said: list[dict]) -> str | None:
        """What is wrong with what a killed child left, or None."""
        fault = next((line["fault"] for line in said if "fault" in line), None)
        store = LogStore.open(self.folder / "record.db")
        if fault or not isinstance(store, LogStore):
            return fault or f"does not open: {store}"
        acknowledged = {
            line["start"] + n: one
            for line in said
            if "start" in line
            for n, one in enumerate(line["entries"])
        }
        self.published = max([self.published, *(line["published"] for line in said if "published" in line)])
        return self._entries(store, acknowledged) or self._files(store)

    def _entries(self, store: LogStore, acknowledged: dict[int, str]) -> str | None:
        before = self.whole.size
        if store.head().size < before or store.root(before) != self.whole.root():
            return f"what was there before is not a prefix: {before} entries, now {store.head().size}"
        fresh = [one.decode() for one in store.entries(before)]
        lost = [
            place
            for place, one in acknowledged.items()
            if fresh[place - before : place - before + 1] != [one]
        ]
        for one in fresh:
            self.whole.append(leaf_hash(one.encode()))
        if lost or min(acknowledged, default=before) != before:
            return f"acknowledged entries {lost} are lost or elsewhere"
        return (
            None
            if store.head() == Head(self.whole.size, self.whole.root())
            else "the head is not that of the entries"
        )

    def _files(self, store: LogStore) -> str | None:
        log, size = self.folder / "log", 0
        if (log / "checkpoint").exists():
            opened = open_checkpoint((log / "checkpoint").read_bytes(), LOG.vkey)
            copy = open_copy(FolderSource(log), LOG.vkey)
            if not isinstance(opened, OpenedCheckpoint) or not isinstance(copy, Copy):
                return f"published files are broken: {opened} {copy}"
            size = opened.checkpoint.size
            if any(not isinstance(one, bytes) for one in copy.entries(max(0, size - 300))):
                return "published entries are broken"
            if size > store.head().size or store.root(size) != opened.checkpoint.root:
                return "a head was published that is not in the file"
        store.close()
        return None if size >= self.published else f"a published head of {self.published} is gone"


def main(folder: Path, kills: int, how: str) -> None:
    """Kill at line 1, 2, 3, … until a child lives to its end (`lines`), or at random moments; write the tally."""
    dice, killed, runs, wrong, alive, memory = random.Random(kills), 0, 0, None, False, None
    while killed < kills and not alive and wrong is None:
        if memory is None or runs % 100 == 0:
            (folder / str(runs)).mkdir()
            memory = Memory(folder / str(runs))
        runs += 1
        if how == "lines":
            said, dead = at_line(runs, WATCHED, partial(work, memory.folder, f"run {runs}", 4))
        else:
            said, dead = at_moment(dice.random() * 0.01, partial(work, memory.folder, f"run {runs}", 10_000))
        killed += dead
        alive = not dead
        wrong = memory.check(said)
    sys.stdout.write(json.dumps({"killed": killed, "alive": alive, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
