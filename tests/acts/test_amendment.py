"""Amending: strictly after the entry, never a floor, never silently over a pending amendment."""

from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, Audience, Embargo, May, Notice

from .society import Society

LAW = Clause(
    no="9", words="Notice, by law.", of=("decline",), layer="floor", source="Act 1", notice=Notice(days=7)
)
CLAUSES = (
    Clause(
        no="1",
        words="Any member amends, in force after ten days; clause 2 is entrenched.",
        of=("amend-bylaws",),
        may=May(any_of=("member here",)),
        embargo=Embargo(days=10, entrenched=("2",)),
    ),
    Clause(no="2", words="Entrenched.", of=("sponsor",), may=May(any_of=("member here",))),
    Clause(
        no="3",
        words="One sponsor.",
        of=("admit",),
        may=May(any_of=("member here",)),
        admission=Admission(sponsors=1),
    ),
    LAW,
)


def three(sponsors: int) -> Clause:
    rule = Admission(sponsors=sponsors)
    return Clause(
        no="3", words=f"{sponsors} sponsors.", of=("admit",), may=May(any_of=("member here",)), admission=rule
    )


def sponsors_at(s: Society, t: int) -> int:
    return int(s.state.bylaws.on(t).find("admission", "admit")[0].rule.sponsors)


def test_an_amendment_is_law_after_its_embargo_and_not_before():
    s = Society(CLAUSES)
    s.do("amend-bylaws", 1, name="a1", clauses=(three(2),))
    assert (sponsors_at(s, s.now + 9 * 86_400), sponsors_at(s, s.now + 11 * 86_400)) == (1, 2)


def test_without_an_embargo_it_begins_strictly_after_its_entry():
    bare = (
        Clause(no="1", words="Amend.", of=("amend-bylaws",), may=May(any_of=("member here",))),
        *CLAUSES[1:],
    )
    s = Society(bare)
    s.do("amend-bylaws", 1, name="a1", clauses=(three(2),))
    assert (sponsors_at(s, s.now), sponsors_at(s, s.now + 1)) == (1, 2)


def test_an_entrenched_clause_stays_and_its_neighbour_goes():
    s = Society(CLAUSES)
    assert s.refused("amend-bylaws", 1, name="a1", repeals=("2",)) == ["1"]
    s.do("amend-bylaws", 1, name="a1", repeals=("3",))


def read_by(no, **where):
    return Clause(no=no, words="Who reads.", audience=Audience(entries="members"), **where)


def test_one_clause_says_of_all_entries_who_reads_them():
    s = Society(CLAUSES)
    for some in ({"of": ("apply",)}, {"body": ("assembly",)}, {"office": ("secretary",)}):
        assert "bylaw 11" in s.refused("amend-bylaws", 1, name="a1", clauses=(read_by("90", **some),))
    two = (read_by("90"), read_by("91"))
    assert s.refused("amend-bylaws", 1, name="a1", clauses=two) == ["bylaw 11"]
    s.do("amend-bylaws", 1, name="a1", clauses=two[:1])


def test_a_pending_amendment_is_replaced_only_by_name():
    s = Society(CLAUSES)
    s.do("amend-bylaws", 1, name="a1", clauses=(three(2),))
    s.wait(1)
    assert s.refused("amend-bylaws", 1, name="a2", clauses=(three(5),)) == ["bylaw 15"]
    s.do("amend-bylaws", 1, name="a2", clauses=(three(5),), supersedes=("3",))
    assert [sponsors_at(s, s.now + d * 86_400) for d in (8, 9.5, 10.5)] == [1, 2, 5]


def test_a_floor_of_law_gives_way_only_to_a_newer_text_with_its_source():
    s = Society(CLAUSES)
    assert s.refused("amend-bylaws", 1, name="a1", repeals=("9",)) == ["bylaw 9"]
    weaker = Clause(no="9", words="Less.", of=("decline",), notice=Notice(days=3))
    assert s.refused("amend-bylaws", 1, name="a1", clauses=(weaker,)) == ["bylaw 9"]
    newer = Clause(
        no="9", words="Less.", of=("decline",), layer="floor", source="Act 2", notice=Notice(days=3)
    )
    s.do("amend-bylaws", 1, name="a1", clauses=(newer,))


def test_words_alone_are_amended_and_repealed_like_any_clause():
    s = Society((*CLAUSES, Clause(no="4", words="Elections")))
    s.do("amend-bylaws", 1, name="a1", clauses=(Clause(no="4", words="Votes and elections"),))
    s.wait(11)
    assert "bylaw 8" in s.refused("amend-bylaws", 1, name="a2", repeals=("5",))
    s.do("amend-bylaws", 1, name="a2", repeals=("4",))
    s.wait(11)
    assert s.refused("amend-bylaws", 1, name="a3", repeals=("4",)) == ["bylaw 8"]


def test_bylaws_own_floors_are_out_of_reach():
    s = Society(CLAUSES)
    assert "bylaw 9" in s.refused("amend-bylaws", 1, name="a1", repeals=("floor 1",))


def test_two_answers_to_one_question_are_refused():
    s = Society(CLAUSES)
    twin = Clause(no="4", words="Three.", of=("admit",), admission=Admission(sponsors=3))
    assert s.refused("amend-bylaws", 1, name="a1", clauses=(twin,)) == ["bylaw 11"]
    more = Clause(no="4", words="Three.", of=("admit",), body=("assembly",), admission=Admission(sponsors=3))
    s.do("amend-bylaws", 1, name="a1", clauses=(more,))


def test_a_choice_below_a_floor_is_refused_and_one_on_it_is_taken():
    s = Society(CLAUSES)
    short = Clause(
        no="5", words="Six days.", of=("decline",), may=May(any_of=("member here",)), notice=Notice(days=6)
    )
    assert s.refused("amend-bylaws", 1, name="a1", clauses=(short,)) == ["9"]
    fair = Clause(
        no="5", words="A week.", of=("decline",), may=May(any_of=("member here",)), notice=Notice(days=7)
    )
    s.do("amend-bylaws", 1, name="a1", clauses=(fair,))
