"""A box on disk: what it takes, what it turns away, what it shows, and that its answers hold."""

import json
import sqlite3
from pathlib import Path

import pytest

from bylaw.belenios import box_key
from bylaw.belenios.encoding import hash_base64
from bylaw.belenios.receipt import Box, Receipt, dispute
from bylaw.belenios.verifier import verify
from bylaw.casting import Accepted, Arrived, BallotBox, Notice, SignedHead, Turned
from bylaw.record.broken import Broken
from tests.belenios import forge

from .booth import HOURS, NOON, SEED, VOTERS, ballots, booth, new, told


def accepted(answer: object) -> Accepted:
    assert isinstance(answer, Accepted), answer
    return answer


def turned(answer: object) -> Turned:
    assert isinstance(answer, Turned), answer
    return answer


def test_every_ballot_gets_a_receipt_that_holds_against_the_archive(tmp_path: Path):
    box = new(tmp_path / "box")
    receipts = [accepted(box.cast(each, NOON + n)).receipt for n, each in enumerate(ballots(14))]
    assert [each.height for each in receipts] == list(range(1, 15))
    assert receipts[3].time == "1970-01-13T00:53:23Z"
    archive, head = b"".join(box.archive()), box.head()
    assert isinstance(head, SignedHead)
    assert (verify(archive).verdict, verify(archive).ballots, verify(archive).counted) == ("valid", 14, 12)
    shown = Box(box.fingerprint, box.key, box_key.Head(box.fingerprint, head.ballots, head.event))
    standings = [str(dispute(each, archive, shown).standing) for each in receipts]
    assert standings == ["superseded"] * 2 + ["present"] * 12


def test_the_head_is_what_the_record_takes(tmp_path: Path):
    box = new(tmp_path / "box")
    for count, each in enumerate(["", *ballots(2)]):
        assert not each or accepted(box.cast(each, NOON))
        head = box.head()
        assert isinstance(head, SignedHead)
        assert head.ballots == count
        assert told(box).tip[1:] == (count, head.event)
        good = box_key.Head(box.fingerprint, count, head.event).told()
        assert box_key.holds(box_key.public(SEED), good, head.signature)
        assert not box_key.holds(box_key.public(SEED), good + b" ", head.signature)


def test_the_same_bytes_again_change_nothing_and_get_their_receipt_again(tmp_path: Path):  # A5, D16
    box = new(tmp_path / "box")
    first = accepted(box.cast(ballots()[0], NOON)).receipt
    again = turned(box.cast(ballots()[0], NOON + 60))
    assert (again.finding.reason, again.receipt) == ("duplicate", first)
    both = box.cast_many([Arrived(ballots()[1], NOON)] * 2)
    assert isinstance(both, list)
    assert turned(both[1]).receipt == accepted(both[0]).receipt
    assert verify(b"".join(box.archive())).ballots == 2


def test_an_old_ballot_is_not_revived(tmp_path: Path):  # A6, A32
    box, (b1, b2) = new(tmp_path / "box"), (booth().vote(1), booth().vote(1, 1))
    first, second = (accepted(box.cast(each, NOON)).receipt for each in (b1, b2))
    old = turned(box.cast(b1, NOON))
    assert (old.finding.reason, old.receipt) == ("replay", first)
    assert (first.height, second.height) == (1, 2)
    assert list(told(box).ballots()) == [b1, b2]


@pytest.mark.parametrize(("at", "good"), [(HOURS.opens - 1, False), (HOURS.opens, True),
                                          (HOURS.closes - 1, True), (HOURS.closes, False)])  # fmt: skip
def test_a_ballot_is_taken_in_its_hours(tmp_path: Path, at: int, good: bool):  # D14
    answer = new(tmp_path / "box").cast(ballots()[0], at)
    assert isinstance(answer, Accepted) if good else turned(answer).finding.reason == "late"


def test_a_closed_box_takes_nothing_and_closes_only_when_it_is_time(tmp_path: Path):
    box = new(tmp_path / "box")
    accepted(box.cast(ballots()[0], NOON))
    early = box.close(HOURS.closes - 1)
    assert getattr(early, "reason", None) == "late"
    accepted(box.cast(ballots()[1], NOON))
    closing = box.close(HOURS.closes)
    assert isinstance(closing, SignedHead)
    assert turned(box.cast(ballots()[2], HOURS.closes - 1)).finding.reason == "late", "it waited too long"
    assert turned(box.cast(ballots()[0], HOURS.closes)).finding.reason == "duplicate", "she may ask again"
    archive = b"".join(box.archive())
    assert (verify(archive).state, verify(archive).ballots) == ("closed", 2)
    assert box.close(HOURS.closes + 5) == closing


def test_a_bad_ballot_among_good_ones(tmp_path: Path):
    box = new(tmp_path / "box")
    forged = forge.changed(ballots()[1], ("answers", 0, "choices", 0, "alpha"), forge.tainted)
    answers = box.cast_many([Arrived(each, NOON) for each in (ballots()[0], forged, b"[", ballots()[2])])
    assert isinstance(answers, list)
    reasons = [str(a.finding.reason) if isinstance(a, Turned) else a.receipt.height for a in answers]
    assert reasons == [1, "signature", "shape", 2], "the first thing wrong with it is that nobody signed it"
    assert box.turned() == {"shape": 1, "signature": 1}
    assert verify(b"".join(box.archive())).verdict == "valid"


