"""Ballot files of any content: written, they read the same; damaged, they are read or refused, and nothing else."""

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.counting import BallotFileError, Ballots, Paper, read_ballots
from bylaw.counting.files import blt, preflib, tally
from tests.counting.known import DATA, RANDOM, known
from tests.counting.texts import ALL, NEW, OLD, PLAIN, blt_of

NAMES = st.text(st.characters(categories=("L", "N"), max_codepoint=0x2000), min_size=1, max_size=8)


@st.composite
def any_ballots(draw):
    size = draw(st.integers(2, 7))
    candidates = tuple(f"{draw(NAMES)} {n}" for n in range(1, size + 1))
    papers: dict[tuple, int] = {}
    for _ in range(draw(st.integers(1, 12))):
        order = draw(st.permutations(range(1, size + 1)))[: draw(st.integers(1, size))]
        cuts = draw(st.lists(st.booleans(), min_size=len(order), max_size=len(order)))
        ranks: list[list[int]] = []
        for candidate, joined in zip(order, cuts, strict=True):
            if joined and ranks:
                ranks[-1].append(candidate)
            else:
                ranks.append([candidate])
        key = tuple(tuple(sorted(rank)) for rank in ranks)
        papers[key] = papers.get(key, 0) + draw(st.integers(1, 9))
    return Ballots(candidates=candidates, papers=tuple(Paper(w, r) for r, w in papers.items()))


@RANDOM
@given(any_ballots(), st.integers(1, 5), st.booleans())
def test_round_trips(ballots, seats, withdraw):
    full = msgspec.structs.replace(ballots, seats=seats, title="A title", withdrawn=(1,) if withdraw else ())
    assert read_ballots(blt.write(full), "x.blt") == full
    again = read_ballots(preflib.write_rankings(ballots), "x.toi")
    assert again == ballots
    sheet = read_ballots(tally.write(ballots), "tally.txt")
    assert (sheet.candidates, _weights(sheet)) == (ballots.candidates, _weights(ballots))


def _weights(ballots):
    return {p.ranks: p.weight for p in ballots.papers}


@pytest.mark.parametrize("path", ALL[::7], ids=lambda p: p.name)
def test_known_files_come_back_through_the_writers(path):
    ballots = known(str(path.relative_to(DATA)))
    if not isinstance(ballots, Ballots):
        return
    again = blt_of(blt.write(ballots))
    assert (again.candidates, sum(p.weight for p in again.papers)) == (
        ballots.candidates,
        sum(p.weight for p in ballots.papers) + ballots.invalid,
    )


SUFFIXES = ["x.blt", "x.soi", "x.toc", "x.cat", "x.tsv", "x.csv", "tally.txt", "x"]


def _bounded(data: bytes, name: str) -> None:
    """Read or refuse; nothing else may come out."""
    try:
        read_ballots(data, name)
    except BallotFileError as refusal:
        reason = str(refusal)
    else:
        reason = "read"
    assert reason.isprintable()


@RANDOM
@given(st.binary(max_size=300), st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_refused(data, name):
    _bounded(data, name)


@RANDOM
@given(st.sampled_from([PLAIN, NEW.encode(), OLD.encode()]), st.data(), st.sampled_from(SUFFIXES))
def test_changed_files_are_read_or_refused(good, data, name):
    raw = bytearray(good)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        if not raw:
            return
    _bounded(bytes(raw), name)


@RANDOM
@given(st.sampled_from(ALL), st.integers(0, 2**32))
def test_known_files_damaged_are_read_or_refused(path, seed):
    raw = bytearray(path.read_bytes()[:6000])
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 20)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    _bounded(bytes(raw), path.name)
