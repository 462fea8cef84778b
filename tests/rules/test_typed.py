"""Times as people type them: each form, its neighbours that are none, and local times that name no instant."""

import pytest

from bylaw.record.clock import instant
from bylaw.rules.typed import FORMS, typed_moment


@pytest.mark.parametrize(
    ("text", "zone", "at"),
    [
        ("2025-05-17T16:00:00Z", "Europe/Berlin", "2025-05-17T16:00:00Z"),
        ("2025-05-17T16:00:00Z", "Mars/X", "2025-05-17T16:00:00Z"),  # says itself what it is
        ("2025-05-17 18:00", "Europe/Berlin", "2025-05-17T16:00:00Z"),
        ("2025-05-17T18:00", "Europe/Berlin", "2025-05-17T16:00:00Z"),
        ("2025-05-17 18:00", "UTC", "2025-05-17T18:00:00Z"),
        ("2025-05-17", "Europe/Berlin", "2025-05-16T22:00:00Z"),
        ("2025-05-17", "America/New_York", "2025-05-17T04:00:00Z"),
    ],
)
def test_a_time_is_read_in_the_zone_of_the_organisation(text, zone, at):
    assert typed_moment(text, zone) == instant(at)


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2025-02-30", "2025-05-17 25:00", "2025-05-17 18:00:00", "2025-05-17x18:00", "17.05.2025 18:00"]
)  # fmt: skip
def test_what_is_no_time_is_shown_with_the_forms_that_are(text):
    assert typed_moment(text, "UTC") == f"'{text}' is no time; write {FORMS}"


def test_a_long_text_is_cut():
    assert typed_moment("x" * 41, "UTC") == f"'{'x' * 40}' is no time; write {FORMS}"


def test_a_zone_that_there_is_not():
    assert typed_moment("2025-05-17", "Mars/X") == "there is no time zone 'Mars/X'"


@pytest.mark.parametrize(
    ("text", "why"), [("2025-03-30 02:30", "does not exist"), ("2025-10-26 02:30", "happens twice")]
)
def test_a_time_that_the_clocks_skip_or_show_twice_is_refused_in_words(text, why):
    found = typed_moment(text, "Europe/Berlin")
    assert isinstance(found, str)
    assert found.startswith(f"{text} in Europe/Berlin {why}: say ")
