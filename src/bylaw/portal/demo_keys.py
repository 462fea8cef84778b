"""In the demo alone: signing with a key that lies in the organisation's folder, as an invented person would at home."""

from __future__ import annotations

from bylaw.portal.desk import Desk
from bylaw.record.broken import Broken
from bylaw.record.entry import Signature
from bylaw.record.sshsig import SshSigner
from bylaw.state.keys import HeldKey
from bylaw.store.authenticator import SoftPasskey, read_signer, sign_act


def holds_key(desk: Desk, member: str) -> bool:
    """Whether a key of this member lies in the folder of a demo."""
    return _find(desk, member) is not None


def sign_for(desk: Desk, member: str, act: bytes) -> Signature | None:
    """Sign an act with the member's key in the folder; None where there is none, or the clock is not simulated."""
    found = _find(desk, member)
    return None if found is None else sign_act(found, act)


def _find(desk: Desk, member: str) -> SoftPasskey | SshSigner | None:
    held: dict[str, HeldKey] = {key.thumbprint: key for key in desk.state.keys.of(member, desk.now())}
    if not desk.demo or not held:
        return None
    for path in sorted((desk.folder / "keys").iterdir()):
        key = read_signer(path)
        if not isinstance(key, Broken) and key.key.thumbprint in held:
            return key
    return None
