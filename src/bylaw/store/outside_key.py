"""Keys that OpenSSH alone can use: behind a passphrase, held by an agent, or in a security key that wants a touch.

Their private half is never read here. `ssh-keygen -Y sign` makes the signature, and asks whoever sits there for the
passphrase or the touch.
"""

import subprocess
from pathlib import Path

from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.entry import SshSignature
from bylaw.record.keys import Key, ssh_key
from bylaw.record.sshsig import NAMESPACE, unarmour

PUBLIC = ".pub"
"""How the name of the file with the public half ends."""
PATIENCE = 300.0
"""Seconds for a passphrase or a touch."""
_LARGEST = 10_000


class OutsideKey(Struct, frozen=True):
    """A key that `ssh-keygen` signs with: its file, or the file of its public half where an agent holds the key."""

    path: Path
    key: Key

    def sign(self, message: bytes) -> SshSignature | Broken:
        """Have a message signed; `Broken` where OpenSSH is not installed, or whoever sits there does not consent."""
        command = ["ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE.decode(), "-f", str(self.path)]
        try:
            done = subprocess.run(  # noqa: S603 - its arguments are ours and a path
                command, input=message, stdout=subprocess.PIPE, timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            return Broken("signer", f"{self.path}: ssh-keygen made no signature: {fault}")
        blob = unarmour(done.stdout.decode("latin-1"))
        if isinstance(blob, Broken):
            return Broken("signer", f"{self.path}: ssh-keygen made no signature; it says why above")
        return SshSignature(self.key.thumbprint, blob)


def outside_key(path: Path) -> OutsideKey | Broken:
    """Read the public half of a key from its own file or from the one beside the private half."""
    key = read_public(path if path.name.endswith(PUBLIC) else path.with_name(path.name + PUBLIC))
    return key if isinstance(key, Broken) else OutsideKey(path, key)


def read_public(path: Path) -> Key | Broken:
    """Read the file of a public half; what is wrong names the file."""
    try:
        with path.open("rb") as file:
            key = ssh_key(file.read(_LARGEST).decode("latin-1"))
    except OSError as fault:
        return Broken("storage", f"{path}: {fault.strerror}")
    return Broken(key.reason, f"{path}: {key.detail}") if isinstance(key, Broken) else key
