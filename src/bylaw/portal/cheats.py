"""Try to cheat: attempts on a copy of the demo's own record, each caught in front of the reader, with its clause."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from msgspec import Struct

from bylaw.audit.verify import Asked, audit
from bylaw.portal.box_tricks import dropped
from bylaw.portal.demo_keys import sign_for
from bylaw.portal.desk import Desk, open_desk
from bylaw.portal.drafts import Draft, drafted
from bylaw.portal.forms import FORMS
from bylaw.portal.sentences import marked, translated
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.entry import parse_entry, write_entry
from bylaw.record.log.checkpoint import sign_checkpoint
from bylaw.rules.finding import Finding
from bylaw.state.bodies import ROOT
from bylaw.store.checking import Cores
from bylaw.store.copies import open_published
from bylaw.store.log_store import LogStore
from bylaw.store.publish import publish

DAY = 86_400
ANCHORS = 200


class Caught(Struct, frozen=True):
    """How an attempt ended: what was tried, how it was answered, and the findings where a clause was broken."""

    tried: str
    answer: str
    findings: tuple[Finding, ...] = ()


class Trick(Struct, frozen=True):
    """One way to cheat: its name in an address, its title, what a cheat would say, and how to try it."""

    name: str
    title: str
    words: str
    play: Callable[[Desk], Caught]


class OffScript(Exception):
    """The demo's record does not have what a trick needs."""


@contextmanager
def _copy(desk: Desk) -> Iterator[Desk]:
    """Open a copy of the organisation, in which everything can be tried and nothing stays."""
    with TemporaryDirectory() as room:
        folder = Path(room) / "copy"
        shutil.copytree(desk.folder, folder)
        found = open_desk(folder)
        if isinstance(found, Broken):
            raise OffScript(str(found))
        yield found
        found.organisation.close()


def _ask(desk: Desk, kind: str, member: str, **given: str) -> Draft:
    found = drafted(desk, FORMS[kind], given, member)
    if isinstance(found, str):
        raise OffScript(found)
    return found


def _do(desk: Desk, kind: str, member: str, **given: str) -> None:
    """Record an act, signed by everybody whom it needs with the keys in the folder."""
    draft = _ask(desk, kind, member, **given)
    raw = encode(draft.act)
    signatures = [sign_for(desk, signer.member, raw) for signer in draft.act.by]
    done = desk.organisation.submit(desk.now(), raw, [each for each in signatures if each], desk.evidence)
    if isinstance(done, Broken) or done.refused:
        raise OffScript(f"{kind}: {done}")


def _holder(desk: Desk, office: str) -> str:
    return next(iter(desk.state.offices.holders(ROOT, office, desk.now()))).member


def short_notice(desk: Desk) -> Caught:
    """Call a meeting five days ahead."""
    given = {
        "name": "in-a-hurry", "body": ROOT, "begins": rfc3339(desk.now() + 5 * DAY), "modes": "in-person",
        "items.0.name": "dues", "items.0.title": "Raise the dues", "items.0.kinds": "amend-bylaws",
    }  # fmt: skip
    draft = _ask(desk, "call-meeting", _holder(desk, "secretary"), **given)
    tried = _("The secretary calls a meeting that is to change the bylaws, five days ahead.")
    return Caught(tried, _("The judge refuses; nothing is recorded."), draft.refusals)


def backdated(desk: Desk) -> Caught:
    """Write the last entry again with an earlier time, with the log's own key."""
    with TemporaryDirectory() as room:
        store = LogStore.create(Path(room) / "log.sqlite", desk.organisation.store.origin)
        if isinstance(store, Broken):
            raise OffScript(str(store))
        entries = list(desk.organisation.raw_entries())
        last = parse_entry(entries[-1])
        assert not isinstance(last, Broken)
        entries[-1] = write_entry(last.at - 200 * DAY, last.act, last.signatures)
        store.append(entries)
        record = Path(room) / "record"
        publish(store, record, lambda head: sign_checkpoint(head, desk.organisation.seed))
        store.close()
        tried = _(
            "The operator, who holds the log's key, writes the last entry again with a time of 200 days before."
        )
        return Caught(tried, _verdict(record))


