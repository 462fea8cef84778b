"""What is no proof at all is refused before it is followed: sizes out of order, hashes of another length, too many."""

import pytest

from bylaw.record.log.tree import (
    EMPTY,
    HASH,
    Tree,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
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
