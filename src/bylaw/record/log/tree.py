"""The Merkle tree of the log: RFC 6962 section 2.1, SHA-256.

A leaf is SHA-256(00 || entry), a node SHA-256(01 || left || right), the empty tree SHA-256(""). A tree of n
leaves is split at the largest power of two below n. A *node* (level, index) is the root of the complete
subtree over the leaves [index * 2**level, (index + 1) * 2**level): proofs are made from such nodes alone,
wherever they are kept.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256

EMPTY = sha256(b"").digest()
"""The root of a log without entries."""
HASH = 32
"""Bytes in a hash."""

Node = Callable[[int, int], bytes]
"""Gives the hash of the complete subtree (level, index)."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash an entry's exact bytes."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: enough to append and to know the root, in log2(size) hashes.

    `peaks` are the roots of the complete subtrees that make up the tree, largest first.
    """

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)
        if size < 0 or len(self.peaks) != size.bit_count() or any(len(peak) != HASH for peak in self.peaks):
            raise ValueError(f"{len(self.peaks)} peaks do not make up a tree of {size}")

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash."""
        self.peaks.append(leaf)
        self.size += 1
        for _ in range(_trailing_zeros(self.size)):
            right = self.peaks.pop()
            self.peaks[-1] = node_hash(self.peaks[-1], right)

    def root(self) -> bytes:
        """The root of the tree as it is now."""
        return _bag(self.peaks)

    def copy(self) -> "Frontier":
        """A second frontier that grows by itself."""
        return Frontier(self.size, self.peaks)


class Tree:
    """A whole tree in memory, 64 bytes for each leaf: for tests, and for audits that prove any prefix."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.levels = [bytearray()]
        for leaf in leaves:
            self.append(leaf)

    @property
    def size(self) -> int:
        """Number of leaves."""
        return len(self.levels[0]) // HASH

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash."""
        self.levels[0] += leaf

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree. Raises IndexError if there is none, or it is not complete yet."""
        if not 0 < (index + 1) << level <= self.size:
            raise IndexError(f"no subtree {index} at level {level} in a tree of {self.size}")
        if level >= len(self.levels) or (index + 1) * HASH > len(self.levels[level]):
            self._raise()
        return bytes(self.levels[level][index * HASH : (index + 1) * HASH])

    def root(self, size: int | None = None) -> bytes:
        """The root now, or when the tree had `size` leaves."""
        return root_of(self.size if size is None else size, self.node)

    def _raise(self) -> None:
        """Hash the pairs that have no parent yet, level by level: many at once cost half of one by one."""
        for level in range(1, self.size.bit_length()):
            if level == len(self.levels):
                self.levels.append(bytearray())
            below = self.levels[level - 1]
            start, stop = 2 * len(self.levels[level]), len(below) - len(below) % (2 * HASH)
            if start == stop:
                return
            self.levels[level] += _parents(bytes(below[start:stop]))


def subtree(hashes: list[bytes]) -> bytes:
    """The root over as many hashes as a power of two, which at least one is."""
    found = b"".join(hashes)
    while len(found) > HASH:
        found = _parents(found)
    return found


def _parents(hashes: bytes) -> bytes:
    """Hash each pair of neighbours."""
    pairs = range(0, len(hashes), 2 * HASH)
    return b"".join(sha256(b"\x01" + hashes[place : place + 2 * HASH]).digest() for place in pairs)


def root_of(size: int, node: Node) -> bytes:
    """The root of the first `size` leaves."""
    return _bag([node(*peak) for peak in peaks_of(0, size)])


def peaks_of(start: int, stop: int) -> list[tuple[int, int]]:
    """The complete subtrees, left to right, that make up the leaves [start, stop) of one side of a split."""
    found = []
    while start < stop:
        level = (stop - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """The hashes from the leaf's sibling up to below the root. Wants 0 <= index < size."""
    if not 0 <= index < size:
        raise ValueError(f"no entry {index} in a log of {size}")
    proof: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        left = index < middle
        proof.append(_range_hash(*((middle, stop) if left else (start, middle)), node))
        start, stop = (start, middle) if left else (middle, stop)
    return proof[::-1]


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """The hashes that show the first `old` leaves to be the same in the log of `new`.

    Wants 0 <= old <= new.
    """
    if not 0 <= old <= new:
        raise ValueError(f"no consistency from {old} to {new}")
    if old in {0, new}:
        return []
    proof: list[bytes] = []
    start, stop = 0, new
    while stop != old:
        middle = start + _split(stop - start)
        left = old <= middle
        proof.append(_range_hash(*((middle, stop) if left else (start, middle)), node))
        start, stop = (start, middle) if left else (middle, stop)
    if start:
        proof.append(_range_hash(start, stop, node))
    return proof[::-1]


def check_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Say whether a proof shows the leaf at the index of the log with this size and root. Total."""
    if not 0 <= index < size or not _hashes(proof):
        return False
    fn, sn, found = index, size - 1, leaf
    for hash_ in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            found = node_hash(hash_, found)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = node_hash(found, hash_)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and found == root


def check_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Say whether a proof shows the old log to be a prefix of the new one.

    Total; RFC 9162 section 2.1.4.2.
    """
    if not 0 <= old <= new or not _hashes(proof):
        return False
    if old == new:
        return not proof and old_root == new_root and (old > 0 or old_root == EMPTY)
    if old == 0:
        return not proof and old_root == EMPTY
    path = proof if old & (old - 1) else [old_root, *proof]
    return bool(path) and _climb(old - 1, new - 1, path) == (old_root, new_root)


def _climb(fn: int, sn: int, path: list[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots that a consistency path leads to, or None if it has the wrong length."""
    shift = _trailing_zeros(fn + 1)
    fn, sn = fn >> shift, sn >> shift
    fr = sr = path[0]
    for hash_ in path[1:]:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            fr, sr = node_hash(hash_, fr), node_hash(hash_, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, hash_)
        fn, sn = fn >> 1, sn >> 1
    return (fr, sr) if sn == 0 else None


def _range_hash(start: int, stop: int, node: Node) -> bytes:
    return _bag([node(*peak) for peak in peaks_of(start, stop)])


def _bag(peaks: list[bytes]) -> bytes:
    if not peaks:
        return EMPTY
    found = peaks[-1]
    for peak in peaks[-2::-1]:
        found = node_hash(peak, found)
    return found


def _split(count: int) -> int:
    """The largest power of two below count (count > 1)."""
    return 1 << ((count - 1).bit_length() - 1)


def _trailing_zeros(number: int) -> int:
    return (number & -number).bit_length() - 1


def _hashes(proof: list[bytes]) -> bool:
    return len(proof) <= 64 and all(len(hash_) == HASH for hash_ in proof)
