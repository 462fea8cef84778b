"""What a command shows of a record whose clock is real is of today, though nobody has entered anything since long."""

import json
import time
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from bylaw.cli import new
from bylaw.cli.main import main

YEARS = 3 * 365 * 86_400


def run(*args: object) -> str:
    done = CliRunner().invoke(main, [str(arg) for arg in args])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module", params=["real", "simulated"])
def club(request, tmp_path_factory):
    """A club founded three years ago, by the machine's clock or by a simulated one, and silent ever since."""
    folder, began = tmp_path_factory.mktemp("club") / request.param, int(time.time()) - YEARS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(new, "time", SimpleNamespace(time=lambda: began))
        day = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(began))
        told = ("--at", day) if request.param == "simulated" else ()
        run("new", folder, "--profile", "association", "--clock", request.param, *told)
    return request.param, folder, day


def test_terms_that_are_over_and_duties_that_are_overdue_are_those_of_the_present(club):
    clock, folder, began = club
    offices = json.loads(run("show", folder, "offices", "--json"))
    assert any(line["holders"] for line in offices["offices"]) == (clock == "simulated")
    assert (offices["at"] == began) == (clock == "simulated")
    duties = json.loads(run("show", folder, "duties", "--json"))["duties"]
    assert any(duty["overdue"] for duty in duties) == (clock == "real")


def test_the_past_is_shown_as_it_was_under_either_clock(club):
    _, folder, began = club
    then = json.loads(run("show", folder, "offices", "--at", began, "--json"))
    assert then["at"] == began
    chair = next(line for line in then["offices"] if line["office"] == "chair")
    assert chair["holders"][0]["since"] == began
    assert len(json.loads(run("show", folder, "roll", "--at", began, "--json"))["roll"]) == 3
