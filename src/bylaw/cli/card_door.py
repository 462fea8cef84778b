"""`bylaw card sync`, `check`, `show`: what a door does. Only `sync` needs a network."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from bylaw.audit.door import MAX_PROOF, PROOF, STATUS, Proved, read_door, read_proof
from bylaw.cards import card as cards
from bylaw.cards import door as doors
from bylaw.cards import status
from bylaw.cards.refused import Refused
from bylaw.cli.card_holder import NOT_ASKED, SHOWN, Brought, holder
from bylaw.cli.card_texts import card_text, instant_of, read_file
from bylaw.cli.options import AsJson
from bylaw.cli.shell import REFUSED, fail, put, put_json
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.log.policy import MAX_POLICY, TrustPolicy, parse_policy
from bylaw.store.files import read_bounded, write_whole
from bylaw.store.source import Source, open_source

POLICY = "policy"
"""The file in a door's folder that says whom it trusts: a tlog-policy, written once and never by a later sync."""
Door = click.argument("folder", metavar="DOOR", type=click.Path(path_type=Path, file_okay=False))


@click.command()
@click.argument("place", metavar="DIR|URL")
@Door
@click.option(
    "--policy", "trusted", type=click.Path(path_type=Path), help="Whom the door trusts (a tlog-policy file)."
)
@click.option(
    "--log", "vkey", default="", help="The one log that it trusts, by its vkey, where there is no policy."
)
def sync(place: str, folder: Path, trusted: Path | None, vkey: str) -> None:
    """Fetch the two files that a door needs from the record at DIR or URL into DOOR, if they are proved and newer.

    The first time, --policy or --log says whom the door trusts from then on.
    """
    policy = _pinned(folder, trusted, vkey)
    source = open_source(place)
    if isinstance(source, Broken):
        fail(source.detail)
    proof, raw = _get(source, place, PROOF, MAX_PROOF), _get(source, place, STATUS, status.LIMIT)
    proved = read_proof(proof, policy)
    door = proved if isinstance(proved, Broken) else read_door(raw, proved)
    if isinstance(proved, Broken) or isinstance(door, Broken | Refused):
        fail(f"{place} is refused: {door}", REFUSED)
    if why := _older(folder, policy, proved):
        fail(f"{place} is refused: {why}", REFUSED)
    try:
        write_whole(folder, PROOF, proof)
        write_whole(folder, STATUS, raw)
    except OSError as fault:
        fail(f"{folder}: {fault}")
    put(
        f"{folder}: list of {proved.act.issued}, entry under a head of {proved.size}, good until {proved.act.expires}"
    )


@click.command()
@click.argument("text", metavar="CARD")
@click.option(
    "--door", "folder", required=True, type=click.Path(path_type=Path), help="The folder of 'card sync'."
)
@click.option("--photo", type=click.Path(path_type=Path), help="The picture's file, as the holder brings it.")
@click.option("--answer", type=click.Path(path_type=Path), help="The answer to the question of 'card ask'.")
@click.option("--identity", is_flag=True, help="Say that you compared the name with a document of identity.")
@click.option("--strict", is_flag=True, help="Refuse a card whose holder showed nothing more than its code.")
@click.option("--at", "moment", default="", help="2025-05-17T16:00:00Z instead of this machine's clock.")
@AsJson
def check(text: str, folder: Path, photo: Path | None, answer: Path | None, **more: Any) -> None:
    """Say whether CARD (its text, a file with it, or - for the scanner's input) is good, without a network.

    And whether whoever shows it is its holder: by her answer with the key to which it is bound, by the picture, or by
    a document of identity that you compared; if nobody asked, it says so, for a code can be copied.
    """
    at = instant_of(more["moment"]) if more["moment"] else int(time.time())
    door, shown = _door(folder), card_text(text)
    found = door if isinstance(door, Refused) else doors.check(door, shown, at)
    who: str | Refused = NOT_ASKED
    if isinstance(found, cards.Card):
        who = holder(folder, found, at, Brought(photo, answer, more["identity"], more["strict"]))
    why = found if isinstance(who, str) else who
    good = isinstance(why, cards.Card)
    if more["as_json"]:
        told = {"good": good, "at": rfc3339(at), "card" if good else "refused": _told(why)}
        put_json(told | ({"holder": who} if good else {}))
    elif isinstance(why, cards.Card):
        assert isinstance(door, doors.Door)
        put(f"good: {why.name}, {why.cls}, until {rfc3339(why.expires)[:10]}")
        put(f"    holder: {SHOWN[str(who)]}")
        put(f"    list of {rfc3339(door.list.issued)}, good until {rfc3339(door.list.expires)}")
    else:
        put(f"refused: {why}")
    raise SystemExit(0 if good else REFUSED)


