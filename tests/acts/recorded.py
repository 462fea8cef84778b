"""A society whose acts are signed with real keys, appended durably and published."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bylaw.acts.act import Act
from bylaw.acts.law.founding import FirstOffice, Found
from bylaw.ledger import Taken
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode
from bylaw.record.signing import SshSigner, sign
from bylaw.rules.clause import Clause
from bylaw.store.organisation import Organisation

from .boxing import BOX_CLAUSES
from .polling import BODIES, CLAUSES, INTERIM, OFFICES
from .society import Society

BOXES = (*(BOX_CLAUSES[0] if clause.no == "5" else clause for clause in CLAUSES), *BOX_CLAUSES[1:])
"""The rules of elections with a box."""


class Recorded(Society):
    """A society on disk, under the rules of elections with a box or under others.

    ``branches`` are offices of branches beside those of the whole, each with the founder who holds it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        founders: int,
        rules: tuple[Clause, ...] = BOXES,
        branches: tuple[tuple[str, int, str], ...] = (),
    ) -> None:
        made = Organisation.create(folder, "society.invalid/record")
        assert isinstance(made, Organisation)
        self.organisation = made
        offices = (*(FirstOffice(office, body) for office, _, body in branches), *OFFICES)
        interim = (*INTERIM, *branches)
        super().__init__(rules, founders=founders, bodies=BODIES, offices=offices, interim=interim)

    def attach(self, raw: bytes) -> str:
        name = self.organisation.attachments.put(raw)
        assert isinstance(name, str)
        return name

    def _enter(self, act: Act) -> Taken:
        if isinstance(act, Found):
            act = replace(act, origin=self.organisation.vkey.name, log_key=str(self.organisation.vkey))
        raw = encode(act)
        signatures = [sign(raw, SshSigner(sha256(f"{s.member} 0".encode()).digest())) for s in act.by]
        done: Any = self.organisation.submit(self.now, raw, signatures, self.organisation.present)
        assert not isinstance(done, Broken), done
        self.state = self.organisation.state
        findings = done.findings if done.refused else tuple(f for f in done.findings if not f.refuses)
        return Taken(act, None, findings, applied=not done.refused)
