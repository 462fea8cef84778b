"""C4: an id that nobody admitted counts nowhere. C6: who has no mandate any more admits nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.members.franchise import electors
from bylaw.acts.voting.electing import roll_root, voters_of
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, May
from bylaw.state.keys import HeldKey
from tests.acts.polling import DIGEST, Poll, enter, society
from tests.acts.society import Society, key_of, person

GHOST = 777
ADMISSION = (
    Clause(no="41", words="Anybody applies.", of=("apply",), may=May(any_of=("applicant",))),
    Clause(no="42", words="The president admits.", of=("admit",), admission=Admission(),
           may=May(any_of=("office president root",))),
    Clause(no="43", words="The secretary governs.", of=("remove-from-office", "dissolve-body", "abolish-office"),
           may=May(any_of=("office secretary root",))),
    Clause(no="44", words="Officers resign.", of=("resign-office", "resign"), may=May(any_of=("subject",))),
)  # fmt: skip


def with_ghost() -> Society:
    """Twenty members; and somebody with a key, whom nobody admitted."""
    s = society(*ADMISSION)
    key = key_of(person(GHOST))
    s.state.keys.register(HeldKey(key.thumbprint, key, person(GHOST), s.now))
    return s


def fixed(s: Society, poll: Poll, voters: set[str]) -> dict[str, object]:
    return poll.paper(5, 6, voters=len(voters), root=roll_root(tuple(sorted(voters))))


@pytest.mark.parametrize("ghosts", [1, 2, 5])
def test_a_roll_with_ghosts_is_never_fixed(ghosts):  # C4, at the close of the roll
    s = with_ghost()
    poll = Poll(s).called().stand(5, 6).until(40)
    roll = set(
        electors(s.state, voters_of(s.state, s.state.elections.all["e1"]), s.state.elections.all["e1"].record)
    )
    names = {person(GHOST + n) for n in range(ghosts)}
    secretary = s.office(1, "secretary")
    assert s.refused("fix-paper", secretary, **fixed(s, poll, roll | names)) == ["bylaw 17"], (
        "more than there are"
    )
    swapped = (roll - set(sorted(roll)[:ghosts])) | names
    assert s.refused("fix-paper", secretary, **fixed(s, poll, swapped)) == ["bylaw 17"], "as many, and others"
    s.do("fix-paper", secretary, **fixed(s, poll, roll))


def test_a_ghost_with_a_key_does_nothing_that_members_do():  # C4
    s = with_ghost()
    Poll(s).called()
    assert s.refused("nominate", GHOST, election="e1", member=person(5)) == ["7"], "she names nobody"
    assert s.refused("nominate", 5, election="e1", member=person(GHOST)) == ["bylaw 8"], "nobody names her"
    enter(s, GHOST)
    s.do("nominate", GHOST, election="e1", member=person(5))
    s.do("nominate", 5, election="e1", member=person(GHOST))


@pytest.mark.parametrize(("took_part", "taken"), [(20, True), (21, False), (40, False)])
def test_more_ballots_than_members_are_never_counted(took_part, taken):  # C4, at the count
    s = with_ghost()
    poll = Poll(s).closed(5, 6)
    numbers = poll.numbers(11, 7, valid=18, took_part=took_part)
    if taken:
        s.do("enter-count", poll.tellers(), **numbers)
    else:
        assert "bylaw 17" in s.refused("enter-count", poll.tellers(), **numbers)


Ended = Callable[[Society], None]


def by_the_calendar(s: Society) -> None:
    s.wait(301)


def removed(s: Society) -> None:
    s.do("remove-from-office", s.office(1, "secretary"), mandate="interim.1", reasons=DIGEST)


def resigned(s: Society) -> None:
    s.do("resign-office", Signer(person(2), "subject"), mandate="interim.1")


def abolished(s: Society) -> None:
    s.do("abolish-office", s.office(1, "secretary"), body="root", office="president")


def left(s: Society) -> None:
    s.do("resign", Signer(person(2), "subject"), member=person(2))


def still_in(s: Society) -> None:
    s.wait(299)


@pytest.mark.parametrize("applicants", [1, 40])
@pytest.mark.parametrize("ended", [by_the_calendar, removed, resigned, abolished, left, still_in])
def test_whose_mandate_is_over_admits_nobody_however_it_ended(ended: Ended, applicants: int):  # C6
    s = society(*ADMISSION)
    names = range(GHOST, GHOST + applicants)
    president = s.office(2, "president")
    ended(s)
    for n in names:
        key = key_of(person(n))
        fields = {"member": person(n), "body": "root", "cls": "ordinary", "key": key}
        s.do("apply", Signer(person(n), "applicant"), **fields)
    before = s.state.members.roll.count("root", s.now, frozenset(("ordinary",)))
    for n in names:
        if ended is still_in:
            s.do("admit", president, applicant=person(n))
        else:
            assert s.refused("admit", president, applicant=person(n)) == ["42"]
    after = s.state.members.roll.count("root", s.now, frozenset(("ordinary",)))
    assert after - before == (applicants if ended is still_in else 0), "none of them is on the roll"


def test_whoever_holds_the_office_by_the_clause_admits_and_nobody_else():  # C6: change the word and the verdict changes
    for office, taken in (("president", True), ("secretary", False), ("teller", False)):
        rules = [
            c if c.no != "42" else replace(c, may=May(any_of=(f"office {office} root",))) for c in ADMISSION
        ]
        s = society(*rules)
        fields = {"member": person(GHOST), "body": "root", "cls": "ordinary", "key": key_of(person(GHOST))}
        s.do("apply", Signer(person(GHOST), "applicant"), **fields)
        found = s.judged("admit", s.office(2, "president"), applicant=person(GHOST))
        assert (not found) is taken
