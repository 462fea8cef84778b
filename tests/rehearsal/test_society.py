"""A federation lives for years: what is lawful is taken, what is not is refused, and the figures are the books'."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bylaw.acts.figures.survey import DEFINITIONS, occasions, survey
from bylaw.audit.verify import Asked, audit
from bylaw.projections.accounts import reports
from bylaw.record.broken import Broken
from bylaw.record.clock import instant
from bylaw.rehearsal.oracle.oracle import Oracle
from bylaw.rehearsal.society import control, directives, life
from bylaw.rehearsal.society.federation import OFFICES, law
from bylaw.rehearsal.society.life import Lived, Size, differences, live
from bylaw.rehearsal.society.listed import compare, left
from bylaw.rules.load import Profile, load
from bylaw.store.checking import Cores
from bylaw.store.copies import open_published
from bylaw.store.profiles import profiles
from tests.rehearsal.tried import TRIED

SIZE = Size(members=480, bodies=12, years=4)


@pytest.fixture(scope="module")
def profile() -> Profile:
    found = load(profiles()["us-union-local"])
    assert isinstance(found, Profile)
    return found


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, profile: Profile) -> Lived:
    """A society with so many cases that some are carried out, reopened and undone, and many directives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(control, "CASES", more_cases(4))
        patch.setattr(directives, "SHARE", 0.3)
        return live(tmp_path_factory.mktemp("life") / "org", profile, SIZE, "another life", lambda _at: None)


def more_cases(times: int) -> tuple[tuple[Any, ...], ...]:
    return tuple((name, times * share, charged, then) for name, share, charged, then in control.CASES)


def test_the_years_are_full_of_life_and_of_attempts(lived):
    kinds = Counter(tried.tale for tried in lived.company.tried)
    assert lived.company.lawful > 1000
    assert len(kinds) > 15
    assert all(tried.clauses for tried in lived.company.tried)


def test_signers_are_drawn_from_every_phrase_of_the_clause(lived):
    rights = defaultdict(set)
    for act in _acts(lived):
        by = act.get("by", [])
        offices = {part for each in by for part in each.get("ref", "").split(".") if part in OFFICES}
        rights[act["act"].partition("/")[0]].add(
            " & ".join(sorted(offices)) or "".join(each["right"] for each in by[:1])
        )
    assert rights["declare-result"] >= {"teller", "president & secretary"}
    assert rights["open-meeting"] >= {"president", "secretary"}
    for kind in ("fix-paper", "open-poll", "close-poll", "enter-count"):
        assert rights[kind] >= {"teller", "member"}, kind
    for kind in ("call-election", "close-campaign"):
        assert rights[kind] >= {"secretary", "member"}, kind


def test_who_is_level_is_told_apart_by_a_chance_announced_or_by_a_lot_drawn_elsewhere(lived):
    declared = [act for act in _acts(lived) if act["act"] == "declare-result/1"]
    announced = [act for act in _acts(lived) if act["act"] == "announce-lot/1"]
    chances = [act["chance"] for act in declared if act.get("chance")]
    assert len(set(chances)) == len(chances) > 1
    assert any(act.get("lot") for act in declared)
    assert len(announced) > len(chances), "a lot of which nobody had need"


def test_who_was_expelled_and_restored_has_her_years_and_her_vote_again(lived):
    state = lived.company.state
    back = {
        who: (spells[n - 1], spell)
        for who, spells in state.members.roll.spells.items()
        for n, spell in enumerate(spells)
        if spell.how == "restored"
    }
    assert back
    for who, (before, after) in back.items():
        assert (after.joined, after.cls, after.body) == (before.since, before.cls, before.body)
        asked = [
            each for each in state.petitions.all.values() if each.opener == who and each.at == after.start
        ]
        assert asked
        assert all(set(state.petitions.standing(each.name)) == {who} for each in asked)


def test_who_was_removed_and_restored_has_the_rest_of_her_term(lived):
    mandates = lived.company.state.offices.mandates
    back = [each for each in mandates.values() if each.source.startswith("restored ")]
    assert back
    for rest in back:
        old = mandates[rest.name.rpartition(".r")[0]]
        assert (rest.member, rest.due, rest.office) == (old.member, old.due, old.office)
        assert old.end < rest.start < rest.due


@pytest.mark.parametrize("tale", TRIED)
def test_what_was_always_tried_is_tried_and_refused(lived, tale):
    assert any(tried.tale == tale and tried.clauses for tried in lived.company.tried)


@pytest.mark.parametrize(
    "figure",
    [
        "complaints",
        "complaints-overdue",
        "reports",
        "reports-overdue",
        "petitions",
        "petitions-carried",
        "reopened",
        "restored",
    ],
)
def test_the_books_count_it_and_so_does_the_record(lived, figure):
    assert sum(n for (body, _, name), n in lived.roster.books.items() if (body, name) == ("root", figure))


def test_what_many_should_see_is_flagged_and_the_oracle_says_the_same(lived):
    assert lived.company.flagged["floor 71"], "one payer for six members"
    assert lived.company.flagged["1.2"], "many admitted at once"
    raw = next(
        raw for raw in lived.company.organisation.raw_entries() if b'"payer"' in raw and b'"dues"' in raw
    )
    head, act = raw.split(b"\n")[:2]
    oracle = Oracle(_first(lived), lived.company.organisation.state.bodies.all["root"].start)
    oracle.world = lived.oracle.world
    oracle(instant(json.loads(head)["at"]), act, taken=True, flagged=not oracle.world.payers)
    assert "the ledger flags it: False" in oracle.differ[0]