def test_notice_is_given_until_it_is_said_to_be_out(tmp_path: Path):
    box = new(tmp_path / "box")
    for each in ballots(3):
        accepted(box.cast(each, NOON))
    notices = box.notices()
    assert [(n.height, n.tracker) for n in notices] == [
        (i, hash_base64(b)) for i, b in enumerate(ballots(3), 1)
    ]
    assert notices[0].credential == json.loads(ballots()[0])["credential"]
    box.noticed(2)
    assert [n.height for n in box.notices()] == [3]
    box.noticed(1)
    assert [n.height for n in box.notices()] == [3], "it never goes back"


def test_a_box_goes_on_where_it_was(tmp_path: Path):
    box = new(tmp_path / "box")
    accepted(box.cast(ballots()[0], NOON))
    box.release()
    again = BallotBox.open(tmp_path / "box")
    assert isinstance(again, BallotBox)
    assert accepted(again.cast(ballots()[1], NOON)).receipt.height == 2
    assert turned(again.cast(ballots()[0], NOON)).receipt


def test_two_processes_serve_one_box(tmp_path: Path):  # A32, B15
    one = new(tmp_path / "box")
    two = BallotBox.open(tmp_path / "box")
    assert isinstance(two, BallotBox)
    boxes = (one, two)
    heights = [
        accepted(boxes[n % 2].cast(each, NOON)).receipt.height for n, each in enumerate(ballots(VOTERS))
    ]
    assert heights == list(range(1, VOTERS + 1))
    assert b"".join(one.archive()) == b"".join(two.archive())
    assert verify(b"".join(one.archive())).verdict == "valid"


@pytest.mark.parametrize(("spoil", "reason"), [
    (lambda _: ballots()[0], "shape"),
    (lambda opening: opening[:-600], "omission"),
    (lambda opening: opening.replace(b'"version":1,"desc', b'"version":2,"desc'), "consistency"),
])  # fmt: skip
def test_no_box_for_an_archive_that_is_not_a_good_set_up(tmp_path: Path, spoil, reason):
    found = BallotBox.create(tmp_path / "box", spoil(booth().opening), SEED, HOURS)
    assert getattr(found, "reason", None) == reason
    assert not (tmp_path / "box").exists()


def test_no_box_for_an_archive_with_ballots(tmp_path: Path):
    box = new(tmp_path / "box")
    accepted(box.cast(ballots()[0], NOON))
    found = BallotBox.create(tmp_path / "second", b"".join(box.archive()), SEED, HOURS)
    assert getattr(found, "reason", None) == "shape"


def test_a_folder_with_a_box_gets_no_second_one_and_one_without_none(tmp_path: Path):
    new(tmp_path / "box").release()
    assert isinstance(BallotBox.create(tmp_path / "box", booth().opening, SEED, HOURS), Broken)
    assert isinstance(BallotBox.open(tmp_path / "none"), Broken)
    (tmp_path / "box" / "box.sqlite").write_bytes(b"no database" * 100)
    assert isinstance(BallotBox.open(tmp_path / "box"), Broken)


def test_what_is_on_the_disk_says_nothing_about_who_came(tmp_path: Path):  # A36
    box = new(tmp_path / "box")
    accepted(box.cast(ballots()[0], NOON))
    with sqlite3.connect(tmp_path / "box" / "box.sqlite") as db:
        columns = {row[1] for row in db.execute("PRAGMA table_info(ballot)")}
    assert columns == {"height", "tracker", "credential", "event", "at", "raw"}
    public = json.loads(ballots()[0])["credential"]
    assert public.encode() in b"".join(box.archive()), "all of it but the minute is in the public archive"


def test_a_disk_that_is_full_acknowledges_nothing(tmp_path: Path):  # D17
    box = new(tmp_path / "box")
    accepted(box.cast(ballots()[0], NOON))
    before = b"".join(box.archive())
    with sqlite3.connect(tmp_path / "box" / "box.sqlite") as other:
        pages = other.execute("PRAGMA page_count").fetchone()[0]
    box._urn._db.execute(f"PRAGMA max_page_count = {pages}")
    answers = [box.cast(each, NOON) for each in ballots()[1:]]
    assert isinstance(answers[-1], Broken)
    assert answers[-1].reason == "storage"
    taken = sum(isinstance(each, Accepted) for each in answers)
    box._urn._db.execute("PRAGMA max_page_count = 1000000")
    assert verify(b"".join(box.archive())).ballots == taken + 1
    assert b"".join(box.archive()).startswith(before)
    assert accepted(box.cast(ballots()[-1], NOON)), "it goes on when there is room"


def test_a_receipt_and_a_notice_say_that_she_voted_and_never_how(tmp_path: Path):  # A37
    """Receipts, notices and all but the ciphertexts of a ballot are made without looking at the choice."""
    assert Receipt.__struct_fields__ == ("election", "tracker", "height", "event", "time", "signature")
    assert Notice.__struct_fields__ == ("credential", "tracker", "height", "time")


def shape(value: object) -> object:
    """What is left of a ballot when every number and element is blotted out."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(each) for each in value] if isinstance(value, list) else type(value).__name__


def test_ballots_look_alike_whatever_they_say():  # A36
    """Numbers have one digit less in ten by chance; nothing else of a ballot differs."""
    votes = [booth().vote(voter, nth) for voter in range(4) for nth in range(6)]
    assert len({json.dumps(shape(json.loads(each))) for each in votes}) == 1
    assert max(map(len, votes)) - min(map(len, votes)) < 40
