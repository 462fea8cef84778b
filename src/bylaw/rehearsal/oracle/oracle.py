"""One answer for each act, from the bytes alone, held against what the ledger answered."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from json import loads
from types import ModuleType
from typing import NamedTuple

from bylaw.rehearsal.oracle import (
    campaigning,
    complaining,
    deciding,
    directing,
    drawing,
    emergencies,
    gathering,
    importing,
    inquiring,
    judging,
    membership,
    petitioning,
    polling,
    publishing,
    recalling,
    reporting,
    restoring,
    teaching,
    ties,
)
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.world import World


class Chapter(NamedTuple):
    """How one kind of act is judged, and what it changes."""

    lawful: Callable[[World, Json, int], bool]
    done: Callable[[World, Json, int], None]
    flagged: Callable[[World, Json, int], bool]


def _unknown(world: World, act: Json, at: int) -> None:
    raise NotImplementedError(f"the oracle does not know what {act['act']} changes")


def _unflagged(world: World, act: Json, at: int) -> bool:
    """Most acts of a rehearsal break no clause that only flags."""
    return False


NAMES = {
    membership: "apply sponsor admit decline resign record-death attest-standing remind-arrears give-lapse-notice "
    "lapse request-transfer accept-transfer change-class",
    importing: "open-import import-chunk",
    gathering: "create-body create-office call-meeting open-meeting record-attendance close-meeting file-minutes "
    "approve-minutes move second record-vote",
    polling: "call-election nominate accept-nomination withdraw-candidacy fix-paper open-poll close-poll enter-count",
    ties: "announce-lot declare-result",
    petitioning: "open-petition sign-petition withdraw-signature file-petition",
    reporting: "file-report remark-report decide-report discharge",
    emergencies: "declare-emergency renew-emergency",
    judging: "bring-charge serve-charge file-evidence hold-hearing",
    drawing: "announce-draw seat-panel",
    deciding: "decide-finding decide-sanction appeal decide-appeal carry-out",
    restoring: "reopen-case restore-member",
    recalling: "open-recall seal-signatures count-petition declare-recall void-election",
    campaigning: "open-campaign remind-campaign answer-campaign close-campaign",
    directing: "issue-directive answer-directive dissent-directive countermand",
    inquiring: "open-commission report-commission dissent-commission",
    teaching: "offer-course complete-course",
    publishing: "publish-figures claim-figure",
    complaining: "file-complaint acknowledge-complaint answer-complaint decide-complaint withdraw-complaint",
}


def _chapter(module: ModuleType, kind: str) -> Chapter:
    name = kind.replace("-", "_")
    done, flagged = getattr(module, f"did_{name}", _unknown), getattr(module, f"flags_{name}", _unflagged)
    return Chapter(getattr(module, name), done, flagged)


CHAPTERS: dict[str, Chapter] = {
    kind: _chapter(module, kind) for module, kinds in NAMES.items() for kind in kinds.split()
} | {"return": Chapter(membership.come_back, membership.did_come_back, _unflagged)}


class Oracle:
    """Follows a rehearsal from its founding act; ``differ`` lists where it and the ledger disagree.

    ``opened`` gives a file of openings by its hash, as two tellers have it.
    """

    def __init__(self, founding: bytes, at: int, opened: Callable[[str], bytes] | None = None) -> None:
        self.world = World(loads(founding), at)
        self.world.org = sha256(founding).hexdigest()
        self.world.opened = opened or self.world.opened
        self.judged = 0
        self.differ: list[str] = []

    def __call__(self, at: int, raw: bytes, taken: bool, flagged: bool = False) -> None:
        """Judge one act, and go on from what the ledger answered: whether it was taken, and whether flagged."""
        act = loads(raw)
        chapter = CHAPTERS[act["act"].partition("/")[0]]
        lawful = chapter.lawful(self.world, act, at)
        self.judged += 1
        if lawful is not taken:
            self.differ.append(
                f"{act['act']} at {at}: the ledger says {taken}, the oracle {lawful}: {raw[:300]!r}"
            )
        if taken and lawful and chapter.flagged(self.world, act, at) is not flagged:
            self.differ.append(f"{act['act']} at {at}: the ledger flags it: {flagged}: {raw[:300]!r}")
        if taken:
            chapter.done(self.world, act, at)
            self.world.size += 1
