"""Boxes: from the call to a seated committee, and every archive, key or list that is not the one."""

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.secret_ballots.ballots import ServedFile
from bylaw.acts.secret_ballots.trustees import commitments
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Electorate
from bylaw.state.keys import HeldKey, Recovery

from .boxing import CHAIRS, KEYHOLDERS, Boxed, box_society, made
from .polling import DIGEST
from .society import DAY, key_of, person


def test_from_the_call_to_a_seated_committee():
    boxed = Boxed(box_society()).filed()
    s, (first, second) = boxed.s, boxed.polls
    chair, council = (s.state.elections.counts[name]["root"] for name in ("e1", "e2"))
    assert (chair.votes, chair.took_part, chair.source, chair.ballots) == ((7, 6), 10, "box", "")
    assert (council.votes, council.valid, council.ballots) == ((), 10, s.attach(boxed.it.whole.archive))
    assert first.refused((6,)) == ["bylaw 32"]
    first.declare((5,))
    assert second.refused((5, 7), ballots=(council.ballots,)) == ["bylaw 32"]
    assert second.refused((5, 6)) == ["bylaw 13"], "the archive is what the count rests on"
    second.declare((5, 6), ballots=(council.ballots,))
    seats = {m.office: m.source for m in s.state.offices.of_member(person(5)) if m.source in ("e1", "e2")}
    assert seats == {"chair": "e1", "councillor": "e2"}


def test_heads_only_grow_and_are_signed_by_the_box():
    boxed = Boxed(box_society()).opened()
    s = boxed.s
    s.do("box-head", 11, **boxed.head(0))
    s.do("box-head", 11, **boxed.head(3))
    assert s.refused("box-head", 11, **boxed.head(2)) == ["bylaw 45"]
    assert s.refused("box-head", 11, **boxed.head(3, DIGEST)) == ["bylaw 45"], "another event at that height"
    assert s.refused("box-head", 11, **boxed.head(4, seed=b"c" * 32)) == ["bylaw 45"], "another key"
    told = {**boxed.head(4), "ballots": 5}
    assert s.refused("box-head", 11, **told) == ["bylaw 45"], "not what was signed"
    assert s.refused("close-box", 11, **boxed.head(11)) == ["bylaw 15"], "the poll is open"
    s.do("box-head", 11, **boxed.head(3))
    boxed.polls[0].until(47)
    s.do("close-poll", 11, election="e1", served=12, records=DIGEST)
    assert s.refused("box-head", 11, **boxed.head(4)) == ["bylaw 15"], "the poll is closed"
    s.do("close-box", 11, **boxed.head(11))


def test_credentials_are_the_roll():  # C46
    for founders, refused in ((13, ["bylaw 42"]), (11, ["bylaw 42"]), (12, [])):
        boxed = Boxed(box_society(founders=founders), ranked=False).committed()
        if refused:
            assert boxed.s.refused("set-up-ballot", boxed.pair(), **boxed.setting()) == refused
        else:
            boxed.s.do("set-up-ballot", boxed.pair(), **boxed.setting())


def test_each_voter_has_one_channel():
    on_paper = tuple(person(n) for n in range(13, 23))
    for sent, listed, refused in (
        (13, on_paper, ["bylaw 42"]),
        (11, (*on_paper[:9], on_paper[0]), ["bylaw 42"]),
        (11, (*on_paper[:9],), ["bylaw 42", "bylaw 43"]),
        (11, on_paper, []),
    ):
        boxed = Boxed(box_society(founders=22), ranked=False).committed()
        own = {"election": "e1", "member": person(sent), "credential": DIGEST}
        boxed.s.do("send-credential", Signer(person(sent), "subject"), **own)
        setting = boxed.setting(on_paper=listed)
        if refused:
            assert boxed.s.refused("set-up-ballot", boxed.pair(), **setting) == refused
        else:
            boxed.s.do("set-up-ballot", boxed.pair(), **setting)


def test_a_member_sends_a_credential_of_her_own():
    boxed = Boxed(box_society()).papered()
    sent = {"election": "e1", "member": person(11), "credential": DIGEST}
    mine, other = Signer(person(11), "subject"), Signer(person(12), "subject")
    assert "31" in boxed.s.refused("send-credential", other, **sent), "by another hand"
    boxed.s.do("send-credential", mine, **sent)
    assert boxed.s.refused("send-credential", other, **{**sent, "member": person(12)}) == ["bylaw 42"], (
        "a copy"
    )
    boxed.s.do("send-credential", mine, **{**sent, "credential": "e" * 64})
    after = Boxed(box_society()).set_up()
    assert after.s.refused("send-credential", mine, **sent) == ["bylaw 42"], "the list is fixed"


