"""`bylaw demo` and `bylaw rehearse` make their own folder anew, and remove nobody else's."""

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.cli.played import make_room
from bylaw.rehearsal.local import ORIGIN
from bylaw.store.organisation import Organisation


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", ["demo", "rehearse"])
def test_an_organisation_is_never_removed(tmp_path, command):
    folder = tmp_path / "club"
    founded = CliRunner().invoke(main, ["new", str(folder), "--profile", "association", "--founder", "ada"])
    assert founded.exit_code == 0, founded.output
    before = files(folder)
    done = CliRunner().invoke(main, [command, str(folder)])
    assert (done.exit_code, "this command did not make it" in done.stderr) == (3, True)
    assert files(folder) == before


@pytest.mark.parametrize("command", ["demo", "rehearse"])
@pytest.mark.parametrize("what", ["a file", "notes", "a log that is none"])
def test_nothing_else_is_removed_either(tmp_path, command, what):
    place = tmp_path / "here"
    if what == "a file":
        place.write_text("x")
    else:
        place.mkdir()
        (place / ("notes.txt" if what == "notes" else "log.sqlite")).write_text("x")
    assert CliRunner().invoke(main, [command, str(place)]).exit_code == 3
    assert place.read_text() == "x" if what == "a file" else list(files(place).values()) == [b"x"]


def test_what_the_same_play_left_goes(tmp_path):
    folder = tmp_path / "demo"
    for _ in range(2):
        make_room(folder, ORIGIN)
        organisation = Organisation.create(folder, ORIGIN)
        organisation.close()
    make_room(folder, ORIGIN)
    assert not folder.exists()
    folder.mkdir()
    make_room(folder, ORIGIN)


def test_a_link_to_a_play_is_left_alone(tmp_path):
    Organisation.create(tmp_path / "demo", ORIGIN).close()
    (tmp_path / "link").symlink_to(tmp_path / "demo")
    with pytest.raises(SystemExit):
        make_room(tmp_path / "link", ORIGIN)
    assert (tmp_path / "demo" / "log.key").exists()
