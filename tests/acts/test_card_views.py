"""What everybody with the record sees of cards, and the duty that doors live by."""

from bylaw.projections.cards import cards
from bylaw.projections.duties import duties

from .carding import CardOffice


def stages(office, body="root"):
    return {line.card: line.stage for line in cards(office.state, body, office.now)}


def test_each_card_is_shown_with_its_stage_newest_first():
    office = CardOffice()
    first, second = office.issue(), office.issue(4)
    office.do("report-card-lost", office.herself(), card=first)
    assert list(stages(office).items()) == [(second, "good"), (first, "lost")]
    assert stages(office, "board") == {}
    assert cards(office.state, "root", office.now - 1) == ()


def due(office):
    return [
        (d.overdue, d.why) for d in duties(office.state, "root", office.now) if d.act == "publish-card-status"
    ]


def test_a_list_is_a_duty_once_there_is_a_card_and_overdue_when_doors_stand_still():
    office = CardOffice()
    assert due(office) == []
    office.issue()
    assert due(office) == [(True, "no door has a list")]
    office.publish()
    assert [overdue for overdue, _ in due(office)] == [False]
    office.wait(1)
    assert [overdue for overdue, _ in due(office)] == [True]