@pytest.mark.parametrize(
    ("begins", "taken"), [("before the roll closes", True), ("after it", False), ("never, stopped", True)]
)
def test_a_key_recovered_after_the_roll_closed_sends_no_credential(begins, taken):
    boxed = Boxed(box_society()).papered()
    s, mine = boxed.s, Signer(person(11), "subject")
    record = s.state.elections.all["e1"].record
    ends = record - DAY if begins == "before the roll closes" else record + DAY
    new = key_of(person(11), 1)
    s.state.keys.register(HeldKey(new.thumbprint, new, person(11), ends))
    recovery = Recovery(
        new.thumbprint, person(11), (), ends - 14 * DAY, ends, stopped=begins.startswith("never")
    )
    s.state.keys.recoveries[new.thumbprint] = recovery
    assert ends < s.now
    sent = {"election": "e1", "member": person(11), "credential": DIGEST}
    if taken:
        s.do("send-credential", mine, **sent)
    else:
        assert s.refused("send-credential", mine, **sent) == ["bylaw 42"]
        s.do("send-credential", Signer(person(12), "subject"), **{**sent, "member": person(12)})


def test_nine_voters_are_no_secret_ballot():  # A34
    for voters, refused in ((9, True), (10, False)):
        it = made("few", ranked=False, voters=voters, ballots=5, singles=1, threshold=None, decryptors=(1,))
        boxed = Boxed(box_society(founders=voters), it, ranked=False).committed()
        if refused:
            assert boxed.s.refused("set-up-ballot", boxed.pair(), **boxed.setting()) == ["bylaw 43"]
            continue
        taken = boxed.s.do("set-up-ballot", boxed.pair(), **boxed.setting())
        told = [finding.found for finding in taken.findings if finding.consequence == "flag"]
        assert "trustee 1: her key, lost, loses the election" in told, "what n of n costs"


@pytest.mark.parametrize(("least", "good"), [(0, True), (12, True), (13, False)])
def test_bylaws_may_ask_for_more_voters_than_ten(least: int, good: bool):
    rule = Clause(no="40", words="No fewer.", of=("set-up-ballot",), electorate=Electorate(least=least))
    boxed = Boxed(box_society(rule))
    if good:
        boxed.set_up()
    else:
        boxed.committed()
        assert boxed.s.refused("set-up-ballot", boxed.pair(), **boxed.setting()) == ["40"]


def test_one_member_one_vote():
    for weights, refused in ((2, True), (1, False)):
        it = made(f"weights {weights}", ranked=False, weight=weights)
        boxed = Boxed(box_society(), it, ranked=False).committed()
        if refused:
            assert boxed.s.refused("set-up-ballot", boxed.pair(), **boxed.setting()) == ["bylaw 42"]
        else:
            boxed.s.do("set-up-ballot", boxed.pair(), **boxed.setting())


def test_the_archive_is_what_was_signed():
    boxed = Boxed(box_society()).committed()
    s = boxed.s
    good = boxed.setting()
    keys = list(good["trustees"])
    swapped = (replace(keys[0], key=keys[1].key), replace(keys[1], key=keys[0].key), keys[2])
    for wrong, clauses in (
        ({"fingerprint": DIGEST}, {"bylaw 41"}),
        ({"keys": DIGEST}, {"bylaw 41"}),
        ({"credentials": DIGEST}, {"bylaw 41"}),
        ({"group": "BELENIOS-2048"}, {"bylaw 41"}),
        ({"number": 11}, {"bylaw 41", "bylaw 42"}),
        ({"trustees": swapped}, {"bylaw 41"}),
        ({"trustees": (keys[1], keys[0], keys[2])}, {"bylaw 41", "bylaw 44"}),
        ({"trustees": (replace(keys[0], member=person(11)), *keys[1:])}, {"bylaw 44"}),
        ({"trustees": (replace(keys[0], member=person(5)), *keys[1:])}, {"bylaw 34", "bylaw 44"}),
        ({"trustees": (*keys[:2], replace(keys[2], member=person(8)))}, {"bylaw 44"}),
        ({"trustees": tuple(keys[:2])}, {"bylaw 41"}),
        ({"elections": ("e2", "e1")}, {"bylaw 41", "bylaw 44"}),
        ({"elections": ("e1",)}, {"bylaw 41"}),
        ({"elections": ("e1", "e1")}, {"bylaw 41"}),
        ({"unit": "north"}, {"bylaw 8"}),
        ({"page": (ServedFile("booth.html", DIGEST), ServedFile("booth.html", "e" * 64))}, {"bylaw 41"}),
        ({"opening": s.attach(boxed.it.cuts[1])}, {"bylaw 41"}),
        ({"opening": s.attach(boxed.it.cuts[0][:-512])}, {"bylaw 13"}),
        ({"opening": s.attach(made("other").cuts[0])}, {"bylaw 41", "bylaw 44"}),
    ):
        assert set(s.refused("set-up-ballot", boxed.pair(), **{**good, **wrong})) == clauses, wrong
    assert s.refused("set-up-ballot", boxed.pair()[0], **good) == ["32"], "one key"
    page = tuple(ServedFile(name, DIGEST) for name in ("booth.html", "booth.js"))
    taken = s.do("set-up-ballot", boxed.pair(), **good, page=page)
    assert [each.file for each in boxed.box.page] == ["booth.html", "booth.js"]
    flags = [f.found for f in taken.findings if f.consequence == "flag"]
    assert "2 of 3 trustees together can open single ballots" in flags
    signature = "question 2: 64 ways to rank 3 options and 12 voters: a rare one can serve as a signature"
    assert signature in flags
    plain = Boxed(box_society(), ranked=False).committed()
    taken = plain.s.do("set-up-ballot", plain.pair(), **plain.setting())
    assert not any("signature" in finding.found for finding in taken.findings)


