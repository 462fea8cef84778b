"""A year of appeals as a load: every case goes from its charge to its end, act by act, in one record.

    appeals = Load(cases=154_933, heard=85_273, upheld=46_047)
    for raw, evidence in appeals.entries(): take(state, raw, evidence)

The numbers are a size that a record must carry. The bylaws are those of the co-operative: a sanction bites at once,
and one on whose appeal nobody decides within 120 days falls. In one thing they are others: they take the word of the
tellers for who was drawn, since a bench of sixty judges by turns here, and not whom a lot gives out of everybody.
Signatures are claimed and not made: they are checked beside the fold, and measured elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from heapq import merge
from itertools import chain
from typing import Any, NamedTuple

from bylaw.acts.act import Seen, Signer
from bylaw.acts.members.roll_import import Row, digest_of
from bylaw.acts.registry import BY_KIND
from bylaw.acts.sealed import NEED, Sealed, make_seal
from bylaw.record.clock import instant, rfc3339
from bylaw.record.encoding import encode
from bylaw.record.entry import SshSignature, write_entry
from bylaw.record.log.tree import leaf_hash
from bylaw.rehearsal.appeal_people import (
    DAY,
    DIRECTOR,
    FOUNDERS,
    SECRETARY,
    TELLERS,
    founding,
    key,
    member,
    thumbprint,
)
from bylaw.rules.load import Profile

START = "2030-01-01T12:00:00Z"
BENCH = 60
"""How many members judge by turns; those who are charged come after them."""
SPARE = 50
"""How many members come last, testify by turns and are never charged."""
CHUNK = 120
Pair = tuple[bytes, dict[str, object]]


class Part(NamedTuple):
    """One step of every case: how many days after its charge, and whether only those whose appeal was heard have it."""

    name: str
    after: float
    heard: bool = False


PARTS = (
    Part("charge", 0), Part("serve", 0.01), Part("file", 1), Part("seat", 2), Part("hear", 21.3), Part("find", 21.32),
    Part("sanction", 21.33), Part("appeal", 21.4), Part("reseat", 23, heard=True), Part("rule", 75, heard=True),
    Part("carry", 80, heard=True),
)  # fmt: skip
SPREAD = 335
"""Days over which the charges come, so that every appeal lies in the year in which the first officers serve."""
LAST = 22 + 122
"""Days from a charge to when an appeal that nobody decided is overdue."""


class Load:
    """So many appeals in one year, of which so many are heard, and of these so many upheld."""

    def __init__(self, profile: Profile, cases: int, heard: int, upheld: int) -> None:
        self.profile, self.cases, self.heard, self.upheld = profile, cases, heard, upheld
        self.start = instant(START) or 0
        self.begins = self.start + 2 * DAY
        self.slot = SPREAD * DAY / cases
        self.ends = self.begins + (SPREAD + LAST) * DAY
        self.org, self._nonce, self._texts = "", 0, 0
        self.seen = Seen(0, sha256(b"").hexdigest())

    def entries(self) -> Iterator[Pair]:
        """Give every entry with its evidence, oldest first."""
        return chain(self.founded(), self._year())

    def founded(self) -> Iterator[Pair]:
        """Give the founding and the roll."""
        return chain(self._founding(), self._roll())

    def is_heard(self, case: int) -> bool:
        """Whether the appeal of a case is heard: they lie evenly among all."""
        return (case + 1) * self.heard // self.cases > case * self.heard // self.cases

    def is_upheld(self, case: int) -> bool:
        """Whether an appeal that is heard is upheld."""
        nth = case * self.heard // self.cases
        return (nth + 1) * self.upheld // self.heard > nth * self.upheld // self.heard

    def _year(self) -> Iterator[Pair]:
        for at, step, case in merge(*map(self._times, PARTS)):
            yield getattr(self, f"_{step}")(int(at), case)

    def _times(self, part: Part) -> Iterator[tuple[float, str, int]]:
        for case in range(self.cases):
            if not part.heard or (self.is_heard(case) and not (part.name == "carry" and self._stays(case))):
                yield self.begins + case * self.slot + part.after * DAY, part.name, case

    def _stays(self, case: int) -> bool:
        return self.is_upheld(case) or self.sanction(case) != "expulsion"

    @staticmethod
    def sanction(case: int) -> str:
        """Give what a case is decided with: three of four members are expelled, one is suspended."""
        return "suspension" if case % 4 == 3 else "expulsion"

    # --- who

    @staticmethod
    def charged(case: int) -> str:
        """Give whom a case is against."""
        return member(1 + FOUNDERS + BENCH + case)

    def _accuser(self, case: int) -> str:
        return member(1 + FOUNDERS + BENCH + case + 1)

    def _witness(self, case: int) -> str:
        return member(1 + FOUNDERS + BENCH + self.cases + case % SPARE)

    @staticmethod
    def _judges(case: int, turn: int) -> tuple[str, ...]:
        return tuple(member(1 + FOUNDERS + (case * 6 + turn * 3 + i) % BENCH) for i in range(3))

    # --- steps

    def _charge(self, at: int, case: int) -> Pair:
        return self._sealed(
            at, "bring-charge", (Signer(self._accuser(case), "member"),), body="root", case=name(case),
            charged=self.charged(case), clause="6.2", ground="damage", deed=rfc3339(at - DAY), facts=self._text(),
        )  # fmt: skip

    def _serve(self, at: int, case: int) -> Pair:
        hearing = rfc3339(at + int(21.2 * DAY))
        return self._clear(
            at, "serve-charge", SECRETARY, case=name(case), hearing=hearing, record=self._text()
        )

    def _file(self, at: int, case: int) -> Pair:
        return self._sealed(
            at, "file-evidence", (Signer(self._witness(case), "member"),), case=name(case), item=f"i{case}",
            sort="document", content=self._text(),
        )  # fmt: skip

    def _seat(self, at: int, case: int, turn: int = 0) -> Pair:
        told = {"case": name(case), "bench": self._judges(case, turn), "how": "drawn"}
        return self._clear(at, "seat-panel", TELLERS, **told, protocol=self._text())

    def _hear(self, at: int, case: int) -> Pair:
        return self._clear(at, "hold-hearing", self._panel(case, 0), case=name(case), record=self._text())

    def _find(self, at: int, case: int) -> Pair:
        told = {"outcome": "found", "clause": "6.2", "ground": "damage", "rests_on": (f"i{case}",), "yes": 3}
        return self._clear(
            at, "decide-finding", self._panel(case, 0), case=name(case), reasons=self._text(), **told
        )

    def _sanction(self, at: int, case: int) -> Pair:
        kind = self.sanction(case)
        told = {
            "sanction": kind,
            "days": 100 if kind == "suspension" else 0,
            "member": self.charged(case),
            "yes": 3,
        }
        reasons = {"reasons": self._text(), "lesser": self._text()}
        return self._clear(at, "decide-sanction", self._panel(case, 0), case=name(case), **told, **reasons)

    def _appeal(self, at: int, case: int) -> Pair:
        by = (Signer(self.charged(case), "subject"),)
        return self._sealed(at, "appeal", by, case=name(case), grounds=self._text())

    def _reseat(self, at: int, case: int) -> Pair:
        return self._seat(at, case, 1)

    def _rule(self, at: int, case: int) -> Pair:
        ruling = "overturned" if self.is_upheld(case) else "upheld"
        told = {"case": name(case), "ruling": ruling, "reasons": self._text(), "yes": 3}
        return self._clear(at, "decide-appeal", self._panel(case, 1), **told)

    def _carry(self, at: int, case: int) -> Pair:
        by = (Signer(self._witness(case), "member"),)
        return self._clear(at, "carry-out", by, case=name(case))

    def _panel(self, case: int, turn: int) -> tuple[Signer, ...]:
        return tuple(Signer(judge, "panel") for judge in self._judges(case, turn)[:2])

    # --- entries

    def _founding(self) -> Iterator[Pair]:
        raw = self._entry(self.start, founding(self.profile, self.start, self._next(), self.seen))
        self.org = sha256(raw.partition(b"\n")[2]).hexdigest()
        self.seen = Seen(1, leaf_hash(raw).hex())
        yield raw, {}

    def _roll(self) -> Iterator[Pair]:
        since = rfc3339(self.start - 400 * DAY)
        numbers = range(FOUNDERS + 1, FOUNDERS + BENCH + self.cases + SPARE + 1)
        rows = [Row(member(n), "root", "ordinary", since, key(n)) for n in numbers]
        chunks = [tuple(rows[i : i + CHUNK]) for i in range(0, len(rows), CHUNK)]
        at = self.start + DAY
        for nth, i in enumerate(range(0, len(chunks), 800)):
            part = chunks[i : i + 800]
            listed = tuple(map(digest_of, part))
            told = {"roll": f"roll{nth}", "chunks": listed, "members": sum(map(len, part))}
            yield self._clear(at, "open-import", (DIRECTOR, *SECRETARY), **told)
            for chunk in part:
                yield self._clear(at, "import-chunk", (), roll=f"roll{nth}", rows=chunk)

    def _clear(self, at: int, kind: str, by: tuple[Signer, ...], **fields: Any) -> Pair:
        return self._entry(at, self._act(at, kind, by, **fields)), {}

    def _sealed(self, at: int, kind: str, by: tuple[Signer, ...], **fields: Any) -> Pair:
        signed = self._entry(at, self._act(at, kind, by, **fields))
        nonce = self._next()
        seal, opening = make_seal(self.org, nonce, sha256(nonce.encode()).digest(), signed)
        leaf = Sealed(
            org=self.org, nonce=nonce, seen=self.seen, until=rfc3339(at + DAY), step=kind, body="root",
            case=fields["case"], item=fields.get("item", ""), seal=seal,
        )  # fmt: skip
        return self._entry(at, leaf), {NEED + seal: opening}

    def _act(self, at: int, kind: str, by: tuple[Signer, ...], **fields: Any) -> Any:
        envelope: dict[str, Any] = {"org": self.org, "nonce": self._next(), "until": rfc3339(at + DAY)}
        return BY_KIND[kind](by=by, seen=self.seen, **envelope, **fields)

    @staticmethod
    def _entry(at: int, act: Any) -> bytes:
        keys = {thumbprint(int(signer.member, 16)) for signer in act.by}
        return write_entry(at, encode(act), [SshSignature(one, b"-" * 120) for one in keys])

    def _next(self) -> str:
        self._nonce += 1
        return f"{self._nonce:032x}"

    def _text(self) -> str:
        self._texts += 1
        return f"{self._texts:064x}"


def name(case: int) -> str:
    """Give a case's name."""
    return f"c{case}"
