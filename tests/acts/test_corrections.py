"""Papers, attestations, restoration: beside what they correct, and from now on."""

from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.law.founding import FirstOffice
from bylaw.acts.substance import substance
from bylaw.projections.slips import slips
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, May, Window

from .society import Society, person
from .test_keys import clause

CLAUSES = (
    clause("1", "enter-paper", "office secretary root", window=Window(days=14)),
    clause("2", "confirm-paper", "office president root", "office secretary root"),
    clause("3", "disown-paper", "subject"),
    clause("4", "attest", "office secretary root"),
    clause("5", "annul", "office president root"),
    clause("6", "restore", "office president root"),
    clause("7", "apply", "applicant"),
    clause("8", "sponsor", "member here"),
    Clause(
        no="9",
        words="One sponsor; breach is voidable within thirty days.",
        of=("admit",),
        may=May(any_of=("office secretary root",)),
        admission=Admission(sponsors=1),
        on_breach="voidable:30",
    ),
    clause("10", "register-key", "subject"),
    clause("11", "rectify", "member root", "office secretary root", window=Window(days=30)),
)


def society() -> Society:
    offices = (FirstOffice("secretary", "root"), FirstOffice("president", "root"))
    return Society(CLAUSES, offices=offices, interim=(("secretary", 1), ("president", 2)))


def applied(s: Society) -> None:
    s.applies(9)


def entered(s: Society) -> None:
    matter = substance(s.act("sponsor", 3, applicant=person(9)))
    s.do("enter-paper", s.office(1, "secretary"), name="p1", member=person(3), matter=matter, scan="0" * 64)


def test_a_paper_takes_effect_when_another_officer_confirms_it():
    s = society()
    applied(s)
    entered(s)
    assert person(3) not in s.state.members.sponsors.get(person(9), {})
    s.do("confirm-paper", s.office(2, "president"), paper="p1")
    assert person(3) in s.state.members.sponsors[person(9)]


def test_whoever_entered_a_paper_does_not_confirm_it():
    s = society()
    applied(s)
    entered(s)
    assert s.refused("confirm-paper", s.office(1, "secretary"), paper="p1") == ["bylaw 12"]


def test_a_disowned_paper_never_takes_effect():
    s = society()
    applied(s)
    entered(s)
    s.do("disown-paper", Signer(person(3), "subject"), paper="p1")
    assert s.refused("confirm-paper", s.office(2, "president"), paper="p1") == ["bylaw 15"]


def test_nobody_disowns_anothers_paper():
    s = society()
    applied(s)
    entered(s)
    assert s.refused("disown-paper", Signer(person(2), "subject"), paper="p1") == ["3"]


def test_a_paper_that_holds_no_act_is_refused():
    s = society()
    for matter in ("not an act at all", '{"act":"expel-forty/1"}', '{"act":"sponsor/1","by":[]}'):
        refused = s.refused(
            "enter-paper", s.office(1, "secretary"), name="p1", member=person(3), matter=matter, scan="0" * 64
        )
        assert refused == ["bylaw 1"]


def test_a_fact_is_attested_only_once_it_has_happened():
    s = society()
    fields = {"name": "f1", "fact": "registered", "source": "register extract", "evidence": "0" * 64}
    assert s.refused("attest", s.office(1, "secretary"), claimed="2025-01-02T00:00:00Z", **fields) == [
        "bylaw 14"
    ]
    s.do("attest", s.office(1, "secretary"), claimed="2025-01-01T00:00:00Z", **fields)


def test_a_voidable_breach_is_recorded_as_a_flaw():
    s = society()
    applied(s)
    taken = s.do("admit", s.office(1, "secretary"), applicant=person(9))
    assert taken.applied
    assert [flaw.finding.clause for flaw in s.state.flaws.all] == ["9"]


def test_a_mandate_in_force_is_not_restored():
    s = society()
    assert "bylaw 15" in s.refused("restore", s.office(2, "president"), mandate="interim.0", reasons="0" * 64)


def test_a_void_act_is_recorded_and_changes_nothing():
    void = tuple(replace(c, on_breach="void") if c.no == "9" else c for c in CLAUSES)
    offices = (FirstOffice("secretary", "root"), FirstOffice("president", "root"))
    s = Society(void, offices=offices, interim=(("secretary", 1), ("president", 2)))
    applied(s)
    taken = s.do("admit", s.office(1, "secretary"), applicant=person(9))
    assert not taken.applied
    assert not s.state.members.belongs(s.state, person(9), "root", s.now)


def attested(s: Society) -> int:
    """A fact whose source is spelt wrongly; gives its entry."""
    fields = {"name": "f1", "fact": "Founded in 1920", "source": "the minute bok", "evidence": "0" * 64}
    s.do("attest", s.office(1, "secretary"), claimed="2025-01-01T00:00:00Z", **fields)
    return s.state.size - 1


def test_a_slip_is_put_right_by_who_signed_it_and_both_texts_stay():
    s = society()
    entry = attested(s)
    right = {"entry": entry, "field": "source", "text": "the minute book"}
    assert s.refused("rectify", 2, **right) == ["bylaw 9"], "another"
    assert s.refused("rectify", s.office(1, "secretary"), **{**right, "field": "claimed"}) == ["bylaw 14"], (
        "a rule"
    )
    s.do("rectify", s.office(1, "secretary"), **right)
    assert s.state.corrections.attested["f1"].source == "the minute bok"
    (line,) = slips(s.state, "root", s.now)
    assert (line.entry, line.act, line.field, line.text) == (entry, "attest", "source", "the minute book")
    assert slips(s.state, "root", s.now - 1) == ()


def test_a_slip_stays_when_its_days_are_over():
    s = society()
    right = {"entry": attested(s), "field": "fact", "text": "Founded in 1921"}
    s.wait(29)
    s.do("rectify", s.office(1, "secretary"), **right)
    s.wait(2)
    assert s.refused("rectify", s.office(1, "secretary"), **right) == ["11"]
