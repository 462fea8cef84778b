"""What is moved or petitioned for under seal, for those who decide on it; each look is told to whom it is about."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.assemblies.deliberation import Question, franchise_of, inner_act
from bylaw.acts.matter import leaf_in
from bylaw.acts.members.franchise import votes
from bylaw.people.access import Access
from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.portal import words
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import member_of
from bylaw.portal.looking import because
from bylaw.state.motions import Motion
from bylaw.state.petitions import Petition


class Moved(Struct, frozen=True):
    """A motion or a petition whose matter is sealed: what kind of act it is for, and in which case."""

    name: str
    step: str
    case: str
    at: int


def moved(where: Desk, member: str) -> tuple[Moved, ...]:
    """Give what is open under seal and can be opened here, of that on which a member has a vote."""
    return tuple(found for _, found in _open(where, member))


def _open(where: Desk, member: str) -> Iterator[tuple[Motion | Petition, Moved]]:
    state, at = where.state, where.now()
    motions = (one for one in state.motions.all.values() if not one.outcome)
    petitions = (one for one in state.petitions.all.values() if not one.filed and at < one.closes)
    decided: list[Motion | Petition] = [*motions, *petitions]
    for one in decided:
        leaf = leaf_in(one.matter)
        if leaf is None or leaf.seal not in state.matters:
            continue
        if votes(state, member, franchise_of(state, Question(one.body, one.matter, one.at)), at):
            yield one, Moved(one.name, leaf.step, leaf.case, one.at)


@require_POST
def read(request: HttpRequest, name: str) -> HttpResponse:
    """Show in words what is decided on; the look is logged for whom it is about before anything is shown."""
    inner = look(member_of(request), name)
    shown = {"name": name, "act": inner, "said": words.said(inner, desk().state.identity.zone)}
    return render(request, "portal/matter.html", shown)


def look(member: str, name: str) -> Act:
    """Open what is moved under seal for somebody who votes on it, once the look is logged. Raises `Http404`."""
    found = next((one for one, told in _open(desk(), member) if told.name == name), None)
    inner = inner_act(desk().state, found.matter) if found else None
    if found is None or inner is None:
        raise Http404
    _log(desk(), member, name, inner)
    return inner


def _log(where: Desk, member: str, name: str, inner: Act) -> None:
    about = getattr(inner, "charged", "") or getattr(inner, "member", "") or inner.subject(where.state)
    if not about or not (where.folder / FOLDER).is_dir():
        return
    with Register.open(where.folder / FOLDER) as register:
        why = because("to decide on it")
        try:
            register.vault.log(why, Access((member,), f"matter of {name}", why.words, about))
        except KeyError:
            return
