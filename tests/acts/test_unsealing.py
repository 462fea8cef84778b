"""After the poll: tally, shuffles, factors, the result; and the way out."""

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.secret_ballots.box_result import OnPaper
from bylaw.belenios.encoding import dump
from bylaw.belenios.model import Proof
from bylaw.belenios.prover import board, chain, tally
from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded

from .boxing import Boxed, Made, box_society, cut, made, marks
from .polling import DIGEST
from .society import person


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


def test_a_single_candidate_is_confirmed_in_a_box():
    question = marks((5,), answers=[person(5), "against"], max=1)
    names = {f"voter {i}": 1 for i in range(12)}
    votes = [(f"voter {i}", [[1, 0] if i < 6 else [0, 1]]) for i in range(10)]
    boxed = Boxed(
        box_society(), cut(rehearse(Plan("Ed25519", [question], names, votes), seeded("one"))), ranked=False
    )
    boxed.papers = ((5,),)
    boxed.filed()
    count = boxed.s.state.elections.counts["e1"]["root"]
    assert (count.votes, count.against, count.valid) == ((6,), (4,), 10)
    assert boxed.polls[0].refused(()) == ["bylaw 32"]
    boxed.polls[0].declare((5,))
