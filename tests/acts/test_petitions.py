from bylaw.acts.initiative.petitions import count_signatures
from bylaw.rules.meanings import PetitionRule, Standing
from bylaw.rules.measure import Measure
from bylaw.state.members import Attested
from bylaw.state.roll import Spell

from .assembly import TEXT, Assembly, clause
from .society import DAY, person


def opened(*clauses, founders: int = 10) -> Assembly:
    s = Assembly(*clauses, founders=founders)
    s.do("open-petition", 2, name="p1", body="root", matter=s.fact(), text=TEXT)
    return s


def sign(s: Assembly, *members: int) -> None:
    for n in members:
        s.do("sign-petition", n, petition="p1")


def filed(s: Assembly) -> bool:
    s.do("file-petition", 2, petition="p1")
    return s.state.warrants.all["petition.p1"].holds(s.now)


def test_a_fifth_signs_and_it_is_a_warrant_once_and_word_for_word():
    s = opened()
    sign(s, 4)
    assert s.refused("file-petition", 2, petition="p1") == ["6"]
    sign(s, 5)
    assert filed(s)
    right = s.warrant(5, "petition.p1")
    assert s.refused("attest", right, **s.facts("other")) == ["9"]
    assert s.refused("attest", (right, 4), **s.facts()) == ["9"]
    s.do("attest", right, **s.facts())
    del s.state.corrections.attested["f1"]
    assert s.refused("attest", right, **s.facts()) == ["9"]


def test_how_many_is_the_clauses_and_the_floor_lets_nobody_ask_for_more():
    rule = PetitionRule(measure=Measure(share=(1, 10)), window_days=60)
    s = opened(clause("6", "open-petition", petition=rule))
    sign(s, 4)
    assert filed(s)


def test_doubled_withdrawn_and_given_again():
    s = opened()
    sign(s, 4)
    assert s.refused("sign-petition", 4, petition="p1") == ["bylaw 17"], "C39: doubled"
    assert s.refused("withdraw-signature", 5, petition="p1") == ["bylaw 15"]
    s.do("withdraw-signature", 4, petition="p1")
    sign(s, 5)
    assert s.refused("file-petition", 2, petition="p1") == ["6"], "C39: withdrawn"
    sign(s, 4)
    assert count_signatures(s.state, s.state.petitions.all["p1"], s.now).good == 2, "E12: counted once"
    assert filed(s)
    assert s.refused("withdraw-signature", 4, petition="p1") == ["bylaw 15"]
    assert s.refused("sign-petition", 6, petition="p1") == ["bylaw 15"]
    assert s.refused("file-petition", 2, petition="p1") == ["bylaw 15"]


def test_the_sixtieth_day_and_the_sixty_first():
    s = opened()
    sign(s, 4)
    s.wait(60)
    sign(s, 5)
    s.wait(1)
    assert s.refused("sign-petition", 6, petition="p1") == ["6"], "C39: day 61"
    assert s.refused("file-petition", 2, petition="p1") == ["6"]
    s.wait(-1)
    assert filed(s)


def test_who_is_no_member_or_has_no_vote():
    s = opened()
    s.state.members.roll.enter(person(11), Spell("root", "patron", s.now), ("root",))
    s.state.members.suspensions[person(9)] = [(s.now, s.now + DAY)]
    assert s.refused("sign-petition", 12, petition="p1") != []
    assert s.refused("sign-petition", 11, petition="p1")[-1] == "bylaw 9"
    assert s.refused("sign-petition", 9, petition="p1") == ["bylaw 9"]
    s.wait(1)
    sign(s, 9)


def test_the_threshold_is_of_the_filing_days_roll():
    s = opened()
    sign(s, 4, 5)
    for n in range(11, 17):
        s.state.members.roll.enter(person(n), Spell("root", "ordinary", s.now), ("root",))
    assert s.refused("file-petition", 2, petition="p1") == ["6"], "two of sixteen; four must"
    sign(s, 6, 7)
    assert filed(s)


def test_who_left_since_signing_is_struck_with_the_reason_told():
    s = opened()
    sign(s, 4, 5)
    s.state.members.roll.close(person(5), "root", s.now + DAY, "resigned", ("root",))
    s.wait(1)
    findings = s.judged("file-petition", 2, petition="p1")
    assert "of persons without a vote today: 1" in findings[0].found
    sign(s, 6)
    assert filed(s)


def test_arrears_cost_the_signature_only_as_they_cost_the_vote():
    s = opened(clause("15", "", standing=Standing(grace_days=0, reminders=1, remind_days=7)))
    s.state.members.standing[person(4)] = [Attested(s.now, s.now)]
    s.wait(3)
    sign(s, 4)
    s.state.members.reminders[person(4)] = [s.now]
    s.wait(10)
    assert count_signatures(s.state, s.state.petitions.all["p1"], s.now) == (0, 0, 1)


def test_a_matter_that_is_no_act():
    s = Assembly()
    fields = {"name": "p1", "body": "root", "text": TEXT}
    assert s.refused("open-petition", 2, matter='{"act":"expel/9"}', **fields) == ["bylaw 1"]
    s.do("open-petition", 2, matter=s.fact(), **fields)
    assert s.refused("open-petition", 2, matter=s.fact(), **fields) == ["bylaw 8"]
