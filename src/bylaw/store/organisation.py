"""One organisation on disk: its folder, its log, its state, and the one way in for acts.

    DIR/record/       the public record: checkpoint, tiles, entries, attachments; any web server can serve it
    DIR/log.sqlite    the log as this writer keeps it
    DIR/log.key       the log's signing key, for its operator alone
    DIR/verified/     what was found in archives of ballots, so that they need not be verified at each opening
    DIR/keys/         private keys of signers who work on this machine
    DIR/private/      what opens commitments and sealed steps; never published
    DIR/private/saved/    the state at an earlier head, so that a long record need not be folded at each opening

An act is judged on the state of the head, its signatures are verified, it is appended durably, and only
then folded. Whoever submits gets a receipt or the findings that refuse it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress
from pathlib import Path

from msgspec.structs import replace

from bylaw.acts.act import Act
from bylaw.acts.law.founding import Found
from bylaw.acts.signed import Check
from bylaw.acts.taken import Taken
from bylaw.ledger import NO_EVIDENCE, consider, fold, take
from bylaw.record.broken import Broken
from bylaw.record.entry import Signature
from bylaw.record.log.checkpoint import Checkpoint, log_key, sign_checkpoint
from bylaw.record.log.note import VerifierKey
from bylaw.record.log.refusal import write_refusal
from bylaw.record.passkey import Policy
from bylaw.record.signing import message
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.store.attachments import Attachments
from bylaw.store.checking import check_all
from bylaw.store.destroyed import destroyed
from bylaw.store.evidence import Joined, Present
from bylaw.store.files import write_secret
from bylaw.store.log_store import LogStore
from bylaw.store.openings import Openings, wrap
from bylaw.store.publish import behind, publish
from bylaw.store.receipts import receipt, refusal
from bylaw.store.saved import Log, Saved
from bylaw.store.submitted import Submitted, entry_at
from bylaw.store.verified import Verified

SEED = 32


class Organisation:
    """The one writer of an organisation's record."""

    def __init__(self, folder: Path, store: LogStore, seed: bytes) -> None:
        self.folder, self.store, self.seed = folder, store, seed
        self.attachments = Attachments(folder / "record" / "attachments")
        self.present = Present(self.attachments, Verified(folder / "verified", seed), destroyed(folder))
        """The attachments as evidence."""
        self.openings = Openings(folder)
        self._saved = Saved(folder, seed)
        self._replay()
        self.present.tidy()

    @classmethod
    def create(cls, folder: Path, origin: str, seed: bytes = b"") -> Organisation | Broken:
        """Make the folder with an empty log and its key, a new one without ``seed``; a founding act must follow."""
        if folder.exists() and any(folder.iterdir()):
            return Broken("storage", f"{folder} is not empty; choose a new folder")
        try:
            (folder / "keys").mkdir(parents=True)
            write_secret(folder / "log.key", seed or secrets.token_bytes(SEED))
        except OSError as fault:
            return Broken("storage", f"{folder}: {fault.strerror}")
        store = LogStore.create(folder / "log.sqlite", origin)
        return store if isinstance(store, Broken) else cls(folder, store, (folder / "log.key").read_bytes())

    @classmethod
    def open(cls, folder: Path) -> Organisation | Broken:
        """Open an organisation that exists, and fold its record."""
        try:
            seed = (folder / "log.key").read_bytes()
        except OSError:
            return Broken(
                "storage", f"{folder} holds no organisation (there is no log.key); make one with 'bylaw new'"
            )
        store = LogStore.open(folder / "log.sqlite")
        if isinstance(store, Broken):
            return store
        problem = behind(store, folder / "record")
        if problem:
            return problem
        found = cls(folder, store, seed)
        if found.state.size == store.head().size:
            return found
        store.close()  # nothing may come after an entry that was not folded
        return Broken(
            "consistency", f"{folder}: entry {found.state.size} is refused; see 'bylaw verify {folder}'"
        )

    @property
    def evidence(self) -> Mapping[str, object]:
        """What lies beside the record on this machine: its attachments, and the openings of sealed steps."""
        return Joined(self.openings, self.present)

    def close(self) -> None:
        """Let go of the log."""
        self.store.close()

    @property
    def vkey(self) -> VerifierKey:
        """The log's verifier key; founding acts name it as text."""
        return log_key(self.store.origin, self.seed)

    def judge(
        self, at: int, act: bytes, signatures: Sequence[Signature], evidence: Mapping[str, object]
    ) -> Taken:
        """Say what would become of an act now, without recording it."""
        sealed = wrap(self.state, at, act, signatures)
        raw = entry_at(at, sealed.act, sealed.signatures)
        if isinstance(raw, Finding):
            return Taken(None, None, (raw,), applied=False)
        return consider(self.state, raw, Joined(sealed.evidence, evidence))

    def submit(
        self,
        at: int,
        act: bytes,
        signatures: Sequence[Signature],
        evidence: Mapping[str, object] = NO_EVIDENCE,
    ) -> Submitted | Broken:
        """Judge one act, verify its signatures, append it durably and fold it."""
        answers = self.submit_many(at, [(act, signatures)], evidence)
        return answers if isinstance(answers, Broken) else answers[0]

    def submit_many(
        self,
        at: int,
        acts: Sequence[tuple[bytes, Sequence[Signature]]],
        evidence: Mapping[str, object] = NO_EVIDENCE,
    ) -> list[Submitted] | Broken:
        """Take several acts in as one durable write; each is answered for itself."""
        answers, entries, good = [], [], self._good(acts)
        for act, signatures in acts:
            sealed = wrap(self.state, at, act, signatures)
            raw = entry_at(at, sealed.act, sealed.signatures)
            if isinstance(raw, Finding):
                answers.append(Submitted(-1, (raw,)))
                continue
            beside = Joined(sealed.evidence, evidence)
            taken = consider(self.state, raw, beside)
            refusals = taken.refusals or self._forged(taken, good)
            if refusals:
                answers.append(Submitted(-1, (*refusals, *taken.remarks)))
                continue
            if isinstance(kept := self.openings.keep(taken.act, beside), Broken):
                self._replay()
                return kept
            answers.append(Submitted(self.state.size, taken.findings))
            fold(self.state, taken, raw)
            entries.append(raw)
        if entries:
            head = self.store.append(entries)
            if isinstance(head, Broken):
                self._replay()
                return head
        return answers

    def inherit(self, entries: Sequence[bytes]) -> Broken | None:
        """Begin an empty log with the entries of the one before it; they were audited by the caller."""
        if self.store.head().size:
            return Broken("storage", f"{self.folder} has entries of its own")
        head = self.store.append(entries)
        self._replay()
        if not isinstance(head, Broken) and self.state.size != head.size:
            return Broken("consistency", f"entry {self.state.size} is refused")
        return head if isinstance(head, Broken) else None

    def publish(self) -> bytes | Broken:
        """Sign the head and write the public files under it; gives the checkpoint."""
        return publish(self.store, self.folder / "record", self.signer())

    def receipt(self, act: bytes, at: int, done: Submitted, checkpoint: bytes = b"") -> bytes | Broken:
        """Give what the submitter keeps: a proof of the entry under a published head, or a signed refusal."""
        if not done.refused:
            found = receipt(self.store, checkpoint, self.vkey, done.index)
            if isinstance(found, Broken):
                return found
            leaf = self.store.hashes(0, done.index, done.index + 1)[0]
            return replace(found, extra=leaf).write()
        return write_refusal(refusal(act, at, done.findings, self.state), self.vkey.name, self.seed)

    def signer(self) -> Callable[[Checkpoint], bytes]:
        """Give what signs heads with the log's key."""
        return lambda checkpoint: sign_checkpoint(checkpoint, self.seed)

    def raw_entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Give the bytes of the entries [start, stop), in order; to the head if ``stop`` is None."""
        return self.store.entries(start, stop)

    def refresh(self) -> None:
        """Fold what another process has appended since."""
        self.store.refresh()
        for raw in self.store.entries(self.state.size):
            take(self.state, raw, self._beside)

    def _good(self, acts: Sequence[tuple[bytes, Sequence[Signature]]]) -> frozenset[Check]:
        """Verify together the signatures by keys that are registered; those by keys still to come wait."""
        keys = self.state.keys.all
        checks = [
            (keys[signature.key].key, signature, message(act))
            for act, signatures in acts
            for signature in signatures
            if signature.key in keys
        ]
        return frozenset(compress(checks, check_all(checks, self._policy())))

    def _forged(self, taken: Taken, good: frozenset[Check]) -> tuple[Finding, ...]:
        """Find the signatures that are not good; passkeys under a founding are checked as it says itself."""
        policy = self._policy(taken.act)
        return tuple(
            own(
                7,
                f"the signature by key {check[0].thumbprint} is not good",
                "sign the act's exact bytes again",
            )
            for check in taken.checks
            if check not in good and not all(check_all([check], policy))
        )

    def _policy(self, act: Act | None = None) -> Policy:
        facts = act if isinstance(act, Found) else self.state.identity
        return Policy(facts.rp_id, facts.origins)

    def _replay(self) -> None:
        """Fold what the log holds, from a saved state on; it was judged and verified when it came in."""
        self.store.refresh()
        log = Log(self.store.origin, self.store.head().size, self.store.root)
        begun = self._saved.begin(log, self.evidence)
        self.state, self._beside = begun.state, begun.beside
        for raw in self.store.entries(self.state.size):
            take(self.state, raw, self._beside)
        self.covered = self._saved.keep(log, begun)
        """How many entries the saved state covers."""
