"""The archivist: one key that founds a reconstruction and signs every act of it at the sources' times."""

from __future__ import annotations

import secrets
from hashlib import sha256
from pathlib import Path
from typing import Any

from bylaw.acts.act import Act, Seen, Signer
from bylaw.acts.law.founding import FirstBody, Found, Founder
from bylaw.acts.registry import BY_KIND
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.log.tree import EMPTY
from bylaw.record.signing import SshSigner, sign
from bylaw.record.sshsig import write_private_key
from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.state.bodies import ROOT
from bylaw.store.files import write_secret
from bylaw.store.organisation import Organisation

DAY = 86_400


class NotReconstructed(Exception):
    """The record could not be written: a disk that fails, or an act that bylaw itself refuses."""


class Archivist:
    """Who writes a reconstruction: opens its folder, founds it, enters acts, lays attachments beside them."""

    def __init__(self, folder: Path, origin: str) -> None:
        found = Organisation.create(folder, origin)
        if isinstance(found, Broken):
            raise NotReconstructed(found.detail)
        self.organisation = found
        self.member = secrets.token_hex(16)
        self.key = SshSigner(secrets.token_bytes(32))
        write_secret(folder / "keys" / "archivist", write_private_key(self.key))

    def found(self, at: int, name: str, clauses: tuple[Clause, ...]) -> None:
        """Found the record under its first clauses, with the archivist as its only member."""
        key = self.organisation.vkey
        act = Found(
            nonce=secrets.token_hex(16),
            seen=Seen(0, EMPTY.hex()),
            until=rfc3339(at + DAY),
            by=(Signer(self.member, "founder"),),
            name=name,
            clock="reconstruction",
            zone="UTC",
            origin=key.name,
            log_key=str(key),
            bylaws=clauses,
            bodies=(FirstBody(ROOT, "assembly"),),
            founders=(Founder(self.member, self.key.key, "archivist"),),
        )
        self._submit(at, act)

    def enter(self, at: int, kind: str, **fields: Any) -> tuple[Finding, ...]:
        """Enter one act as of a time; gives what its clauses say. Raises NotReconstructed if it is refused."""
        state = self.organisation.state
        act = BY_KIND[kind](
            org=state.identity.org,
            nonce=secrets.token_hex(16),
            seen=Seen(state.size, state.root(state.size)),
            until=rfc3339(at + DAY),
            by=(Signer(self.member, "member"),),
            **fields,
        )
        return self._submit(at, act)

    def attach(self, content: bytes) -> str:
        """Lay a file beside the record; gives its hash."""
        name = self.organisation.attachments.put(content)
        if isinstance(name, Broken):
            raise NotReconstructed(name.detail)
        return name

    def attest(self, name: str, fact: str, source: str, content: bytes) -> None:
        """Attest a source file as of the last entry."""
        at = self.organisation.state.at
        evidence = sha256(content).hexdigest()
        self.enter(at, "attest", name=name, fact=fact, source=source, claimed=rfc3339(at), evidence=evidence)

    def publish(self) -> None:
        """Publish the head and let go of the log."""
        done = self.organisation.publish()
        self.organisation.close()
        if isinstance(done, Broken):
            raise NotReconstructed(done.detail)

    def _submit(self, at: int, act: Act) -> tuple[Finding, ...]:
        raw = encode(act)
        evidence = self.organisation.present
        done = self.organisation.submit(at, raw, [sign(raw, self.key)], evidence)
        if isinstance(done, Broken):
            raise NotReconstructed(done.detail)
        if done.refused:
            raise NotReconstructed("\n".join(str(f) for f in done.findings if f.refuses))
        return done.findings
