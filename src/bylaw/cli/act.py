"""`bylaw act` and `bylaw may`: do an act, or ask beforehand everything that stands in its way."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import msgspec

from bylaw.acts import drafting, fields
from bylaw.acts.act import Act
from bylaw.acts.registry import BY_KIND
from bylaw.acts.sealed import NEED
from bylaw.cli import fill
from bylaw.cli.fields import options, unfit
from bylaw.cli.moments import read_moment
from bylaw.cli.shell import REFUSED, fail, put, put_findings, put_json, read_file
from bylaw.cli.signers import Hand, hand, with_rights
from bylaw.cli.typed import reader_for
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode
from bylaw.store.evidence import Joined
from bylaw.store.openings import seal_carried
from bylaw.store.organisation import Organisation

VOID = "void: it changes nothing"


class ActGroup(click.Group):
    """A group with one sub-command for each act there is, made from the act's class."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every act, in the order of SPEC.md."""
        return list(BY_KIND)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give the command for one act."""
        act = BY_KIND.get(cmd_name)
        return None if act is None else self.made(act)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the act; one that there is not ends with those that resemble it."""
        if args and not args[0].startswith("-") and args[0] not in BY_KIND:
            near = get_close_matches(args[0], BY_KIND, 3)
            told = f"write {' or '.join(near)}" if near else f"all of them: {ctx.command_path} --help"
            fail(f"there is no act '{args[0]}'; {told}")
        return super().resolve_command(ctx, args)

    def made(self, act: type[Act]) -> click.Command:
        """Give the command for an act's class."""
        return _command(act)


def _command(act: type[Act]) -> click.Command:
    def run(**given: Any) -> None:
        _run(click.get_current_context(), act, given)

    return click.Command(
        act.kind(),
        callback=run,
        params=[
            *options(act, fill.KNOWN.get(act.kind(), ())),
            click.Option(
                ["--as", "hands"], multiple=True, help="KEY or KEY:RIGHT; give one for each signer."
            ),
            click.Option(["--at", "moment"], help="The time, where the record's clock is not real."),
            click.Option(
                ["--attach", "attachments"], multiple=True, help="A file that the act names by its hash."
            ),
            click.Option(
                ["--sealed", "sealed_files"],
                multiple=True,
                help="The same, of a file that only some may read: it is not published.",
            ),
            click.Option(
                ["--receipt"], help="A new file for the proof of the entry, or for the signed refusal."
            ),
            click.Option(["--json", "as_json"], is_flag=True, help="Print the answer as JSON."),
        ],
        help=act.__doc__,
        short_help=(act.__doc__ or "").splitlines()[0],
    )


@click.group("act", cls=ActGroup)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def act_group(ctx: click.Context, folder: Path) -> None:
    """Do an act in the organisation in DIR, signed by one or more keys."""
    ctx.obj = (folder, "act")


@click.group("may", cls=ActGroup)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def may_group(ctx: click.Context, folder: Path) -> None:
    """Ask what stands in the way of an act in DIR: every refusal, with its clause and remedy. Records nothing."""
    ctx.obj = (folder, "may")


