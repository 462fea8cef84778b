"""From a signature to an entry: an act with one signer goes into the record, one with several waits for the others."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

import msgspec
from django.utils.translation import gettext as _
from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.members.roll_import import OpenImport
from bylaw.acts.reader import read_act
from bylaw.acts.sealed import NEED
from bylaw.people.files import FOLDER
from bylaw.people.person import Opening
from bylaw.people.register import Register
from bylaw.portal import attached, words
from bylaw.portal.desk import Desk
from bylaw.portal.faults import STORAGE
from bylaw.portal.following import follow
from bylaw.portal.herald import announce
from bylaw.portal.models import Line, Pending, Roll
from bylaw.portal.post import notify
from bylaw.record.broken import Broken
from bylaw.record.clock import instant
from bylaw.record.commitment import SALT
from bylaw.record.encoding import LIMIT
from bylaw.record.entry import Signature
from bylaw.rules.finding import Finding
from bylaw.store.submitted import Submitted

_LOG = logging.getLogger("bylaw.portal")
_SIGNATURE = msgspec.json.Decoder(Signature)
_WORDS = msgspec.json.Decoder(tuple[tuple[str, bytes, str], ...])


class Done(Struct, frozen=True):
    """What became of a signature: an entry, an act that waits, or why neither."""

    index: int = -1
    waits: str = ""
    problem: str = ""
    findings: tuple[Finding, ...] = ()


def act_of(raw: bytes) -> Act | None:
    """Read the bytes of an act; None when they are none."""
    act = read_act(raw) if len(raw) <= LIMIT else None
    return act if isinstance(act, Act) else None


def sign(desk: Desk, raw: bytes, member: str, signature: Signature, told: str) -> Done:
    """Take a member's signature on an act; the signature is verified already."""
    act = act_of(raw)
    if act is None or member not in {signer.member for signer in act.by}:
        return Done(problem=_("This act names another signer."))
    if (before := desk.place_of(raw)) >= 0:
        return Done(index=before)
    if isinstance(act, OpenImport) and not Roll.objects.filter(name=act.roll).exists():
        return Done(problem=_("This roll was discarded."))
    private = _private(act, told)
    if private is None or not keep(desk, member, private) or not _behind(desk, act, private):
        return Done(problem=_("Your private words do not fit this act, or the register does not know you."))
    if len(parts(act, desk.now())) == 1:
        return _submit(desk, raw, [signature])
    return _wait(desk, raw, act, member, signature)


def parts(act: Act, at: int) -> dict[str, str]:
    """Give the signatures that an act needs, each with its member: of every key that it brings, and of every signer.

    A key that the act brings signs for its member too, where the act says so.
    """
    brought = {key.thumbprint: key.member for key in act.brings(at)}
    covered = set(brought.values()) if act.brought_keys_sign else set()
    return {**{s.member: s.member for s in act.by if s.member not in covered}, **brought}


def told(openings: Sequence[Opening]) -> str:
    """Write private words so that the page can carry them to the signature."""
    return msgspec.json.encode([(o.field, o.salt, o.value.decode()) for o in openings]).decode()


def _private(act: Act, told: str) -> tuple[Opening, ...] | None:
    try:
        return opening(act, _WORDS.decode(told or "[]"))
    except msgspec.DecodeError:
        return None


def opening(act: Act, given: Sequence[tuple[str, bytes, str]]) -> tuple[Opening, ...] | None:
    """Give what opens the act's commitments: field, salt and words; None unless each of them is committed to in it."""
    found = tuple(
        Opening(act.org, act.nonce, field, salt, value.encode())
        for field, salt, value in given
        if len(salt) == SALT
    )
    body = msgspec.json.encode(act).decode()
    return found if len(found) == len(given) and all(o.commitment in body for o in found) else None


def _behind(desk: Desk, act: Act, private: Sequence[Opening]) -> bool:
    """Keep what opens a sealed matter where the judge finds it; false where it cannot be written."""
    opening = {NEED + one.commitment: one.bytes for one in private}
    return desk.organisation.openings.keep(act, opening) is None


def known(desk: Desk, member: str) -> bool:
    """Whether the register knows a member, so that words can be kept under her key."""
    if not (desk.folder / FOLDER).is_dir():
        return False
    with Register.open(desk.folder / FOLDER) as register:
        return register.person(member) is not None


