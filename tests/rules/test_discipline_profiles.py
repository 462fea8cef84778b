"""Each profile's clauses on discipline lived through: from the charge to what follows when nobody decides the appeal."""

from __future__ import annotations

import pytest
from msgspec import Struct
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.discipline.draws import order
from tests.acts.society import DAY, person

from .shipped import NAMES, Shipped, book, keyed, under

DIGESTS = iter(f"{n:064x}" for n in range(1, 10**6))
CHARGED = 12
JUDGES, OTHERS = (14, 15, 16, 17, 18), (19, 20, 21, 22, 23)


class Life(Struct):
    """One profile: who holds what, how a charge is brought, and the numbers of its clauses."""

    name: str
    held: dict[str, tuple[int, ...]]
    serves: tuple[int, str]
    clauses: tuple[str, str, str, str]
    """The clauses on grounds, steps, panel and appeal."""
    ground: str
    prepare: int
    size: int
    decide: int
    stays: bool
    body: str = "root"
    accuser: str = "member"
    within: int = 30


PAIR = {"teller": (4, 5), "secretary": (2,)}
LIVES = [
    Life("association", {"chair": (1,), **PAIR}, (2, "secretary"), ("6.2", "6.3", "6.4", "6.5"),
         "embezzlement", 21, 3, 120, stays=True),
    Life("cooperative", {"director": (1, 3), **PAIR}, (2, "secretary"), ("6.2", "6.3", "6.4", "6.5"),
         "breach-of-duties", 21, 3, 120, stays=False),
    Life("de-party", {"chair": (1,), "treasurer": (3,), "speaker": (6,), **PAIR}, (6, "speaker"),
         ("6.2", "6.3", "6.4", "6.5"), "intent-and-serious-damage", 14, 3, 120, stays=True, body="district-1",
         accuser="board"),
    Life("debian-like", {"leader": (1,), "registrar": (3, 6), **PAIR}, (2, "secretary"),
         ("6.1", "6.2", "6.3", "6.4"), "harassment", 14, 5, 90, stays=False),
    Life("foundation", {"president": (1,), "treasurer": (3,), **PAIR}, (2, "secretary"),
         ("6.1", "6.2", "6.3", "6.4"), "fraud", 14, 5, 90, stays=True),
    Life("us-union-local", {"president": (1,), **PAIR}, (2, "secretary"), ("6.2", "6.3", "6.4", "6.5"),
         "theft", 15, 5, 90, stays=True),
]  # fmt: skip


def digest() -> str:
    return next(DIGESTS)


