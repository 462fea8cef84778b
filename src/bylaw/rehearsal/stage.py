"""A stage: an organisation on disk with the keys of its players, and a narrator.

Everything goes the way that it goes in life: acts are signed with real keys, judged, appended durably and
published. A step that should be refused and is not, or the reverse, ends the play with an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec
from msgspec.structs import replace

from bylaw.acts.act import Act, Seen, Signer
from bylaw.acts.carried import seal_matter
from bylaw.acts.registry import BY_KIND
from bylaw.acts.sealed import NEED
from bylaw.acts.substance import substance
from bylaw.ledger import NO_EVIDENCE
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.entry import Signature
from bylaw.record.log.checkpoint import parse_checkpoint
from bylaw.record.log.note import COSIGNATURE
from bylaw.record.log.note import parse_note as read_note
from bylaw.record.log.signer import Signer as LogSigner
from bylaw.record.sshsig import SshSigner, write_private_key
from bylaw.rules.finding import Finding
from bylaw.store.authenticator import SOFT, SoftPasskey, encode_soft, sign_act
from bylaw.store.evidence import Joined
from bylaw.store.files import write_secret
from bylaw.store.organisation import Organisation
from bylaw.store.publish import add_cosignatures

DAY = 86_400
Say = Callable[[str], None]


class OffScript(Exception):
    """The play went another way than it should: a fault of bylaw or of the play."""


class Player(msgspec.Struct, frozen=True):
    """A person in the play: her member id and her key."""

    name: str
    member: str
    key: SshSigner | SoftPasskey

    def sign(self, act: bytes) -> Signature:
        """Sign an act with her key, of whichever kind it is."""
        return sign_act(self.key, act)


class Stage:
    """An organisation, a clock, the players and what is told about it."""

    def __init__(
        self,
        organisation: Organisation,
        now: int,
        seed: str,
        say: Say,
        passkeys: frozenset[str] = frozenset(),
    ) -> None:
        self.organisation, self.now, self.seed, self.say = organisation, now, seed, say
        self.passkeys = passkeys
        """Who signs with a passkey instead of an OpenSSH key."""
        self.players: dict[str, Player] = {}
        self.witness = LogSigner("witness.invalid/w1", COSIGNATURE, self.draw("witness", 32))
        self._drawn = 0

    @property
    def state(self) -> Any:
        """What the record says now."""
        return self.organisation.state

    def draw(self, what: str, count: int) -> bytes:
        """Give bytes that follow from the seed: the same play every time."""
        return sha256(f"{self.seed} {what}".encode()).digest()[:count]

    def cast(self, name: str) -> Player:
        """Give the player of this name, with a member id and a key."""
        if name not in self.players:
            self.players[name] = Player(name, self.draw(f"id of {name}", 16).hex(), self._key(name))
        return self.players[name]

    def _key(self, name: str) -> SshSigner | SoftPasskey:
        seed, identity = self.draw(f"key of {name}", 32), self.state.identity
        if name in self.passkeys:
            return SoftPasskey(seed, identity.rp_id, identity.origins[0])
        return SshSigner(seed)

    def member(self, name: str) -> str:
        """Give a player's member id."""
        return self.cast(name).member

    def wait(self, days: float) -> None:
        """Let time pass."""
        self.now += int(days * DAY)

    def day(self, days: float) -> str:
        """Give the time so many days from now, as acts write it."""
        return rfc3339(self.now + int(days * DAY))

    def as_office(self, name: str, office: str) -> Signer:
        """Give a player in an office, with the newest mandate."""
        mandates = [m for m in self.state.offices.of_member(self.member(name)) if m.office == office]
        return Signer(self.member(name), "office", mandates[-1].name)

    def draft(self, kind: str, by: Sequence[Signer | str], **fields: Any) -> Act:
        """Write an act; players named without a right act as members."""
        self._drawn += 1
        signers = tuple(Signer(self.member(s), "member") if isinstance(s, str) else s for s in by)
        return BY_KIND[kind](
            org=self.state.identity.org,
            nonce=self.draw(f"nonce {self._drawn}", 16).hex(),
            seen=Seen(self.state.size, self.state.root(self.state.size)),
            until=rfc3339(self.now + DAY),
            by=signers,
            **fields,
        )

    def do(self, kind: str, *by: Signer | str, tell: str = "", **fields: Any) -> int:
        """Do an act that must be taken in; gives its place in the record."""
        return self._done(kind, self._submit(self.draft(kind, by, **fields)), tell)

    def do_sealed(self, kind: str, *by: Signer | str, tell: str = "", **fields: Any) -> int:
        """Do an act that carries another which the record takes only sealed; who serves the demo keeps the opening."""
        act = self.draft(kind, by, **fields)
        sealed = seal_matter(self.state, act, self.draw(f"salt {act.nonce}", 32))
        if sealed is None:
            raise OffScript(f"{kind} carries nothing that is sealed")
        matter, _, opening = sealed
        evidence = {NEED + sha256(opening).hexdigest(): opening}
        told = {"matter": matter, **({"member": ""} if act.writer() else {})}
        return self._done(kind, self._submit(replace(act, **told), evidence), tell)

    def _done(self, kind: str, found: Any, tell: str) -> int:
        if found.refused:
            raise OffScript(f"{kind} was refused:\n" + "\n".join(map(str, found.findings)))
        if tell:
            self.say(f"{rfc3339(self.now)[:10]}  {tell}")
        return int(found.index)

    def refused(self, kind: str, *by: Signer | str, tell: str, **fields: Any) -> tuple[Finding, ...]:
        """Try an act that must be refused, and show why it is."""
        found = self._submit(self.draft(kind, by, **fields))
        if not found.refused:
            raise OffScript(f"{kind} was taken, and should be refused: {tell}")
        self.say(f"{rfc3339(self.now)[:10]}  {tell}")
        for finding in found.findings:
            self.say("    " + str(finding).replace("\n", "\n    "))
        return tuple(found.findings)

    def matter(self, kind: str, **fields: Any) -> str:
        """Give the substance of an act, as motions carry it."""
        return substance(self.draft(kind, (), **fields))

    def publish(self) -> bytes:
        """Publish the head; gives the checkpoint."""
        published = self.organisation.publish()
        if isinstance(published, Broken):
            raise OffScript(str(published))
        return published

    def witnessed(self) -> None:
        """Let the witness cosign the published head and enter its word in the record."""
        self.do("witnessed", lines=tuple(self.cosigned().decode().rstrip("\n").split("\n")))

    def cosigned(self) -> bytes:
        """Publish and have the newest head cosigned; gives the checkpoint."""
        note = read_note(self.publish())
        assert not isinstance(note, Broken)
        head = parse_checkpoint(note.text)
        assert not isinstance(head, Broken)
        line = self.witness.cosign(head, self.now)
        done = add_cosignatures(self.organisation.folder / "record", self.organisation.vkey, [line])
        if isinstance(done, Broken):
            raise OffScript(str(done))
        return done

    def _submit(self, act: Act, opening: Mapping[str, object] = NO_EVIDENCE) -> Any:
        raw = encode(act)
        players = {player.member: player for player in self.players.values()}
        signatures = [players[signer.member].sign(raw) for signer in act.by]
        evidence = Joined(opening, self.organisation.evidence)
        found = self.organisation.submit(self.now, raw, signatures, evidence)
        if isinstance(found, Broken):
            raise OffScript(str(found))
        return found


def write_folder(stage: Stage) -> None:
    """Leave the keys of players and witness in the folder, so that whoever looks at the demo can act as any of them."""
    folder = stage.organisation.folder
    if not (folder / "witness.key").exists():
        write_secret(folder / "witness.key", f"{stage.witness}\n".encode())
    for player in stage.players.values():
        soft = isinstance(player.key, SoftPasskey)
        path = folder / "keys" / (f"{player.name}{SOFT}" if soft else player.name)
        if not path.exists():
            key = player.key
            write_secret(path, encode_soft(key) if isinstance(key, SoftPasskey) else write_private_key(key))
