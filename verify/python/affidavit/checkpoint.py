"""Checkpoints (c2sp.org/tlog-checkpoint) and offline proofs (c2sp.org/tlog-proof@v1)."""

import re
from dataclasses import dataclass

from .encoding import from_base64, hash_from_base64, size_from_decimal
from .failure import malformed

PATH_MAX = 53


@dataclass(frozen=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...]


@dataclass(frozen=True)
class Proof:
    index: int
    path: tuple[bytes, ...]
    extra: bytes | None
    checkpoint: str


def parse_checkpoint(text: str) -> Checkpoint:
    """Reads the text of a note."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() != "" or "" in lines:
        raise malformed("a checkpoint has lines for origin, size and root, none empty")
    origin, size, root, *extensions = lines
    return Checkpoint(origin, size_from_decimal(size), hash_from_base64(root), tuple(extensions))


def parse_proof(text: str) -> Proof:
    """Reads a proof; neither the path nor the checkpoint is verified."""
    head, blank, checkpoint = text.partition("\n\n")
    header, *lines = head.split("\n")
    if blank == "" or header != "c2sp.org/tlog-proof@v1":
        raise malformed("not a c2sp.org/tlog-proof@v1")
    extra = None
    if lines and lines[0].startswith("extra "):
        extra = from_base64(lines.pop(0).removeprefix("extra "))
    index = re.fullmatch("index ([0-9]+)", lines.pop(0) if lines else "")
    if index is None:
        raise malformed("the index line is malformed")
    if len(lines) > PATH_MAX:
        raise malformed("too many hashes")
    path = tuple(map(hash_from_base64, lines))
    return Proof(size_from_decimal(index[1]), path, extra, checkpoint)


def is_log_origin(name: str) -> bool:
    return re.fullmatch("affidavit[.]log/[a-z2-7]{26}", name) is not None
