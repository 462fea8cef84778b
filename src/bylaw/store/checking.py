"""Many signatures at once: beside the fold, on all cores, and with the kernel where it is built.

The kernel accepts only what libsodium accepts, and what it does not accept is decided again by `signing`, which alone
refuses. It lets go of Python's lock, so its batches go to threads, without a copy; libraries get processes, because the
fold beside them keeps that lock. Both give way to the fold, which everything waits for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from types import TracebackType
from typing import Self

from bylaw.acts.signed import Check
from bylaw.audit.signatures import BATCH, Answer
from bylaw.record.passkey import Policy
from bylaw.record.signing import blob, check_many, verify
from bylaw.record.sshsig import Blob, form

KERNEL = find_spec("bylaw_kernel") is not None and hasattr(import_module("bylaw_kernel"), "sshsigs")
"""Whether the kernel is here, and is not an older one, which cannot do this and waits to be built anew."""
COURTESY = 5
"""How far signatures stand back behind the fold, as `nice` counts it."""


def check_all(items: Sequence[Check], policy: Policy) -> list[bool]:
    """Verify signatures together, each (key, signature, message)."""
    if not KERNEL:
        return check_many(items, policy)
    blobs = [blob(signature, key, signed) for key, signature, signed in items]
    accepted = iter(_accepted([one for one in blobs if one]))
    return [
        bool(one and next(accepted)) or verify(signature, key, signed, policy)
        for one, (key, signature, signed) in zip(blobs, items, strict=True)
    ]


def _accepted(blobs: list[Blob]) -> bytes:
    """Give one byte for each OpenSSH signature: 1 where it is known to be good."""
    from bylaw_kernel import sshsigs  # noqa: PLC0415 - optional

    return sshsigs(blobs, form())


def _stand_back() -> None:
    """Let the fold go first: on Linux this is of the thread that asks, and of those that it starts."""
    os.setpriority(os.PRIO_PROCESS, 0, min(19, os.getpriority(os.PRIO_PROCESS, 0) + COURTESY))


class Cores:
    """Checks full batches beside the fold, and the rest of a record where the fold is."""

    name = "the kernel and libsodium" if KERNEL else "libsodium"

    def __init__(self) -> None:
        self._processes = ProcessPoolExecutor(os.cpu_count(), initializer=_stand_back)
        self._threads = ThreadPoolExecutor(2, initializer=_stand_back)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._processes.shutdown(cancel_futures=True)
        self._threads.shutdown(cancel_futures=True)

    def __call__(self, items: list[Check], policy: Policy) -> Answer:
        """Begin to verify a batch."""
        if len(items) < BATCH:
            return partial(check_all, items, policy)
        kinds: list[str] = [key.kind for key, _, _ in items]
        begun = {
            kind: self._begin(kind, [item for item in items if item[0].kind == kind], policy)
            for kind in dict.fromkeys(kinds)
        }
        return partial(_in_turn, kinds, begun)

    def _begin(self, kind: str, items: list[Check], policy: Policy) -> Answer:
        """Begin to verify those of one kind of key."""
        if KERNEL and kind == "ssh":
            return self._threads.submit(check_all, items, policy).result
        return self._processes.submit(check_many, items, policy).result


def _in_turn(kinds: Sequence[str], begun: Mapping[str, Answer]) -> list[bool]:
    """Wait for the answers of each kind, and give them in the order in which they were asked for."""
    found = {kind: iter(answer()) for kind, answer in begun.items()}
    return [next(found[kind]) for kind in kinds]
