"""`bylaw election booth`: what a server sends as the booth, held against the record."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.cli.election_step import Told, step
from bylaw.cli.open import folded
from bylaw.cli.shell import fail
from bylaw.portal.served import MAX_FILE, path_of
from bylaw.record.broken import Broken
from bylaw.store.files import read_bounded
from bylaw.store.web import Web

if TYPE_CHECKING:
    from bylaw.state.ballots import Box

SECTION = "booth"
OK = 200
Fetch = Callable[[str], bytes | None]


@click.command()
@click.argument("place", metavar="URL|DIR")
@click.argument("record", metavar="RECORD")
@click.argument("box")
@step
def booth(place: str, record: str, box: str) -> Told:
    """Anybody: hold the booth of a BOX, as a server at URL sends it, against the hashes in the RECORD.

    DIR is a folder in which you saved the files as your own browser got them: who fears that one visitor is sent
    other files than the rest saves hers and compares them. A file that differs ends with exit status 1: do not vote
    there, and show the tellers what you have. RECORD is a folder or URL of the record.
    """
    found = folded(record)[0].boxes.all.get(box)
    if found is None:
        fail(f"{record} has no box '{box}'")
    if not found.page:
        raise Refused(
            Reason.OMISSION,
            f"the record does not list the files of box {box}",
            SECTION,
            Consequence.INCOMPLETE,
        )
    fetch = _from_web(place, box) if "://" in place else _from_folder(Path(place))
    lines = tuple(_compared(found, fetch))
    return Told(
        {"box": box, "place": place, "files": {each.file: each.digest for each in found.page}},
        [*lines, f"{place}: the {len(lines)} files of the booth are those of the record"],
        [
            "the record is the one whose head you know: 'bylaw verify' it",
            "a server may send others something else: ask them",
        ],
    )


def _compared(box: "Box", fetch: Fetch) -> Iterator[str]:
    """Yield a line for each file; Refused at the first that differs or is missing."""
    for each in box.page:
        raw = fetch(each.file)
        if raw is None:
            raise Refused(Reason.OMISSION, f"{each.file} is not there", SECTION, Consequence.INCOMPLETE)
        digest = sha256(raw).hexdigest()
        if digest != each.digest:
            told = f"{each.file} has the hash {digest}, the record says {each.digest}: do not vote there"
            raise Refused(Reason.CONSISTENCY, told, SECTION)
        yield f"{each.file:12} {digest}"


def _from_web(url: str, box: str) -> Fetch:
    web = Web(url)

    def fetch(file: str) -> bytes | None:
        answer = web.call("GET", path_of(file, box), MAX_FILE)
        if isinstance(answer, Broken):
            fail(answer.detail)
        return answer.body if answer.status == OK else None

    return fetch


def _from_folder(folder: Path) -> Fetch:
    if not folder.is_dir():
        fail(f"{folder}: no such folder")
    return lambda file: read_bounded(folder / Path(file).name, MAX_FILE)
