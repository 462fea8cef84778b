"""Clocks that jump: no deadline moves with them, the monitor is told, and a clock that is set right is believed."""

import json
import subprocess

import pytest
from django.test import RequestFactory, override_settings

from bylaw.portal.clock import MOST, Clock
from tests.portal.stage import BYLAW
from tests.portal.test_walk import addresses  # noqa: F401 - a fixture

YEAR = 365 * 86_400
BEGAN = 1_800_000_000


class Machine:
    """A machine whose clock can be set, and whose count of seconds cannot."""

    def __init__(self, began=BEGAN):
        self.wall, self.count = float(began), 5000.0
        self.clock = Clock(lambda: self.wall, lambda: self.count)

    def passes(self, seconds, jump=0):
        """Let time pass, and the clock jump besides; gives what the clock says then, after the machine's start."""
        self.count += seconds
        self.wall += seconds + jump
        return self.clock.now() - BEGAN


@pytest.mark.parametrize("jump", [YEAR, -YEAR, MOST + 1, -MOST - 1])
def test_a_clock_that_jumps_is_not_followed_until_it_comes_back(jump):
    machine = Machine()
    assert machine.passes(10) == 10
    assert machine.passes(10, jump) == 20
    assert machine.clock.jumped == jump
    assert machine.passes(3600) == 3620, "time goes on"
    assert machine.passes(10, -jump) == 3630
    assert machine.clock.jumped == 0


@pytest.mark.parametrize("step", [MOST, -MOST, 1])
def test_a_clock_that_is_set_right_by_small_steps_is_followed(step):
    machine = Machine()
    assert [machine.passes(100, step) for _ in range(3)] == [100 + step, 200 + 2 * step, 300 + 3 * step]
    assert machine.clock.jumped == 0


@pytest.mark.usefixtures("addresses")
def test_after_a_jump_the_record_goes_on_at_its_own_pace_and_the_health_page_fails(tmp_path):
    from bylaw.portal.desk import open_desk  # noqa: PLC0415 - Django must be set up first
    from bylaw.portal.health import health  # noqa: PLC0415 - Django must be set up first

    subprocess.run(
        [BYLAW, "new", tmp_path / "org", "--profile", "us-union-local"], check=True, capture_output=True
    )
    desk = open_desk(tmp_path / "org")
    founded = desk.state.at
    machine = Machine(founded)
    desk.clock = machine.clock
    with override_settings(BYLAW_DESK=desk):
        for jump, jumped in ((0, False), (2 * YEAR, True), (0, True), (-2 * YEAR, False)):
            machine.passes(60, jump)
            assert founded < desk.now() <= founded + 240
            told = json.loads(health(RequestFactory().get("/health/")).content)
            assert told["clock_jumped"] is jumped
    machine.passes(-0, -YEAR)
    assert desk.now() >= founded, "no moment before the newest entry"
    desk.organisation.close()


@pytest.mark.usefixtures("addresses")
def test_the_health_page_fails_with_each_part_that_fails(tmp_path, monkeypatch):
    from bylaw.portal import health  # noqa: PLC0415 - Django must be set up first
    from bylaw.portal.desk import open_desk  # noqa: PLC0415 - Django must be set up first

    subprocess.run(
        [BYLAW, "new", tmp_path / "org", "--profile", "us-union-local"], check=True, capture_output=True
    )
    desk = open_desk(tmp_path / "org")
    desk.clock = Machine(desk.state.at).clock

    def asked():
        found = health.health(RequestFactory().get("/health/"))
        told = json.loads(found.content)
        return found.status_code, [part for part in told if told[part] is True]

    with override_settings(BYLAW_DESK=desk):
        assert asked() == (200, [])
        for name, broken, part in (
            ("ROOM", 2**80, "disk_low"),
            ("_tables", lambda: False, "tables_down"),
            ("failing", lambda: True, "mail_failing"),
            ("_read_only", lambda _folder: True, "read_only"),
        ):
            with monkeypatch.context() as patched:
                patched.setattr(health, name, broken)
                assert asked() == (503, [part])
        assert asked() == (200, [])
    desk.organisation.close()


@pytest.mark.usefixtures("addresses")
def test_a_disk_that_is_mounted_for_reading_is_seen(tmp_path):
    from bylaw.portal.health import _read_only  # noqa: PLC0415 - Django must be set up first

    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", tmp_path], check=True)
    try:
        assert not _read_only(tmp_path)
        subprocess.run(["mount", "-o", "remount,ro", tmp_path], check=True)
        assert _read_only(tmp_path)
    finally:
        subprocess.run(["umount", "--lazy", tmp_path], check=True)
