"""A society with a court for tests: its clauses as data, and the steps from a charge to its end."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.ledger import Taken
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.floors import FLOORS
from bylaw.rules.meanings import Appeal, Emergency, Grounds, May, Panel, Steps, Window

from .society import DAY, Society, person

ALL = ("accuser", "accused", "witness", "executive", "kin", "heir", "investigator")
WAYS = ("drawn", "elected", "lot")
ACCUSER, CHARGED, OFFICER, DRAWER, WITNESS = 2, 3, 1, 4, 5
JUDGES, OTHERS, THIRD = (6, 7, 8), (9, 10, 11), (12, 13, 14)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def rules(
    prepare: int = 14,
    size: int = 3,
    within: int = 30,
    decide: int = 60,
    told: int = 14,
    *,
    stays: bool = False,
) -> tuple[Clause, ...]:
    """Give the clauses of the court: change a number and the verdicts change."""
    order = (("serve", "charge", 0), ("hear", "serve", prepare), ("find", "hear", 0), ("sanction", "find", 0))

    def may(no: str, of: str, *any_of: str, **more: Any) -> Clause:
        return Clause(
            no=no, words=f"Words of clause {no}.", of=tuple(of.split()), may=May(any_of=any_of), **more
        )

    def charge(no: str, **more: Any) -> Clause:
        return Clause(no=no, words=f"Words of clause {no}.", of=("bring-charge",), **more)

    return (
        may("20", "bring-charge", "member here", grounds=Grounds(names=("theft", "threats"))),
        charge("21", steps=Steps(order=order)),
        charge("22", panel=Panel(size=size, seats="member here", excludes=ALL, how=WAYS)),
        charge("23", appeal=Appeal(within_days=within, decide_days=decide, suspensive=stays)),
        may("24", "serve-charge", "office secretary here"),
        may("25", "seat-panel", "member here"),
        may("26", "hold-hearing decide-finding decide-sanction decide-appeal", "panel"),
        may("27", "file-evidence", "member here", "subject"),
        may("28", "recuse answer-evidence waive-hearing appeal declare-tie", "subject"),
        may("29", "interim-measure", "office secretary here", emergency=Emergency(days=30, renewals=1)),
        may("30", "carry-out", "office secretary here", "member due"),
        may("31", "reopen-case", "member here"),
        may("32", "restore-member", "subject", "member due"),
        may("33", "resign", "subject"),
        may("36", "appoint-investigator", "office secretary here"),
        may("37", "find-invalid", "member root"),
        may("41", "tell-invalid", "office secretary here", "member due", window=Window(days=told)),
        may("38", "note-equal-reasons", "member here"),
        may("39", "review-decisions", "member due"),
    )


class Court(Society):
    """Fourteen members: 1 is secretary, 2 accuses, 3 is charged, 4 seats, 5 testifies, the others may judge."""

    def __init__(
        self,
        clauses: tuple[Clause, ...] = (),
        *,
        unfounded: bool = False,
        interim: tuple[tuple[str, int], ...] = (),
        **numbers: Any,
    ) -> None:
        named = {clause.no for clause in clauses}
        own = tuple(clause for clause in rules(**numbers) if clause.no not in named)
        super().__init__(
            (*FLOORS, *own, *clauses),
            founders=14,
            bodies=(FirstBody("root", "assembly"), FirstBody("board", "board", "root", organ=True)),
            offices=(
                FirstOffice("secretary", "root"),
                FirstOffice("steward", "root"),
                FirstOffice("porter", "root"),
            ),
            interim=(("secretary", OFFICER), ("steward", CHARGED), *interim),
        )
        self.texts = 0
        assert unfounded or not self.taken.refusals, self.taken.refusals
        self.wait(40)

    def text(self) -> str:
        """Give a commitment that nothing else has."""
        self.texts += 1
        return digest(f"text {self.texts}")

    @property
    def secretary(self) -> Signer:
        return self.office(OFFICER, "secretary")

    @staticmethod
    def herself(n: int = CHARGED) -> Signer:
        return Signer(person(n), "subject")

    @staticmethod
    def panel(*judges: int) -> tuple[Signer, ...]:
        return tuple(Signer(person(n), "panel") for n in judges)

    def stamp(self, days: float) -> str:
        return rfc3339(self.now + int(days * DAY))

    def charge(self, case: str = "c1", **fields: Any) -> dict[str, Any]:
        """Give the fields of a charge of theft ten days ago."""
        told = {
            "case": case, "body": "root", "charged": person(CHARGED), "clause": "20", "ground": "theft",
            "deed": self.stamp(-10), "facts": self.text(),
        }  # fmt: skip
        return told | fields

    def bring(self, case: str = "c1", by: int = ACCUSER, **fields: Any) -> Court:
        self.do("bring-charge", by, **self.charge(case, **fields))
        return self

    def serve(self, case: str = "c1", days: float = 14) -> Court:
        self.do("serve-charge", self.secretary, case=case, hearing=self.stamp(days), record=self.text())
        return self

    def seat(self, *judges: int, case: str = "c1") -> Taken:
        return self.do("seat-panel", DRAWER, **self.bench(*judges, case=case))

    def bench(self, *judges: int, case: str = "c1") -> dict[str, Any]:
        return {
            "case": case,
            "bench": tuple(map(person, judges)),
            "how": "drawn",
            "protocol": digest("drawn in public"),
        }

    def file(self, item: str = "i1", by: int = WITNESS, case: str = "c1", sort: str = "document") -> Court:
        self.do("file-evidence", by, case=case, item=item, sort=sort, content=digest(item))
        return self

    def hear(self, *judges: int, case: str = "c1") -> Court:
        self.do("hold-hearing", self.panel(*judges), case=case, record=self.text())
        return self

    def finding(self, case: str = "c1", **fields: Any) -> dict[str, Any]:
        told = {
            "case": case, "outcome": "found", "clause": "20", "ground": "theft", "rests_on": ("i1",),
            "reasons": self.text(), "yes": 3,
        }  # fmt: skip
        return told | fields

    def sanction(self, case: str = "c1", **fields: Any) -> dict[str, Any]:
        told = {
            "case": case, "sanction": "suspension", "days": 100, "reasons": self.text(),
            "lesser": self.text(), "yes": 3,
        }  # fmt: skip
        if fields.get("sanction") != "warning":
            told["member"] = self.state.cases.all[case].charged
        return told | fields

    def expulsion(self, case: str = "c1", **fields: Any) -> dict[str, Any]:
        return self.sanction(case, sanction="expulsion", days=0, **fields)

    def ruling(self, ruling: str, case: str = "c1", **fields: Any) -> dict[str, Any]:
        return {"case": case, "ruling": ruling, "reasons": self.text(), "yes": 3} | fields

    def heard(self, *judges: int, case: str = "c1", item: str = "i1") -> Court:
        """Go from the charge to the end of the hearing."""
        self.serve(case).file(item, case=case)
        self.seat(*judges, case=case)
        self.wait(14)
        return self.hear(*judges, case=case)

    def found(self, *judges: int, case: str = "c1", item: str = "i1", **fields: Any) -> Court:
        self.heard(*judges, case=case, item=item)
        self.do("decide-finding", self.panel(*judges), **self.finding(case, rests_on=(item,), **fields))
        return self

    def decided(self, **fields: Any) -> Court:
        """Bring, hear and decide a case; without more, a suspension of a hundred days."""
        self.bring().found(*JUDGES)
        self.do("decide-sanction", self.panel(*JUDGES), **self.sanction(**fields))
        return self

    def appealed(self, **fields: Any) -> Court:
        self.decided(**fields)
        self.do("appeal", self.herself(), case="c1", grounds=self.text())
        return self

    def rule(self, ruling: str, judges: tuple[int, ...] = OTHERS) -> Court:
        self.seat(*judges)
        self.do("decide-appeal", self.panel(*judges), **self.ruling(ruling))
        return self

    def rests(self, days: float = 0, n: int = CHARGED) -> bool:
        """Whether a member's rights rest so many days from now."""
        return self.state.members.suspended(person(n), self.now + int(days * DAY))

    def member(self, n: int = CHARGED) -> bool:
        return any(True for _ in self.state.members.roll.current(person(n), self.now))


PASSED = {"passed_over": (person(ACCUSER), person(WITNESS))}


def removed() -> Court:
    s = Court()
    steward = s.office(CHARGED, "steward").ref
    s.state.offices.keep("founding", [person(n) for n in (ACCUSER, WITNESS, 12)])
    s.decided(sanction="removal", days=0, mandate=steward)
    s.wait(31)
    return s


def final(**numbers: int) -> Court:
    s = Court(**numbers).decided(sanction="expulsion", days=0)
    s.wait(31)
    s.do("carry-out", s.secretary, case="c1")
    return s


def reopened() -> Court:
    s = final()
    s.do("file-evidence", s.herself(), case="c1", item="i9", sort="document", content=s.text())
    s.do("reopen-case", 9, case="c1", items=("i9",), reasons=s.text())
    return s


def cleared() -> Court:
    s = reopened().serve()
    s.seat(*OTHERS)
    s.wait(14)
    s.hear(*OTHERS)
    s.do("decide-finding", s.panel(*OTHERS), **s.finding(outcome="not-proven", rests_on=("i9",)))
    return s
