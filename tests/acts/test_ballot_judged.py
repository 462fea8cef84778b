"""A threshold election in a group that both programs know, from the founding to a seated committee, judged by both."""

import json
from pathlib import Path

import pytest

from bylaw.belenios.prover import board, chain
from tests.belenios.prover.test_judged import tool_accepts

from .boxing import Boxed, made
from .recorded import Recorded
from .society import person
from .test_ballot_record import bylaw

GROUP = "RFC-3526-2048"
"""The one group in which release 2.0 knows rankings."""


@pytest.fixture(scope="module")
def society(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """Two of three trustees open one box: an approval for the chair, rankings for the council; both are seated."""
    society = Recorded(tmp_path_factory.mktemp("society") / "org", founders=12)
    boxed = Boxed(society, made("judged", group=GROUP)).filed()
    first, second = boxed.polls
    first.declare((5,))
    second.declare((5, 6), ballots=(society.state.elections.counts["e2"]["root"].ballots,))
    assert isinstance(society.organisation.publish(), bytes)
    return society


def archive(society: Recorded) -> bytes:
    found = society.organisation.attachments.get(society.state.boxes.decrypted["b1"].archive)
    assert isinstance(found, bytes)
    return found


def test_the_committee_is_seated_by_the_votes(society: Recorded):
    assert society.state.elections.counts["e1"]["root"].votes == (7, 6), "counted by hand from the ballots"
    held = {m.office: m.source for m in society.state.offices.of_member(person(5))}
    assert held == {"chair": "e1", "councillor": "e2"}
    assert [m.source for m in society.state.offices.of_member(person(6))] == ["e2"]


def test_bylaw_verifies_the_record(society: Recorded):
    report = bylaw("verify", society.organisation.folder / "record", "--unwitnessed-ok", "--json")
    assert (report.exit_code, json.loads(report.output)["verdict"]) == (0, "valid"), report.output


def test_belenios_tool_accepts_the_archive_under_the_mandates(society: Recorded, tmp_path: Path):
    accepted, told = tool_accepts(archive(society), tmp_path)
    assert accepted, told


def test_both_refuse_the_archive_with_one_vote_moved(society: Recorded, tmp_path: Path):
    before = made("judged", group=GROUP).cuts[-2]
    honest = next(board.read(archive(society)).payloads("Result"))
    for result, accepts in ((honest, True), (honest.replace(b"[7,6]", b"[6,7]"), False)):
        whole = before + chain.add_result(board.read(before).tip, result).data
        assert tool_accepts(whole, tmp_path)[0] is accepts
        (tmp_path / "changed.bel").write_bytes(whole)
        assert (bylaw("election", "verify", tmp_path / "changed.bel").exit_code == 0) is accepts