def test_a_paper_in_another_order_is_another_paper():
    boxed = Boxed(box_society()).committed()
    s = boxed.s
    s.do("fix-paper", s.office(1, "secretary"), **boxed.polls[0].paper(*reversed(CHAIRS)))
    assert s.refused("set-up-ballot", boxed.pair(), **boxed.setting()) == ["bylaw 41"]
    s.do("fix-paper", s.office(1, "secretary"), **boxed.polls[0].paper(*CHAIRS))
    s.do("set-up-ballot", boxed.pair(), **boxed.setting())


def test_commitments_come_first_and_once():  # A21
    boxed = Boxed(box_society()).papered()
    s, mine = boxed.s, Signer(person(8), "subject")
    assert "bylaw 44" in s.refused("set-up-ballot", boxed.pair(), **boxed.setting()), "nobody filed"
    s.do("file-coefficients", mine, **boxed.filing(8, DIGEST))
    assert s.refused("file-coefficients", mine, **boxed.filing(8, "e" * 64)) == ["bylaw 44"], "chosen last"
    copy = boxed.filing(9, DIGEST)
    assert s.refused("file-coefficients", Signer(person(9), "subject"), **copy) == ["bylaw 44"], "a copy"
    assert "31" in s.refused("file-coefficients", mine, **boxed.filing(9, "e" * 64)), "another's"
    s.do("file-coefficients", mine, **boxed.filing(8, "e" * 64, ceremony="c2"))


def test_an_archive_serves_one_box():
    boxed = Boxed(box_society()).set_up()
    s = boxed.s
    assert s.refused("set-up-ballot", boxed.pair(), **boxed.setting(box="b2")) == ["bylaw 41", "bylaw 41"]
    again = Boxed(s, made("again"), name="b2")
    again.polls = boxed.polls
    for n, digest in zip(KEYHOLDERS, commitments(again.it.board.trustees()), strict=False):
        s.do("file-coefficients", Signer(person(n), "subject"), **again.filing(n, digest, ceremony="c2"))
    same_key = again.setting(ceremony="c2")
    assert s.refused("set-up-ballot", boxed.pair(), **same_key) == ["bylaw 41"], "the key of another box"
    s.do("set-up-ballot", boxed.pair(), **again.setting(ceremony="c2", signs="f" * 64))
    signer, fields = boxed.trustee(1, **boxed.rehearsal(1))
    assert s.refused("rehearse-trustees", signer, **fields) == ["bylaw 15"], "replaced"


def test_each_trustee_rehearses_her_own_key():
    boxed = Boxed(box_society()).set_up()
    s = boxed.s
    first, fields = boxed.trustee(1, **boxed.rehearsal(1))
    other = {**fields, **boxed.rehearsal(2)}
    assert s.refused("rehearse-trustees", first, **other) == ["bylaw 44"], "another's key"
    elsewhere = {**fields, **boxed.rehearsal(1, rehearsed=2)}
    assert s.refused("rehearse-trustees", first, **elsewhere) == ["bylaw 44"], "another's ciphertext"
    second = Signer(person(KEYHOLDERS[1]), "subject")
    assert "bylaw 35" in s.refused("rehearse-trustees", second, **fields), "another's hand"
    assert "bylaw 41" in s.refused("rehearse-trustees", first, **{**fields, "trustee": 4})
    s.do("rehearse-trustees", first, **fields)


def test_a_box_opens_when_everything_is_ready():
    boxed = Boxed(box_society()).papered()
    s, opening = boxed.s, {"election": "e1"}
    boxed.polls[0].until(40)
    assert s.refused("open-poll", s.office(1, "secretary"), **opening) == ["bylaw 41"], "no box"
    boxed = Boxed(box_society()).set_up()
    s = boxed.s
    for number in (1, 2):
        signer, fields = boxed.trustee(number, **boxed.rehearsal(number))
        s.do("rehearse-trustees", signer, **fields)
    boxed.polls[0].until(40)
    assert s.refused("open-poll", s.office(1, "secretary"), **opening) == ["bylaw 44"], (
        "one has not rehearsed"
    )
    signer, fields = boxed.trustee(3, **boxed.rehearsal(3))
    s.do("rehearse-trustees", signer, **fields)
    s.do("fix-paper", s.office(1, "secretary"), **boxed.polls[0].paper(*reversed(CHAIRS)))
    assert s.refused("open-poll", s.office(1, "secretary"), **opening) == ["bylaw 41"], "another paper"
    s.do("fix-paper", s.office(1, "secretary"), **boxed.polls[0].paper(*CHAIRS))
    s.do("open-poll", s.office(1, "secretary"), **opening)