@click.command()
@click.argument("text", metavar="CARD")
@AsJson
def show(text: str, *, as_json: bool) -> None:
    """Print what CARD says of itself; whether that is true, 'bylaw card check' says."""
    shown = cards.read(card_text(text))
    if isinstance(shown, Refused):
        fail(f"no card: {shown}", REFUSED)
    told = _told(shown.card)
    if as_json:
        put_json({"says": told, "checked": False})
        return
    put("not checked; this card says:")
    for name, value in told.items():
        put(f"    {name:8} {value}")


def _told(found: cards.Card | Refused) -> dict[str, object]:
    if isinstance(found, Refused):
        return {"reason": found.reason, "found": found.found, "remedy": found.remedy}
    return {
        "name": found.name, "class": found.cls, "card": found.card, "number": found.index,
        "issued": rfc3339(found.issued), "expires": rfc3339(found.expires), "issuer": found.issuer,
        "list": found.uri, "key": found.key, "photo": found.photo,
    }  # fmt: skip


def _pinned(folder: Path, trusted: Path | None, vkey: str) -> TrustPolicy:
    """Give the policy of a door, writing it the first time; another one later is a usage error."""
    given = (
        read_file(trusted, MAX_POLICY) if trusted else f"log {vkey}\nquorum none\n".encode() if vkey else b""
    )
    kept = read_bounded(folder / POLICY, MAX_POLICY) if folder.is_dir() else None
    if kept is None and not given:
        fail("whom does the door trust? give --policy FILE or --log VKEY the first time")
    if kept is not None and given not in (b"", kept):
        fail(f"{folder / POLICY} says otherwise; remove it if the door is to trust somebody else")
    policy = parse_policy(kept or given)
    if isinstance(policy, Broken):
        fail(policy.detail)
    if kept is None:
        try:
            write_whole(folder, POLICY, given)
        except OSError as fault:
            fail(f"{folder}: {fault}")
    return policy


def _older(folder: Path, policy: TrustPolicy, new: Proved) -> str:
    """Say why what was fetched is older than what the door has; empty when it is not."""
    raw = read_bounded(folder / PROOF, MAX_PROOF)
    old = read_proof(raw, policy) if raw is not None else None
    if not isinstance(old, Proved):
        return ""
    if old.org != new.org:
        return "it is of another organisation than this door"
    if (new.size, new.act.issued) < (old.size, old.act.issued):
        return f"rollback: the door has a list of {old.act.issued} under a head of {old.size} entries"
    return ""


def _door(folder: Path) -> doors.Door | Refused:
    raw, proof = read_file(folder / STATUS, status.LIMIT), read_file(folder / PROOF, MAX_PROOF)
    policy = parse_policy(read_file(folder / POLICY, MAX_POLICY))
    proved = policy if isinstance(policy, Broken) else read_proof(proof, policy)
    if isinstance(proved, Broken):
        return Refused("context", f"the door's proof does not hold: {proved}", "sync again")
    return read_door(raw, proved)


def _get(source: Source, place: str, name: str, limit: int) -> bytes:
    found = source.get(f"cards/{name}", limit)
    if isinstance(found, Broken):
        fail(found.detail)
    return (
        fail(f"{place} publishes no cards/{name}; the office runs 'bylaw card publish'")
        if found is None
        else found
    )
