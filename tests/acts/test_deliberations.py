from bylaw.projections.deliberations import envoys, meetings, motions, petitions

from .assembly import TEXT, ready
from .society import person
from .test_delegates import ENVOY, apportioned, check, written


def test_what_meetings_motions_and_petitions_say_of_themselves():
    s = ready()
    s.do("record-vote", s.secretary, motion="q1", yes=4, no=2, blank=1)
    s.do("dissent", 7, motion="q1", reasons=TEXT)
    s.move("q2", matter="")
    s.do("open-petition", 2, name="p1", body="root", matter=s.fact("f2"), text=TEXT)
    s.do("sign-petition", 2, petition="p1")
    (meeting,) = meetings(s.state, "root", s.now)
    assert (meeting.stage, meeting.voters, meeting.minutes) == ("open", 7, "")
    new, old = motions(s.state, "root", s.now)
    assert (new.matter, new.stage) == ("declaration", "seconded")
    assert (old.matter, old.stage, old.yes, old.no, old.abstain, old.dissents) == (
        "attest",
        "carried",
        4,
        2,
        1,
        1,
    )
    (petition,) = petitions(s.state, "root", s.now)
    assert (petition.matter, petition.signatures, petition.filed) == ("attest", 1, "")
    assert petition.closes == "2025-03-17T00:00:00Z", "sixty days from 15 January, to the end of the last"
    assert meetings(s.state, "board", s.now) == motions(s.state, "board", s.now) == ()


def test_counterparts_see_the_powers_of_delegates_and_envoys_and_their_last_day():
    s = apportioned()
    written(s, 4, matters=("move",))
    s.do("send-envoy", s.office(1, "secretary"), name="v1", begins=TO, ends=UNTIL, **ENVOY)
    s.wait(20)
    envoy, delegate = envoys(s.state, "root", s.now)
    assert (envoy.to, envoy.powers, envoy.until, envoy.stage) == (
        "The federation",
        "to hear; to propose",
        UNTIL,
        "sent",
    )
    assert (delegate.member, delegate.powers, delegate.stage) == (person(4), "move", "to be checked")
    check(s, "c4")
    assert envoys(s.state, "north", s.now)[0].stage == "seated"


TO, UNTIL = "2025-01-10T00:00:00Z", "2025-05-01T00:00:00Z"
