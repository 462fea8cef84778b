"""The tree against pymerkle and metamorphic-log, its proofs against every mutation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from bylaw.record.log import tree

LEAVES = [tree.leaf_hash(str(n).encode()) for n in range(70)]
WHOLE = tree.Tree(LEAVES)


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_the_root_is_that_of_pymerkle(entries):
    theirs = InmemoryTree(algorithm="sha256")
    frontier = tree.Frontier()
    for entry in entries:
        theirs.append_entry(entry)
        frontier.append(tree.leaf_hash(entry))
    ours = tree.Tree(map(tree.leaf_hash, entries))
    assert ours.root() == frontier.root() == theirs.get_root()
    assert frontier.size == len(entries)
    assert frontier.copy().root() == tree.Frontier(frontier.size, frontier.peaks).root() == ours.root()


@pytest.mark.parametrize("size", [1, 2, 4, 32, 64])
def test_a_whole_subtree_is_folded_at_once(size):
    assert tree.subtree(LEAVES[:size]) == WHOLE.root(size)
    assert tree.subtree(LEAVES[:size]) != tree.subtree(LEAVES[1 : size + 1])


def test_every_inclusion_and_no_other():
    for size in range(1, 40):
        root = WHOLE.root(size)
        for index in range(size):
            proof = tree.inclusion_proof(index, size, WHOLE.node)
            assert tree.check_inclusion(LEAVES[index], index, size, proof, root)
            for other in range(size):
                assert other == index or not tree.check_inclusion(LEAVES[index], other, size, proof, root)
                assert other == index or not tree.check_inclusion(LEAVES[other], index, size, proof, root)


def test_every_consistency_and_no_other():
    for new in range(40):
        for old in range(new + 1):
            proof = tree.consistency_proof(old, new, WHOLE.node)
            roots = WHOLE.root(old), WHOLE.root(new)
            assert tree.check_consistency(old, roots[0], new, roots[1], proof)
            assert not tree.check_consistency(old, roots[0], new, LEAVES[60], proof) or old == 0 < new
            assert not tree.check_consistency(old, LEAVES[60], new, roots[1], proof)
            assert not tree.check_consistency(old, roots[0], new, roots[1], [*proof, LEAVES[0]])
            if proof:
                assert not tree.check_consistency(old, roots[0], new, roots[1], proof[:-1])
                assert not tree.check_consistency(old, roots[0], new, roots[1], [*proof[:-1], LEAVES[60]])


@given(
    st.integers(-2, 80), st.integers(-2, 80), st.lists(st.sampled_from([*LEAVES, b"", b"x" * 33]), max_size=9)
)
def test_checks_are_total(first, second, proof):
    root = WHOLE.root()
    assert tree.check_inclusion(LEAVES[0], first, second, proof, root) in {True, False}
    assert tree.check_consistency(first, root, second, root, proof) in {True, False}
    assert not tree.check_inclusion(LEAVES[0], 0, 2**53, [LEAVES[0]] * 65, root)


def test_what_cannot_be_proved_is_not_asked():
    for index, size in ((0, 0), (3, 3), (-1, 3)):
        with pytest.raises(ValueError, match="no entry"):
            tree.inclusion_proof(index, size, WHOLE.node)
    with pytest.raises(ValueError, match="no consistency"):
        tree.consistency_proof(4, 3, WHOLE.node)
    with pytest.raises(ValueError, match="peaks"):
        tree.Frontier(3, [LEAVES[0]])
