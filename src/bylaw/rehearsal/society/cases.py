"""Cases: careerists who denounce for posts, members charged and heard, officers who would judge in their own cause.

A case goes by the clauses: charge, service, evidence, a panel by lot, hearing, finding, sanction. At each step somebody
tries what was always tried. What follows from a finding is told in `sanctions` and in `recalls`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.discipline.panels import SeatPanel
from bylaw.record.clock import rfc3339
from bylaw.rehearsal.lots import Drawn, drawn
from bylaw.rehearsal.society.company import Company, as_member, as_subject
from bylaw.rehearsal.society.hands import Wanted, draw
from bylaw.rehearsal.society.roster import Person, Roster
from bylaw.rehearsal.society.times import year_of
from bylaw.rehearsal.stage import DAY
from bylaw.state.bodies import ROOT

GROUND = {"clause": "6.2", "ground": "duty-of-office"}
SIZE = 5
"""How many judge; more than half of them sign."""
BY_OFFICE = "6.4|floor 7"
"""The clauses that keep parties and officers from a panel."""
LASTS = 300
"""Days that the term of an officer who is charged still runs, so that something can follow from the case."""


class Case:
    """One case from its charge to its finding; ``then`` goes on with what was found."""

    def __init__(self, company: Company, roster: Roster, name: str, people: list[Person], then: Then) -> None:
        self.on, self.roster, self.name, self.then = company, roster, name, then
        self.accuser, self.charged, *self.witnesses = people[:4]
        self.judges: list[Person] = []
        self.pool = people[4:]
        """Members who do nothing else while the case runs, so that a lot finds enough of them."""
        self.body = self.charged.local
        self.people, self.sanction = list(people), ""
        self.serial = int(name.rpartition("-")[2])
        self.tempted, self.found = self.serial % 2 == 0, self.serial % 3 != 2
        for person in people:
            person.busy += 1

    # --- steps

    def charge(self, body: str = "") -> None:
        """Charge in the local of the member, or in another body; and let two members bring what they know."""
        self.body = body or self.body
        told = {"case": self.name, "body": self.body, "charged": self.charged.id, **GROUND}
        told |= {"deed": rfc3339(self.on.now - 3 * DAY), "facts": self.words("facts")}
        if self.tempted:
            self._charge_badly(told)
        self.on.do("bring-charge", as_member(self.accuser.id), **told)
        self.note("charges")
        again = {**told, "case": f"{self.name}.again", "facts": self.words("other words")}
        tale = "one deed is charged twice"
        self.on.attempt(tale, "bylaw 22", "bring-charge", as_member(self.witnesses[0].id), **again)
        statement = {"case": self.name, "item": f"{self.name}.word", "sort": "statement"}
        me = as_member(self.accuser.id)
        self.on.do("file-evidence", me, **statement, content=self.words("word"))
        for n, witness in enumerate(self.witnesses):
            item = {"item": f"{self.name}.{n}", "sort": "document", "content": self.words(f"item {n}")}
            self.on.do("file-evidence", as_member(witness.id), case=self.name, **item)
        self.on.later(1, self._serve)

    def _charge_badly(self, told: dict[str, Any]) -> None:
        me = as_member(self.accuser.id)
        view = {**told, "ground": "view"}
        self.on.attempt("a view is charged", "bylaw 25|floor 9", "bring-charge", me, **view)
        mine = {**told, "charged": self.accuser.id}
        self.on.attempt("somebody charges herself", "bylaw 25", "bring-charge", me, **mine)
        to_come = {**told, "deed": self.on.day(9)}
        self.on.attempt("a deed to come is charged", "bylaw 14", "bring-charge", me, **to_come)
        if self.body != ROOT:
            stranger = as_member(self.roster.any_of(ROOT)[0].id)
            self.on.attempt("an outsider charges a member", "6.2", "bring-charge", stranger, **told)

    def _serve(self) -> None:
        by = draw(self.on, self.roster, Wanted("serve-charge", self.body))
        if not by:
            self.over()
            return
        told = {"case": self.name, "record": self.words("served")}
        tale = "a member is to be heard in nine days"
        self.on.attempt(tale, "6.3", "serve-charge", *by, **told, hearing=self.on.day(9))
        self.on.do("serve-charge", *by, **told, hearing=self.on.day(17))
        self.announce()
        self.on.later(1, self._seat)

    def _seat(self) -> None:
        """Seat those whom the lot gives; not the accuser, nobody who holds an office, and nobody by hand."""
        by, lot = self._lot(self.pool)
        told = {"bench": lot.bench, "how": "drawn", "protocol": self.words("by hand")}
        tale = "tellers say that they drew the panel, and nobody can compute it"
        self.on.attempt(tale, "6.4", "seat-panel", *by, case=self.name, **told)
        officers = [self.roster.officer(office, self.body) for office in ("president", "secretary")]
        for tale, judge in (
            ("the accuser sits on the panel", self.accuser.id),
            ("a witness sits on the panel", self.witnesses[0].id),
            *(("an officer sits on the panel", each.member) for each in officers if each),
        ):
            if self.tempted:
                told = self.told(Drawn(lot.chance, (judge, *lot.bench[1:])))
                self.on.attempt(tale, BY_OFFICE, "seat-panel", *by, **told)
        other = next(person.id for person in self.pool if person.id not in lot.bench)
        picked = self.told(Drawn(lot.chance, (other, *lot.bench[1:])))
        self.on.attempt("tellers replace whom the lot gave", "bylaw 28", "seat-panel", *by, **picked)
        self.on.do("seat-panel", *by, **self.told(lot))
        self.judges = self.hold(lot)
        self.on.later(5, self._too_early)

    def announce(self) -> None:
        """Announce a draw by the lottery of the next day."""
        by = draw(self.on, self.roster, Wanted("announce-draw", self.body, besides={self.charged.id}))
        told = {"case": self.name, "source": "the lottery of the state", "published": self.on.day(1)}
        self.on.do("announce-draw", *by, **told)

    def seat(self, pool: list[Person]) -> Drawn:
        """Seat the panel that an announced draw gives: members of a pool, or such as have nothing to do."""
        by, lot = self._lot(pool)
        self.on.do("seat-panel", *by, **self.told(lot))
        return lot

    def hold(self, lot: Drawn) -> list[Person]:
        """Give those who were drawn, who are held until the case is over."""
        judges = [self.roster.people[judge] for judge in lot.bench]
        self.people += judges
        for judge in judges:
            judge.busy += 1
        return judges

    def _lot(self, pool: list[Person]) -> tuple[tuple[Signer, ...], Drawn]:
        """Draw who seats the panel, and whom the lottery gives them."""
        self.on.flush()
        by = draw(self.on, self.roster, Wanted("seat-panel", self.body, besides={self.charged.id}))
        act = self.on.draft("seat-panel", *by, **self.told(Drawn("", (self.charged.id,))))
        assert isinstance(act, SeatPanel)
        free = {person.id for person in pool} | {p.id for p in self.roster.people.values() if not p.busy}
        chances = (self.words(f"lottery {self.on.now} {n}") for n in count())
        return by, drawn(act, self.on.state, self.on.now, free.issuperset, chances)

    def told(self, lot: Drawn) -> dict[str, Any]:
        """Give the fields of an act that seats whom a lot gives."""
        told = {"case": self.name, "how": "lot", "chance": lot.chance, "bench": lot.bench}
        return told | {"protocol": self.words("lots")}

    def _too_early(self) -> None:
        told = {"case": self.name, "record": self.words("hearing")}
        tale = "a member is heard before her day"
        self.on.attempt(tale, "6.3|bylaw 25", "hold-hearing", *self.panel(), **told)
        reasons = {"reasons": self.words("haste"), "lesser": self.words("none"), "yes": SIZE}
        gone = {"case": self.name, "sanction": "expulsion", "member": self.charged.id, **reasons}
        tale = "a member is expelled before she is heard"
        self.on.attempt(tale, "6.1|6.3|floor 6|bylaw 25", "decide-sanction", *self.panel(), **gone)
        self.on.later(12, self._hear)

    def _hear(self) -> None:
        self.on.do("hold-hearing", *self.panel(), case=self.name, record=self.words("hearing"))
        told: dict[str, Any] = {"case": self.name, "outcome": "found", **GROUND}
        told |= {"yes": SIZE, "reasons": self.words("found")}
        rests: dict[str, Any] = {"rests_on": tuple(f"{self.name}.{n}" for n in range(len(self.witnesses)))}
        if self.tempted:
            tale = "members find who do not sit on the panel"
            others = [person for person in self.pool if person not in self.judges]
            strangers = tuple(Signer(person.id, "panel") for person in others[:3])
            self.on.attempt(tale, "6.8", "decide-finding", *strangers, **told, **rests)
            tale = "a finding rests on the accuser's word alone"
            word: dict[str, Any] = {"rests_on": (f"{self.name}.word",)}
            self.on.attempt(tale, "6.2|floor 9", "decide-finding", *self.panel(), **told, **word)
            tale = "a minority of the panel finds"
            few = {**told, "yes": 2, "no": 3}
            self.on.attempt(tale, "bylaw 17", "decide-finding", *self.panel(), **few, **rests)
        if not self.found:
            cleared = {**told, "outcome": "not-proven", "yes": 1, "no": 4}
            self.on.do("decide-finding", *self.panel(), **cleared)
            self.note("not-proven")
            self.over()
        else:
            self.on.do("decide-finding", *self.panel(), **told, **rests)
            self.then(self)

    # --- what the later steps need as well

    def panel(self, judges: list[Person] | None = None) -> tuple[Signer, ...]:
        """More than half of those who judge, each signing."""
        sit = self.judges if judges is None else judges
        return tuple(Signer(judge.id, "panel") for judge in sit[: SIZE // 2 + 1])

    def words(self, what: str) -> str:
        """Give a commitment that nothing else has."""
        return self.on.hash_of(f"{what} of {self.name}")

    def subject(self) -> Signer:
        """Let the member charged sign for herself."""
        return as_subject(self.charged.id)

    def note(self, figure: str, n: int = 1) -> None:
        """Count something of this case in the books."""
        self.roster.note(figure, year_of(self.on.now), self.body, ROOT, n=n)

    def over(self) -> None:
        """Let everybody go."""
        for person in self.people:
            person.busy -= 1


Then = Callable[[Case], None]
"""What follows from a finding."""


def of_member(company: Company, roster: Roster, local: str, name: str, then: Then) -> None:
    """Charge a member who holds no office."""
    people = roster.any_of(local, 4 + 2 * SIZE)
    if len(people) == 4 + 2 * SIZE:
        Case(company, roster, name, people, then).charge()


def of_officer(company: Company, roster: Roster, local: str, name: str, then: Then) -> None:
    """Charge an officer of a local: her accuser wants the post."""
    _of_holder(company, roster, (local, company.dice.choice(("president", "secretary"))), name, then)


def of_registrar(company: Company, roster: Roster, name: str, then: Then) -> None:
    """Charge the registrar of the root, whose officers go on meanwhile and can call its members."""
    _of_holder(company, roster, (ROOT, "registrar"), name, then)


def _of_holder(company: Company, roster: Roster, seat: tuple[str, str], name: str, then: Then) -> None:
    body, office = seat
    holder, people = roster.officer(office, body), roster.idle(body, 3 + 2 * SIZE)
    if holder is None or len(people) < 3 + 2 * SIZE:
        return
    due = company.state.offices.mandates[holder.ref].due
    charged = roster.people[holder.member]
    if due > company.now + LASTS * DAY and charged.busy == 1:
        Case(company, roster, name, [people[0], charged, *people[1:]], then).charge(body)
