"""The demo's secret ballot in a group that both programs know: `bylaw verify` and belenios-tool accept it."""

import json
from pathlib import Path

from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.rehearsal.local import found_local
from bylaw.rehearsal.scenes import old_roll, secret_ballot
from bylaw.rules.load import Profile, load
from bylaw.store.profiles import profiles
from tests.belenios.prover.test_judged import tool_accepts

GROUP = "RFC-3526-2048"


def test_from_the_founding_to_seated_stewards_and_delegates(tmp_path: Path):
    profile, told = load(profiles()["us-union-local"]), list[str]()
    assert isinstance(profile, Profile)
    local = found_local(tmp_path / "local", profile, "both programs", told.append)
    old_roll.play(local)
    ballot = secret_ballot.play(local, GROUP, times=1)
    local.on.witnessed()
    local.on.cosigned()
    offices = local.on.state.offices
    for office, seated in secret_ballot.SEATED.items():
        held = [m.member for m in offices.mandates.values() if m.office == office]
        assert held == [local.on.member(who) for who in seated]
    report = CliRunner().invoke(main, ["verify", str(tmp_path / "local"), "--json"])
    assert (report.exit_code, json.loads(report.output)["verdict"]) == (0, "valid"), report.output
    accepted, says = tool_accepts(ballot.archive, tmp_path)
    assert accepted, says
    assert any("present" in line for line in told)
