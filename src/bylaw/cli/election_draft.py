"""`bylaw election draft` and `set-up`: from questions to an archive that can be opened."""

import secrets
import time
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Raw, Struct, structs

from bylaw.belenios import cautions
from bylaw.belenios.encoding import dump, hash_base64, read_number
from bylaw.belenios.findings import Consequence, Finding, Reason, Refused
from bylaw.belenios.group import Group, named
from bylaw.belenios.model import (
    HomomorphicQuestion,
    ListsQuestion,
    Pedersen,
    RankedQuestion,
    Single,
    ThresholdKeys,
    TrusteeKey,
    TypedHomomorphicQuestion,
)
from bylaw.belenios.questions import Question, read_question
from bylaw.cli.election_step import FILE, Told, examples, message, put, step
from bylaw.record.encoding import UNREAD

GROUPS = ("Ed25519", "BELENIOS-2048", "RFC-3526-2048")
EXAMPLE = """{
 "name": "Committee",
 "description": "Spokespersons, and the place of the next congress.",
 "questions": [
  {"answers": ["Ada", "Bo", "Cleo"], "blank": true, "min": 1, "max": 2, "question": "Spokespersons"},
  {"type": "NonHomomorphic", "value": {"answers": ["Lyon", "Porto", "Graz"], "question": "Congress"}}
 ]
}"""


class Asked(Struct, forbid_unknown_fields=True):
    """What people decide: a name, a description, questions in the protocol's form."""

    name: str
    description: str
    questions: list[Raw]


class Draft(Struct, forbid_unknown_fields=True):
    """What everybody works from before there is an archive; the identifier binds credentials to this election."""

    group: str
    uuid: str
    name: str
    description: str
    questions: list[Raw]

    def decoded(self) -> list[Question]:
        """Return the questions; Refused(shape)."""
        return [read_question(bytes(raw), named(self.group)) for raw in self.questions]


def read_draft(path: Path) -> tuple[Draft, Group]:
    """Return the draft in a file, and its group; Refused."""
    found: Draft = message(path, Draft)
    return found, named(found.group)


@click.command()
@click.argument("questions", type=FILE, required=False)
@click.argument("draft", type=FILE, required=False)
@click.option("--group", type=click.Choice(GROUPS), default=GROUPS[0], help="Ed25519 unless 2.0 must verify.")
@click.option("--example", is_flag=True, help="Print a file of questions to begin from.")
@click.option("--called", nargs=2, metavar="RECORD ELECTION", help="Of an election that is in a record.")
@click.option("--unit", default="root", help="With --called: the unit whose votes are counted together.")
@step
@examples("draft --example > questions.json", "draft questions.json draft.json")
def draft(  # noqa: PLR0913 - one option each
    questions: Path | None,
    draft: Path | None,
    group: str,
    called: tuple[str, str] | None,
    unit: str,
    *,
    example: bool,
) -> Told:
    """Administrator: check QUESTIONS, draw an identifier, write DRAFT for everybody to work from.

    With --called the identifier is the one to which members bind the credentials that they make on the portal, before
    there is a draft: of a box for several elections give the first.
    """
    if example:
        return Told({"example": EXAMPLE}, [EXAMPLE])
    if questions is None or draft is None:
        raise click.UsageError("expected QUESTIONS and DRAFT, or --example")
    asked = _asked(questions)
    made = Draft(group, _identifier(group, called, unit), asked.name, asked.description, asked.questions)
    count = len(made.decoded())
    put(draft, dump(made))
    return Told(
        {"uuid": made.uuid, "group": group, "questions": count},
        [f"{draft}: election {made.uuid}, {count} questions, group {group}"],
        ["everybody reads the questions in this file: they cannot change once there is an archive"],
    )


