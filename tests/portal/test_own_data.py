"""What a member takes with her, and that nobody else gets it."""

import csv
import io
import json
import re

from tests.portal.stage import Client, log_in


def test_a_member_exports_all_that_is_kept_about_her_and_only_that(site, client):
    log_in(client, "member13@example.org")
    found = json.loads(client.get("/me/data/").text)
    assert found["member"] == site.year.on.member("m012")
    assert found["person"]["email"] == "member13@example.org"
    assert {words["field"] for words in found["private_words"]} == {"name"}
    for index in found["entries"][:3]:
        assert found["member"] in client.get(f"/entries/{index}/").text
    assert "member14@example.org" not in json.dumps(found)


def test_the_calendar_is_read_by_its_address_and_by_no_other(client, site):
    log_in(client, "member15@example.org")
    path = re.search(r"/calendar/[^\"]+\.ics", client.get("/me/").text)[0]
    found = Client(site.url).get(path)
    assert found.headers["Content-Type"].startswith("text/calendar")
    lines = found.text.split("\n")
    assert lines[0].strip() == "BEGIN:VCALENDAR"
    assert lines.count("BEGIN:VEVENT\r") == lines.count("END:VEVENT\r") > 3
    assert max(len(line.encode()) for line in lines) <= 76
    other = path.replace(path[10:14], "0000")
    assert Client(site.url).get(other).status == 404


def test_figures_are_a_file_of_numbers(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/figures.csv").text)))
    assert {"body", "year", "figure", "value", "definition"} <= set(rows[0])
    assert all(row["value"].isdigit() for row in rows)
    assert any(row["body"] == "root" and int(row["value"]) > 200 for row in rows), "the members at least"


def test_health_says_how_far_the_served_head_is_behind(client):
    found = json.loads(client.get("/health/").text)
    assert found["behind"] == 0
    assert found["entries"] == found["served"]
