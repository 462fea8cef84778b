"""Authority: whether those who signed may do this, by the clause that says who may.

It is a matching: every key of the clause is turned by a signer of its own whose right fits, and every
signer turns a key. The answer is never a bare no: it says which key nobody turned, or which signature
turned none, for the phrase that came nearest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bylaw.acts.act import Act, Signer
from bylaw.acts.deputies import against, deputies
from bylaw.acts.matter import covers
from bylaw.acts.places import awake, places, seats_in
from bylaw.record.clock import rfc3339
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State


def authority(state: State, act: Act, at: int) -> Iterator[Finding]:
    """Yield a finding for the choice, and for each floor, under which the signers have no right to the act."""
    yield from _once(act)
    asked = act.ask(state, at, "may")
    if not asked:
        yield own(9, f"no clause says who may {act.kind()} here", "amend the bylaws to say who may")
    for provision in asked:
        tries = []
        for phrase in provision.rule.any_of:
            tries.append(_unmet(state, act, at, parse_phrase(phrase)))
            if not tries[-1]:
                break
        else:
            phrases = " or ".join(_named(state, act, at, phrase) for phrase in provision.rule.any_of)
            yield provision.breach(_nearest(tries), f"have it signed by {phrases}")


def _once(act: Act) -> Iterable[Finding]:
    """Refuse one person as two signers: two keys are two people's, whatever offices or seats one of them has."""
    if len({signer.member for signer in act.by}) == len(act.by):
        return ()
    times = Counter(signer.member for signer in act.by)
    return [
        own(17, f"{member} is named as a signer {n} times", "have another sign: each key is another person's")
        for member, n in times.items()
        if n > 1
    ]


def _named(state: State, act: Act, at: int, phrase: str) -> str:
    """Give a phrase as a remedy says it; of a holder who that is now, of an office who stands in."""
    held = act.held_by(state, at) if phrase.startswith("holder") else ""
    if phrase.startswith("office"):
        keys = parse_phrase(phrase)
        held = " or ".join(str(other) for key in keys for other in deputies(state, act, at, key))
    return f"'{phrase}', now '{held}'" if held else f"'{phrase}'"


def _nearest(tries: list[list[str]]) -> str:
    """Give the first reason of the phrase that came nearest: fewest reasons, and not merely another right."""
    return min(tries, key=lambda reasons: (len(reasons), " signed as " in reasons[0]))[0]


def _unmet(state: State, act: Act, at: int, keys: tuple[Who, ...]) -> list[str]:
    """Give the reasons why these keys are not all turned by exactly these signers; empty when they are."""
    if len(keys) == 1:
        key = keys[0]
        if key == _ANYONE or (key.kind == "panel" and _more_than_half(state, act)):
            return []
        if len(act.by) == 1 and key.kind not in _STAND_FOR_OTHERS:
            why = _why_not(state, act, at, act.by[0], key)
            return _reasons(act, keys, [[why]]) if why else []
    keys = tuple(each for key in keys for each in _each(state, act, at, key))
    fits = [[_why_not(state, act, at, signer, key) for signer in act.by] for key in keys]
    if len(keys) == len(act.by) and _matching(fits, ()):
        return []
    return _reasons(act, keys, fits)


