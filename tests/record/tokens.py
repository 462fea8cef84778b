"""A security key in software: what a real one would answer, with any flags."""

from hashlib import sha256, sha512

import nacl.signing

from bylaw.record import signing
from bylaw.record.keys import SK_SSH_ED25519, Key, wire


class SecurityKey:
    def __init__(self, application: bytes = b"ssh:") -> None:
        self.private = nacl.signing.SigningKey(bytes(32))
        self.application = application
        public = wire(SK_SSH_ED25519) + wire(self.private.verify_key.encode()) + wire(application)
        self.key = Key("ssh", public)

    def sign(self, message: bytes, flags: int = 1) -> signing.SshSignature:
        data = b"SSHSIG" + wire(b"bylaw-act") + wire(b"") + wire(b"sha512") + wire(sha512(message).digest())
        rest = bytes([flags]) + (7).to_bytes(4, "big")
        signed = self.private.sign(sha256(self.application).digest() + rest + sha256(data).digest()).signature
        blob = (
            b"SSHSIG"
            + (1).to_bytes(4, "big")
            + wire(self.key.public)
            + wire(b"bylaw-act")
            + wire(b"")
            + wire(b"sha512")
        )
        return signing.SshSignature(
            self.key.thumbprint, blob + wire(wire(SK_SSH_ED25519) + wire(signed) + rest)
        )
