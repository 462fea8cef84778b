"""A reader who cannot open a complaint: she learns neither author nor subject, and takes the same steps as valid."""

from bylaw.acts.grievances.complaints import course
from bylaw.projections.complaints import complaints

from .grievances import AUTHOR, CLERK, HOLDERS, Branch
from .society import person
from .test_sealed import stranger


def told(s):
    """Give what a reader without openings sees of the complaints, beside what the one with them does."""
    other = stranger(s.entries)
    return complaints(other, "root", s.now), complaints(s.state, "root", s.now), other


def test_author_subject_and_words_are_sealed():
    s = Branch().filed(against=person(CLERK), target="board")
    blind = told(s)[2].complaints.all["k1"]
    assert (blind.author, blind.against, blind.target, blind.text) == ("", "", "", "")
    assert (blind.body, blind.at) == ("north", s.state.complaints.all["k1"].at)
    assert person(AUTHOR) not in str(s.entries[-1])


def test_a_step_in_the_turn_of_one_who_was_not_passed_over_is_valid_to_her_too():
    s = Branch().filed(against=person(CLERK))
    before = told(s)
    assert (before[0][0].holder, before[1][0].holder) == (HOLDERS[0], HOLDERS[1])
    assert s.refused("acknowledge-complaint", s.director, complaint="k1") == ["41", "40"], "not in turn 0"
    s.do("acknowledge-complaint", s.director, **s.step())
    blind, seeing, _ = told(s)
    assert (blind[0].holder, blind[0].next, blind[0].by) == (seeing[0].holder, seeing[0].next, seeing[0].by)
    assert blind[0].climbed == seeing[0].climbed == 0, "to be passed over is not to let time pass"
    s.wait(15)
    blind, seeing, _ = told(s)
    assert blind[0].climbed == seeing[0].climbed == 1
    assert blind[0].holder == seeing[0].holder == HOLDERS[2]


def test_a_turn_that_there_is_not_and_one_that_is_over():
    s = Branch().filed()
    for turn in (1, 2, 3, 99):
        assert "40" in s.refused("acknowledge-complaint", s.clerk, complaint="k1", turn=turn)
    s.wait(8)
    assert s.refused("acknowledge-complaint", s.clerk, complaint="k1", turn=0) == ["40"]
    s.do("acknowledge-complaint", s.director, complaint="k1", turn=1)


def test_a_withdrawal_ends_it_for_both_and_names_nobody():
    s = Branch().filed()
    s.do("withdraw-complaint", s.herself(AUTHOR), complaint="k1")
    blind, seeing, other = told(s)
    assert blind[0].outcome == seeing[0].outcome == "withdrawn"
    assert person(AUTHOR) not in str(s.entries[-1])
    assert course(other, "k1").now(s.now) is None