class Told:
    """A case under one profile, step by step."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.judges: tuple[int, ...] = ()
        self.s: Shipped = under(life.name, founders=6, **life.held)
        self.s.fill(30, life.body)
        for n in range(7, 31):
            keyed(self.s, n)
        if life.name == "de-party":
            self._bench("justice", "district-tribunal", JUDGES)
            self._bench("arbiter", "tribunal", OTHERS)
        self.s.now += 40 * DAY

    def _bench(self, office: str, body: str, who: tuple[int, ...]) -> None:
        like = self.s.state.offices.mandates[self.s.office(2, "secretary").ref]
        for n in who:
            self.s.state.offices.seat(
                replace(like, name=f"{office}{n}", member=person(n), office=office, body=body)
            )

    @property
    def accusers(self) -> object:
        if self.life.accuser == "member":
            return 11
        return self.s.offices((1, "chair"), (2, "secretary"))

    def charge(self, **fields: object) -> dict[str, object]:
        told = {
            "case": "c1", "body": self.life.body, "charged": person(CHARGED), "clause": self.life.clauses[0],
            "ground": self.life.ground, "deed": self.s.stamp(-3), "facts": digest(),
        }  # fmt: skip
        return told | fields

    def bench(self, *judges: int, how: str = "lot", chance: str = "") -> dict[str, object]:
        bench = tuple(map(person, judges))
        return {"case": "c1", "bench": bench, "how": how, "protocol": digest(), "chance": chance}

    def tellers(self) -> tuple[Signer, ...]:
        return self.s.offices((4, "teller"), (5, "teller"))

    def panel(self) -> tuple[Signer, ...]:
        return tuple(Signer(person(n), "panel") for n in self.judges)

    def drawn(self) -> dict[str, object]:
        """Announce a draw, wait for its chance, and give whom the lot seats."""
        s, chance = self.s, digest()
        s.do("announce-draw", self.tellers(), case="c1", source="lottery", published=s.stamp(1))
        s.wait(1)
        act = s.act("seat-panel", self.tellers(), **self.bench(1, chance=chance))
        lot = order(act, s.state, s.state.cases.draws["c1"], chance, s.now)
        self.judges = tuple(int(each, 16) for each in lot[: self.life.size])
        return self.bench(*self.judges, chance=chance)

    def seat(self) -> None:
        self.s.do("seat-panel", self.tellers(), **self.drawn())

    def serve(self, days: int) -> dict[str, object]:
        return {"case": "c1", "hearing": self.s.stamp(days), "record": digest()}

    def decided(self) -> Told:
        s, life = self.s, self.life
        s.do("bring-charge", self.accusers, **self.charge())
        s.do("serve-charge", s.office(*life.serves), **self.serve(life.prepare))
        s.do("file-evidence", 13, case="c1", item="i1", sort="document", content=digest())
        self.seat()
        s.wait(life.prepare)
        s.do("hold-hearing", self.panel(), case="c1", record=digest())
        told = {"clause": life.clauses[0], "ground": life.ground, "rests_on": ("i1",), "yes": life.size}
        s.do("decide-finding", self.panel(), case="c1", outcome="found", reasons=digest(), **told)
        sanction = {"sanction": "expulsion", "member": person(CHARGED), "yes": life.size}
        s.do("decide-sanction", self.panel(), case="c1", reasons=digest(), lesser=digest(), **sanction)
        return self

    def appealed(self) -> Told:
        self.decided()
        self.s.do("appeal", Signer(person(CHARGED), "subject"), case="c1", grounds=digest())
        return self

    def rests(self, days: float) -> bool:
        return self.s.state.members.suspended(person(CHARGED), self.s.now + int(days * DAY))


@pytest.fixture(params=LIVES, ids=[life.name for life in LIVES])
def told(request) -> Told:
    return Told(request.param)


def test_every_profile_has_its_life():
    assert {life.name for life in LIVES} == set(NAMES)


def test_a_ground_that_the_bylaws_do_not_name_is_no_charge(told):
    assert told.s.refused("bring-charge", told.accusers, **told.charge(ground="passivity")) == ["bylaw 25"]
    told.s.do("bring-charge", told.accusers, **told.charge())


def test_only_whom_the_bylaws_name_brings_a_charge(told):
    no = told.life.clauses[0]
    if told.life.accuser == "board":
        assert told.s.refused("bring-charge", 11, **told.charge()) == [no], "PartG 10(4): the board applies"
    told.s.do("bring-charge", told.accusers, **told.charge())


def test_the_days_to_prepare_are_the_clauses(told):
    told.s.do("bring-charge", told.accusers, **told.charge())
    server = told.s.office(*told.life.serves)
    early = told.serve(told.life.prepare - 1)
    assert told.s.refused("serve-charge", server, **early)[0] == told.life.clauses[1]
    told.s.do("serve-charge", server, **told.serve(told.life.prepare))


def test_the_panel_is_as_large_as_the_clause_says_and_never_of_those_with_power(told):
    told.s.do("bring-charge", told.accusers, **told.charge())
    no, size = told.life.clauses[2], told.life.size
    assert no in told.s.refused("seat-panel", told.tellers(), **told.bench(*JUDGES[: size - 1]))
    powerful = told.bench(told.life.held["secretary"][0], *JUDGES[: size - 1])
    assert {no, "floor 7"} <= set(told.s.refused("seat-panel", told.tellers(), **powerful))
    told.seat()


def test_nobody_picks_the_judges(told):
    told.s.do("bring-charge", told.accusers, **told.charge())
    judges = JUDGES[: told.life.size]
    by_word = told.s.refused("seat-panel", told.tellers(), **told.bench(*judges, how="drawn"))
    assert by_word == [told.life.clauses[2]]
    elected = told.s.refused("seat-panel", told.tellers(), **told.bench(*judges, how="elected"))
    assert "bylaw 28" in elected, "no bench, or not all of it"
    lot = told.drawn()
    other = next(person(n) for n in JUDGES if n not in told.judges)
    picked = lot | {"bench": (other, *lot["bench"][1:])}
    assert told.s.refused("seat-panel", told.tellers(), **picked) == ["bylaw 28"]
    told.s.do("seat-panel", told.tellers(), **lot)


def test_the_whole_tribunal_of_the_party_sits_without_a_draw():
    told = Told(next(life for life in LIVES if life.name == "de-party"))
    told.s.do("bring-charge", told.accusers, **told.charge())
    told.s.do("seat-panel", told.tellers(), **told.bench(*JUDGES, how="elected"))
    assert told.s.state.cases.panels["c1"] == tuple(map(person, JUDGES))


def test_the_sanction_waits_for_the_appeal_where_the_clause_says_so(told):
    told.decided()
    assert told.rests(0) is not told.life.stays
    assert told.rests(told.life.within + 1.1), "nobody appealed"
    told.s.wait(told.life.within + 1)
    late = {"case": "c1", "grounds": digest()}
    refused = told.s.refused("appeal", Signer(person(CHARGED), "subject"), **late)
    assert refused == [told.life.clauses[3]]


def test_an_appeal_that_nobody_decides_ends_the_effect_on_its_day(told):
    told.appealed()
    assert told.rests(told.life.decide - 1) is not told.life.stays
    assert not told.rests(told.life.decide + 1)
    assert not told.rests(1000)


def test_an_appeal_decided_in_time_makes_it_final(told):
    told.appealed()
    assert "bylaw 21" in told.s.refused("seat-panel", told.tellers(), **told.bench(*told.judges))
    told.seat()
    ruling = {"case": "c1", "ruling": "upheld", "reasons": digest(), "yes": told.life.size}
    told.s.do("decide-appeal", told.panel(), **ruling)
    assert told.rests(0)
    assert told.s.do("carry-out", 11 if told.life.name != "de-party" else 13, case="c1").applied


def test_what_never_suffices_alone(told):
    s = told.s
    s.do("bring-charge", told.accusers, **told.charge())
    s.do("serve-charge", s.office(*told.life.serves), **told.serve(told.life.prepare))
    s.do("file-evidence", 13, case="c1", item="i1", sort="confession", content=digest())
    s.do("file-evidence", 13, case="c1", item="i2", sort="statement", content=digest())
    told.seat()
    s.wait(told.life.prepare)
    s.do("hold-hearing", told.panel(), case="c1", record=digest())
    base = {"case": "c1", "outcome": "found", "clause": told.life.clauses[0], "ground": told.life.ground}
    base |= {"reasons": digest(), "yes": told.life.size}
    refused = s.refused("decide-finding", told.panel(), **base, rests_on=("i1",))
    assert refused == [told.life.clauses[0], "floor 9"]
    s.do("decide-finding", told.panel(), **base, rests_on=("i1", "i2"))


def test_the_party_hears_an_appeal_before_its_higher_tribunal_and_pauses_what_is_overdue():
    """PartG 10(5), 14: another bench; after its time the sanction rests until that bench decides."""
    told = Told(next(life for life in LIVES if life.name == "de-party")).appealed()
    assert "6.4" in told.s.refused("seat-panel", told.tellers(), **told.bench(7, 8, 9))
    told.seat()
    told.s.wait(told.life.decide + 30)
    assert not told.rests(0)
    ruling = {"case": "c1", "ruling": "upheld", "reasons": digest(), "yes": 3}
    told.s.do("decide-appeal", told.panel(), **ruling)
    assert told.rests(0)


def test_the_grounds_of_the_party_are_those_of_the_law():
    (grounds,) = (c.grounds for c in book("de-party").clauses if c.no == "6.2")
    assert all(name.endswith("serious-damage") for name in grounds.names)
    assert len(grounds.names) == 2
