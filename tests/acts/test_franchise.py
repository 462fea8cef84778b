from hypothesis import given
from hypothesis import strategies as st

from bylaw.acts.law.founding import FirstBody, FirstOffice
from bylaw.acts.members import franchise
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Classes, ClassOfMember, Electorate, May, Standing
from bylaw.state.members import Attested
from bylaw.state.roll import Spell

from .society import DAY, Society, person

MAY = Clause(no="1", words="Founders found.", of=("found",), may=May(any_of=("founder",)))
CLASSES = Clause(
    no="2", words="Patrons have no vote.",
    classes=Classes(names=(ClassOfMember(name="ordinary"), ClassOfMember(name="patron", votes=False, stands=False))),
)  # fmt: skip
STANDING = Clause(no="3", words="Arrears.", standing=Standing(grace_days=30, reminders=1, remind_days=7))
BODIES = (
    FirstBody("root", "assembly"),
    FirstBody("north", "branch", "root"),
    FirstBody("board", "board", "root", organ=True),
)


def society(*clauses: Clause) -> Society:
    return Society(
        (MAY, *clauses), bodies=BODIES, offices=(FirstOffice("chair", "board"),), interim=(("chair", 1),)
    )


def enter(s: Society, n: int, body: str = "root", cls: str = "ordinary", **more: int) -> None:
    s.state.members.roll.enter(person(n), Spell(body, cls, s.now, **more), s.state.bodies.above[body])


def both(s: Society, body: str, t: int) -> list[str]:
    rules = franchise.franchise(s.state, body, s.now)
    found = franchise.electors(s.state, rules, t)
    assert len(found) == franchise.count_electors(s.state, rules, t)
    assert all(franchise.votes(s.state, m, rules, t) for m in found)
    return found


def test_members_of_lower_bodies_vote_above_and_not_beside():
    s = society(CLASSES)
    enter(s, 9, "north")
    assert both(s, "root", s.now) == [person(n) for n in (1, 2, 3, 9)]
    assert both(s, "north", s.now) == [person(9)]


def test_a_class_without_a_vote_and_one_unknown_to_the_clause():
    s = society(CLASSES)
    enter(s, 8, cls="patron")
    enter(s, 9, cls="candidate")
    assert both(s, "root", s.now) == [person(n) for n in (1, 2, 3)]
    assert not franchise.stands(s.state, person(8), franchise.franchise(s.state, "root", s.now), s.now)
    assert franchise.stands(s.state, person(1), franchise.franchise(s.state, "root", s.now), s.now)


def test_without_a_clause_every_class_votes_but_probation():
    s = society()
    enter(s, 8, cls="patron")
    enter(s, 9, cls="candidate")
    assert both(s, "root", s.now) == [person(n) for n in (1, 2, 3, 8)]


def test_in_an_organ_those_who_hold_its_seats_vote():
    s = society(CLASSES)
    assert both(s, "board", s.now) == [person(1)]
    s.wait(300)
    assert both(s, "board", s.now + 1) == [], "a mandate that has ended votes no more"


def test_arrears_cost_the_vote_only_after_grace_and_a_reminder_and_its_week():
    s = society(CLASSES, STANDING)
    members, t, rules = s.state.members, s.now, franchise.franchise(s.state, "root", s.now)
    members.standing[person(2)] = [Attested(t, t)]
    assert franchise.votes(s.state, person(2), rules, t + 60 * DAY), "never reminded: E2"
    members.reminders[person(2)] = [t + 40 * DAY]
    assert franchise.votes(s.state, person(2), rules, t + 47 * DAY)
    assert not franchise.votes(s.state, person(2), rules, t + 48 * DAY)
    assert person(2) not in both(s, "root", t + 60 * DAY)
    members.standing[person(2)].append(Attested(t + 61 * DAY, t + 400 * DAY))
    assert franchise.votes(s.state, person(2), rules, t + 62 * DAY)


def test_without_a_clause_on_standing_arrears_cost_nothing():
    s = society(CLASSES)
    s.state.members.standing[person(2)] = [Attested(s.now, s.now)]
    s.state.members.reminders[person(2)] = [s.now + DAY]
    assert person(2) in both(s, "root", s.now + 400 * DAY)


def test_suspension_for_its_days():
    s = society(CLASSES)
    s.state.members.suspensions[person(2)] = [(s.now + DAY, s.now + 2 * DAY)]
    assert person(2) in both(s, "root", s.now)
    assert person(2) not in both(s, "root", s.now + DAY)
    assert person(2) in both(s, "root", s.now + 2 * DAY)


def test_a_span_of_membership_counts_from_the_seniority_carried():
    s = society(CLASSES, Clause(no="4", words="Ninety days.", electorate=Electorate(member_days=90)))
    enter(s, 8)
    enter(s, 9, joined=s.now - 90 * DAY)
    assert both(s, "root", s.now) == [person(9)]
    assert person(8) in both(s, "root", s.now + 91 * DAY)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 9), st.sampled_from(("root", "north")), st.sampled_from(("ordinary", "patron"))
        )
    ),
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 9), st.integers(1, 9))),
    st.integers(0, 20),
)
def test_counts_are_those_of_a_listing(entries, suspended, t):
    s = society(CLASSES, STANDING)
    start = s.now
    for n, (days, body, cls) in enumerate(entries, start=4):
        s.now = start + days * DAY
        enter(s, n, body, cls)
    for n, first, length in suspended:
        s.state.members.suspensions.setdefault(person(n), []).append(
            (start + first * DAY, start + (first + length) * DAY)
        )
    for body in BODIES:
        both(s, body.name, start + t * DAY)
