"""Who may: the signers of an act against the phrases of a clause (docs/spec/rules.md, 4)."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, NamedTuple

from bylaw.rehearsal.oracle.law import Json

if TYPE_CHECKING:
    from bylaw.rehearsal.oracle.world import World

ROOT = "root"
WARRANTS = ("resolution", "petition")


class Asked(NamedTuple):
    """Where and when an act is done, about which office and whom, and whether the right has passed to members.

    ``holder`` is the phrase of who holds a complaint now, ``panel`` are those who sit.
    """

    place: str
    at: int
    office: str = ""
    subject: str = ""
    due: bool = False
    holder: str = ""
    panel: tuple[str, ...] = ()


def turned(world: World, phrase: str, act: Json, asked: Asked) -> bool:
    """Whether the signers turn the keys of a phrase one to one."""
    if phrase == "anyone":
        return True
    if phrase == "holder":
        return bool(asked.holder) and turned(world, asked.holder, act, asked)
    if phrase == "panel":
        return _panel(act, asked.panel)
    keys = [tuple(key.split()) for key in phrase.split(" & ")]
    fits = [[_turns(world, key, signer, act, asked) for signer in act.get("by", [])] for key in keys]
    return len(keys) == len(act.get("by", [])) and _matched(fits, set())


def _turns(world: World, key: tuple[str, ...], signer: Json, act: Json, asked: Asked) -> bool:
    kind, where = key[0], ROOT if key[-1] == "root" else asked.place
    if key[-1] == "due" and not asked.due:
        return False
    if signer["right"] != ("warrant" if kind in WARRANTS else kind):
        return False
    match kind:
        case "member":
            return world.belongs(signer["member"], where, asked.at)
        case "office":
            return _holds(world, signer, key[1], where, asked.at)
        case "resolution" | "petition":
            ref = signer.get("ref", "")
            return ref.startswith(kind) and world.warrants.get(ref) == (where, matter_of(act), "")
    return kind in ("subject", "applicant") and signer["member"] == asked.subject


def _panel(act: Json, panel: tuple[str, ...]) -> bool:
    """More than half of those who sit sign, and nobody else."""
    signers = {signer["member"] for signer in act["by"] if signer["right"] == "panel"}
    return len(signers) == len(act["by"]) and signers <= set(panel) and 2 * len(signers) > len(panel)


def _holds(world: World, signer: Json, office: str, where: str, at: int) -> bool:
    mandate = world.mandates.get(signer.get("ref", ""))
    return (
        mandate is not None
        and (mandate["member"], mandate["office"]) == (signer["member"], office)
        and where in (mandate["body"], mandate["body"] in world.organs and world.parents[mandate["body"]])
        and mandate["start"] <= at < mandate["end"]
        and not world.rests(mandate["member"], at)
    )


def _matched(fits: list[list[bool]], taken: set[int]) -> bool:
    """Whether each key can be turned by a signer of its own."""
    if len(taken) == len(fits):
        return True
    row = fits[len(taken)]
    return any(row[i] and i not in taken and _matched(fits, taken | {i}) for i in range(len(row)))


ENVELOPE = frozenset(("org", "nonce", "seen", "until", "by"))


def matter_of(act: Json) -> str:
    """Give the substance of an act: its JSON without the envelope (docs/spec/acts-meetings.md, 11)."""
    bare = {key: value for key, value in act.items() if key not in ENVELOPE}
    return dumps(bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