def stuffed(desk: Desk) -> Caught:
    """Admit somebody whom too few sponsored."""
    waiting = [name for name, each in desk.state.members.applications.items() if not each.outcome]
    if not waiting:
        raise OffScript("nobody applies in this record")
    draft = _ask(desk, "admit", _holder(desk, "secretary"), applicant=waiting[0])
    tried = _("The secretary admits an applicant whom nobody sponsored, to have one more vote.")
    return Caught(tried, _("The judge refuses; the roll stays as it is."), draft.refusals)


def own_case(desk: Desk) -> Caught:
    """Seat the accuser among the judges."""
    with _copy(desk) as copy:
        accuser, charged, *others = _keyed(copy, 7)
        _do(
            copy, "bring-charge", accuser, case="trial", body=ROOT, charged=charged, clause="6.2", ground="theft",
            deed=rfc3339(copy.now() - DAY), facts="what happened",
        )  # fmt: skip
        bench = "\n".join([accuser, *others[:4]])
        draft = _ask(
            copy,
            "seat-panel",
            _holder(copy, "teller"),
            case="trial",
            bench=bench,
            how="lot",
            protocol="the draw",
        )
    tried = _("A member accuses another of theft, and two tellers seat him among her five judges.")
    return Caught(tried, _("The judge refuses the panel."), draft.refusals)


def _keyed(desk: Desk, count: int) -> Sequence[str]:
    """Give members whose keys lie in the folder and who hold no office."""
    state, at = desk.state, desk.now()
    held = {m.member for m in state.offices.mandates.values() if m.end > at}
    members = (
        m for m in state.members.roll.spells if any(state.members.roll.current(m, at)) and m not in held
    )
    found = [m for m, _ in zip(members, range(ANCHORS), strict=False) if any(state.keys.of(m, at))]
    if len(found) < count:
        raise OffScript("too few members sign in this record")
    return found[:count]


def ballot_dropped(_desk: Desk) -> Caught:
    """Leave a ballot out of a box."""
    return Caught(
        _("The box gives a receipt for a ballot and later publishes an archive without it."), dropped()
    )


def one_byte(desk: Desk) -> Caught:
    """Change one byte of the published record."""
    with TemporaryDirectory() as room:
        record = Path(room) / "record"
        shutil.copytree(desk.folder / "record", record)
        bundle = max(
            (p for p in (record / "tile" / "entries").rglob("*") if p.is_file()),
            key=lambda p: p.stat().st_size,
        )
        raw = bytearray(bundle.read_bytes())
        raw[len(raw) // 2] ^= 1
        bundle.write_bytes(bytes(raw))
        tried = _("Somebody changes byte {place} of the published entries, by one bit.").format(
            place=len(raw) // 2
        )
        return Caught(tried, _verdict(record))


def _verdict(record: Path) -> str:
    """Say what an audit finds first in a copy of a record."""
    copy = open_published(str(record))
    if isinstance(copy, Broken):
        return str(copy)
    with Cores() as cores:
        report = audit(copy, cores, Asked(unwitnessed_ok=True))
    first = report.faults[0]
    where = _("entry {i}").format(i=first.entry) + ": " if first.entry >= 0 else ""
    detail = first.detail.splitlines()[0]
    said = _("bylaw verify says: {verdict}.").format(verdict=pgettext("word", report.verdict))
    return f"{said} {where}{(translated(detail) or detail).removesuffix('.')}."


TRICKS = (
    Trick(
        "short-notice",
        marked("Call a meeting in a hurry"),
        marked("“Five days are enough.”"),
        short_notice,
    ),
    Trick(
        "backdate",
        marked("Backdate an entry"),
        marked("“I run the server and hold its key.”"),
        backdated,
    ),
    Trick("stuff-the-roll", marked("Stuff the roll"), marked("“One more vote for us.”"), stuffed),
    Trick(
        "own-case",
        marked("Sit on your own case"),
        marked("“Who knows it better than I do?”"),
        own_case,
    ),
    Trick(
        "drop-a-ballot",
        marked("Drop a ballot"),
        marked("“Nobody will miss one.”"),
        ballot_dropped,
    ),
    Trick("one-byte", marked("Change one byte"), marked("“Just a small correction.”"), one_byte),
)
