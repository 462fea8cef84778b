"""Boxes: from the call to a seated committee, and every archive, key or list that is not the one."""

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.box_result import OnPaper
from bylaw.acts.trustees import commitments
from bylaw.belenios.encoding import dump
from bylaw.belenios.model import Proof
from bylaw.belenios.prover import board, chain, tally

from .boxing import CHAIRS, KEYHOLDERS, Boxed, Made, box_society, cut, made
from .polling import DIGEST
from .society import person


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


def rebuilt(it: Made, *keep: int) -> Made:
    """The same set-up with other ballots in the box, tallied: what a box could publish that drops some."""
    ballots = list(board.read(it.whole.archive).ballots())
    archive, tip = it.cuts[0], board.read(it.cuts[0]).tip
    for i in keep:
        data, tip = chain.add_ballot(tip, ballots[i])
        archive += data
    data, tip = chain.end_ballots(tip)
    archive += data
    data, tip = chain.add_tally(tip, *tally.compute(board.read(archive)))
    return cut(it.whole._replace(archive=archive + data))


def test_another_archive_of_the_same_paper():
    boxed = Boxed(box_society()).closed()
    other = made("other").upto("EncryptedTally")
    found = boxed.s.refused("file-tally", 11, **boxed.tally(archive=boxed.s.attach(other)))
    assert set(found) == {"bylaw 41", "bylaw 45"}
    assert boxed.s.refused("file-tally", 11, **boxed.tally(archive=boxed.s.attach(b"nothing"))) == [
        "bylaw 13"
    ]
    assert boxed.s.refused("file-tally", 11, **boxed.tally(archive=boxed.s.attach(boxed.it.cuts[3]))) != []
    assert boxed.s.refused("file-tally", 11, **boxed.tally(counted=9)) == ["bylaw 17"]
    boxed.s.do("file-tally", 11, **boxed.tally())
    assert boxed.s.refused("file-tally", 11, **boxed.tally()) == ["bylaw 46"]


def test_a_ballot_dropped_after_a_head():
    boxed = Boxed(box_society()).polled(4)
    without = rebuilt(boxed.it, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    boxed.s.do("close-box", 11, **boxed.head(10, without.events[10][1]))
    filing = boxed.tally(archive=boxed.s.attach(without.upto("EncryptedTally")), counted=9)
    assert boxed.s.refused("file-tally", 11, **filing) == ["bylaw 45"]
    boxed = Boxed(box_society()).polled(1)
    boxed.s.do("close-box", 11, **boxed.head(10, without.events[10][1]))
    filing = boxed.tally(archive=boxed.s.attach(without.upto("EncryptedTally")), counted=9)
    boxed.s.do("file-tally", 11, **filing)


def test_a_ballot_above_the_closing_head():
    boxed = Boxed(box_society()).polled()
    boxed.s.do("close-box", 11, **boxed.head(boxed.last - 1))
    assert boxed.s.refused("file-tally", 11, **boxed.tally()) == ["bylaw 45"]
    assert boxed.s.refused("close-box", 11, **boxed.head(boxed.last)) == ["bylaw 45"], "closed once"
    assert boxed.s.refused("close-box", 11, **boxed.head(boxed.last - 1)) == ["bylaw 45"]
    shorter = rebuilt(boxed.it, *range(boxed.last - 1)).upto("EncryptedTally")
    boxed.s.do("file-tally", 11, **boxed.tally(archive=boxed.s.attach(shorter)))


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
        ({"opening": s.attach(boxed.it.cuts[1])}, {"bylaw 41"}),
        ({"opening": s.attach(boxed.it.cuts[0][:-512])}, {"bylaw 13"}),
        ({"opening": s.attach(made("other").cuts[0])}, {"bylaw 41", "bylaw 44"}),
    ):
        assert set(s.refused("set-up-ballot", boxed.pair(), **{**good, **wrong})) == clauses, wrong
    assert s.refused("set-up-ballot", boxed.pair()[0], **good) == ["32"], "one key"
    taken = s.do("set-up-ballot", boxed.pair(), **good)
    flags = [f.found for f in taken.findings if f.consequence == "flag"]
    assert "2 of 3 trustees together can open single ballots" in flags


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


def test_shuffles_stand_on_each_other():
    boxed = Boxed(box_society()).tallied()
    s = boxed.s
    (one, first), (two, second) = boxed.shuffle(1), boxed.shuffle(2)
    assert s.refused("file-shuffle", two, **second) == ["bylaw 46"], "of something else"
    assert s.refused("file-factors", boxed.factors(1)[0], **boxed.factors(1)[1]) != [], "not shuffled"
    s.do("file-shuffle", one, **first)
    assert s.refused("file-shuffle", one, **first) == ["bylaw 46"], "twice"
    s.do("file-shuffle", two, **second)
    signer, factors = boxed.factors(1)
    s.do("file-factors", signer, **factors)
    third = boxed.trustee(3, shuffle=first["shuffle"])
    assert "bylaw 46" in s.refused("file-shuffle", third[0], **third[1]), "after factors"


