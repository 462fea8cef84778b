"""An organisation whose clock is real, with signatures that verify and witnesses that cosign: all in memory."""

from __future__ import annotations

from hashlib import sha256

from msgspec.structs import replace

from bylaw.acts.act import Act
from bylaw.acts.law.founding import Found
from bylaw.acts.taken import Taken
from bylaw.audit.report import Report
from bylaw.audit.verify import Asked, audit
from bylaw.ledger import take
from bylaw.record.encoding import encode
from bylaw.record.entry import make_entry
from bylaw.record.log.checkpoint import Checkpoint, cosign, sign_checkpoint, witness_key
from bylaw.record.log.policy import TrustPolicy, parse_policy
from bylaw.record.signing import SshSigner, sign
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May
from bylaw.store.checking import Cores
from tests.acts.society import LOG_KEY, LOG_SEED, Society
from tests.audit.copies import Copied

ORIGIN = "example.org/society"
SEEDS = {
    name: sha256(name.encode()).digest() for name in ("w.one.example", "w.two.example", "w.three.example")
}
ONE, TWO, THREE = SEEDS
CLAUSES = (
    Clause(no="1", words="Members.", of=("set-witnesses", "attest"), may=May(any_of=("member here",))),
    Clause(no="2", words="Anyone.", of=("witnessed",), may=May(any_of=("anyone",))),
)


def vkey(name: str) -> str:
    """The key of a witness."""
    return str(witness_key(name, SEEDS.get(name, sha256(name.encode()).digest())))


class Watched(Society):
    """Two of the witnesses must cosign, unless a test says otherwise."""

    def __init__(
        self,
        witnesses: tuple[str, ...] = (ONE, TWO),
        quorum: int = 2,
        captive: tuple[str, ...] = (),
        clock: str = "real",
    ) -> None:
        self.raw: list[bytes] = []
        self.named = tuple(map(vkey, witnesses)), quorum, tuple(map(vkey, captive))
        super().__init__(CLAUSES, clock=clock)

    def _enter(self, act: Act) -> Taken:
        if isinstance(act, Found):
            witnesses, quorum, captive = self.named
            act = replace(act, witnesses=witnesses, quorum=quorum, captive=captive)
        raw = encode(act)
        signatures = [sign(raw, SshSigner(sha256(f"{s.member} 0".encode()).digest())) for s in act.by]
        entry = make_entry(self.now, raw, signatures)
        taken = take(self.state, entry, self.evidence)
        if not taken.refusals:
            self.raw.append(entry)
        return taken

    def fact(self, seconds: int = 0) -> None:
        """So much later, a member attests something."""
        self.now += seconds
        self.do("attest", 1, name=f"f{self.state.size}", fact="x", source="y", claimed="2025-01-01T00:00:00Z",
                evidence="a" * 64)  # fmt: skip

    def head(self, times: dict[str, int], size: int = -1) -> bytes:
        """The head of the first entries, signed by the log and cosigned by witnesses at these times."""
        size = self.state.size if size < 0 else size
        return cosigned(Checkpoint(ORIGIN, size, self.state.log.root(size)), times)

    def witnessed(
        self, times: dict[str, int], size: int = -1, change: tuple[str, str] = ("", "")
    ) -> list[str]:
        """Enter a cosigned head; gives the clauses that refuse it."""
        text = (
            self.head(times, size).decode().replace(*change) if change[0] else self.head(times, size).decode()
        )
        act = self.act("witnessed", (), lines=tuple(text.rstrip("\n").split("\n")))
        return [finding.clause for finding in self._enter(act).refusals]

    def verify(self, head: bytes, **asked: object) -> Report:
        """Audit a copy of the record under a head."""
        with Cores() as cores:
            return audit(Copied(self.raw, head), cores, Asked(**asked))


def cosigned(head: Checkpoint, times: dict[str, int]) -> bytes:
    """A head signed by the log, with the lines of witnesses."""
    lines = "".join(cosign(head, name, SEEDS[name], at).line() for name, at in times.items())
    return sign_checkpoint(head, LOG_SEED) + lines.encode()


def policy(*names: str, quorum: int = 1) -> TrustPolicy:
    """A reader's own policy: so many of these witnesses."""
    lines = [f"log {LOG_KEY}", *(f"witness {name} {vkey(name)}" for name in names)]
    found = parse_policy(
        ("\n".join([*lines, f"group all {quorum} {' '.join(names)}", "quorum all"]) + "\n").encode()
    )
    assert isinstance(found, TrustPolicy), found
    return found
