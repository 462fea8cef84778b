"""The interim secretary is suspended from his office alone, for three weeks; his vote and his card he keeps."""

from __future__ import annotations

from typing import Any

from bylaw.acts.act import Signer
from bylaw.rehearsal import lots
from bylaw.rehearsal.local import Local, hash_of
from bylaw.state.bodies import ROOT

CASE, GROUND = "pressure", {"clause": "6.2", "ground": "duty-of-office"}
ACCUSER, WITNESS = "dora", "m005"
WEEKS = 3


def play(local: Local) -> None:
    """Charge, hearing and finding; the panel says for how long and which right rests, and when that begins."""
    _charged(local)
    judges = _heard(local)
    _suspended(local, judges)


def _charged(local: Local) -> None:
    on = local.on
    charge: dict[str, Any] = {"case": CASE, "body": ROOT, "charged": on.member("ben"), **GROUND}
    tell = "the registrar charges the secretary with breach of duty: he would have withdrawn a member's complaint"
    facts = hash_of("he signed in her place")
    on.do("bring-charge", ACCUSER, **charge, deed=on.day(-47), facts=facts, tell=tell)
    letter = {"item": "withdrawal", "sort": "document", "content": hash_of("the withdrawal that was refused")}
    on.do("file-evidence", WITNESS, case=CASE, **letter)
    served = {"case": CASE, "hearing": on.day(16), "record": hash_of("ben has the charge")}
    tell = "the president serves the charge in the secretary's place, as the bylaws let her"
    on.do("serve-charge", on.as_office("m020", "president"), **served, tell=tell)


def _heard(local: Local) -> tuple[Signer, ...]:
    on = local.on
    sit = lots.sit(local, CASE, "five members sit whom the lottery gave")
    on.wait(15)
    judges = tuple(Signer(on.member(name), "panel") for name in sit[:3])
    on.do("hold-hearing", *judges, case=CASE, record=hash_of("hearing of ben"))
    found: dict[str, Any] = {"outcome": "found", **GROUND, "rests_on": ("withdrawal",), "yes": 5}
    on.do("decide-finding", *judges, case=CASE, **found, reasons=hash_of("she had not asked him to"))
    return judges


def _suspended(local: Local, judges: tuple[Signer, ...]) -> None:
    on = local.on
    told: dict[str, Any] = {
        "case": CASE,
        "sanction": "suspension",
        "member": on.member("ben"),
        "yes": 4,
        "no": 1,
    }
    told |= {"reasons": hash_of("nobody speaks for another"), "lesser": hash_of("he was warned in the hall")}
    tell = "the panel would suspend him from everything for eight hundred days"
    on.refused("decide-sanction", *judges, **told, days=800, tell=tell)
    tell = f"from his office alone, for {7 * WEEKS} days, once the time for an appeal is over"
    on.do("decide-sanction", *judges, **told, days=7 * WEEKS, scope=("office",), tell=tell)
    on.wait(31)
