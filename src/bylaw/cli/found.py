"""`bylaw found`: found an organisation in a browser."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from bylaw.cli.addresses import host_of
from bylaw.cli.shell import fail, put


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option(
    "--url", default="", metavar="URL",
    help="Where it will be served for ever, like https://vote.example.org. Default: http://localhost:PORT.",
)  # fmt: skip
@click.option("--origin", default="", help="The log's name for ever, like example.org/local-12.")
def found(*, folder: Path, port: int, url: str, origin: str) -> None:
    """Found an organisation in DIR with a browser: choose bylaws, name the founders, and let each sign.

    Prints a secret link for you; its page gives you one for each founder. Each makes a passkey on a device of her own,
    reads what she accepts, and signs. With the last signature the organisation exists, and is served at once.
    """
    os.umask(0o077)
    from bylaw.portal.founding import server  # noqa: PLC0415 - Django is loaded only to serve

    where = (url or f"http://localhost:{port}").rstrip("/")
    host_of(where)
    place = server.Place(folder, port, where, origin or f"bylaw.invalid/{folder.resolve().name.lower()}")
    problem = server.serve(
        place,
        ready=lambda link: put(f"open this link, and give it to nobody:\n    {link}"),
        founded=lambda: _go_on(folder, port),
    )
    if problem is not None:
        fail(problem.detail)


def _go_on(folder: Path, port: int) -> None:
    """Become `bylaw serve` in the same process, so that whatever watches over it sees no end."""
    put(f"founded; from now on: bylaw serve {folder} --port {port}")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, sys.argv[0], "serve", str(folder), "--port", str(port)])  # noqa: S606 - this very program
