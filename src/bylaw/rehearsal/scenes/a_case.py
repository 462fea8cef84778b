"""One case from its charge to restoration: what is tried on the way is refused, and what was taken is given back."""

from __future__ import annotations

from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.rehearsal import lots
from bylaw.rehearsal.local import Local, hash_of, words_of
from bylaw.rehearsal.meeting import MOVER, Sitting
from bylaw.state.bodies import ROOT

ACCUSER, CHARGED, WITNESS = "m051", "m052", "m053"
FRIENDS = ("m054", "m055", "m056", "m057", "m058")
"""Whom the tellers would like to see on the panel."""
CASE = "case-1"
FACTS = "On the evening of the picnic the strike box was short by 84 dollars. She had the key that day."
PAPERS = {
    "ledger": "Page 12 of the picnic ledger: taken in 412, counted 328.",
    "receipt": "A receipt of the caterer for 84 dollars, dated the day of the picnic, signed by him.",
    "receipt-2": "The caterer's own book: 84 dollars received in cash, paid by the member charged.",
}
"""What the file of the case holds, in words."""
WHY = (
    "The ledger and the key together leave no other explanation that the majority finds likely.",
    "A warning would not do: the box holds what members need when they strike.",
    "The caterer's book bears out the receipt. It is not proven that anything was taken.",
)
"""The reasons of those who judged."""


def play(local: Local) -> None:
    """Charge, hearing, expulsion; then a receipt turns up, others hear the case again, and the card comes back."""
    sentence(local)
    _carried(local)
    _reopened(local)
    _restored(local)


def sentence(local: Local) -> None:
    """Play until the panel has expelled her and she may appeal."""
    _charged(local)
    _picked(local)
    _filed(local, "ledger")
    judges = _drawn(local)
    tell = "the panel would decide before it has heard her"
    local.on.refused("decide-finding", *_panel(local, judges), **_finding("ledger", "found", 0), tell=tell)
    _heard(local, judges, 15)
    _expelled(local, judges)


def _charged(local: Local) -> None:
    on = local.on
    told = {
        "case": CASE, "body": ROOT, "charged": on.member(CHARGED), "clause": "6.2", "deed": on.day(-10),
        "facts": words_of(local, ACCUSER, "facts", FACTS),
    }  # fmt: skip
    tell = "a member is to be charged with having voted against the board"
    on.refused("bring-charge", ACCUSER, **told, ground="view", tell=tell)
    tell = "a member charges another with theft, by name; the record shows that, and not who: both are sealed"
    on.do("bring-charge", ACCUSER, **told, ground="theft", tell=tell)
    paper = {"case": CASE, "record": hash_of("delivery")}
    tell = "the secretary serves the charge for a hearing in a week"
    on.refused("serve-charge", local.secretary(), **paper, hearing=on.day(7), tell=tell)
    tell = "he serves it sixteen days ahead"
    on.do("serve-charge", local.secretary(), **paper, hearing=on.day(16), tell=tell)


def _picked(local: Local) -> None:
    """Let tellers seat whom they like, and say that the lot did."""
    bench = tuple(map(local.on.member, FRIENDS))
    told = {"case": CASE, "bench": bench, "how": "drawn", "protocol": hash_of("the draw")}
    tell = "the tellers seat five whom they know, and say that the lot gave them"
    local.on.refused("seat-panel", *local.tellers(), **told, tell=tell)


def _drawn(local: Local) -> tuple[str, ...]:
    """Seat whom the lot gives, against those who would put others beside them; gives the players among them."""
    on = local.on
    lots.announce(local, CASE)
    on.wait(1)
    lot = lots.whom(local, CASE)
    for who, judge in (("secretary", "ben"), ("accuser", ACCUSER)):
        other = lots.Drawn(lot.chance, (on.member(judge), *lot.bench[1:]))
        tell = f"the {who} would judge with four of those who were drawn"
        on.refused("seat-panel", *local.tellers(), **lots.fields(CASE, other), tell=tell)
    return lots.seat(local, CASE, lot, "five members sit whom the lottery gave; everybody can compute that")