def _run(ctx: click.Context, kind: type[Act], given: dict[str, Any]) -> None:
    folder, mode = ctx.obj
    organisation = Organisation.open(folder)
    if isinstance(organisation, Broken):
        fail(organisation.detail)
    at = moment_for(organisation, given.pop("moment"))
    as_json, keep = given.pop("as_json"), given.pop("receipt")
    if keep and Path(keep).exists():
        fail(f"{keep} exists; name a new file for the receipt")
    evidence = _attach(
        organisation, (given.pop("attachments"), given.pop("sealed_files")), store=mode == "act"
    )
    keys = given.pop("hands")
    act, opening = seal_carried(organisation.state, draft(organisation, kind, given, at))
    evidence = Joined(opening, evidence)
    raw, hands = prepared(organisation, act, at, keys)
    if mode == "may":
        taken = organisation.judge(at, raw, [one.claim(raw) for one in hands], evidence)
        free = "nothing stands in the way" if taken.applied else f"it would be recorded, {VOID}"
        _answer(taken.findings, refused=bool(taken.refusals), as_json=as_json, done=free)
    done = organisation.submit(at, raw, [one.sign(raw) for one in hands], evidence)
    if isinstance(done, Broken):
        again = "; nothing was recorded: run the command again" if done.reason == "fork" else ""
        fail(done.detail + again)
    published = b"" if done.refused else organisation.publish()
    if isinstance(published, Broken):
        fail(f"recorded as entry {done.index}, but not published: {published.detail}")
    if keep:
        _keep(Path(keep), organisation.receipt(raw, at, done, published))
    void = any(finding.consequence == "void" for finding in done.findings)
    said = f"recorded as entry {done.index}" + (f", {VOID}" if void else "")
    _answer(done.findings, refused=done.refused, as_json=as_json, done=said)


def prepared(
    organisation: Organisation, act: Act, at: int, keys: Sequence[str]
) -> tuple[bytes, tuple[Hand, ...]]:
    """Give an act's bytes with the signers that hold these keys, and the hands that are to sign them."""
    brought = {key.thumbprint: key.member for key in act.brings(at)}
    hands = tuple(hand(organisation.folder, organisation.state, text, brought) for text in keys)
    members = tuple({one.member: one for one in hands}.values())
    raw = encode(with_rights(organisation.state, act, at, members))
    return raw, hands


def _keep(path: Path, found: bytes | Broken) -> None:
    """Write a receipt into a new file."""
    if isinstance(found, Broken):
        fail(f"no receipt: {found.detail}")
    try:
        with path.open("xb") as file:
            file.write(found)
    except OSError as fault:
        fail(f"{path}: {fault.strerror}")


def moment_for(organisation: Organisation, text: str | None) -> int:
    """Give the time of an act: the machine's under a real clock, else the one told, else that of the last entry."""
    identity = organisation.state.identity
    if identity.clock == "real":
        if text:
            fail("this record's clock is real; leave --at out")
        return int(time.time())
    return read_moment(text, identity.zone) if text else organisation.state.at


def _attach(
    organisation: Organisation, names: tuple[tuple[str, ...], tuple[str, ...]], *, store: bool
) -> Mapping[str, object]:
    found: dict[str, object] = {}
    kept = (("", organisation.attachments.put), (NEED, organisation.openings.put))
    for (prefix, keep), group in zip(kept, names, strict=True):
        for name in group:
            raw = read_file(Path(name))
            hashed = keep(raw) if store else msgspec.UNSET
            if isinstance(hashed, Broken):
                fail(hashed.detail)
            found[prefix + sha256(raw).hexdigest()] = raw
    return organisation.evidence if store else found


def draft(organisation: Organisation, kind: type[Act], given: dict[str, Any], at: int) -> Act:
    """Give the act that was typed, not signed yet; ends with usage when a field cannot be read."""
    state = organisation.state
    reader = reader_for(organisation)
    try:
        typed = fields.fields(kind, given, reader)
        built = fill.known(organisation, kind.kind(), typed, at)
        for line in fill.filled(built, typed, kind.kind()):
            click.echo(line, err=True)
        return drafting.draft(state, kind, built, at, secrets.token_hex(16))
    except msgspec.ValidationError as fault:
        fail(f"{kind.kind()}: {unfit(kind, given, str(fault))}")
    except ValueError as fault:
        fail(f"{kind.kind()}: {fault}")


def _answer(findings: Any, *, refused: bool, as_json: bool, done: str) -> None:
    if as_json:
        put_json({"refused": refused, "findings": findings, "done": "" if refused else done})
    else:
        put_findings(findings)
        if not refused:
            put(done)
    raise SystemExit(REFUSED if refused else 0)
