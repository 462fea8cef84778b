"""`bylaw new`: found an organisation from a profile, on this machine."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import click

from bylaw.acts.law.beginning import Beginning, found, in_turn
from bylaw.acts.law.founding import Found, Founder
from bylaw.cli.addresses import host_of
from bylaw.cli.moments import read_moment
from bylaw.cli.profile_file import named_profile
from bylaw.cli.shell import REFUSED, fail, put, put_findings, put_json
from bylaw.cli.trial import tried
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode
from bylaw.record.signing import SshSigner, sign
from bylaw.record.sshsig import write_private_key
from bylaw.rules.finding import Finding
from bylaw.rules.load import Profile
from bylaw.store.files import write_secret
from bylaw.store.organisation import Organisation

NAME = re.compile(r"[^\W_][^/\x00-\x1f\x7f]{0,60}")
"""A founder's name: a letter or a digit, and whatever else a file's name can have."""
ORIGIN = re.compile(r"[!-*,-~]{1,200}")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--profile", required=True, help="A shipped profile, or a file of bylaws (TOML).")
@click.option("--name", default="", help="The organisation's name; default: the profile's title.")
@click.option(
    "--founder", "founders", multiple=True, help="A founder; her key is made in DIR/keys. Default: three."
)
@click.option("--clock", type=click.Choice(["real", "simulated", "reconstruction"]), default="real")
@click.option(
    "--at", "moment", default="", help="When it is founded, for a simulated or reconstructed clock."
)
@click.option("--origin", default="", help="The log's name for ever, like example.org/local-12.")
@click.option(
    "--url", default="", metavar="URL",
    help="Where it will be served for ever, like https://vote.example.org: passkeys sign there and nowhere else.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True)
def new(  # noqa: PLR0913 - one option each
    *,
    folder: Path,
    profile: str,
    name: str,
    founders: tuple[str, ...],
    clock: Literal["real", "simulated", "reconstruction"],
    moment: str,
    origin: str,
    url: str,
    as_json: bool,
) -> None:
    """Found an organisation in DIR from a profile.

    Every founder gets a signing key in DIR/keys and signs; each office that the profile marks as interim
    goes to a founder in turn, until the first election or at most for a year.
    """
    book = named_profile(profile)
    if moment and clock == "real":
        fail("a real clock cannot be told the time; leave --at out, or choose --clock simulated")
    at = read_moment(moment, book.zone) if moment else int(time.time())
    host = host_of(url)
    _named(founders)
    if origin and not ORIGIN.fullmatch(origin):
        fail(f"--origin '{origin}': up to 200 signs of ASCII, no space and no '+', like example.org/local-12")
    _refused(tried(book))
    organisation = Organisation.create(folder, origin or f"bylaw.invalid/{folder.resolve().name.lower()}")
    if isinstance(organisation, Broken):
        fail(organisation.detail)
    hands = {who: _key(folder, who) for who in founders or ("anna", "ben", "carla")}
    begins = Beginning(
        name=name or book.title, nonce=secrets.token_hex(16), at=at, origin=organisation.vkey.name,
        log_key=str(organisation.vkey), clock=clock, rp_id=host, origins=(url.rstrip("/"),) if url else (),
    )  # fmt: skip
    raw = encode(_founding(book, begins, hands))
    _take_in(organisation, at, raw, hands.values())
    _tell(folder, organisation, book, as_json=as_json)


def _take_in(organisation: Organisation, at: int, raw: bytes, hands: Iterable[SshSigner]) -> None:
    """Take the founding in under every founder's signature, and publish it; end where it is refused."""
    done = organisation.submit(at, raw, [sign(raw, key) for key in hands])
    if isinstance(done, Broken):
        fail(done.detail)
    _refused(done.findings if done.refused else ())
    checkpoint = organisation.publish()
    if isinstance(checkpoint, Broken):
        fail(checkpoint.detail)


def _refused(findings: tuple[Finding, ...]) -> None:
    """End with what refuses the founding; before the folder is made, for all that lies in the bylaws."""
    if findings:
        put_findings(findings)
        raise SystemExit(REFUSED)


def _named(founders: tuple[str, ...]) -> None:
    """End with usage where a founder's name is none for a file of a key in DIR/keys, or is given twice."""
    for who in founders:
        if not NAME.fullmatch(who):
            fail(f"--founder '{who}': her key is a file of this name in DIR/keys: no '/', no '.' in front")
        if founders.count(who) > 1:
            fail(f"--founder '{who}': named twice; give each founder a name of her own")


def _key(folder: Path, who: str) -> SshSigner:
    key = SshSigner(secrets.token_bytes(32))
    write_secret(folder / "keys" / who, write_private_key(key))
    return key


def _founding(book: Profile, begins: Beginning, hands: dict[str, SshSigner]) -> Found:
    founders = [Founder(secrets.token_hex(16), key.key, "ordinary") for key in hands.values()]
    return found(book, begins, founders, in_turn(book, [founder.member for founder in founders]))


def _tell(folder: Path, organisation: Organisation, book: Profile, *, as_json: bool) -> None:
    state = organisation.state
    if as_json:
        put_json({"org": state.identity.org, "folder": str(folder), "log_key": str(organisation.vkey)})
        return
    put(f"founded {state.identity.name}")
    put(f"    organisation  {state.identity.org}")
    put(f"    bylaws        {len(book.clauses)} clauses; print them with: bylaw rules show {folder}")
    put(f"    keys          {folder / 'keys'}: one for each founder; move them to their owners' machines")
    put(
        f"    record        {folder / 'record'}: serve it with any web server; check it with: bylaw verify {folder}"
    )
    put(f"    log key       {organisation.vkey}: witnesses ask for it")
