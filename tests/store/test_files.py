"""Who else on the machine can read what: all of the record, nothing of what opens sealed steps, whatever the umask."""

import os
from pathlib import Path

import pytest

from bylaw.store.attachments import Attachments
from bylaw.store.files import write_whole
from bylaw.store.openings import FOLDER, Openings


@pytest.fixture(params=[0o077, 0o022, 0o000])
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_the_record_is_open_and_openings_are_not(tmp_path):
    record = tmp_path / "record"
    write_whole(record, "tile/0/000", b"x")
    name = Attachments(record / "attachments").put(b"y")
    for path in ("tile", "tile/0", "attachments", f"attachments/{name[:2]}"):
        assert (record / path).stat().st_mode & 0o777 == 0o755, path
    for path in ("tile/0/000", f"attachments/{name[:2]}/{name}"):
        assert (record / path).stat().st_mode & 0o777 == 0o644, path

    Openings(tmp_path).put(b"who accused whom")
    private = Path(tmp_path, FOLDER).parent
    assert private.stat().st_mode & 0o777 == 0o700
    private.chmod(0o755)  # as a copy made by hand may have it
    Openings(tmp_path).put(b"and another")
    assert private.stat().st_mode & 0o777 == 0o700
