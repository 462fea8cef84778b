"""Sealed signatures opened: what the tellers' file says of each one, and why those that do not count are struck.

A member signs ``sign-petition`` (or ``withdraw-signature``) as she would any act, and the record takes in a salted
commitment to what she signed. The file of openings says who signed; only the tellers have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from msgspec import Struct

from bylaw.acts.assemblies.deliberation import franchise_of
from bylaw.acts.initiative.petitions import SignPetition, WithdrawSignature, question_of
from bylaw.acts.members.franchise import votes
from bylaw.record.broken import Broken
from bylaw.record.clock import instant
from bylaw.record.commitment import SALT, commit
from bylaw.record.encoding import decode, encode
from bylaw.record.entry import Signature
from bylaw.record.passkey import Policy
from bylaw.record.signing import message, verify
from bylaw.state import State
from bylaw.state.petitions import Petition

MOST = 64 * 1024 * 1024
"""The greatest file of openings that is read, in bytes: some 70 000 signatures."""
FIELD = "signature"
REASONS = ("unopened", "unreadable", "forged", "late", "doubled", "withdrawn", "voteless")
"""Why a sealed signature does not count; each is struck for one of them."""


class Sheet(Struct, frozen=True, forbid_unknown_fields=True):
    """What was sealed: an act as its signer signed it, and her signature."""

    act: str
    signature: Signature


class Opening(Struct, frozen=True, forbid_unknown_fields=True):
    """A sheet with the salt that shows to which commitment it belongs."""

    salt: str
    sheet: Sheet


class Opened(NamedTuple):
    """How many sealed signatures count, and how many are struck for each reason."""

    good: int
    struck: dict[str, int]


def seal_of(org: str, petition: str, opening: Opening) -> str:
    """Give the commitment to a sheet; empty where the salt is none."""
    try:
        salt = bytes.fromhex(opening.salt)
    except ValueError:
        return ""
    if len(salt) != SALT or salt.hex() != opening.salt:
        return ""
    return commit(org, petition, FIELD, salt, encode(opening.sheet))


def read_openings(raw: object) -> tuple[Opening, ...] | str:
    """Read a file of openings, or say why it is none. Never raises."""
    if not isinstance(raw, bytes) or len(raw) > MOST:
        return f"not a file of {MOST} bytes at most"
    try:
        return _DECODER.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        return str(fault).splitlines()[0][:200]


def opened(state: State, petition: Petition, openings: Iterable[Opening]) -> Opened:
    """Count what was sealed, in the order in which it was taken in, by the roll of the day of filing."""
    org = state.identity.org
    sheets = {seal_of(org, petition.name, each): each.sheet for each in openings}
    tally = _Tally(state, petition)
    for seal, at in state.petitions.seals[petition.name].items():
        tally.add(sheets.get(seal), at)
    return tally.result()


class _Tally:
    """The signatures counted so far: who stands, and how many are struck."""

    def __init__(self, state: State, petition: Petition) -> None:
        self._state, self._petition = state, petition
        self._policy = Policy(state.identity.rp_id, state.identity.origins)
        self._stands: dict[str, bool] = {}
        self._nonces: set[str] = set()
        self._struck: Counter[str] = Counter()

    def add(self, sheet: Sheet | None, at: int) -> None:
        """Count one sealed sheet, taken in at ``at``."""
        if sheet is None:
            self._struck["unopened"] += 1
            return
        act = decode(sheet.act.encode(), _ACTS)
        if isinstance(act, Broken) or not self._meant(act):
            self._struck["unreadable"] += 1
        elif not self._signed(act, sheet, at):
            self._struck["forged"] += 1
        elif (instant(act.until) or 0) < at:
            self._struck["late"] += 1
        elif act.nonce in self._nonces:
            self._struck["doubled"] += 1
        else:
            self._nonces.add(act.nonce)
            self._take(act)

    def result(self) -> Opened:
        """Strike who has no vote on the day of filing, and give the count."""
        rules = franchise_of(self._state, question_of(self._petition))
        standing = [member for member, stands in self._stands.items() if stands]
        good = sum(votes(self._state, member, rules, self._petition.filed) for member in standing)
        self._struck["voteless"] += len(standing) - good
        return Opened(good, {why: n for why in REASONS if (n := self._struck[why])})

    def _meant(self, act: SignPetition | WithdrawSignature) -> bool:
        return (
            act.org == self._state.identity.org
            and act.petition == self._petition.name
            and [signer.right for signer in act.by] == ["member"]
        )

    def _signed(self, act: SignPetition | WithdrawSignature, sheet: Sheet, at: int) -> bool:
        key = self._state.keys.all.get(sheet.signature.key)
        if key is None or not key.holds(at) or key.member != act.by[0].member:
            return False
        return verify(sheet.signature, key.key, message(sheet.act.encode()), self._policy)

    def _take(self, act: SignPetition | WithdrawSignature) -> None:
        member = act.by[0].member
        if isinstance(act, WithdrawSignature):
            self._struck["withdrawn"] += self._stands.get(member, False)
            self._stands[member] = False
        elif self._stands.get(member, False):
            self._struck["doubled"] += 1
        else:
            self._stands[member] = True


_DECODER = msgspec.json.Decoder(tuple[Opening, ...])
_ACTS: msgspec.json.Decoder[SignPetition | WithdrawSignature] = msgspec.json.Decoder(
    SignPetition | WithdrawSignature
)