def test_a_claim_that_contradicts_the_record_is_listed_against_it_and_against_another(lived):
    assert lived.company.claims
    lived.company.claims += 1
    assert any("contradictions" in line for line in differences(lived.company, lived.roster))
    lived.company.claims -= 1


def test_what_is_left_undone_is_listed_and_the_oracle_lists_the_same(lived):
    stages, inquiries = left(lived.company)
    assert {"unanswered", "completed", "countermanded"} <= set(stages.values())
    assert set(inquiries.values()) == {"reported", "overdue"}
    assert list(inquiries.values()) == sorted(inquiries.values()), "those overdue first"
    owing = [line.by for line in reports(lived.company.state, "root", lived.company.now) if line.by]
    assert owing == sorted(owing)
    assert len(owing) > 10
    undone = next(name for name, stage in stages.items() if stage == "unanswered")
    asked = lived.oracle.world.directives[undone]
    asked["over"] = "completed"
    compare(lived.company, lived.oracle)
    asked["over"] = ""
    assert [line.partition(" at ")[0] for line in lived.oracle.differ] == [f"directive {undone}"]
    lived.oracle.differ.clear()


def test_every_figure_of_the_record_is_the_one_in_the_books(lived):
    assert lived.differ == ()
    assert len(lived.roster.books) > 100


def test_an_oracle_written_from_the_specification_agrees_on_every_act(lived):
    assert lived.oracle.differ == []
    assert lived.oracle.judged == lived.company.lawful + len(lived.company.tried)


def test_an_oracle_that_is_told_the_contrary_says_so(lived):
    oracle = Oracle(_first(lived), lived.company.organisation.state.bodies.all["root"].start)
    for raw in lived.company.organisation.raw_entries(1, 30):
        head, act = raw.split(b"\n")[:2]
        oracle(instant(json.loads(head)["at"]), act, taken=False)
        if oracle.differ:
            break
    assert "the ledger says False, the oracle True" in oracle.differ[0]


def _acts(lived: Lived) -> Iterator[dict[str, Any]]:
    for raw in lived.company.organisation.raw_entries(1):
        yield json.loads(raw.split(b"\n")[1])


def _first(lived: Lived) -> bytes:
    return next(iter(lived.company.organisation.raw_entries(0, 1))).split(b"\n")[1]


def test_a_book_that_is_wrong_is_noticed(lived):
    lived.roster.note("resigned", 2021, "root")
    assert any("root 2021 resigned" in line for line in differences(lived.company, lived.roster))
    lived.roster.note("resigned", 2021, "root", n=-1)


def test_every_figure_is_the_sum_of_the_events_behind_it(lived):
    state, at, year = lived.company.state, lived.company.now, range(2022, 2023)
    found = survey(state, year, at)
    counted = {
        name: sum(event.n for event in occasions(state, name, "local-0003", year, at))
        for name, figure in DEFINITIONS.items()
        if figure.sort != "roll"
    }
    assert counted == {name: found.get(("local-0003", 2022, name), 0) for name in counted}
    assert sum(map(bool, counted.values())) > 5


def test_a_stranger_verifies_it(lived):
    organisation = lived.company.organisation
    assert not isinstance(organisation.publish(), Broken)
    with Cores() as cores:
        copy = open_published(str(organisation.folder))
        assert not isinstance(copy, Broken)
        report = audit(copy, cores, Asked(unwitnessed_ok=True))
    assert report.verdict == "valid"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_society_in_which_everything_happens_at_once_goes_by_its_script(
    monkeypatch, tmp_path, profile, seed
):
    """Ten times as much happens, all at noon: who comes and goes in the second of a call, a campaign, a complaint."""
    monkeypatch.setattr(control, "CAMPAIGN", 1.0)
    monkeypatch.setattr(control, "STUFFED", 0.3)
    monkeypatch.setattr(control, "PETITION", 0.8)
    monkeypatch.setattr(control, "CASES", more_cases(6))
    for what, share in (("RESIGN", 0.1), ("DIE", 0.05), ("MOVE", 0.1), ("COMPLAIN", 0.05), ("JOIN", 0.2)):
        monkeypatch.setattr(life, what, share)
    crowded = live(tmp_path / "org", profile, Size(members=240, bodies=7, years=3), seed, lambda _at: None)
    assert (crowded.differ, crowded.oracle.differ) == ((), [])


def test_the_same_seed_makes_the_same_record(tmp_path: Path, profile: Profile):
    small = Size(members=60, bodies=2, years=1)
    roots = set()
    for n, seed in enumerate(("one", "one", "two")):
        company = live(tmp_path / str(n), profile, small, seed, lambda _at: None).company
        roots.add(_without_the_log(company.organisation.raw_entries(1, 40)))
    assert len(roots) == 2


def _without_the_log(entries: object) -> bytes:
    """Leave out what differs with each log's own key: the organisation's id and the heads."""
    raw = b"".join(entries)  # type: ignore[arg-type]
    return re.sub(rb'"(org|root|key|signature)":"[^"]*"', b"", re.sub(rb'\{"at".*\n', b"", raw))


def test_tellers_of_the_root_count_everywhere(profile):
    told = [phrase for clause in law(profile) if clause.may for phrase in clause.may.any_of]
    assert any("teller root" in phrase for phrase in told)
    assert not any("teller here" in phrase for phrase in told)
