"""In the demo alone: signing with a key that lies in the organisation's folder, as an invented person would at home."""

from __future__ import annotations

import msgspec

from bylaw.portal.desk import Desk
from bylaw.record.entry import Signature
from bylaw.record.signing import SshSigner, message, open_private_key, sign
from bylaw.state.keys import HeldKey
from bylaw.store.authenticator import SOFT, SoftPasskey, decode_soft

LARGEST = 10_000


def holds_key(desk: Desk, member: str) -> bool:
    """Whether a key of this member lies in the folder of a demo."""
    return _find(desk, member) is not None


def sign_for(desk: Desk, member: str, act: bytes) -> Signature | None:
    """Sign an act with the member's key in the folder; None where there is none, or the clock is not simulated."""
    found = _find(desk, member)
    if found is None:
        return None
    return found.sign(message(act)) if isinstance(found, SoftPasskey) else sign(act, found)


def _find(desk: Desk, member: str) -> SoftPasskey | SshSigner | None:
    held: dict[str, HeldKey] = {key.thumbprint: key for key in desk.state.keys.of(member, desk.now())}
    if not desk.demo or not held:
        return None
    for path in sorted((desk.folder / "keys").iterdir()):
        raw = path.read_bytes()[:LARGEST]
        try:
            key = decode_soft(raw) if path.name.endswith(SOFT) else open_private_key(raw)
        except msgspec.MsgspecError:
            continue
        if isinstance(key, SoftPasskey | SshSigner) and key.key.thumbprint in held:
            return key
    return None