def keep(desk: Desk, member: str, openings: Sequence[Opening]) -> bool:
    """Keep openings under a member's own key; false when the register does not know her."""
    if not openings:
        return True
    with Register.open(desk.folder / FOLDER) as register:
        known = {opening.commitment for opening in _kept(register, member)}
        try:
            register.keep(member, [opening for opening in openings if opening.commitment not in known])
        except KeyError:
            return False
    return True


def _kept(register: Register, member: str) -> tuple[Opening, ...]:
    try:
        return register.openings_for(member)
    except KeyError:
        return ()


def _submit(desk: Desk, raw: bytes, signatures: Sequence[Signature]) -> Done:
    done = submit(desk, raw, signatures, desk.evidence)
    if isinstance(done, Broken):
        return Done(problem=_("The record could not be written: {why}").format(why=done.detail))
    if done.refused:
        return Done(problem=_("The act was not taken in."), findings=done.findings)
    return Done(index=done.index)


def submit(
    desk: Desk, raw: bytes, signatures: Sequence[Signature], evidence: Mapping[str, object]
) -> Submitted | Broken:
    """Hand an act to the record, and do what follows from it; a table that fails then fails nobody who acted."""
    files = attached.settle(raw)
    done = desk.organisation.submit(desk.now(), raw, signatures, evidence)
    if isinstance(done, Broken) or done.refused:
        attached.unsettle(files)
        return done
    announce()
    act = act_of(raw)
    try:
        if act is not None:
            follow(desk, act)
    except STORAGE:
        _LOG.exception("entry %d is in the record; what follows from it here was not done", done.index)
    return done


def _wait(desk: Desk, raw: bytes, act: Act, member: str, signature: Signature) -> Done:
    """Keep a signature until everybody whom the act names has signed, then submit."""
    tidy(desk)
    name = sha256(raw).hexdigest()
    Pending.objects.get_or_create(
        name=name,
        defaults={
            "act": raw.decode(),
            "kind": act.kind(),
            "by": " ".join(dict.fromkeys(signer.member for signer in act.by)),
            "until": instant(act.until) or 0,
        },
    )
    wanted = parts(act, desk.now())
    part = signature.key if signature.key in wanted else member
    Line.objects.update_or_create(
        pending=name,
        part=part,
        defaults={"member": member, "signature": msgspec.json.encode(signature).decode()},
    )
    signed = {line.part: _SIGNATURE.decode(line.signature) for line in Line.objects.filter(pending=name)}
    if not wanted.keys() <= signed.keys():
        others = {who for each, who in wanted.items() if each not in signed} - {member}
        _ask(desk, act, name, tuple(sorted(others)))
        return Done(waits=name)
    done = _submit(desk, raw, list(signed.values()))
    if done.index >= 0:
        forget(name)
    return done


def _ask(desk: Desk, act: Act, name: str, members: tuple[str, ...]) -> None:
    """Tell those who have still to sign, each in her language."""
    identity = desk.state.identity
    where = next(iter(identity.origins), "")

    def write() -> tuple[str, str]:
        subject = _("{name}: waiting for your signature").format(name=identity.name)
        about = _("An act of {name} waits for your signature until {when}: {act}.").format(
            name=identity.name,
            when=words.moment(instant(act.until) or 0, identity.zone),
            act=words.title(act.kind()),
        )
        return subject, f"{about}\n\n{where}/waiting/{name}/\n"

    notify(desk, members, write)


def forget(name: str) -> None:
    """Drop an act that waited, with its signatures."""
    Line.objects.filter(pending=name).delete()
    Pending.objects.filter(name=name).delete()


def tidy(desk: Desk) -> None:
    """Drop the acts that can no longer be taken in: nobody's signature is kept beyond what it was given for."""
    for name in list(Pending.objects.filter(until__lte=desk.now()).values_list("name", flat=True)):
        forget(name)


def missing(pending: Pending, at: int) -> tuple[str, ...]:
    """Give those who have still to sign, in the act's order; with two keys one is there until both have signed."""
    act = act_of(pending.act.encode())
    signed = set(Line.objects.filter(pending=pending.name).values_list("part", flat=True))
    wanted = parts(act, at) if act else {}
    return tuple(dict.fromkeys(member for part, member in wanted.items() if part not in signed))


def waiting(desk: Desk, member: str) -> Iterator[Pending]:
    """Give the acts that name a member among their signers and can still be taken in, the most urgent first."""
    for pending in Pending.objects.filter(by__contains=member, until__gt=desk.now()).order_by("until"):
        if member in pending.by.split(" "):
            yield pending
