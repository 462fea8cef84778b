"""Simple acts of a union local, in the mix that the benchmarks take in and audit.

A simple act has one signer with one key, and rests on no attachment, panel, warrant or other act. Of ten, five are
the treasurer's word on one member's dues, three a member's declared affiliation, two the secretary's attestation
of a fact from outside. Each is another act in another's words; nothing in it can be answered from the one before.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from nacl.signing import SigningKey

from bylaw.acts.act import Act, Seen, Signer
from bylaw.acts.keeping.corrections import Attest
from bylaw.acts.members.standing import AttestStanding, Dues
from bylaw.acts.organisation.affiliations import DeclareAffiliation
from bylaw.record import sshsig
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.entry import PasskeySignature, SshSignature
from bylaw.record.keys import SSH_ED25519, wire
from bylaw.record.passkey import PRESENT, VERIFIED, challenge
from bylaw.record.signing import SshSigner, message
from bylaw.rehearsal.local import FOUNDERS, Local, found_local
from bylaw.rehearsal.scenes import old_roll
from bylaw.rules.load import load
from bylaw.store.authenticator import SoftPasskey

PROFILE = Path(__file__).parent.parent / "src/bylaw/rules/profiles/us-union-local.toml"
APART = 25
"""Seconds from one act to the next: a million fill ten months, within the officers' first term."""
WORDS = "the hall was let for the evening of the members' meeting and paid in full"


class Hand:
    """A signer who does not make her key anew for each act."""

    def __init__(self, signer: SshSigner) -> None:
        self._secret, self._key = SigningKey(signer.seed), signer.key

    def sign(self, act: bytes) -> SshSignature:
        """Sign as `bylaw.record.signing.sign` does."""
        data = sshsig._signed_data(b"sha512", message(act), sshsig.NAMESPACE)  # noqa: SLF001 - signs faster, not otherwise
        signed = self._secret.sign(data).signature
        prefix = sshsig._prefix(self._key.public, b"sha512", sshsig.NAMESPACE)  # noqa: SLF001 - what ssh-keygen signs
        blob = prefix + wire(wire(SSH_ED25519) + wire(signed))
        return SshSignature(self._key.thumbprint, blob)


class PasskeyHand:
    """A passkey that is not made anew for each act."""

    def __init__(self, soft: SoftPasskey) -> None:
        self._soft, self.key = soft, soft.key
        self._secret = derive_private_key(soft._scalar(), SECP256R1())  # noqa: SLF001 - the key that the soft passkey holds

    def sign(self, act: bytes) -> PasskeySignature:
        """Consent as a browser's authenticator does."""
        data = sha256(self._soft.rp_id.encode()).digest() + bytes([PRESENT | VERIFIED]) + bytes(4)
        told = f'"challenge":"{challenge(message(act))}","origin":"{self._soft.origin}","crossOrigin":false'
        client = f'{{"type":"webauthn.get",{told}}}'.encode()
        signature = self._secret.sign(data + sha256(client).digest(), ECDSA(SHA256()))
        return PasskeySignature(self.key.thumbprint, data, client, signature)


class Acts:
    """A founded local, its roll, and as many simple acts as are asked for."""

    def __init__(self, folder: Path, *, passkeys: bool = False) -> None:
        self.local: Local = found_local(folder, load(PROFILE.read_bytes()), "bench", lambda _line: None)
        old_roll.play(self.local)
        self.stage = self.local.on
        self.members = list(self.stage.state.members.roll.spells)
        self.hands: dict[str, Any] = {name: Hand(self.stage.cast(name).key) for name in FOUNDERS}
        self.count = 0
        for name in FOUNDERS if passkeys else ():
            self._rotate(name)

    def _rotate(self, name: str) -> None:
        """Give a founder a passkey in the place of her OpenSSH key."""
        stage, old = self.stage, self.stage.cast(name)
        identity = stage.state.identity
        new = PasskeyHand(SoftPasskey(name.encode(), identity.rp_id, identity.origins[0]))
        fields = {"member": old.member, "old": old.key.key.thumbprint, "key": new.key}
        raw = encode(stage.draft("rotate-key", (Signer(old.member, "subject"),), **fields))
        done = stage.organisation.submit(stage.now, raw, [self.hands[name].sign(raw), new.sign(raw)])
        assert not isinstance(done, Broken)
        assert not done.refused, done.findings
        self.hands[name] = new

    def signed(self, count: int) -> list[tuple[bytes, list[Any]]]:
        """Give the next acts with their signatures; each signer saw the head as it is now."""
        return [(raw := encode(act), [hand.sign(raw)]) for act, hand in self._drawn(count)]

    def _drawn(self, count: int) -> Iterator[tuple[Act, Any]]:
        state, stage = self.stage.state, self.stage
        head = {"org": state.identity.org, "seen": Seen(state.size, state.root(state.size))}
        head["until"] = rfc3339(stage.now + 86_400)
        for number in range(self.count, self.count + count):
            name, kind = self._who(number)
            player = stage.cast(name)
            signer = Signer(player.member, "subject") if kind is DeclareAffiliation else self._office(name)
            fields = self._fields(kind, number, player.member)
            yield kind(**head, nonce=f"{number:032x}", by=(signer,), **fields), self.hands[name]
        self.count += count

    def _who(self, number: int) -> tuple[str, type[Act]]:
        if number % 10 < 5:
            return "carla", AttestStanding
        if number % 10 < 8:
            return FOUNDERS[number // 10 % len(FOUNDERS)], DeclareAffiliation
        return "ben", Attest

    def _office(self, name: str) -> Signer:
        return self.stage.as_office(name, "treasurer" if name == "carla" else "secretary")

    def _fields(self, kind: type[Act], number: int, member: str) -> dict[str, Any]:
        if kind is AttestStanding:
            about = self.members[number * 7 % len(self.members)]
            return {"dues": (Dues(about, rfc3339(self.stage.now + 30 * 86_400)),)}
        if kind is DeclareAffiliation:
            return {"member": member, "firm": f"firm-{number}"}
        claimed = rfc3339(self.stage.now - number % 86_400)
        told = {"fact": WORDS[: 20 + number % 50], "source": f"letter {number}", "claimed": claimed}
        return {"name": f"fact-{number}", "evidence": f"{number:064x}", **told}
