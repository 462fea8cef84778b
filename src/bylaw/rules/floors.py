"""bylaw's own floors: the protections that lie underneath every profile, each a clause like any other.

They are stated openly as stricter than some models. Bylaws may ask for more, never for less.
"""

from __future__ import annotations

from bylaw.rules.clause import Clause
from bylaw.rules.finding import OWN
from bylaw.rules.meanings import (
    Appeal,
    CampaignRule,
    Cap,
    Card,
    Climb,
    Electorate,
    Emergency,
    Grounds,
    Method,
    Panel,
    Standing,
    Steps,
    Window,
)
from bylaw.rules.measure import Measure

FLOORS: tuple[Clause, ...] = (
    Clause(
        no="floor 1",
        words="Arrears cost no right before a reminder was served and a week has passed.",
        layer="floor",
        source=OWN,
        standing=Standing(reminders=1, remind_days=7),
    ),
    Clause(
        no="floor 71",
        words="One person who pays the dues of more than five others is shown in public.",
        of=("attest-standing",),
        layer="floor",
        source=OWN,
        on_breach="flag",
        standing=Standing(reminders=0, payer_most=5),
    ),
    Clause(
        no="floor 72",
        words="Silence ends no membership but after a campaign: a month to answer, a reminder a week before it ends.",
        of=("open-campaign",),
        layer="floor",
        source=OWN,
        campaign=CampaignRule(answer_days=30, reminders=1, remind_days=7),
    ),
    Clause(
        no="floor 73",
        words="Whoever sat on a commission gains nothing by it: for a year she does not stand for that office.",
        of=("open-commission",),
        layer="floor",
        source=OWN,
        window=Window(days=365),
    ),
    Clause(
        no="floor 2",
        words="A seat is filled by a ballot: a single candidate is put to a confirming vote.",
        of=("call-election",),
        layer="floor",
        source=OWN,
        method=Method(name="", ballot="open", single="confirm"),
    ),
    Clause(
        no="floor 74",
        words="Less than half of the seats of a body are held ex officio: the others are elected to it.",
        of=("create-office",),
        layer="floor",
        source=OWN,
        cap=Cap(measure=Measure(share=(1, 2), strict=True)),
    ),
    Clause(
        no="floor 5",
        words="A poll of which less than half of the roll was told cannot close as valid.",
        of=("close-poll",),
        layer="floor",
        source=OWN,
        electorate=Electorate(served=Measure(share=(1, 2))),
    ),
    Clause(
        no="floor 11",
        words="A void and a result can be challenged for a week; undecided after ninety days, the vote is held again.",
        of=("challenge-election",),
        layer="floor",
        source=OWN,
        appeal=Appeal(within_days=7, decide_days=90, suspensive=False, overdue="pauses"),
    ),
    Clause(
        no="floor 3",
        words="A paper entered for somebody can be disowned by her for a week.",
        of=("enter-paper",),
        layer="floor",
        source=OWN,
        window=Window(days=7),
    ),
    Clause(
        no="floor 4",
        words="The old key has a week to stop a recovery.",
        of=("recover-key",),
        layer="floor",
        source=OWN,
        window=Window(days=7),
    ),
    Clause(
        no="floor 6",
        words="No sanction without a charge served, a week to prepare, a hearing or its waiver, a finding and reasons.",
        of=("bring-charge",),
        layer="floor",
        source=OWN,
        steps=Steps(
            order=(
                ("serve", "charge", 0),
                ("hear", "serve", 7),
                ("find", "hear", 0),
                ("sanction", "find", 0),
            )
        ),
    ),
    Clause(
        no="floor 7",
        words="Three or more judge, and nobody who has a part in the case or holds power under the bylaws.",
        of=("bring-charge",),
        layer="floor",
        source=OWN,
        panel=Panel(
            size=3,
            excludes=("accuser", "accused", "witness", "executive", "kin", "heir", "investigator"),
            how=("lot", "elected", "drawn"),
        ),
    ),
    Clause(
        no="floor 8",
        words="A member has two weeks to appeal; undecided after 120 days, the sanction falls or pauses.",
        of=("bring-charge",),
        layer="floor",
        source=OWN,
        appeal=Appeal(within_days=14, decide_days=120, suspensive=False, overdue="pauses"),
    ),
    Clause(
        no="floor 9",
        words="A vote, a view, a complaint, a petition, a candidacy or help to another is never charged; "
        "a confession, or the accuser's word, never suffices alone.",
        of=("bring-charge",),
        layer="floor",
        source=OWN,
        grounds=Grounds(
            never=("vote", "view", "complaint", "petition", "candidacy", "help"),
            alone=("confession", "accuser"),
        ),
    ),
    Clause(
        no="floor 23",
        words="Whom a member criticised in the last 180 days does not charge her in their own body.",
        of=("bring-charge",),
        layer="floor",
        source=OWN,
        window=Window(days=180),
    ),
    Clause(
        no="floor 10",
        words="An interim measure lasts sixty days at most, and is renewed once.",
        of=("interim-measure",),
        layer="floor",
        source=OWN,
        emergency=Emergency(days=60, renewals=1),
    ),
    Clause(
        no="floor 21",
        words="A complaint is acknowledged in two weeks, answered in thirty days, decided in sixty, or passes on.",
        of=("file-complaint",),
        layer="floor",
        source=OWN,
        climb=Climb(days=30, acknowledge_days=14, decide_days=60),
    ),
    Clause(
        no="floor 22",
        words="A warning is answered with reasons in thirty days, or passes on.",
        of=("give-warning",),
        layer="floor",
        source=OWN,
        climb=Climb(days=30),
    ),
    Clause(
        no="floor 40",
        words="A card lasts two years at most, and no door goes by a list older than a week: "
        "it outlives the end of a membership by no more.",
        of=("issue-card", "replace-card", "publish-card-status"),
        layer="floor",
        source=OWN,
        card=Card(months=24, list_hours=168),
    ),
    Clause(
        no="floor 33",
        words="A file is asked for with three days at least to deliver it.",
        of=("request-file",),
        layer="floor",
        source=OWN,
        window=Window(days=3),
    ),
    Clause(
        no="floor 31",
        words="An emergency lasts sixty days at most, is renewed once, and ends unless confirmed within a month.",
        of=("declare-emergency",),
        layer="floor",
        source=OWN,
        emergency=Emergency(days=60, renewals=1, confirm_days=30),
    ),
    Clause(
        no="floor 32",
        words="A stop order lasts half a year at most, is renewed once, and ends unless confirmed within two months.",
        of=("order-stop",),
        layer="floor",
        source=OWN,
        emergency=Emergency(days=183, renewals=1, confirm_days=60),
    ),
)
"""Every floor, in the order of the printed book; the chapters on justice add theirs here."""
