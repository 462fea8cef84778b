"""`bylaw witness`: watch over other people's records, and have one's own watched over."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from bylaw.acts.act import Seen
from bylaw.acts.keeping.logkeeping import Witnessed
from bylaw.cli.shell import REFUSED, fail, number, put, put_findings, put_json, read_file
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.log.note import COSIGNATURE, VerifierKey, parse_vkey
from bylaw.record.log.signer import Signer, parse_signer
from bylaw.store.files import write_secret
from bylaw.store.log_store import LogStore
from bylaw.store.mirror import Mirror
from bylaw.store.organisation import Organisation
from bylaw.store.publish import add_cosignatures
from bylaw.store.source import Source, open_source
from bylaw.store.witness_client import WitnessClient, stale
from bylaw.store.witness_server import Accept, Witness, WitnessServer

DAY = 86_400
PORT, LAST_PORT = re.compile("[0-9]{1,5}"), 65_535


@click.group()
def witness() -> None:
    """Replay, judge and cosign records of others; ask a witness to cosign yours."""


@witness.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="What this witness is called, like witness.example/w1; for its first start.")
@click.option(
    "--log",
    "logs",
    nargs=2,
    multiple=True,
    required=True,
    metavar="VKEY URL",
    help="A log: its key, where it is published.",
)
@click.option("--listen", default="127.0.0.1:7380", show_default=True, metavar="HOST:PORT")
def serve(*, folder: Path, name: str | None, logs: tuple[tuple[str, str], ...], listen: str) -> None:
    """Cosign heads of these logs whose every entry the judge accepts. DIR keeps the key and what was cosigned."""
    host, _, port = listen.rpartition(":")
    if not host or not PORT.fullmatch(port) or int(port) > LAST_PORT:
        fail(f"--listen {listen}: write HOST:PORT")
    signer = _signer(folder, name)
    keys = [(read_vkey(vkey), _source(place)) for vkey, place in logs]
    mirrors = {key.name: Mirror(source, key, _now).accept for key, source in keys}
    watch = Witness(
        folder / "witness.db", signer, {key.name: key for key, _ in keys}, _by_origin(mirrors), _now
    )
    put(f"{signer.vkey}")
    for fork in watch.forks.kept():
        put(f"a log has forked: both heads are in {fork}")
    put(f"listening on {listen} for {', '.join(sorted(mirrors))}")
    with WitnessServer((host, int(port)), watch) as server:
        server.serve_forever()


@witness.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("url")
@click.argument("vkey")
@click.option(
    "--enter", is_flag=True, help="Enter the cosigned head in the record, so that it brackets entry times."
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def ask(*, folder: Path, url: str, vkey: str, enter: bool, as_json: bool) -> None:
    """Publish the record in DIR and have its head cosigned by the witness with this key at this URL."""
    organisation = Organisation.open(folder)
    if isinstance(organisation, Broken):
        fail(str(organisation))
    client = WitnessClient(url, read_vkey(vkey))
    refuse_stale(organisation.store, [client], organisation.vkey)
    cosigned = _cosigned(organisation, client)
    if enter:
        _enter(organisation, cosigned)
        _cosigned(organisation, client)
    size = organisation.state.size
    if as_json:
        put_json({"witness": client.key.name, "size": size, "root": organisation.state.root(size)})
    else:
        put(f"cosigned by {client.key.name}: {number(size, 'entry', 'entries')}")


def _cosigned(organisation: Organisation, client: WitnessClient) -> bytes:
    """Publish the head and add the witness's line to it; gives the checkpoint with it."""
    raw = organisation.publish()
    if isinstance(raw, Broken):
        fail(str(raw))
    lines = client.cosign(organisation.store, raw, organisation.vkey)
    if isinstance(lines, Broken):
        fail(str(lines), 1 if lines.reason in {"fork", "rollback", "signature"} else 3)
    found = add_cosignatures(organisation.folder / "record", organisation.vkey, lines)
    if isinstance(found, Broken):
        fail(str(found))
    return found


def refuse_stale(store: LogStore, witnesses: Sequence[WitnessClient], log: VerifierKey) -> None:
    """End before anything is signed when a witness has seen more than this file holds, or another history."""
    problem = stale(store, witnesses, log)
    if problem is not None:
        fail(f"{problem}; nothing was signed: go on from the newest copy", REFUSED)


def _enter(organisation: Organisation, checkpoint: bytes) -> None:
    """Enter the cosigned head as an act that proves itself."""
    state = organisation.state
    at = _now() if state.identity.clock == "real" else state.at
    act = Witnessed(
        org=state.identity.org,
        nonce=secrets.token_hex(16),
        seen=Seen(state.size, state.root(state.size)),
        until=rfc3339(at + DAY),
        lines=tuple(checkpoint.decode().rstrip("\n").split("\n")),
    )
    done = organisation.submit(at, encode(act), [])
    if isinstance(done, Broken):
        fail(str(done))
    if done.refused:
        put_findings(done.findings)
        raise SystemExit(REFUSED)


def _signer(folder: Path, name: str | None) -> Signer:
    """The witness's key in its folder; a new one if there is none and a name is given."""
    path = folder / "witness.key"
    if not path.exists():
        if not name:
            fail(f"{path} does not exist: give --name to make it")
        folder.mkdir(parents=True, exist_ok=True)
        write_secret(path, f"{Signer(name, COSIGNATURE, secrets.token_bytes(32))}\n".encode())
    found = parse_signer(read_file(path).decode("latin-1"))
    if isinstance(found, Broken) or found.kind != COSIGNATURE:
        fail(f"{path}: not a witness's key")
    if name and found.name != name:
        fail(f"{path} is the key of {found.name}; --name says {name}")
    return found


def read_vkey(text: str) -> VerifierKey:
    """Read a log's or a witness's key; ends with usage when it is none."""
    key = parse_vkey(text)
    if isinstance(key, Broken):
        fail(str(key))
    return key


def _source(place: str) -> Source:
    source = open_source(place)
    if isinstance(source, Broken):
        fail(source.detail)
    return source


def _by_origin(mirrors: Mapping[str, Accept]) -> Accept:
    return lambda size, head: mirrors[head.origin](size, head)


def _now() -> int:
    return int(time.time())
