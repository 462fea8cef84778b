"""What is no proof at all is refused before it is followed: sizes out of order, hashes of another length, too many."""

import pytest

from bylaw.record.log.tree import (
    EMPTY,
    HASH,
    Frontier,
    Tree,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
)

LEAVES = [leaf_hash(bytes([n])) for n in range(7)]
TREE = Tree(LEAVES)
PROOF = consistency_proof(3, 7, TREE.node)
PATH = inclusion_proof(2, 7, TREE.node)


def test_the_proofs_hold_as_they_are():
    assert check_consistency(3, TREE.root(3), 7, TREE.root(), PROOF)
    assert check_inclusion(LEAVES[2], 2, 7, PATH, TREE.root())


@pytest.mark.parametrize(
    ("old", "new", "proof"),
    [
        (-1, 7, PROOF),
        (-1, -1, []),
        (8, 7, PROOF),
        (8, 7, []),
        (3, 7, [PROOF[0][:-1], *PROOF[1:]]),
        (3, 7, [*PROOF[:-1], PROOF[-1] + b"x"]),
        (3, 7, PROOF * 65),
        (3, 7, []),
    ],
)
def test_no_proof_of_consistency(old, new, proof):
    assert not check_consistency(old, TREE.root(3), new, TREE.root(), proof)
    assert not check_consistency(old, TREE.root(), new, TREE.root(), proof)


def test_two_empty_logs_are_consistent_under_the_empty_root_alone():
    assert check_consistency(0, EMPTY, 0, EMPTY, [])
    assert not check_consistency(0, TREE.root(), 0, TREE.root(), [])
    assert check_consistency(0, EMPTY, 7, TREE.root(), [])
    assert not check_consistency(0, TREE.root(), 7, TREE.root(), [])


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (-1, 7, PATH),
        (7, 7, PATH),
        (0, 0, []),
        (2, 7, PATH[:-1]),
        (2, 7, [*PATH, PATH[0]]),
        (2, 7, [PATH[0][:-1], *PATH[1:]]),
        (2, 7, [bytes(HASH)] * 65),
    ],
)
def test_no_proof_of_inclusion(index, size, path):
    assert not check_inclusion(LEAVES[2], index, size, path, TREE.root())


@pytest.mark.parametrize(("index", "holds"), [(-1, False), (0, True), (1, False)])
def test_a_log_of_one_entry_has_one_place(index, holds):
    assert check_inclusion(LEAVES[0], index, 1, [], LEAVES[0]) == holds


@pytest.mark.parametrize(("height", "holds"), [(63, True), (64, True), (65, False)])
def test_the_longest_path_that_is_followed(height, holds):
    path = [leaf_hash(bytes([n])) for n in range(height)]
    root = LEAVES[0]
    for one in path:
        root = node_hash(root, one)
    assert check_inclusion(LEAVES[0], 0, 2**height, path, root) == holds
    assert check_consistency(1, LEAVES[0], 2**height, root, path) == holds


@pytest.mark.parametrize(("length", "holds"), [(HASH - 1, False), (HASH, True), (HASH + 1, False)])
def test_a_hash_in_a_path_has_its_length(length, holds):
    other = b"x" * length
    root = node_hash(LEAVES[0], other)
    assert check_inclusion(LEAVES[0], 0, 2, [other], root) == holds
    assert check_consistency(1, LEAVES[0], 2, root, [other]) == holds


def test_a_path_goes_as_far_as_the_root():
    below = node_hash(*LEAVES[:2])
    assert check_consistency(1, LEAVES[0], 2, below, LEAVES[1:2])
    assert not check_consistency(1, LEAVES[0], 4, below, LEAVES[1:2])
    assert not check_consistency(2, below, 4, below, [])


def test_a_path_goes_no_further_than_the_root():
    above = node_hash(PATH[0], TREE.root())
    assert not check_inclusion(LEAVES[2], 2, 7, [*PATH, PATH[0]], above)
    assert not check_consistency(-1, EMPTY, -1, EMPTY, [])
    assert not check_consistency(2, TREE.root(), 1, TREE.root(), [])


def test_a_tree_that_grows_is_the_tree_that_has_grown():
    growing = Tree()
    for count, leaf in enumerate(LEAVES, 1):
        growing.append(leaf)
        assert growing.root() == Tree(LEAVES[:count]).root()
        for level in range(count.bit_length()):
            nodes = [growing.node(level, index) for index in range(count >> level)]
            assert nodes == [Tree(LEAVES).node(level, index) for index in range(count >> level)]


@pytest.mark.parametrize(
    ("level", "index"), [(0, 7), (0, -1), (1, 3), (2, 1), (2, -1), (3, 0), (4, 0), (3, -1)]
)
def test_a_subtree_that_is_not_complete_has_no_hash(level, index):
    with pytest.raises(IndexError, match=f"^no subtree {index} at level {level} in a tree of 7$"):
        TREE.node(level, index)


@pytest.mark.parametrize(
    ("size", "peaks"),
    [
        (-3, LEAVES[:2]),
        (0, LEAVES[:1]),
        (3, LEAVES[:1]),
        (3, LEAVES[:3]),
        (1, [LEAVES[0] + b"x"]),
        (1, [b""]),
    ],
)
def test_other_peaks_than_a_tree_has(size, peaks):
    with pytest.raises(ValueError, match=f"^{len(peaks)} peaks do not make up a tree of {size}$"):
        Frontier(size, peaks)


def test_a_copy_grows_by_itself():
    first = Frontier(1, LEAVES[:1])
    second = first.copy()
    second.append(LEAVES[1])
    assert (first.size, first.root()) == (1, LEAVES[0])
    assert (second.size, second.root()) == (2, node_hash(*LEAVES[:2]))


@pytest.mark.parametrize("first", range(1, 7))
def test_a_tree_that_was_read_and_then_grew(first):
    growing = Tree(LEAVES[:first])
    assert growing.root() == Tree(LEAVES[:first]).root()
    for leaf in LEAVES[first:]:
        growing.append(leaf)
    assert growing.root() == TREE.root()
    assert growing.root(4) == TREE.root(4)
    assert [growing.node(1, index) for index in range(3)] == [TREE.node(1, index) for index in range(3)]