def test_every_factor_has_its_second_proof():
    boxed = Boxed(box_society()).shuffled()
    s = boxed.s
    (one, good), (_, others) = boxed.factors(1), boxed.factors(3)
    done = boxed.it.whole.decryptions[1]
    broken = replace(
        done.second, proofs=[[Proof(challenge="1", response="1")] * len(row) for row in done.second.proofs]
    )
    for wrong in (
        {"proofs": s.attach(dump(broken))},
        {"proofs": others["proofs"]},
        {"factors": others["factors"], "proofs": others["proofs"]},
    ):
        assert set(s.refused("file-factors", one, **{**good, **wrong})) == {"bylaw 46"}, wrong
    assert s.refused("file-factors", one, **{**good, "proofs": s.attach(b"{}")}) == ["bylaw 13"]
    assert "bylaw 35" in s.refused("file-factors", Signer(person(9), "subject"), **good)
    s.do("file-factors", one, **good)
    assert s.refused("file-factors", one, **good) == ["bylaw 46"], "a box is opened once"
    result = boxed.result()
    assert s.refused("file-result", boxed.tellers(), **result) == ["bylaw 46"], "trustee 3 filed none"
    three, factors = boxed.factors(3)
    s.do("file-factors", three, **factors)
    s.do("file-result", boxed.tellers(), **result)


def test_the_result_is_what_the_archive_gives():
    boxed = Boxed(box_society()).decrypted()
    s, two, good = boxed.s, boxed.tellers(), boxed.result()
    for wrong, clause in (
        ({"votes": ((6, 7), ())}, "bylaw 46"),
        ({"votes": ((7, 6),)}, "bylaw 17"),
        ({"votes": ((7, 6), (1, 2, 3))}, "bylaw 17"),
        ({"counted": 9}, "bylaw 17"),
        ({"spoiled": ((), (3,))}, "bylaw 46"),
        ({"archive": s.attach(boxed.it.upto("PartialDecryption"))}, "bylaw 46"),
        ({"archive": s.attach(made("other").whole.archive)}, "bylaw 41"),
        ({"paper": OnPaper(1, 1, ((1, 0), ()))}, "bylaw 17"),
    ):
        assert clause in s.refused("file-result", two, **{**good, **wrong}), wrong
    assert s.refused("file-result", two[0], **good) == ["34"], "one teller"
    s.do("file-result", two, **good)
    assert s.refused("file-result", two, **good) == ["bylaw 46"]


def test_votes_on_paper_are_added():
    s = box_society(founders=22)
    boxed = Boxed(s, ranked=False)
    papers = tuple(person(n) for n in range(13, 23))
    boxed.set_up = lambda real=boxed.set_up: real(on_paper=papers)  # type: ignore[method-assign]
    boxed.decrypted()
    for paper in (
        OnPaper(11, 9, ((4, 5),)),
        OnPaper(9, 10, ((4, 5),)),
        OnPaper(9, 9, ((10, 5),)),
        OnPaper(9, 9, ()),
    ):
        assert "bylaw 17" in s.refused("file-result", boxed.tellers(), **boxed.result(paper=paper)), paper
    s.do("file-result", boxed.tellers(), **boxed.result(paper=OnPaper(9, 8, ((3, 5),))))
    count = s.state.elections.counts["e1"]["root"]
    assert (count.votes, count.took_part, count.valid, count.invalid) == ((10, 11), 19, 18, 1)
    boxed.polls[0].declare((6,))


def test_the_way_out_of_a_box_that_does_not_reconcile():
    boxed = Boxed(box_society()).polled(4)
    s = boxed.s
    s.do("close-box", 11, **boxed.head(4))
    assert s.refused("file-tally", 11, **boxed.tally()) == ["bylaw 45"]
    for name in ("e1", "e2"):
        s.do("void-election", s.office(1, "secretary"), election=name, reasons=DIGEST)
    assert s.refused("file-tally", 11, **boxed.tally()) == ["bylaw 15"]


@pytest.mark.parametrize("stage", ["tallied", "shuffled", "decrypted"])
def test_an_audit_without_the_archives_applies_the_acts(stage):
    boxed = Boxed(box_society())
    getattr(boxed, stage)()
    s = boxed.s
    kind, (signer, fields) = {
        "tallied": ("file-shuffle", boxed.shuffle(1)),
        "shuffled": ("file-factors", boxed.factors(1)),
        "decrypted": ("file-result", (boxed.tellers(), boxed.result())),
    }[stage]
    s.evidence = dict.fromkeys(s.evidence)
    s.do(kind, signer, **fields)
