"""What a credential office has to do for an election, by when, and how: by a form here, or by a command elsewhere.

Whatever handles a secret is a command on the office's own machine: the portal never sees a private credential.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace

from bylaw.acts.secret_ballots.ballots import SetUpBallot
from bylaw.acts.secret_ballots.trustees import not_rehearsed
from bylaw.acts.voting.polls import FixPaper, OpenPoll
from bylaw.portal import forms, officers
from bylaw.portal.desk import Desk
from bylaw.portal.drafts import Draft, drafted
from bylaw.portal.known import with_known
from bylaw.projections.credentials import Channels
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.who import parse_phrase
from bylaw.state.elections import Election


class Step(Struct, frozen=True):
    """One thing to do: since when it can be done, by when, and whether it is ``done``, by which ``entries``.

    ``kind`` is the act whose form does it, with ``query`` filled in and what would refuse it now; else ``commands`` do.
    ``left`` are the numbers of the trustees who have not rehearsed, ``signers`` who signs where a command does it.
    """

    what: str
    since: int
    by: int
    done: bool = False
    kind: str = ""
    query: str = ""
    refusals: tuple[Finding, ...] = ()
    commands: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()
    left: str = ""
    signers: str = ""


def office_of(where: Desk, election: Election) -> tuple[str, ...]:
    """Give the credential office of an election: whoever holds the office that the clause on its box names first."""
    return officers.first_holders(where, SetUpBallot.kind(), election.unit, election.called)


def steps(where: Desk, election: Election, unit: str, found: Channels, member: str) -> Iterator[Step]:
    """Give every step up to the end of the poll, in the order in which they are taken."""
    state, name, box, roll, opens = where.state, election.name, found.box, election.record, election.opens
    fixed, opened = name in state.elections.papers, election.opened < FOREVER
    left = not_rehearsed(state, box) if box else ""
    signers = officers.companies(state, SetUpBallot.kind(), election.unit, election.called)
    yield Step("own", election.called, opens, box is not None)
    yield Step("roll", roll, roll, where.now() >= roll)
    yield _by_form(where, Step(FixPaper.kind(), roll, opens, fixed), name, member)
    yield Step("list", roll, opens, box is not None, commands=tuple(_listing(name, unit)))
    yield Step("letters", roll, opens, commands=(_LETTERS.format(unit=unit),))
    entries = state.places.of(SetUpBallot.kind(), box.name)[-1:] if box else ()
    setting = tuple(_setting(name, unit, signers))
    yield Step(
        "box", roll, opens, box is not None, commands=setting, entries=entries, signers=" or ".join(signers)
    )
    yield Step("keys", roll, opens, box is not None and not left, left=left)
    yield _by_form(where, Step(OpenPoll.kind(), opens, opens, opened), name, member)
    yield Step("told", opens, election.closes, election.closed < FOREVER, commands=(_TOLD,))


def _by_form(where: Desk, step: Step, election: str, member: str) -> Step:
    """Add the form of an act to its step, with what would refuse it now; or where it was done."""
    if step.done:
        return replace(step, entries=where.state.places.of(step.what, election)[-1:])
    fields = {"election": election}
    known = with_known(where, step.what, fields, member)
    draft = drafted(where, forms.FORMS[step.what], known, member)
    refusals = draft.refusals if isinstance(draft, Draft) else ()
    return replace(step, kind=step.what, query=urlencode(fields), refusals=refusals)


_LETTERS = "bylaw election letters draft.json credentials/ addresses-{unit}.csv letters.pdf"
_TOLD = "bylaw election whom draft.json credentials/ notices.csv --own own/"


def _listing(election: str, unit: str) -> Iterator[str]:
    yield "mkdir own credentials"
    yield f"bylaw election draft questions.json draft.json --called DIR {election} --unit {unit}"
    yield f"bylaw election sent DIR {election} own/ --unit {unit}"
    yield f"bylaw election credentials draft.json voters-{unit}.txt credentials/ public.json --own own/"


def _setting(election: str, unit: str, signers: tuple[str, ...]) -> Iterator[str]:
    """Give the act that sets up the box as each company that may sign it types it."""
    fields = f"--elections {election} --unit {unit} --opening election.bel --attach election.bel"
    for company in signers:
        keys = " ".join(f"--as KEY:{key.name or key.kind}" for key in parse_phrase(company))
        yield f"bylaw act DIR {SetUpBallot.kind()} --box NAME {fields} {keys}"