def _identifier(group: str, called: tuple[str, str] | None, unit: str) -> str:
    """Draw an identifier, or find the one of an election in a record."""
    if called:
        from bylaw.cli.election_sent import identified  # noqa: PLC0415 - only where a record is read

        return identified(group, *called, unit)
    from bylaw.belenios.prover import setup  # noqa: PLC0415 - so that other commands start faster

    return setup.uuid(secrets.token_bytes)


def _asked(path: Path) -> Asked:
    try:
        asked = msgspec.json.decode(path.read_bytes(), type=Asked)
        return structs.replace(asked, questions=[_in_order(raw) for raw in asked.questions])
    except UNREAD as error:
        raise Refused(Reason.SHAPE, f"{path}: {error}", "questions") from None


def _in_order(raw: Raw) -> Raw:
    """Return a question with its fields in the protocol's order, however people wrote them."""
    kind: Any = HomomorphicQuestion
    if "type" in msgspec.json.decode(raw, type=dict[str, Any]):
        kind = RankedQuestion | ListsQuestion | TypedHomomorphicQuestion
    return Raw(dump(msgspec.json.decode(raw, type=kind)))


@click.command("set-up")
@click.argument("draft", type=FILE)
@click.argument("archive", type=FILE)
@click.option("--credentials", type=FILE, required=True, help="The public list of the credential office.")
@click.option(
    "--trustee", "trustees", type=FILE, multiple=True, required=True, help="Her key, or a circle's."
)
@click.option("--minimum", type=int, default=cautions.MINIMUM, help="Smallest electorate; 10 or more.")
@step
@examples(
    "set-up draft.json election.bel --credentials public.json --trustee chair.json --trustee circle/keys.json"
)
def set_up(draft: Path, archive: Path, credentials: Path, trustees: tuple[Path, ...], minimum: int) -> Told:
    """Administrator: put questions, credentials and trustees together and open the ARCHIVE."""
    from bylaw.belenios.prover import chain, setup  # noqa: PLC0415 - only where something is made
    from bylaw.cli.election_archive import accept  # noqa: PLC0415 - only where something is made

    drafted, group = read_draft(draft)
    keys = [_trustee(path) for path in trustees]
    listed: list[str] = message(credentials, list[str])
    questions = drafted.decoded()
    found = cautions.of_setup(questions, _weights(listed), keys, minimum)
    refusals = [finding for finding in found if finding.consequence is Consequence.REFUSE]
    if refusals:
        raise Refused(refusals[0].reason, refusals[0].object, refusals[0].section)
    template = setup.Template(drafted.name, drafted.description, questions)
    content = setup.election(group, drafted.uuid, keys, template)
    data = chain.begin(int(time.time()), content, dump(keys), listed).data
    accept(data)
    put(archive, data)
    return _opened(archive, content, listed, found)


def _trustee(path: Path) -> Single | Pedersen:
    if path.read_bytes().startswith(b'{"threshold":'):
        return Pedersen(message(path, ThresholdKeys))
    return Single(message(path, TrusteeKey))


def _weights(listed: list[str]) -> list[int]:
    parted = (text.partition(",") for text in listed)
    return [read_number(weight) if comma else 1 for _key, comma, weight in parted]


def _opened(archive: Path, content: bytes, listed: list[str], found: tuple[Finding, ...]) -> Told:
    fingerprint, credentials = hash_base64(content), hash_base64(dump(listed))
    return Told(
        {
            "archive": str(archive),
            "fingerprint": fingerprint,
            "credentials": credentials,
            "voters": len(listed),
            "cautions": [finding.object for finding in found],
        },
        [
            f"{archive}: open for {len(listed)} voters",
            f"fingerprint of the election: {fingerprint}",
            f"fingerprint of the credentials: {credentials}",
            *(f"caution: {finding.object}" for finding in found),
        ],
        [
            "every trustee finds her public key in the archive (bylaw election protocol)",
            "the credential office compares the fingerprint of its list",
            "voters are told the fingerprint of the election, and the cautions",
        ],
    )