def _filed(local: Local, item: str) -> None:
    content = words_of(local, WITNESS, item, PAPERS[item])
    local.on.do("file-evidence", WITNESS, case=CASE, item=item, sort="document", content=content)


def _heard(local: Local, judges: tuple[str, ...], days: int) -> None:
    local.on.wait(days)
    local.on.do("hold-hearing", *_panel(local, judges), case=CASE, record=hash_of(f"hearing {days}"))


def _expelled(local: Local, sit: tuple[str, ...]) -> None:
    on, judges = local.on, _panel(local, sit)
    other = _finding("ledger", "found", 1) | {"ground": "threats"}
    tell = "the panel finds threats, where theft was charged"
    on.refused("decide-finding", *judges, **other, tell=tell)
    on.do("decide-finding", *judges, **_finding("ledger", "found", 2))
    told = {"case": CASE, "sanction": "expulsion", "member": on.member(CHARGED), "yes": 3, "no": 2}
    bare = {**told, "reasons": words_of(local, sit[0], "reasons", WHY[0])}
    tell = "the panel expels, and does not say why less would not do"
    on.refused("decide-sanction", *judges, **bare, tell=tell)
    tell = "three to two, with reasons: expelled; thirty days to appeal, and until then she stays a member"
    on.do("decide-sanction", *judges, **bare, lesser=words_of(local, sit[0], "lesser", WHY[1]), tell=tell)


def _carried(local: Local) -> None:
    on = local.on
    on.refused("carry-out", local.secretary(), case=CASE, tell="the secretary strikes her off at once")
    on.wait(31)
    on.do("carry-out", local.secretary(), case=CASE, tell="nobody appealed: the expulsion is carried out")


def _reopened(local: Local) -> None:
    on = local.on
    herself = Signer(on.member(CHARGED), "subject")
    on.do(
        "file-evidence",
        herself,
        case=CASE,
        item="receipt",
        sort="document",
        content=words_of(local, CHARGED, "receipt", PAPERS["receipt"]),
    )
    fields = {"case": CASE, "items": ("receipt",), "reasons": hash_of("a receipt was found")}
    item = AgendaItem("case", "Reopen a case on new evidence", ("reopen-case",))
    sitting = Sitting(local, "m-case", item, local.secretary(), on.as_office("m020", "president"))
    sitting.hold()
    on.do("move", MOVER, **sitting.motion("reopen", "reopen-case", **fields))
    sitting.vote("reopen", 30, 4)
    tell = "a receipt turns up; the meeting reopens the case on it"
    on.do("reopen-case", sitting.warrant("reopen"), **fields, tell=tell)
    sitting.close()


def _restored(local: Local) -> None:
    on, case = local.on, {"case": CASE}
    on.do("serve-charge", local.secretary(), **case, hearing=on.day(16), record=hash_of("second delivery"))
    _filed(local, "receipt-2")
    lots.announce(local, CASE)
    on.wait(1)
    lot, before = lots.whom(local, CASE), on.state.cases.judged[CASE]
    again = lots.Drawn(lot.chance, (next(iter(before)), *lot.bench[1:]))
    tell = "one of the five would judge again"
    on.refused("seat-panel", *local.tellers(), **lots.fields(CASE, again), tell=tell)
    others = lots.seat(local, CASE, lot, "five others sit whom the lottery gave")
    _heard(local, others, 16)
    tell = "others have heard it: not proven"
    why = words_of(local, others[0], "reasons", WHY[2])
    on.do(
        "decide-finding",
        *_panel(local, others),
        **_finding("receipt-2", "not-proven", 3) | {"reasons": why},
        tell=tell,
    )
    tell = "a member gives back what was taken: membership, class, seniority; nothing is asked of her"
    on.do("restore-member", "m001", **case, tell=tell)


def _finding(item: str, outcome: str, nth: int) -> dict[str, Any]:
    return {
        "case": CASE, "outcome": outcome, "clause": "6.2", "ground": "theft", "rests_on": (item,), "yes": 3,
        "no": 2, "reasons": hash_of(f"finding {nth}"),
    }  # fmt: skip


def _panel(local: Local, judges: tuple[str, ...]) -> tuple[Signer, ...]:
    return tuple(Signer(local.on.member(judge), "panel") for judge in judges[:3])
