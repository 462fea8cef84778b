"""The end of ballots: by a clause, after the time to contest; then the record says that nobody can count again."""

import json
from pathlib import Path

import pytest

from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May, Window

from .boxing import Boxed
from .polling import DIGEST, Poll, changed, society
from .recorded import BOXES, Recorded
from .society import DAY
from .test_ballot_record import bylaw
from .test_challenges import RULES

KEPT = Clause(no="50", words="Ballots are kept for sixty days.", of=("destroy-ballots",),
              may=May(any_of=("office secretary here",)), window=Window(days=60))  # fmt: skip


@pytest.fixture
def boxed(tmp_path: Path) -> Boxed:
    """Two elections of one box, declared."""
    society = Recorded(tmp_path / "org", founders=12, rules=(*BOXES, *RULES[:2], KEPT))
    boxed = Boxed(society).filed()
    first, second = boxed.polls
    first.declare((5,))
    second.declare((5, 6), ballots=(society.state.elections.counts["e2"]["root"].ballots,))
    return boxed


def about(**other):
    return {"election": "e1", "clause": "50", **other}


def test_not_before_its_day_nor_while_a_result_of_the_box_is_contested(boxed: Boxed):
    s, secretary = boxed.s, boxed.s.office(1, "secretary")
    assert set(s.refused("destroy-ballots", secretary, **about())) == {"50", "bylaw 19"}
    boxed.polls[0].until(57)
    s.do("challenge-election", 7, election="e2", reasons=DIGEST)
    boxed.polls[0].until(70)
    assert set(s.refused("destroy-ballots", secretary, **about())) == {"50", "bylaw 19"}, "e2 shares the box"
    boxed.polls[0].until(110)
    assert s.refused("destroy-ballots", secretary, **about(clause="51")) == ["bylaw 8"]
    s.do("destroy-ballots", secretary, **about())
    assert s.refused("destroy-ballots", secretary, **about(election="e2")) == ["bylaw 15"], "with e1"


def test_it_is_valid_without_them_and_says_that_nobody_counts_again(boxed: Boxed):
    s = boxed.s
    assert isinstance(s, Recorded)
    boxed.polls[0].until(110)
    folder, record = s.organisation.folder, s.organisation.folder / "record"
    s.do("destroy-ballots", s.office(1, "secretary"), **about())
    names = list(s.state.boxes.destroyed)
    assert len(names) == 4, "the tally, the result and two shuffles"
    s.organisation.publish()
    s.organisation.close()
    keeper = folder / "boxes" / "b1"
    keeper.mkdir(parents=True)
    done = bylaw("election", "destroy", folder, "--json")
    assert json.loads(done.output) == {"files": 4, "boxes": ["b1"]}, done.output
    assert not keeper.exists()
    assert not any((record / "attachments" / name[:2] / name).exists() for name in names)
    report = bylaw("verify", record, "--unwitnessed-ok", "--json")
    assert report.exit_code == 0, report.output
    steps = {step["name"]: step["established"] for step in json.loads(report.output)["steps"]}
    assert (
        steps["elections"]
        == "2 results follow from 2 counts: 2 not re-checked, as an act destroyed the ballots"
    )
    assert "but for 4 files of ballots that acts destroyed" in steps["attachments"]
    after = bylaw("show", folder, "elections", "--json")
    assert [line["stage"] for line in json.loads(after.output)["elections"]] == ["declared", "declared"]
    assert json.loads(bylaw("election", "destroy", folder, "--json").output) == {"files": 0, "boxes": []}


def test_a_file_that_no_act_destroyed_is_missing(boxed: Boxed):
    s = boxed.s
    assert isinstance(s, Recorded)
    record = s.organisation.folder / "record"
    s.organisation.publish()
    s.organisation.close()
    name = s.state.boxes.decrypted["b1"].archive
    (record / "attachments" / name[:2] / name).unlink()
    assert bylaw("verify", record, "--unwitnessed-ok").exit_code == 2


def test_an_election_counted_by_hand_has_nothing_to_destroy():
    s = society(KEPT, *RULES[:1], instead=changed("6"))
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7)
    poll.declare((5,), (6,))
    s.now += 90 * DAY
    assert s.refused("destroy-ballots", s.office(1, "secretary"), **about()) == ["bylaw 8"]