def _each(state: State, act: Act, at: int, key: Who) -> tuple[Who, ...]:
    """Give the keys that one stands for: of a panel more than half of those who sit, or more; of a holder hers."""
    if key.kind == "holder" and (held := act.held_by(state, at)):
        return parse_phrase(held)
    if key.kind != "panel":
        return (key,)
    signed = sum(1 for signer in act.by if signer.right == "panel")
    return (key,) * max(len(act.judges(state)) // 2 + 1, signed)


def _more_than_half(state: State, act: Act) -> bool:
    """Whether more than half of those who sit signed, each as one of the panel, and nobody else did."""
    judges = act.judges(state)
    for signer in act.by:
        if signer.right != "panel" or signer.member not in judges:
            return False
    return len(act.by) > len(judges) // 2


_ANYONE = Who("anyone", "", "here")
_STAND_FOR_OTHERS = ("panel", "holder")


def _matching(fits: list[list[str]], taken: tuple[int, ...]) -> bool:
    """Whether the keys from the first that is not taken on can each be turned by a signer of its own."""
    if len(taken) == len(fits):
        return True
    for signer, why in enumerate(fits[len(taken)]):
        if not why and signer not in taken and _matching(fits, (*taken, signer)):
            return True
    return False


def _reasons(act: Act, keys: tuple[Who, ...], fits: list[list[str]]) -> list[str]:
    unturned = [i for i, row in enumerate(fits) if all(row)]
    reasons = [row[0] if (row := fits[i]) else f"nobody signed as '{keys[i]}'" for i in unturned]
    idle = [s for s in range(len(act.by)) if all(row[s] for row in fits)]
    reasons += [f"the signature of {act.by[s].member} turns no key" for s in idle]
    if not reasons:
        reasons = [f"signers: {len(act.by)}; keys of the clause, each for a signer of its own: {len(keys)}"]
    return reasons


def _why_not(state: State, act: Act, at: int, signer: Signer, key: Who) -> str:
    """Say why this signer's right does not turn this key; empty when it does."""
    match key.kind:
        case "anyone":
            return ""
        case "member":
            return _as_member(state, act, at, signer, key)
        case "office":
            return _by_office(state, act, at, signer, key)
        case "resolution" | "petition":
            return _as_warrant(state, act, at, signer, key)
        case "panel":
            return _as_panel(state, act, signer)
        case "subject" | "applicant":
            return _as_subject(state, act, signer, key)
        case "founder":
            return "" if signer.right == "founder" and not state.identity.org else "the founding is over"
    return f"{signer.member} holds no seat as '{key}'"


def _as_member(state: State, act: Act, at: int, signer: Signer, key: Who) -> str:
    if signer.right != "member":
        return f"{signer.member} signed as {signer.right}, not as member"
    where = awake(state, places(state, act, key), at)
    if not any(state.members.belongs(state, signer.member, place, at) for place in where):
        return f"{signer.member} is not a member of {' or '.join(where)} on {rfc3339(at)[:10]}"
    return _not_yet(state, act, at, key)


def _as_office(state: State, act: Act, at: int, signer: Signer, key: Who) -> str:
    if signer.right != "office":
        return f"{signer.member} signed as {signer.right}, not as {key.name}"
    mandate = state.offices.mandates.get(signer.ref)
    if mandate is None or mandate.member != signer.member:
        return f"{signer.member} holds no mandate '{signer.ref}'"
    if mandate.office != key.name:
        return f"mandate '{signer.ref}' is that of {mandate.office}, not of {key.name}"
    if not mandate.holds(at):
        how, when = ("ended", mandate.end) if mandate.end <= at else ("begins", mandate.start)
        return f"mandate '{signer.ref}' {how} on {rfc3339(when)[:10]}"
    if state.members.rests(signer.member, "office", at):
        return f"the rights of {signer.member} are suspended on {rfc3339(at)[:10]}"
    where = awake(state, places(state, act, key), at)
    if mandate.body not in where and mandate.body not in (seats := seats_in(state, where, at)):
        return f"mandate '{signer.ref}' is in {mandate.body}, not in {' or '.join(sorted(seats))}"
    return _not_yet(state, act, at, key)


def _by_office(state: State, act: Act, at: int, signer: Signer, key: Who) -> str:
    """Say why a signer neither holds an office nor stands in for those who do; empty when one of both is so."""
    why = _as_office(state, act, at, signer, key)
    for other in deputies(state, act, at, key) if why else ():
        turns = _as_office if other.kind == "office" else _as_warrant
        if not turns(state, act, at, signer, other):
            return against(state, act, at, key, signer.member) or _not_yet(state, act, at, key)
    return why


def _not_yet(state: State, act: Act, at: int, key: Who) -> str:
    """Say why a right that comes with time or with an emergency has not come; empty when it has."""
    if key.place == "due" and not act.due(state, at):
        return "this is not due, so the right to do it has not passed on"
    line = state.bodies.above.get(act.place(state), ())
    if key.place == "emergency" and not state.emergencies.grants(act.kind(), line, at):
        return f"no emergency measure in force names '{act.kind()}'"
    return ""


def _as_warrant(state: State, act: Act, at: int, signer: Signer, key: Who) -> str:
    if signer.right != "warrant":
        return f"{signer.member} signed as {signer.right}, not under a {key.kind}"
    warrant = state.warrants.all.get(signer.ref)
    if warrant is None or warrant.kind != key.kind:
        return f"there is no {key.kind} '{signer.ref}'"
    if not warrant.holds(at):
        used = f"{key.kind} '{signer.ref}' was used"
        return used if warrant.used >= 0 else f"{key.kind} '{signer.ref}' was not in force"
    bodies = seats_in(state, awake(state, places(state, act, key), at), at)
    if warrant.body not in bodies or (key.name and bodies[warrant.body] != key.name):
        return f"{key.kind} '{signer.ref}' is of {warrant.body}, not of {key}"
    if not covers(state, warrant.matter, act):
        return f"{key.kind} '{signer.ref}' is for another act, or other words"
    if not any(True for _ in state.members.roll.current(signer.member, at)):
        return f"{signer.member} is not a member"
    return ""


def _as_panel(state: State, act: Act, signer: Signer) -> str:
    if signer.right != "panel":
        return f"{signer.member} signed as {signer.right}, not as one of the panel"
    if signer.member not in act.judges(state):
        return f"{signer.member} does not sit on the panel"
    return ""


def _as_subject(state: State, act: Act, signer: Signer, key: Who) -> str:
    if signer.right != key.kind:
        return f"{signer.member} signed as {signer.right}, not as {key.kind}"
    if act.subject(state) != signer.member:
        return f"this concerns {act.subject(state) or 'nobody'}, not {signer.member}"
    return ""
