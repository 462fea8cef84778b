"""The witnesses that an organisation names: what keys they have, how many must cosign, which are the operator's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from bylaw.record.log.note import COSIGNATURE, ED25519, VerifierKey, parse_vkey
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state.witnesses import captives

Vkey = Annotated[str, Meta(max_length=300)]
Vkeys = Annotated[tuple[Vkey, ...], Meta(max_length=30)]


def fit_witnesses(
    witnesses: tuple[str, ...], quorum: int, captive: tuple[str, ...], origin: str, logs: Iterable[str]
) -> Iterator[Finding]:
    """Refuse keys that are none, a key that counts twice, the log's own, and a quorum that cannot be had.

    Flag a quorum that the operator's own witnesses reach alone: two histories could then both be cosigned.
    """
    keys = [key for text in witnesses if isinstance(key := parse_vkey(text), VerifierKey)]
    if len(keys) < len(witnesses) or any(key.kind != COSIGNATURE for key in keys):
        yield own(16, "a witness is named by no witness's key", "name each by its vkey, of type 04")
    public = [key.public for key in keys]
    if len(set(public)) != len(public):
        yield own(16, "one witness is named twice, or two have one key", "name each witness once")
    of_log = {key.public for text in logs if isinstance(key := parse_vkey(text), VerifierKey)}
    if of_log.intersection(public):
        yield own(
            16, "a key of the log itself is among the witnesses", "name witnesses with keys of their own"
        )
    if quorum > len(witnesses):
        yield own(16, f"witnesses: {quorum} of {len(witnesses)}", "ask for at most as many as there are")
    if not set(captive) <= set(witnesses):
        yield own(
            16, "a witness that is not named is declared the operator's", "declare those that are named"
        )
    dependent = captives(witnesses, captive, origin)
    if 0 < quorum <= len(dependent):
        found = f"the operator's own witnesses reach the quorum of {quorum}: {', '.join(names(dependent))}"
        yield replace(own(16, found, "name witnesses that others run, and ask for more"), consequence="flag")


def fit_log(origin: str, log_key: str) -> Iterator[Finding]:
    """Refuse a log's key that is none, or that is not named as the log is."""
    key = parse_vkey(log_key)
    if not isinstance(key, VerifierKey) or key.kind != ED25519:
        yield own(16, f"'{log_key}' is no key of a log", "name the log by its vkey, of type 01")
    elif key.name != origin:
        yield own(16, f"the log is {origin}, its key that of {key.name}", "name the key as the log")


def names(witnesses: Iterable[str]) -> list[str]:
    """Give the names of witnesses, without their keys."""
    return [text.partition("+")[0] for text in witnesses]
