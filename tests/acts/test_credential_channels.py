"""Which channel each voter of a box has, as the record says it at every stage."""

from __future__ import annotations

import pytest

from bylaw.acts.act import Signer
from bylaw.projections.credentials import channels
from tests.rules.shipped import NAMES, book

from .boxing import Boxed, box_society, made
from .society import person

BIG = made("many", voters=12)
"""Of twenty-two on the roll, ten vote on paper."""
PAPER = tuple(person(n) for n in range(13, 23))


def sent(boxed: Boxed, number: int, election: str = "e1") -> None:
    fields = {"election": election, "member": person(number), "credential": f"{number:064}"}
    boxed.s.do("send-credential", Signer(person(number), "subject"), **fields)


def told(boxed: Boxed, election: str = "e1") -> tuple[int, ...]:
    """How many made their own, lack one, vote on paper, and are not on the roll."""
    state = boxed.s.state
    found = channels(state, state.elections.all[election], "root", boxed.s.now)
    assert found.voters == len({*found.own, *found.lacking, *found.paper})
    return len(found.own), len(found.lacking), len(found.paper), len(found.strangers)


def test_who_sent_a_half_made_her_own_and_everybody_else_lacks_one():
    boxed = Boxed(box_society())
    for poll in boxed.polls:
        poll.called()
    assert told(boxed) == (0, 12, 0, 0)
    sent(boxed, 7)
    sent(boxed, 7)
    assert (told(boxed), told(boxed, "e2")) == ((1, 11, 0, 0), (0, 12, 0, 0))


def test_of_a_box_for_two_elections_what_was_sent_for_the_first_counts_for_both():
    boxed = Boxed(box_society()).committed()
    sent(boxed, 7)
    sent(boxed, 8, "e2")
    boxed.s.do("set-up-ballot", boxed.pair(), **boxed.setting())
    found = channels(boxed.s.state, boxed.s.state.elections.all["e2"], "root", boxed.s.now)
    assert (found.own, found.box.name if found.box else "") == ((person(7),), "b1")


def test_whom_the_set_up_gives_paper_votes_on_paper():
    boxed = Boxed(box_society(founders=22), BIG).set_up(on_paper=PAPER)
    assert told(boxed) == (0, 12, 10, 0)


@pytest.mark.parametrize("name", NAMES)
def test_in_each_profile_the_office_named_first_is_the_credential_office(name: str):
    (clause,) = (c for c in book(name).clauses if c.of == ("set-up-ballot",) and c.may)
    (phrase,) = clause.may.any_of
    first = phrase.split(" & ")[0].split()[1]
    assert f"{first}, as credential office," in clause.words
