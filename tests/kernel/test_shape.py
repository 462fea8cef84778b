"""Whatever Python passes, an exception of Python's own kinds or an answer comes back; nothing waits for ever."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from bylaw_kernel import Table, sshsigs

from bylaw.record.sshsig import form
from tests.kernel import hostile

G, ONE = hostile.G, hostile.scalar(1)


@pytest.mark.parametrize("length", [1, 31, 33, 63])
def test_length_of_points(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Table(bytes(length))


@pytest.mark.parametrize(("sums", "fixed"), [([[1]], 0), ([[0, 10**18]], 0), ([], 2)])
def test_index_beyond_the_points(sums: list[list[int]], fixed: int) -> None:
    with pytest.raises(ValueError, match="beyond"):
        Table(G, sums, fixed)


@pytest.mark.parametrize("scalar", [b"", bytes(31), bytes(33)])
def test_length_of_scalars(scalar: bytes) -> None:
    table = Table(G)
    with pytest.raises(ValueError, match="where 32 are due"):
        table.products([[(scalar, 0)]])
    with pytest.raises(ValueError, match="where 32 are due"):
        table.check([(b"", scalar, [])])
    with pytest.raises(ValueError, match="where 32 are due"):
        table.check([(b"", ONE, [[(scalar, 0)]])])


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_length_of_keys(key: bytes) -> None:
    with pytest.raises(ValueError, match="where 32 are due"):
        sshsigs([(key, b"", b"")], (b"", b"", b""))


@pytest.mark.parametrize("blob", [b"", bytes(63), bytes(95), bytes(97), bytes(10**6)])
def test_length_of_blobs(blob: bytes) -> None:
    assert sshsigs([(bytes(32), blob, b"")], (b"", b"", b"")) == b"\0"


@pytest.mark.parametrize("wrong", [None, (), (b"", b""), ("", "", ""), (b"", b"", b"", b"")])
def test_what_is_no_form(wrong: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        sshsigs([], wrong)


@pytest.mark.parametrize("index", [-1, 2**64, 2**200, "0", None, 0.0])
def test_what_is_no_index(index: Any) -> None:
    with pytest.raises((ValueError, TypeError, OverflowError)):
        Table(G, [[index]])
    with pytest.raises((ValueError, TypeError, OverflowError)):
        Table(G).products([[(ONE, index)]])


@pytest.mark.parametrize(
    "claims", [None, [()], [(b"", ONE)], [("", ONE, [])], [(b"", ONE, [[(ONE,)]])], [(b"", ONE, 5)]]
)
def test_what_is_no_claim(claims: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        Table(G).check(claims)


def test_nothing() -> None:
    table = Table(b"")
    assert (table.members(), table.sums(), table.products([]), table.check([]), sshsigs([], form())) == (
        b"",
        [],
        [],
        b"",
        b"",
    )
    assert table.products([[]]) == [None]


def _members(points: bytes) -> bytes:
    return Table(points).members()


def test_fork_and_threads() -> None:
    """A child forked after the kernel has run is not left waiting for its parent's threads."""
    points = G * 2000
    assert all(_members(points))
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert all(pool.apply_async(_members, [points]).get(30))
    with ThreadPoolExecutor(4) as threads:
        assert all(map(all, threads.map(_members, [points] * 8)))
