"""Many signatures at once: on all cores, and with the kernel where it is built.

The kernel accepts only what libsodium accepts, and what it does not accept is decided again by `signing`, which alone
refuses. Batches go to processes, because the fold beside them does not let go of Python's lock.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.util import find_spec
from types import TracebackType
from typing import Self

from bylaw.acts.signed import Check
from bylaw.audit.signatures import BATCH, Answer
from bylaw.record.passkey import Policy
from bylaw.record.signing import bare, check_many, verify
from bylaw.record.sshsig import Bare

KERNEL = find_spec("bylaw_kernel") is not None


def check_all(items: Sequence[Check], policy: Policy) -> list[bool]:
    """Verify signatures together, each (key, signature, message)."""
    if not KERNEL:
        return check_many(items, policy)
    claims = [bare(signature, key, signed) for key, signature, signed in items]
    accepted = iter(_accepted([claim for claim in claims if claim]))
    return [
        bool(claim and next(accepted)) or verify(signature, key, signed, policy)
        for claim, (key, signature, signed) in zip(claims, items, strict=True)
    ]


def _accepted(claims: list[Bare]) -> bytes:
    """Give one byte for each bare Ed25519 signature: 1 where it is known to be good."""
    from bylaw_kernel import signatures  # noqa: PLC0415 - optional

    return signatures([(public, message, signature) for public, signature, message in claims])


class Cores:
    """Checks full batches in processes of their own, and the rest of a record where the fold is."""

    name = "the kernel and libsodium" if KERNEL else "libsodium"

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(os.cpu_count())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def __call__(self, items: list[Check], policy: Policy) -> Answer:
        """Begin to verify a batch."""
        if len(items) < BATCH:
            return partial(check_all, items, policy)
        return self._pool.submit(check_all, items, policy).result
