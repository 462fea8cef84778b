"""What a trustee asks of the record before she works: that it has closed this very box, under a cosigned head."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bylaw.belenios.findings import Consequence, Refused
from bylaw.belenios.findings import Reason as Why
from bylaw.cli.shell import fail

if TYPE_CHECKING:
    from bylaw.acts.secret_ballots.boxes import Held
    from bylaw.state import State

SECTION = "record"
NONE = "none"
"""What stands for the record of an election that is in none."""
Command = TypeVar("Command", bound=Callable[..., Any])


def asks_record(function: Command) -> Command:
    """Add the options by which a step is told where the record of its election is."""
    record = click.option(
        "--record", metavar="DIR|URL|none", required=True, help="Where the election's record is, or 'none'."
    )
    unwitnessed = click.option(
        "--unwitnessed-ok", is_flag=True, help="Accept a record whose head no witness cosigned."
    )
    return record(unwitnessed(function))


def closed_in(record: str, archive: "Held", *, unwitnessed_ok: bool) -> str:
    """Audit the record; give the name of its box that has this archive under its closing head. Refused."""
    if record == NONE:
        return ""
    from bylaw.acts.secret_ballots.boxes import fingerprint, same_archive, same_heads  # noqa: PLC0415 - so that other commands start faster

    state = _audited(record, unwitnessed_ok=unwitnessed_ok)
    name = state.boxes.fingerprints.get(fingerprint(archive.setup.election), "")
    if not name:
        raise Refused(Why.CONTEXT, f"{record} has no box for this election", SECTION)
    if name not in state.boxes.closing:
        found = f"box {name} is not closed in {record}"
        raise Refused(Why.OMISSION, found, SECTION, Consequence.INCOMPLETE)
    box, closing = state.boxes.all[name], state.boxes.closing[name]
    for each in (*same_archive(box, archive), *same_heads(state.boxes.heads[name], closing, archive)):
        raise Refused(Why.CONSISTENCY, each.found, SECTION)
    return name


def _audited(record: str, *, unwitnessed_ok: bool) -> "State":
    """Audit a record in full; a copy may lack attachments, for nothing that a trustee asks rests on them."""
    from bylaw.audit.verify import Asked, Audit  # noqa: PLC0415 - so that other commands start faster
    from bylaw.record.broken import Broken  # noqa: PLC0415 - so that other commands start faster
    from bylaw.store.checking import Cores  # noqa: PLC0415 - so that other commands start faster
    from bylaw.store.copies import open_published  # noqa: PLC0415 - so that other commands start faster

    copy = open_published(record)
    if isinstance(copy, Broken):
        fail(copy.detail)
    with Cores() as cores:
        audit = Audit(copy, cores, Asked(unwitnessed_ok=unwitnessed_ok), lambda _done, _size: None)
        report = audit.run()
    for step in report.steps:
        if step.verdict == "refused":
            raise Refused(Why.CONSISTENCY, f"{record}: {step.name}: {step.established}", SECTION)
        if step.verdict == "incomplete" and step.name != "attachments":
            found = f"{record}: {step.name}: {step.established}"
            raise Refused(Why.OMISSION, found, SECTION, Consequence.INCOMPLETE)
    return audit.state
