"""A secret election in a record, from the call to the seats, as its people type it: `bylaw act` and `bylaw election`.

Ballots go into the box as the server of the booth puts them there; everything else is a command.
"""

import json
from pathlib import Path

from tests.acts.society import person
from tests.cli.hands import ANSWERS, CLOSES, Hands, called, closed, counted, nominated, opened, polled, set_up


def test_from_the_call_to_the_seats(tmp_path: Path):
    hands = Hands(tmp_path)
    called(hands)
    nominated(hands)
    set_up(hands)
    opened(hands)
    polled(hands)
    closed(hands)
    archive = counted(hands)
    hands.day(CLOSES + 1)
    pair = "m1:secretary", "m2:president"
    hands.act("declare-result", *pair, election="e1", elected=[person(5)])
    elected = [person(5), person(6)]
    hands.act("declare-result", *pair, election="e2", elected=elected, ballots=archive)
    hands.day(51)
    verified = json.loads(hands.types("verify", hands.org, "--unwitnessed-ok", "--json"))
    assert verified["verdict"] == "valid"
    report = json.loads(hands.types("election", "verify", archive, "--json"))
    assert (report["state"], report["ballots"], report["result"][0]) == ("result", len(ANSWERS), [4, 2])
    offices = json.loads(hands.types("show", hands.org, "offices", "--at", hands.day(51), "--json"))[
        "offices"
    ]
    held = {each["office"]: [who["member"] for who in each["holders"]] for each in offices}
    assert (held["chair"], held["councillor"]) == ([person(5)], elected)
