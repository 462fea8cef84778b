"""A society for tests: it signs nothing but builds, takes and refuses real acts through the ledger.

Signatures are checked beside the fold, so tests of the rules enter acts with claims of keys; tests of the
record and of `verify` sign with real keys.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from msgspec.structs import replace
from nacl.signing import SigningKey

from bylaw.acts.act import Act, Seen, Signer
from bylaw.acts.law.founding import FirstBody, FirstOffice, Found, Founder, Interim
from bylaw.acts.leaf import leaf_of
from bylaw.acts.registry import BY_KIND
from bylaw.acts.sealed import NEED, make_seal
from bylaw.acts.substance import substance
from bylaw.acts.taken import Taken
from bylaw.ledger import judge, take
from bylaw.record.clock import instant, rfc3339
from bylaw.record.encoding import encode
from bylaw.record.entry import SshSignature, make_entry
from bylaw.record.keys import Key
from bylaw.record.log.checkpoint import log_key
from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.state import State
from bylaw.store.openings import seal_carried

DAY = 86_400
START = "2025-01-01T12:00:00Z"
LOG_SEED = bytes(32)
LOG_KEY = str(log_key("example.org/society", LOG_SEED))


def person(n: int) -> str:
    return f"{n:032x}"


def key_of(member: str, nth: int = 0) -> Key:
    """Give the nth key of a member: a real public key, though tests of the rules do not sign with it."""
    public = SigningKey(sha256(f"{member} {nth}".encode()).digest()).verify_key.encode()
    name = b"ssh-ed25519"
    return Key("ssh", len(name).to_bytes(4, "big") + name + (32).to_bytes(4, "big") + public)


class Society:
    """An organisation with founders 1, 2, ... of whom some hold offices as interim mandates: office, founder, body.

    The body may be left out where one body alone has an office of this name.
    """

    def __init__(
        self,
        clauses: tuple[Clause, ...],
        *,
        founders: int = 3,
        bodies: tuple[FirstBody, ...] = (FirstBody("root", "assembly"),),
        offices: tuple[FirstOffice, ...] = (),
        interim: tuple[tuple[str, int] | tuple[str, int, str], ...] = (),
        clock: str = "simulated",
        zone: str = "UTC",
        start: str = START,
        holidays: tuple[str, ...] = (),
    ) -> None:
        self.state = State()
        self.now = instant(start) or 0
        self.nonce = 0
        self.evidence: dict[str, object] = {}
        self.entries: list[bytes] = []
        """What was taken in, as a copy of the record holds it."""
        members = [person(n) for n in range(1, founders + 1)]
        where = {office.name: office.body for office in offices}
        found = Found(
            nonce=self._nonce(),
            seen=Seen(self.state.size, self.state.root(self.state.size)),
            until=rfc3339(self.now + DAY),
            by=tuple(Signer(member, "founder") for member in members),
            name="Society",
            clock=clock,
            zone=zone,
            holidays=holidays,
            origin="example.org/society",
            log_key=LOG_KEY,
            bylaws=clauses,
            bodies=bodies,
            offices=offices,
            founders=tuple(Founder(m, key_of(m), "ordinary") for m in members),
            interim=tuple(
                Interim(person(n), office, (*body, where[office])[0], rfc3339(self.now + 300 * DAY))
                for office, n, *body in interim
            ),
        )
        self.taken = self._enter(found)

    def act(self, kind: str, by: Any = (), **fields: Any) -> Act:
        """Build an act; `by` is a member number, a Signer, or a tuple of them."""
        signers = by if isinstance(by, tuple) and not isinstance(by, Signer) else (by,)
        return BY_KIND[kind](
            org=self.state.identity.org,
            nonce=self._nonce(),
            seen=Seen(self.state.size, self.state.root(self.state.size)),
            until=rfc3339(self.now + DAY),
            by=tuple(s if isinstance(s, Signer) else Signer(person(s), "member") for s in signers),
            **fields,
        )

    def do(self, kind: str, by: Any = (), **fields: Any) -> Taken:
        """Enter an act that must be taken without a refusal; what it carries is sealed where it must be."""
        taken = self._enter(self.carry(self.act(kind, by, **fields)))
        assert not taken.refusals, "\n".join(map(str, taken.refusals))
        return taken

    def refused(self, kind: str, by: Any = (), **fields: Any) -> list[str]:
        """Enter an act that must be refused; gives the clauses that refuse it. The state stays as it was."""
        taken = self._enter(self.act(kind, by, **fields))
        assert taken.refusals, "it was taken"
        assert not taken.applied
        return [finding.clause for finding in taken.refusals]

    def judged(self, kind: str, by: Any = (), **fields: Any) -> tuple[Finding, ...]:
        return judge(self.state, self.act(kind, by, **fields), self.now)

    def matter(self, kind: str, **fields: Any) -> str:
        """Give the substance of an act, as a motion carries it in clear."""
        return substance(self.act(kind, (), **fields))

    def carry(self, act: Act) -> Act:
        """Seal what an act carries where the record takes it only sealed, with its opening beside the record."""
        sealed, opening = seal_carried(self.state, act)
        self.evidence.update(opening)
        return sealed

    def applies(self, n: int) -> Taken:
        """Enter the application of somebody who is no member yet."""
        one = person(n)
        return self.do(
            "apply", Signer(one, "applicant"), member=one, body="root", cls="ordinary", key=key_of(one)
        )

    def wait(self, days: float) -> None:
        self.now += int(days * DAY)

    def office(self, n: int, office: str) -> Signer:
        """Member n with the newest mandate in an office."""
        mandates = [m for m in self.state.offices.of_member(person(n)) if m.office == office]
        return Signer(person(n), "office", mandates[-1].name)

    def attach(self, raw: bytes) -> str:
        """Lay an attachment beside the record; gives its hash."""
        name = sha256(raw).hexdigest()
        self.evidence[name] = raw
        return name

    def _enter(self, act: Act) -> Taken:
        brought = {key.member: key.thumbprint for key in act.brings(self.now) if act.brought_keys_sign}
        thumbs = []
        for signer in act.by:
            keys = [k.thumbprint for k in self.state.keys.of(signer.member, self.now)]
            thumb = brought.get(signer.member) or (keys[-1] if keys else key_of(signer.member).thumbprint)
            thumbs.append(thumb)
        if not act.brought_keys_sign:
            thumbs += [key.thumbprint for key in act.brings(self.now)]
        signatures = [SshSignature(thumb, b"-") for thumb in dict.fromkeys(thumbs)]
        if type(act).sealed:
            return self._seal(act, signatures)
        return self._take(encode(act), signatures)

    def _take(self, act: bytes, signatures: list[SshSignature]) -> Taken:
        raw = make_entry(self.now, act, signatures)
        taken = take(self.state, raw, self.evidence)
        if not taken.refusals:
            self.entries.append(raw)
        return taken

    def _seal(self, act: Act, signatures: list[SshSignature]) -> Taken:
        """Enter a leaf that commits to the act, with its opening beside the record."""
        nonce = self._nonce()
        signed = make_entry(self.now, encode(act), signatures)
        seal, opening = make_seal(act.org, nonce, sha256(nonce.encode()).digest(), signed)
        self.evidence[NEED + seal] = opening
        leaf = self.act("sealed", (), **leaf_of(self.state, act), seal=seal)
        return self._take(encode(replace(leaf, nonce=nonce)), [])

    def _nonce(self) -> str:
        self.nonce += 1
        return f"{self.nonce:032x}"
