"""Officers answer: an instruction that nobody answers, members asked whether they are there, and a recall."""

from __future__ import annotations

from typing import Any

import msgspec

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.initiative.openings import Opening, Sheet, opened, seal_of
from bylaw.acts.initiative.sealing import Struck
from bylaw.acts.members.campaigns import listed
from bylaw.record.encoding import encode
from bylaw.record.entry import SshSignature
from bylaw.rehearsal import election, lots
from bylaw.rehearsal.local import Local, hash_of
from bylaw.rehearsal.meeting import MOVER, Sitting
from bylaw.state.bodies import ROOT

SIGNERS = tuple(f"m{n:03}" for n in range(30) if n != 15)
STEWARD = "m015"
"""Who signs the recall, under seal."""


def play(local: Local) -> None:
    """Ask the members, instruct the stewards, charge one of them, hear him, and recall him."""
    _asked(local)
    _instructed(local)
    _heard(local)
    _signed(local)
    _voted(local)
    _closed(local)


def _secretary(local: Local) -> Signer:
    return local.on.as_office("m030", "secretary")


def _asked(local: Local) -> None:
    on = local.on
    mandate = _secretary(local).ref
    told = {"campaign": "there-2026", "body": ROOT, "responsible": mandate, "records": hash_of("letters")}
    tell = "the secretary asks all members whether they are there, and gives them a fortnight"
    on.refused("open-campaign", _secretary(local), **told, closes=on.day(14), tell=tell)
    tell = "they have sixty-one days; silence ends no membership by itself"
    on.do("open-campaign", _secretary(local), **told, closes=on.day(61), tell=tell)
    for n in range(10):
        who = on.member(f"m{n:03}")
        on.do("answer-campaign", Signer(who, "subject"), campaign="there-2026", member=who)


def _instructed(local: Local) -> None:
    on = local.on
    item = AgendaItem("books", "What the stewards are to do", ("issue-directive",))
    sitting = Sitting(local, "m-books", item, _secretary(local), on.as_office("m020", "president"))
    sitting.hold()
    fields: dict[str, Any] = {"directive": "open-the-books", "body": ROOT, "to": "board", "office": "steward"}
    fields |= {"sort": "directive", "text": hash_of("open the books"), "deadline": on.day(30)}
    on.do("move", MOVER, **sitting.motion("books", "issue-directive", **fields))
    sitting.vote("books", 35, 2)
    tell = "the meeting instructs the stewards to open the strike book within thirty days"
    on.do("issue-directive", sitting.warrant("books"), **fields, tell=tell)
    sitting.close()
    on.wait(15)
    on.say(
        f"{on.day(0)[:10]}  nobody answers: 'bylaw show DIR directives' lists it under the stewards' office"
    )


def _heard(local: Local) -> None:
    on, steward = local.on, local.on.as_office(STEWARD, "steward")
    recall = {"name": "recall-steward", "mandate": steward.ref, "grounds": hash_of("grounds")}
    tell = "a member opens the recall of a steward at once"
    on.refused("open-recall", "m002", **recall, tell=tell)
    charge = {
        "case": "books",
        "body": ROOT,
        "charged": steward.member,
        "clause": "6.2",
        "ground": "duty-of-office",
    }
    tell = "a member charges him instead, by name; he is heard, and five drawn members find"
    on.do("bring-charge", "m006", **charge, deed=on.day(-1), facts=hash_of("facts"), tell=tell)
    on.do("file-evidence", "m007", case="books", item="letter", sort="document", content=hash_of("letter"))
    on.do("serve-charge", _secretary(local), case="books", hearing=on.day(16), record=hash_of("served"))
    sit = lots.sit(local, "books", "five members sit whom the lottery gave")
    on.wait(15)
    judges = tuple(Signer(on.member(name), "panel") for name in sit[:3])
    on.do("hold-hearing", *judges, case="books", record=hash_of("hearing"))
    told: dict[str, Any] = {
        "clause": "6.2",
        "ground": "duty-of-office",
        "rests_on": ("letter",),
        "yes": 4,
        "no": 1,
    }
    on.do("decide-finding", *judges, case="books", outcome="found", reasons=hash_of("reasons"), **told)
    on.do("open-recall", "m002", **recall, tell="now the recall is opened; members sign it under seal")


def _signed(local: Local) -> None:
    on, name = local.on, "recall-steward"
    openings = [_sheet(local, who, name) for who in SIGNERS]
    openings.append(_sheet(local, SIGNERS[0], name))
    seals = tuple(seal_of(on.state.identity.org, name, each) for each in openings)
    on.do("seal-signatures", "m002", petition=name, seals=seals)
    on.do("file-petition", "m002", petition=name)
    found = opened(on.state, on.state.petitions.all[name], openings)
    raw = msgspec.json.encode(tuple(openings))
    file = on.organisation.openings.put(raw)
    assert isinstance(file, str), file
    tell = f"two tellers open them: {found.good} count, one came twice; the vote opens by itself"
    fields = {"petition": name, "openings": file, "good": found.good, "struck": Struck(**found.struck)}
    on.do("count-petition", *local.tellers(), **fields, tell=tell)


def _sheet(local: Local, who: str, petition: str) -> Opening:
    on = local.on
    act = on.draft("sign-petition", (who,), petition=petition)
    raw = encode(act)
    signature = on.cast(who).sign(raw)
    assert isinstance(signature, SshSignature)
    return Opening(on.draw(f"salt {act.nonce}", 32).hex(), Sheet(raw.decode(), signature))


def _voted(local: Local) -> None:
    on = local.on
    vote = on.state.recalls.all["recall-steward"].elections[-1]
    steward = on.member(STEWARD)
    withdrawn = {"election": vote, "member": steward}
    on.refused(
        "withdraw-candidacy", Signer(steward, "subject"), **withdrawn, tell="he takes his name off the paper"
    )
    on.now = on.state.elections.all[vote].opens
    on.do("fix-paper", *local.tellers(), **election.paper_of(local, vote, {STEWARD: 0}))
    on.do("open-poll", *local.tellers(), election=vote)
    on.now = on.state.elections.all[vote].closes
    served = on.state.elections.papers[vote].voters
    on.do("close-poll", "m004", election=vote, served=served, records=hash_of("delivery records"))
    numbers: dict[str, Any] = {
        "took_part": 150,
        "valid": 150,
        "invalid": 0,
        "votes": (48,),
        "against": (102,),
    }
    on.do("enter-count", *local.tellers(), election=vote, unit=ROOT, **numbers)
    tell = "102 of 150 recall him; his seat is vacant, and its election falls due"
    on.do("declare-recall", *local.tellers(), election=vote, outcome="recalled", tell=tell)


def _closed(local: Local) -> None:
    on = local.on
    asked = len(listed(on.state, on.state.campaigns.all["there-2026"]))
    told: dict[str, Any] = {"campaign": "there-2026", "asked": asked}
    tell = "a member closes the campaign, which is due, and counts a hundred answers"
    on.refused("close-campaign", "m005", **told, answered=100, tell=tell)
    tell = f"{asked} were asked, 10 answered; nobody has lost anything by it"
    on.do("close-campaign", "m005", **told, answered=10, tell=tell)
