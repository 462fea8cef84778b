"""An office whose holder may not act: the pages say so with the clause and the day, and who stands in; others are silent."""

import json
import re

import pytest

from bylaw.rehearsal import year
from bylaw.rehearsal.scenes import deputy
from tests.portal.browsing import barriers, opened
from tests.portal.stage import Client, bylaws, free_port, play, served


def until_the_deputy_acts(local):
    for scene in year.SCENES[: year.SCENES.index(deputy) + 1]:
        scene.play(local)


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """A local whose only secretary is suspended from his office for three weeks."""
    with served(
        play(tmp_path_factory.mktemp("rests") / "local", free_port(), until_the_deputy_acts)
    ) as found:
        yield found


def clause(kind, key):
    return next(each.no for each in bylaws().clauses if kind in each.of and getattr(each, key))


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def test_who_may_not_act_and_who_stands_in_are_shown_with_clause_and_day(stage):
    client = Client(stage.url)
    asked = client.get("/api/offices/root/secretary")
    told = json.loads(asked.text)
    (rests,) = told["rests"].values()
    assert rests["clause"] == clause("decide-sanction", "may")
    assert told["stand_in"]["phrases"] == [
        "office treasurer root",
        "office registrar root",
        "resolution assembly root",
    ]
    assert told["stand_in"]["until"] == rests["until"]
    law = next(each for each in bylaws().clauses if each.deputy and "secretary" in each.office)
    for path in ("/offices/", "/offices/root/secretary/"):
        page = client.get(path).text
        day = re.search(r"rights of office rest until <time[^>]*>([^<]+)</time>", page)[1]
        assert f": rights of office rest until {day} , clause {rests['clause']}" in text(page)
        assert re.search(
            rf"In its place now: the treasurer.*?, the registrar.*? or a resolution of the assembly.*?, until {day} , clause {law.no}",
            text(page),
        )
    for path in ("/", "/offices/"):
        assert client.get(path).text.count("may not act") == 1


def test_of_every_other_office_nothing_of_the_kind_is_said(stage):
    client = Client(stage.url)
    assert client.get("/offices/").text.count("may not act") == 1
    for office in ("treasurer", "president"):
        page = client.get(f"/offices/root/{office}/").text
        assert "may not act" not in page
        assert "In its place" not in page
        told = json.loads(client.get(f"/api/offices/root/{office}").text)
        assert (told["rests"], told["stand_in"]) == ({}, None)


def test_the_pages_are_for_everybody(stage, browser):
    page = opened(browser, stage.url, bypass_csp=True)
    for path in ("/offices/", "/offices/root/secretary/"):
        page.goto(path)
        assert not barriers(page)
