"""Credentials of both releases, and what is none."""

import secrets

import pytest

from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import named
from bylaw.belenios.prover import credentials, draw
from bylaw.belenios.prover.credentials import Voter

GROUP = named("Ed25519")
UUID = "mNoJ873ePD5WmX"


def reason(call, *arguments):
    with pytest.raises(Refused) as caught:
        call(*arguments)
    return caught.value.finding.reason


def test_fresh_credentials_read():
    n = 50
    made = {credentials.make(secrets.token_bytes) for _ in range(n)}
    assert len({credentials.public(GROUP, UUID, each) for each in made}) == n


def test_a_credential_belongs_to_one_election():
    mine = credentials.make(secrets.token_bytes)
    assert credentials.public(GROUP, UUID, mine) != credentials.public(GROUP, UUID[::-1], mine)


@pytest.mark.parametrize(
    "text",
    [
        "uCCeB-dfFChE-K526w-evRRF",  # one short
        "uCCeB-dfFChE-K526w-evRRFff",
        "uCCeBdfFChEK526wevRRFf",  # no groups
        "uCCe0-dfFChE-K526w-evRRFf",  # 0 is no base58 character
        "uCCeB-dfFChE-K526w-evRRFf\n",
        " uCCeB-dfFChE-K526w-evRRFf",
        "uCCeB-dfFChE-K526w",  # a password, perhaps
        "",
    ],
)
def test_no_credential(text):
    assert reason(credentials.exponent, GROUP, UUID, text) == Reason.CREDENTIAL
    assert credentials.exponent(GROUP, UUID, "uCCeB-dfFChE-K526w-evRRFf")


def test_the_check_character_of_release_2():
    good = "Yv7-cYK-R1J-6To-y8X"
    assert credentials.exponent(GROUP, UUID, good) == credentials.exponent(GROUP, UUID, good)
    for i, character in enumerate(good):
        if character != "-":
            wrong = good[:i] + ("2" if character != "2" else "3") + good[i + 1 :]
            assert reason(credentials.exponent, GROUP, UUID, wrong) == Reason.CREDENTIAL


def test_one_credential_per_voter_sorted_and_weighted():
    batch = credentials.issue(GROUP, UUID, [Voter("a"), Voter("b"), Voter("c")], secrets.token_bytes)
    assert set(batch.public) == {credentials.public(GROUP, UUID, each) for each in batch.private.values()}
    assert batch.public == sorted(batch.public, key=lambda text: bytes.fromhex(text)[::-1])
    batch = credentials.issue(GROUP, UUID, [Voter("a", 2**31), Voter("b")], secrets.token_bytes)
    assert {each.split(",")[1] for each in batch.public} == {"2147483648", "1"}


def test_voters_who_get_none():
    voters = [Voter("a"), Voter("a", 2)]
    assert reason(credentials.issue, GROUP, UUID, voters, secrets.token_bytes) == Reason.DUPLICATE
    assert reason(credentials.issue, GROUP, UUID, [Voter("a", 0)], secrets.token_bytes) == Reason.WEIGHT


def test_draws_are_in_range_and_spread():
    drawn = [draw.below(3, secrets.token_bytes) for _ in range(300)]
    assert set(drawn) == {0, 1, 2}
    assert {draw.nonzero(3, secrets.token_bytes) for _ in range(100)} == {1, 2}
    orders = {draw.permutation(3, secrets.token_bytes) for _ in range(200)}
    assert len(orders) == 6
    assert all(sorted(order) == [0, 1, 2] for order in orders)
