"""Where a founding takes place: the folder, its log without entries, the draft on disk, and the step that ends it."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import cast

import msgspec
from django.conf import settings
from msgspec.structs import replace

from bylaw.acts.law.beginning import Beginning
from bylaw.people.files import FOLDER
from bylaw.people.person import Person as Registered
from bylaw.people.register import Register
from bylaw.portal.founding.draft import Draft, read, unwritten, written
from bylaw.record.broken import Broken
from bylaw.record.passkey import Policy
from bylaw.rules.finding import Finding
from bylaw.rules.load import Profile, load
from bylaw.store.files import read_bounded, write_whole
from bylaw.store.organisation import Organisation
from bylaw.store.profiles import profiles

DRAFT = "founding.json"
LARGEST = 2_000_000
"""Of a draft on disk, in bytes."""


class Founding:
    """One founding that is under way in a folder."""

    def __init__(self, folder: Path, organisation: Organisation, draft: Draft) -> None:
        self.folder, self.organisation, self.draft = folder, organisation, draft

    @property
    def founded(self) -> bool:
        """Whether the founding act is in the record."""
        return self.organisation.state.size > 0

    @property
    def policy(self) -> Policy:
        """Where passkeys sign: on this site's address for ever."""
        begins = self._begins()
        return Policy(begins.rp_id, begins.origins)

    def book(self) -> Profile:
        """Give the bylaws that were chosen."""
        found = load(profiles()[self.draft.profile])
        assert isinstance(found, Profile)
        return found

    def keep(self, draft: Draft) -> None:
        """Remember how far the founding has come. Raises OSError."""
        write_whole(self.folder, DRAFT, msgspec.json.encode(draft))
        (self.folder / DRAFT).chmod(0o600)
        self.draft = draft

    def write(self) -> tuple[Finding, ...]:
        """Write the act for all to sign, unless it would be refused; gives why it would be."""
        act = written(self.draft, self.book(), self._begins())
        found = self.organisation.judge(int(time.time()), act, (), {}).findings
        refusals = tuple(finding for finding in found if finding.refuses and finding.clause != "bylaw 7")
        if not refusals:
            self.keep(replace(self.draft, act=act))
        return refusals

    def found(self) -> Broken | tuple[Finding, ...]:
        """Enter the act that all have signed, and the founders in the register; gives why that cannot be."""
        if not self.founded:
            signatures = [one.signature for one in self.draft.people if one.signature]
            done = self.organisation.submit(int(time.time()), self.draft.act, signatures)
            if isinstance(done, Broken):
                return done
            if done.refused:  # founders took longer than a week: the act is written and signed again
                self.keep(unwritten(self.draft))
                return done.findings
        self._register()
        published = self.organisation.publish()
        if isinstance(published, Broken):
            return published
        (self.folder / DRAFT).unlink(missing_ok=True)
        return ()

    def _register(self) -> None:
        place = self.folder / FOLDER
        with Register.open(place) if place.exists() else Register.create(place) as register:
            for one in self.draft.people:
                if register.person(one.member) is None:
                    register.add(one.member, Registered(name=one.name, email=one.email))

    def _begins(self) -> Beginning:
        url, key = self.draft.url, self.organisation.vkey
        return Beginning(
            name=self.draft.name,
            nonce=secrets.token_hex(16),
            at=int(time.time()),
            origin=key.name,
            log_key=str(key),
            rp_id=url.partition("://")[2].partition(":")[0],
            origins=(url,),
        )


def founding() -> Founding:
    """Give the founding that is served."""
    return cast("Founding", settings.BYLAW_FOUNDING)


def enter(folder: Path, url: str, origin: str) -> Founding | Broken:
    """Open the founding that is under way in a folder, or begin one in a folder that is new or empty."""
    try:
        raw = read_bounded(folder / DRAFT, LARGEST)
    except OSError as fault:
        return Broken("storage", f"{folder / DRAFT}: {fault.strerror or fault}")
    if raw is not None:
        return _resume(folder, raw, url)
    organisation = Organisation.create(folder, origin)
    if isinstance(organisation, Broken):
        return organisation
    begun = Founding(folder, organisation, Draft(secrets.token_urlsafe(16), url))
    begun.keep(begun.draft)
    return begun


def _resume(folder: Path, raw: bytes, url: str) -> Founding | Broken:
    draft, organisation = read(raw), Organisation.open(folder)
    if isinstance(organisation, Broken):
        return organisation
    if draft is None:
        return Broken("shape", f"{folder / DRAFT} is damaged; begin again in a new folder")
    if draft.url != url:
        return Broken(
            "shape",
            f"the founding in {folder} was begun on {draft.url}; passkeys sign there and nowhere else",
        )
    return Founding(folder, organisation, draft)
