"""A stranger's audit in numbered steps, with the same judge and fold that admitted every entry.

1 head        the newest checkpoint is signed by the log's own key
2 entries     every entry is there, and together they have the root that the head names
3 founding    the record begins with one founding act, and this is its hash
4 rules       every act was allowed by the bylaws as they stood, and changed what it says
5 signatures  every signature is its signer's
6 time        every entry lies between the cosigned heads around it
7 witnesses   enough witnesses cosigned the head, as the reader's policy or the record itself asks
8 history     an older head, where the reader has one, is a prefix of this record
9 attachments everything that acts rest on is here
10 elections  every result follows from its count, and from the ballots where the copy has them
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from bylaw.acts.sealed import NEED
from bylaw.acts.taken import Taken
from bylaw.audit.before import Before
from bylaw.audit.copy import NO_OPENINGS, Attached, Copy
from bylaw.audit.elections import results
from bylaw.audit.heads import Witnessing, check_history, check_witnesses
from bylaw.audit.report import Counts, Fault, Report, Step, Verdict
from bylaw.audit.signatures import Checker, Signatures
from bylaw.audit.steps import Steps
from bylaw.audit.times import ahead
from bylaw.audit.trusted import trusted
from bylaw.ledger import take
from bylaw.record.broken import Absent, Broken
from bylaw.record.clock import rfc3339
from bylaw.record.log.checkpoint import Checkpoint, OpenedCheckpoint, open_checkpoint, parse_checkpoint
from bylaw.record.log.note import parse_note, parse_vkey
from bylaw.record.log.policy import TrustPolicy
from bylaw.record.passkey import Policy
from bylaw.rules.finding import UNSHOWN
from bylaw.state import State


class Asked(Struct, frozen=True, kw_only=True):
    """What the reader brings: a policy of her own, an older head, openings, and whether an unwitnessed head will do."""

    policy: TrustPolicy | None = None
    since: bytes | None = None
    unwitnessed_ok: bool = False
    openings: Mapping[str, object] = NO_OPENINGS
    """What opens sealed steps to her."""
    before: Before | None = None
    """What she verified before, with the same code."""


class Audit:
    """One audit of one copy; ``state`` is what the record says when it is over."""

    def __init__(
        self, copy: Copy, check: Checker, asked: Asked, progress: Callable[[int, int], None]
    ) -> None:
        self.state = State()
        self._steps = Steps()
        self.counts = Counts()
        self._copy, self._asked, self._progress = copy, asked, progress
        self._known = asked.before.size if asked.before else 0
        self._signatures = Signatures(check, self._policy)
        self._evidence = Attached(copy, asked.openings)

    def run(self) -> Report:
        """Take every step that the one before allows, and report."""
        head = self._head()
        if head is not None:
            self._fold(head)
            self._heads(head)
            self._attachments()
            self._elections()
        return self._report(head)

    def _head(self) -> OpenedCheckpoint | None:
        raw = self._copy.checkpoint()
        note = parse_note(raw)
        claimed = note if isinstance(note, Broken) else parse_checkpoint(note.text)
        if isinstance(claimed, Broken):
            self._steps.fail(1, "head", Fault(claimed.reason, f"the checkpoint: {claimed.detail}"))
            return None
        return OpenedCheckpoint(claimed, note) if not isinstance(note, Broken) else None

    def _fold(self, head: OpenedCheckpoint) -> None:
        size = head.checkpoint.size
        for raw in self._copy.entries(size):
            if isinstance(raw, Broken):
                gone = isinstance(raw, Absent) or raw.reason == "storage"
                fault = Fault(raw.reason, raw.detail)
                self._steps.fail(2, "entries", fault, "incomplete" if gone else "refused")
            if isinstance(raw, Broken) or not self._one(raw):
                break
            self._progress(self.state.size, size)
        self._signatures.finish()
        self._steps.faults += self._signatures.faults
        self.counts.signatures = self._signatures.count
        self._conclude(head)

    def _one(self, raw: bytes) -> bool:
        index = self.state.size
        taken = take(self.state, raw, self._evidence)
        if refusals := taken.refusals:
            self._steps.faults.append(Fault("rule", str(refusals[0]), index, refusals))
            return False
        self._count(taken)
        if index < self._known:
            self.counts.earlier += len(taken.checks)
        else:
            self._signatures.add(index, taken.checks)
        return True

    def _count(self, taken: Taken) -> None:
        self.counts.entries += 1
        self.counts.void += not taken.applied
        if needed := taken.act.needs() if taken.act else ():
            self.counts.sealed += any(n.startswith(NEED) and self._evidence[n] is None for n in needed)
        for finding in taken.findings:
            self.counts.unshown += finding.consequence == UNSHOWN
            self.counts.flagged += finding.consequence not in ("void", UNSHOWN)

    def _policy(self) -> Policy:
        return Policy(self.state.identity.rp_id, self.state.identity.origins)

    def _conclude(self, head: OpenedCheckpoint) -> None:
        """Say what the fold established, once it is known whether it went to the end."""
        whole = self.state.size == head.checkpoint.size
        if self.state.size or whole:
            self._signed_head()
        if whole:
            self._root(head.checkpoint)
        if (identity := self.state.identity).org:
            self._steps.establish(3, "founding", f"{identity.name}: {identity.org}")
        self._rules(whole=whole)

    def _signed_head(self) -> None:
        key = parse_vkey(self.state.identity.log_key)
        opened = key if isinstance(key, Broken) else open_checkpoint(self._copy.checkpoint(), key)
        if isinstance(opened, Broken):
            why = f"the head is not signed by the log's key: {opened.detail}"
            self._steps.fail(1, "head", Fault("checkpoint", why))
        else:
            checkpoint = opened.checkpoint
            self._steps.establish(1, "head", f"{checkpoint.size} entries, signed by {checkpoint.origin}")

    def _root(self, head: Checkpoint) -> None:
        if self.state.log.root() != head.root:
            why = "the entries do not have the root that the head names"
            self._steps.fail(2, "entries", Fault("consistency", why))
        else:
            words = f"all {head.size} entries lead to the root {head.root.hex()}"
            self._steps.establish(2, "entries", words)

    def _rules(self, *, whole: bool) -> None:
        if not self._steps.failed(4, "rules", "rule") and whole:
            words = f"the bylaws allowed each of {self.state.size} acts when it was taken in"
            self._steps.establish(4, "rules", words)
        if not self._steps.failed(5, "signatures", "signature") and whole:
            before = f" ({self.counts.earlier} more were verified before)" if self.counts.earlier else ""
            words = f"{self.counts.signatures} signatures{before}, each by a key of its signer"
            self._steps.establish(5, "signatures", f"{words}, checked by {self._signatures.checker.name}")
        if whole:
            self._steps.establish(6, "time", "entry times never fall" + self._bracketed())

    def _bracketed(self) -> str:
        seen = last.size if (last := self.state.witnesses.last) else 0
        self.counts.unwitnessed = self.state.size - seen
        return f", and {seen} of {self.state.size} entries lie between cosigned heads" if seen else ""

    def _heads(self, head: OpenedCheckpoint) -> None:
        if not self.state.size:
            return  # nobody is named yet who could have signed; why there is no founding was said
        outcome: Witnessing = check_witnesses(self.state, head.note, self._asked.policy)
        for fault in ahead(self.state, self.state.size, outcome.times):
            self._steps.fail(6, "time", fault)
        if outcome.met:
            self._steps.establish(7, "witnesses", outcome.words)
        elif self._asked.unwitnessed_ok and not outcome.refuses:
            self._steps.establish(7, "witnesses", f"{outcome.words}; accepted because you said so")
        else:
            verdict: Verdict = "refused" if outcome.refuses else "incomplete"
            self._steps.fail(7, "witnesses", Fault("checkpoint", outcome.words), verdict)
        self._history(head)

    def _history(self, head: OpenedCheckpoint) -> None:
        """Compare with what the reader knew of this record before."""
        before, since = self._asked.before, self._asked.since
        if before:
            words = f"the {self._known} entries verified before are the first of this record"
            self._steps.establish(8, "history", words)
            for fault in before.differs(self.state):
                self._differs(head, fault)
        if since is not None:
            self._steps.establish(8, "history", "the older head is a prefix of this record")
            for fault in check_history(self.state, since, head.note, self._asked.policy):
                self._differs(head, fault)

    def _differs(self, head: OpenedCheckpoint, fault: Fault) -> None:
        """Note what is wrong with the history; of entries that could not be had it says nothing, which is no fault."""
        if fault.reason == "rollback" and self.state.size < head.checkpoint.size:
            self._steps.conclude(Step(8, "history", "incomplete", fault.detail))
        else:
            self._steps.fail(8, "history", fault)

    def _attachments(self) -> None:
        gone = self.state.boxes.destroyed
        missing = [name for name in self._evidence.missing if name not in gone]
        lost = len(self._evidence.missing) - len(missing)
        self.counts.unproven = len(missing)
        for name in missing:
            why = f"attachment {name} is not in this copy: what rests on it is not re-checked"
            self._steps.faults.append(Fault("missing", why))
        if not self._steps.failed(9, "attachments", "missing", "incomplete") and self.state.identity.org:
            but = f", but for {lost} files of ballots that acts destroyed" if lost else ""
            self._steps.establish(9, "attachments", f"everything that an act rests on is here{but}")

    def _elections(self) -> None:
        step = results(self.state, self._evidence.missing)
        if step is not None and self.state.size == self.counts.entries:
            self._steps.conclude(step)

    def _report(self, head: OpenedCheckpoint | None) -> Report:
        identity = self.state.identity
        self.counts.attested = len(self.state.corrections.attested)
        return Report(
            verdict=self._steps.verdict,
            org=identity.org,
            name=identity.name,
            clock=identity.clock,
            size=self.state.size,
            root=self.state.log.root().hex(),
            at=rfc3339(self.state.at) if self.state.size else "",
            steps=self._steps.in_order(),
            faults=tuple(self._steps.faults),
            counts=self.counts,
            trusted=tuple(trusted(self.state, self.counts.sealed)) if head else (),
        )


def audit(
    copy: Copy,
    check: Checker,
    asked: Asked | None = None,
    progress: Callable[[int, int], None] = lambda _done, _size: None,
) -> Report:
    """Audit a copy of a record. Never raises, whatever the copy holds."""
    return Audit(copy, check, asked or Asked(), progress).run()
