"""`bylaw card key`, `issue`, `publish`: what the office does that issues cards."""

from __future__ import annotations

import os
import secrets
import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

import click
import msgspec

from bylaw.acts.act import Act
from bylaw.acts.drafting import draft
from bylaw.acts.members.cards import IssueCard, PublishCardStatus, RegisterCardKey, ReplaceCard
from bylaw.cards import card as cards
from bylaw.cli.act import moment_for, prepared
from bylaw.cli.moments import read_moment
from bylaw.cli.options import AsJson, At, Folder, Keys
from bylaw.cli.shell import REFUSED, fail, put, put_findings, put_json, read_file
from bylaw.people.card_office import Drawn, Holder, code, draw, latest, most
from bylaw.people.files import FOLDER, NoRegister
from bylaw.people.register import Register
from bylaw.people.sealing import Damaged
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.store.card_key import kid, load, make, public
from bylaw.store.doors import lay, list_fields, signed_list
from bylaw.store.organisation import Organisation
from bylaw.store.submitted import Submitted


@click.command()
@Folder
@Keys
@At
@AsJson
def key(folder: Path, keys: tuple[str, ...], moment: str | None, *, as_json: bool) -> None:
    """Make the key that signs cards in DIR/cards.key, and register it."""
    office = _open(folder)
    at = moment_for(office, moment)
    made = load(folder)
    if isinstance(made, Broken):
        made = make(folder)
    if isinstance(made, Broken):
        fail(made.detail)
    done = _do(office, RegisterCardKey, {"key": public(made)}, keys, at)
    _answer(done, f"card key {public(made).thumbprint} registered as entry {done.index}", as_json=as_json)


@click.command()
@Folder
@click.argument("member")
@Keys
@At
@click.option("--until", help="The card's last moment; left out: as late as the bylaws allow, or give a day.")
@click.option("--photo", type=click.Path(path_type=Path, dir_okay=False), help="The picture's file.")
@click.option("--key", "bound", default="", help="The thumbprint of a key of hers to bind the card to.")
@click.option("--replacing", default="", help="The card that this one replaces.")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), required=True, help="TO.txt and TO.svg are written."
)
@AsJson
def issue(folder: Path, member: str, keys: tuple[str, ...], moment: str | None, **more: Any) -> None:
    """Issue a card to MEMBER, whose name the register in DIR/private knows; it is bound to --photo or --key."""
    office = _open(folder)
    at = moment_for(office, moment)
    issuing = load(folder)
    if isinstance(issuing, Broken):
        fail(issuing.detail)
    drawn = _card(office, member, at, more)
    told, fields = drawn.card, drawn.fields
    kind = ReplaceCard if more["replacing"] else IssueCard
    fields |= {"old": more["replacing"]} if more["replacing"] else {}
    done = _do(office, kind, fields, keys, at)
    if not done.refused:
        with _register(folder) as register:
            register.keep(member, drawn.openings)
        _print(cards.sign(told, issuing, kid(issuing)), more["target"])
    _answer(done, f"card {told.card}: entry {done.index}, {more['target']}.svg", as_json=more["as_json"])


@click.command()
@Folder
@Keys
@At
@click.option("--hours", type=int, help="For how long doors go by it; left out: as long as the bylaws allow.")
@AsJson
def publish(
    folder: Path, keys: tuple[str, ...], moment: str | None, hours: int | None, *, as_json: bool
) -> None:
    """Sign what became of cards, record its hash, and publish it with the record for doors to fetch."""
    office = _open(folder)
    at = moment_for(office, moment)
    issuing = load(folder)
    if isinstance(issuing, Broken):
        fail(issuing.detail)
    state = office.state
    rule = most(state, PublishCardStatus, at)
    if rule is None:
        fail("no clause says how long doors go by a list ('card' of publish-card-status)", REFUSED)
    if not any(state.cards.keys_at(at)):
        fail(f"the record knows no key that signs cards; register it first: bylaw card key {folder}", REFUSED)
    expires = at + 3600 * (hours or rule.list_hours)
    raw = signed_list(state, issuing, at, expires)
    kept = office.attachments.put(raw)
    if isinstance(kept, Broken):
        fail(kept.detail)
    done = _do(office, PublishCardStatus, list_fields(state, raw, at, expires), keys, at)
    if not done.refused and isinstance(laid := lay(office, raw, done.index), Broken):
        fail(f"recorded as entry {done.index}, and not published: {laid.detail}")
    _answer(done, f"list of {state.cards.size} numbers: entry {done.index}, good until {rfc3339(expires)}",
            as_json=as_json)  # fmt: skip


def _card(office: Organisation, member: str, at: int, more: dict[str, Any]) -> Drawn:
    """Draw the card as it will be printed."""
    state = office.state
    with _register(office.folder) as register:
        who = register.person(member)
    photo = sha256(read_file(more["photo"])).digest() if more["photo"] else b""
    until = read_moment(more["until"], state.identity.zone) if more["until"] else latest(state, at)
    if until is None:
        fail("no clause says how long cards last ('card' of issue-card)", REFUSED)
    drawn = draw(state, at, Holder(member, who.name, more["bound"], photo), until) if who else None
    if drawn is None:
        fail(f"no member '{member}' in the register and on the roll of {office.folder}", REFUSED)
    return drawn


def _print(text: str, target: Path) -> None:
    """Write the text of a card, and its QR code, where only their owner can read them."""
    try:
        for name, content in ((".txt", text.encode() + b"\n"), (".svg", code(text))):
            path = target.with_name(target.name + name)
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(content)
    except OSError as fault:
        fail(f"the card is recorded and not written: {fault}")


def _open(folder: Path) -> Organisation:
    office = Organisation.open(folder)
    return fail(office.detail) if isinstance(office, Broken) else office


def _do(
    office: Organisation, kind: type[Act], fields: dict[str, Any], keys: tuple[str, ...], at: int
) -> Submitted:
    act = draft(office.state, kind, msgspec.to_builtins(fields), at, secrets.token_hex(16))
    raw, hands = prepared(office, act, at, keys)
    done = office.submit(at, raw, [one.sign(raw) for one in hands], office.present)
    if isinstance(done, Broken):
        fail(done.detail)
    return done


def _register(folder: Path) -> Register:
    try:
        return Register.open(folder / FOLDER)
    except (NoRegister, Damaged, sqlite3.Error, OSError) as fault:
        fail(str(fault))


def _answer(done: Submitted, said: str, *, as_json: bool) -> NoReturn:
    if as_json:
        put_json({"refused": done.refused, "findings": done.findings, "done": "" if done.refused else said})
    else:
        put_findings(done.findings)
        if not done.refused:
            put(said)
    raise SystemExit(REFUSED if done.refused else 0)
