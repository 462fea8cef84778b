"""Tiles, bundles and paths in their one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record.broken import Broken
from bylaw.record.log import tiles


@given(st.integers(0, 63) | st.none(), st.integers(0, 10**12), st.integers(1, 256))
def test_paths_read_back(level, index, width):
    path = tiles.bundle_path(index, width) if level is None else tiles.tile_path(level, index, width)
    assert tiles.parse_path(path) == (level, index, width)


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/0", "tile/0/0000", "tile/0/x000/001", "tile/00/000", "tile/64/000", "tile/-1/000", "tile/0/001.p/0",
        "tile/0/001.p/256", "tile/0/001.p/01", "tile/0/001.p", "tile/entries/001/", "tile/0/١٢٣", "/tile/0/000",
        "tile/0/../000", "tile/0/x001/x234", "tile/data/000", "tile/0/000\n", "",
    ],
)  # fmt: skip
def test_no_second_path(path):
    assert tiles.parse_path(path) is None


@given(st.text(max_size=60))
def test_any_path(path):
    found = tiles.parse_path(path)
    assert found is None or path.startswith("tile/")


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=20))
def test_bundles_read_back(entries):
    raw = tiles.encode_bundle(entries)
    assert tiles.parse_bundle(raw, len(entries)) == entries
    for wrong in (raw[:-1], raw + b"\0", raw + b"\0\0"):
        assert isinstance(tiles.parse_bundle(wrong, len(entries)), Broken)
    assert isinstance(tiles.parse_bundle(raw, len(entries) + 1), Broken)


@given(st.binary(max_size=200), st.integers(1, 256))
def test_any_bundle(raw, width):
    found = tiles.parse_bundle(raw, width)
    assert isinstance(found, Broken) or tiles.encode_bundle(found) == raw
    assert isinstance(tiles.parse_tile(raw, width), Broken) or len(raw) == 32 * width


@given(st.integers(0, 200_000), st.integers(0, 200_000))
def test_what_is_new_is_what_was_not_there(one, other):
    old, new = sorted((one, other))
    assert set(tiles.layout(new, old)) == set(tiles.layout(new)) - set(tiles.layout(old))
    assert list(tiles.bundles(new)) == [(i, w) for level, i, w in tiles.layout(new) if level == 0]
