"""Publishing heads: a head that must be cosigned goes out with its cosignatures, and until then the former one stays.

An act that was taken in is in the log whether its head is out yet or not; what is served is always a head that stands.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from django.conf import settings

from bylaw.portal.desk import Desk
from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import OpenedCheckpoint, open_checkpoint
from bylaw.record.log.note import NoteSignature, VerifierKey
from bylaw.record.log.signer import Signer, parse_signer
from bylaw.store.database import StorageError
from bylaw.store.log_store import LogStore
from bylaw.store.publish import publish_cosigned
from bylaw.store.witness_client import WitnessClient, unseen

_LOG = logging.getLogger("bylaw.portal")
WITNESS_KEY = "witness.key"
"""In the folder of a demo: the key of its invented witness."""
SOONEST, LATEST = 1, 60
"""After how many seconds witnesses who did not answer are asked again, at first and at last."""


class Asked(Protocol):
    """Somebody who cosigns heads."""

    def cosign(self, store: LogStore, checkpoint: bytes, log: VerifierKey) -> list[NoteSignature] | Broken:
        """Give lines for a head, or say why not."""


class DemoWitness:
    """The invented witness of a demo: it stands in this process, and cosigns by the simulated clock."""

    def __init__(self, desk: Desk, signer: Signer) -> None:
        self._desk, self._signer = desk, signer

    def cosign(self, _store: LogStore, checkpoint: bytes, log: VerifierKey) -> list[NoteSignature] | Broken:
        """Give its line for a head."""
        opened = open_checkpoint(checkpoint, log)
        if not isinstance(opened, OpenedCheckpoint):
            return opened
        return [self._signer.cosign(opened.checkpoint, self._desk.now())]


class Herald:
    """Publishes the head of one organisation."""

    def __init__(self, desk: Desk, witnesses: Sequence[Asked]) -> None:
        self._desk, self._witnesses = desk, witnesses
        self._sure = False

    def _unsure(self, store: LogStore) -> Broken | None:
        """Say why nothing may be signed yet: no witness over the network has said how far this log went."""
        network = [each for each in self._witnesses if isinstance(each, WitnessClient)]
        found = None if self._sure else unseen(store, network, self._desk.organisation.vkey)
        self._sure = found is None
        return found

    def announce(self) -> bytes | Broken:
        """Publish the newest head once as many witnesses as the record asks for have cosigned it.

        Broken, with the former head still served: too few cosigned, or `publish` failed.
        """
        store = LogStore.open(self._desk.folder / "log.sqlite")
        if isinstance(store, Broken):
            return store
        try:
            return self._unsure(store) or self._published(store)
        except StorageError as fault:  # the entry is in the log all the same, and the next head covers it
            return fault.broken
        finally:
            store.close()

    def _published(self, store: LogStore) -> bytes | Broken:
        signer = self._desk.organisation.signer()
        return publish_cosigned(
            store, self._desk.folder / "record", signer, lambda note: self._lines(store, note)
        )

    def _lines(self, store: LogStore, note: bytes) -> list[NoteSignature] | Broken:
        log, identity = self._desk.organisation.vkey, self._desk.state.identity
        answers = [witness.cosign(store, note, log) for witness in self._witnesses]
        lines = [line for answer in answers if not isinstance(answer, Broken) for line in answer]
        if len(lines) >= identity.quorum:
            return lines
        why = (
            "; ".join(str(answer) for answer in answers if isinstance(answer, Broken)) or "no other was asked"
        )
        return Broken("storage", f"{len(lines)} witnesses cosigned, {identity.quorum} must: {why}")


class Crier(threading.Thread):
    """Announces beside the server, whose one thread must answer the witnesses while they read the record."""

    def __init__(self, herald: Herald) -> None:
        super().__init__(daemon=True)
        self._herald, self._poked = herald, threading.Event()

    def announce(self) -> Broken:
        """Have the newest head announced soon."""
        self._poked.set()
        return Broken("storage", "the witnesses are being asked")

    def run(self) -> None:
        """Announce whenever there is something new, and again when witnesses did not answer."""
        wait = SOONEST
        while True:
            self._poked.wait()
            self._poked.clear()
            while isinstance(found := self._herald.announce(), Broken):
                _LOG.warning("no head published: %s; asked again in %d s", found.detail, wait)
                self._poked.wait(wait)
                self._poked.clear()
                wait = min(2 * wait, LATEST)
            wait = SOONEST


def herald(desk: Desk, witnesses: Sequence[WitnessClient]) -> Herald | Crier:
    """Give what publishes here: beside the server where there are witnesses to ask over the network."""
    if witnesses:
        crier = Crier(Herald(desk, witnesses))
        crier.start()
        return crier
    own = _demo_witness(desk, desk.folder / WITNESS_KEY)
    return Herald(desk, [own] if own else [])


def announce() -> bytes | Broken:
    """Have the head of the organisation that this process serves published."""
    found: Herald | Crier = settings.BYLAW_HERALD
    return found.announce()


def _demo_witness(desk: Desk, path: Path) -> DemoWitness | None:
    if not desk.demo or not path.is_file():
        return None
    signer = parse_signer(path.read_text("ascii"))
    return None if isinstance(signer, Broken) else DemoWitness(desk, signer)
