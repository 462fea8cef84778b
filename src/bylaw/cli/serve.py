"""`bylaw serve`: the organisation in a browser, for this machine."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bylaw.cli.shell import fail, put
from bylaw.cli.witness import read_vkey, refuse_stale
from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import log_key
from bylaw.rules.clause import Provision
from bylaw.store.log_store import LogStore
from bylaw.store.witness_client import WitnessClient


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65_535), help="0: any free one."
)
@click.option(
    "--witness", "witnesses", nargs=2, multiple=True, metavar="VKEY URL",
    help="A witness to ask for each new head: its key, and where it listens.",
)  # fmt: skip
@click.option(
    "--mail", default="", envvar="BYLAW_MAIL", metavar="URL",
    help="Your mail server: smtp+tls://user:password@host:587?from=post@example.org; or in BYLAW_MAIL.",
)  # fmt: skip
@click.option(
    "--database", default="", envvar="BYLAW_DATABASE", metavar="URL",
    help="PostgreSQL for sessions and the like: postgresql://user:password@host/name; or in BYLAW_DATABASE.",
)  # fmt: skip
@click.option(
    "--oidc", default="", envvar="BYLAW_OIDC", metavar="URL",
    help="Accounts by OpenID Connect: https://client:secret@accounts.example.org/; or in BYLAW_OIDC.",
)  # fmt: skip
@click.option(
    "--log", default="", metavar="FILE",
    help="Write a line of JSON for each request that is not a booth's; - is the error stream.",
)  # fmt: skip
def serve(  # noqa: PLR0913 - one option each
    *,
    folder: Path,
    port: int,
    witnesses: tuple[tuple[str, str], ...],
    mail: str,
    database: str,
    oidc: str,
    log: str,
) -> None:
    """Serve the organisation in DIR on http://localhost, in one process, until interrupted.

    A head that must be cosigned is published with its cosignatures; until then the former one is served. A passkey
    signs for the address that the founding names and for no other.
    """
    os.umask(0o077)
    from bylaw.portal import server  # noqa: PLC0415 - Django is loaded only to serve

    asked = [WitnessClient(url, read_vkey(vkey)) for vkey, url in witnesses]
    _ask_first(folder, asked)
    service = server.Service(folder, port, tuple(asked), mail, database, log, oidc)
    problem = server.serve(service, lambda url, law: _said(folder, url, law))
    if problem is not None:
        fail(problem.detail)


def _said(folder: Path, url: str, law: Provision | None) -> None:
    """Say where it serves, and what a web server before it must not give out."""
    put(f"serving {folder} on {url}  (end with Ctrl-C)")
    if law is not None:
        kept = " and ".join(str(folder / "record" / each) for each in ("tile/entries", "attachments"))
        put(f"clause {law.no}: entries are for members, so no web server may give out {kept} by itself")


def _ask_first(folder: Path, witnesses: list[WitnessClient]) -> None:
    """Ask the witnesses what they saw last, before anything is signed here."""
    store = LogStore.open(folder / "log.sqlite") if witnesses else None
    if isinstance(store, Broken):
        fail(store.detail)
    if store is not None:
        try:
            refuse_stale(store, witnesses, log_key(store.origin, (folder / "log.key").read_bytes()))
        except OSError as fault:
            fail(f"{folder}: {fault.strerror}")
        finally:
            store.close()
