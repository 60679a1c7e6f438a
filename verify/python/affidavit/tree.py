"""The hash tree of RFC 6962, and its proofs (verified as RFC 9162, sections 2.1.3.2 and 2.1.4.2)."""

import hashlib
from collections.abc import Sequence

from .encoding import HASH_BYTES


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def is_included(leaf: bytes, index: int, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    if not 0 <= index < size or not _are_hashes((leaf, root, *path)):
        return False
    place, last = index, size - 1
    reached = leaf
    for sibling in path:
        if last == 0:
            return False
        if place % 2 == 1 or place == last:
            reached = node_hash(sibling, reached)
            while place % 2 == 0 and place != 0:
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def is_consistent(size1: int, root1: bytes, size2: int, root2: bytes, path: Sequence[bytes]) -> bool:
    if not 0 <= size1 <= size2 or not _are_hashes((root1, root2, *path)):
        return False
    if size1 == size2:
        return len(path) == 0 and root1 == root2
    if size1 == 0:
        return False
    # The root of the smaller tree is not in the path when it is a node of the larger one.
    nodes = [root1, *path] if size1 & (size1 - 1) == 0 else list(path)
    if len(path) == 0:
        return False
    place, last = size1 - 1, size2 - 1
    while place % 2 == 1:
        place, last = place >> 1, last >> 1
    reached1 = reached2 = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return False
        if place % 2 == 1 or place == last:
            reached1 = node_hash(node, reached1)
            reached2 = node_hash(node, reached2)
            while place % 2 == 0 and place != 0:
                place, last = place >> 1, last >> 1
        else:
            reached2 = node_hash(reached2, node)
        place, last = place >> 1, last >> 1
    return last == 0 and reached1 == root1 and reached2 == root2


class Frontier:
    """A growing tree: the roots of its complete subtrees, from left to right."""

    def __init__(self, size: int = 0, roots: Sequence[bytes] = ()) -> None:
        if len(roots) != size.bit_count() or not _are_hashes(roots):
            raise ValueError("not the roots of the complete subtrees of a tree of that size")
        self.size = size
        self._roots = list(roots)

    def append(self, leaf: bytes) -> None:
        root = leaf
        size = self.size
        while size % 2 == 1:
            root = node_hash(self._roots.pop(), root)
            size >>= 1
        self._roots.append(root)
        self.size += 1

    def root(self) -> bytes:
        if self.size == 0:
            return hashlib.sha256(b"").digest()
        *others, root = self._roots
        for left in reversed(others):
            root = node_hash(left, root)
        return root


def _are_hashes(values: Sequence[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)
