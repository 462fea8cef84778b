"""Every kind of act that a page points to is noted by the fold, as a plain reading of the record finds it."""

from collections import defaultdict

import pytest

from bylaw.acts.members.cards import PublishCardStatus
from bylaw.acts.reader import read_act
from bylaw.acts.registry import BY_KIND
from bylaw.acts.sealed import Sealed
from bylaw.portal.telling import TITLES
from bylaw.portal.trail import OF_BOX, PROOFS
from bylaw.record.entry import parse_entry
from bylaw.store.organisation import Organisation
from tests.portal.test_walk import addresses

__all__ = ["addresses"]

OTHERS = {"create-office", "record-attendance", "move", PublishCardStatus.kind(), Sealed.kind()}
BY_THEMSELVES = {"final", "late"}
"""Steps of a case that are no acts."""
SEALED = {"bring-charge"}
"""What opens a case stands in the record as a leaf alone."""


@pytest.mark.usefixtures("addresses")
def test_the_kinds_that_are_noted_are_those_that_pages_point_to():
    from bylaw.portal.public import STEPS  # noqa: PLC0415 - Django must be set up first

    noted = {kind for kind, act in BY_KIND.items() if act.pointed_to}
    assert noted == {*STEPS, *PROOFS.values(), *OF_BOX.values(), *OTHERS, *TITLES} - BY_THEMSELVES - SEALED


def test_what_is_noted_is_what_a_reading_of_every_entry_finds(played):
    organisation = Organisation.open(played.folder)
    found = defaultdict(list)
    for index, raw in enumerate(organisation.raw_entries()):
        act = read_act(parse_entry(raw).act)
        if act.pointed_to:
            found[act.kind(), "/".join(getattr(act, name) for name in act.pointed_to)].append(index)
    organisation.close()
    assert len(found) > 10
    assert {each: organisation.state.places.of(*each) for each in found} == {
        each: tuple(entries) for each, entries in found.items()
    }
