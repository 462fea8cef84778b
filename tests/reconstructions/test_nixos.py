"""The Nix roll of 2025: 1 011 by the rule, less 6 exclusions, with 5 exceptions: 1 010."""

import json
from collections import Counter

import pytest
from msgspec.structs import replace

from bylaw.reconstructions.archivist import NotReconstructed
from bylaw.reconstructions.nixos.record import ROLL, clauses, read_contributors, reconstruct
from bylaw.rules.meanings import Activity, Electorate
from tests.reconstructions.conftest import DATA
from tests.reconstructions.test_debian_record import bylaw

PEOPLE = read_contributors(DATA / "governance" / "nixos-2025" / "roll.csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("nixos") / "record"


@pytest.fixture(scope="module")
def roll(folder):
    return reconstruct(folder, PEOPLE, clauses()).organisation.state.past.rolls[ROLL]


def test_the_rule_gives_1011_and_the_acts_1010(roll):
    assert len(PEOPLE) == 7416
    assert len(roll.by_rule) == 1011
    assert (len(roll.excluded), len(roll.added)) == (6, 5)
    assert len(roll.on) == 1010
    assert roll.on == {one.person for one in PEOPLE if one.final}
    assert roll.fixed


def test_the_grounds_of_the_exclusions(roll):
    assert Counter(roll.excluded.values()) == {"bot": 3, "request": 2, "dup": 1}


def test_the_record_verifies(roll, folder):
    found = json.loads(bylaw("verify", folder, "--unwitnessed-ok", "--json").stdout)
    assert (found["verdict"], found["clock"], found["counts"]["flagged"]) == ("valid", "reconstruction", 0)


@pytest.mark.parametrize(("commits", "merges", "count"), [(26, 1, None), (25, 2, None), (10**6, 10**6, 0)])
def test_the_numbers_are_data(commits, merges, count, tmp_path):
    """With other numbers in the clause another roll follows, and the final one is reached by other acts."""
    law = tuple(_asking(clause, commits, merges) for clause in clauses())
    people = tuple(one._replace(ground="ban") for one in PEOPLE)
    by_rule = reconstruct(tmp_path / "r", people, law).organisation.state.past.rolls[ROLL].by_rule
    assert len(by_rule) == sum(
        1 for one in PEOPLE if one.counts and (one.counts[0] >= commits or one.counts[1] >= merges)
    )
    assert len(by_rule) != 1011
    assert count is None or len(by_rule) == count


def _asking(clause, commits, merges):
    if clause.no != "voters.1":
        return clause
    asked = (
        Activity(deeds="commits", least=commits, months=48),
        Activity(deeds="merges", least=merges, months=48),
    )
    return replace(clause, electorate=Electorate(any_of=asked))


def test_a_ground_that_the_bylaws_do_not_list_is_refused(tmp_path):
    people = tuple(one._replace(ground="") if one.ground == "dup" else one for one in PEOPLE)
    with pytest.raises(NotReconstructed, match=r"ground|least"):
        reconstruct(tmp_path / "r", people, clauses())


def test_a_file_that_is_none_is_refused(tmp_path):
    (tmp_path / "roll.csv").write_text("who\nn0001\n")
    with pytest.raises(NotReconstructed, match="commits"):
        read_contributors(tmp_path / "roll.csv")


def test_the_command(tmp_path):
    made = bylaw(
        "reconstruct", "nixos", tmp_path / "d", "--facts", DATA / "governance" / "nixos-2025", "--json"
    )
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["voters"] == 1010
