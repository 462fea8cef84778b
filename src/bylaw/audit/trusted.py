"""What a reader of this record still takes on trust, in words: the last part of every verdict."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.keeping.witnesses import names
from bylaw.state import State
from bylaw.state.witnesses import captives


def trusted(state: State, sealed: int = 0) -> Iterator[str]:
    """Yield what no copy of this record can show, with so many sealed steps that this reader cannot open."""
    yield "that an id on the roll is a living person, and one only: the registrar and the sponsors say so"
    if state.members.standing:
        yield "that dues are paid as attested: the treasurer says so"
    counts = [count for units in state.elections.counts.values() for count in units.values()]
    paper = sum(1 for count in counts if count.source == "tellers" and not count.ballots)
    if paper:
        yield f"counts without their ballots, on the word of the tellers who signed them: {paper}"
    if state.boxes.decrypted:
        many = len(state.boxes.decrypted)
        several = f"of {many} boxes" if many > 1 else "of one box"
        yield f"that the credential offices and the keepers {several} do not act together: both could stuff them"
        yield f"that as many trustees {several} as open one show their keys to nobody: they could open single ballots"
    if state.corrections.attested:
        yield f"facts attested from outside, each shown with its source: {len(state.corrections.attested)}"
    if state.corrections.papers:
        yield "that papers entered for members are theirs: two officers say so, and the members did not disown them"
    yield from _witnesses(state)
    match state.identity.clock:
        case "simulated":
            yield "no time: the clock of this record is simulated"
        case "reconstruction":
            yield "every act and time: one archivist reconstructed this record from the sources that it names"
        case _ if not state.witnesses.brackets:
            yield "the times of entries: the operator says so, and no witness does"
    if sealed:
        yield f"that what is inside sealed steps was allowed, on the word of those who hold the openings: {sealed}"


def _witnesses(state: State) -> Iterator[str]:
    """Yield what is declared of the witnesses' independence: the record can show dependence, never its absence."""
    facts = state.identity
    own = captives(facts.witnesses, facts.captive, facts.origin)
    if own:
        yield f"nothing that rests on these witnesses alone, who are the operator's own: {', '.join(names(own))}"
    if others := [each for each in facts.witnesses if each not in own]:
        yield f"that these witnesses do not depend on the operator, as is declared: {', '.join(names(others))}"
