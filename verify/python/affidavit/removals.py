"""Removal events: what an event that erased or applied retention commits to."""

from dataclasses import dataclass

from .canonical import Json, canonical, parse_canonical
from .documents import KINDS, digest_of
from .encoding import from_base64, from_hex
from .entry import parse_entry
from .failure import Failure, malformed
from .shapes import digest, integer, just, list_of, members, or_null, salt, text
from .tree import is_included, leaf_hash

LEAVES_MAX = 20_000
PATH_MAX = 53
TYPES = {"erasure": "PERSONAL_DATA_ERASED", "retention": "RETENTION_APPLIED"}
"""The type of the event that tells of a removal, by its cause."""
OWN_KINDS = ("text", "metadata", "test")
"""The parts that a removal event keeps."""


def is_size(value: Json) -> bool:
    return integer(value) and value >= 0


_path = list_of(text, most=PATH_MAX)
_has_removal_members = members(
    {"index": is_size, "digest": digest, "kind": text, "replacement": or_null(digest), "path": _path}
)


def _is_kind(removal: dict[str, Json]) -> bool:
    return removal["kind"] in KINDS or (removal["kind"] == "actor" and removal["replacement"] is None)


def _is_removal(value: Json) -> bool:
    return _has_removal_members(value) and _is_kind(value)


_has_leaf_members = members({"digest": digest, "kind": text, "replacement": or_null(digest)})


def is_leaf(value: Json) -> bool:
    """Whether the data of a leaf can be that of a removal."""
    return _has_leaf_members(value) and _is_kind(value)


is_erasure = members(
    {
        "entry": text,
        "index": is_size,
        "path": _path,
        "metadata": members({"salt": salt, "bytes": text}),
        "removed": list_of(_is_removal),
    }
)

_is_commitment = members(
    {
        "v": just(1),
        "cause": lambda value: isinstance(value, str) and value in TYPES,
        "count": lambda value: integer(value) and 1 <= value <= LEAVES_MAX,
        "root": digest,
    }
)


@dataclass(frozen=True)
class Removal:
    digest: str
    kind: str
    replacement: str | None
    event: int
    """Seq of the event that removed it."""
    event_id: str


@dataclass(frozen=True)
class RemovalEvent:
    entry: bytes
    index: int
    path: tuple[bytes, ...]


def parse_commitment(metadata: Json) -> dict[str, Json]:
    removal = metadata.get("removal") if isinstance(metadata, dict) else None
    if isinstance(removal, dict) and not just(1)(removal.get("v")):
        raise Failure("unsupported", "a removal of another version than 1")
    if not _is_commitment(removal):
        raise malformed("the metadata commits to no removal")
    return removal


def removal_data(removal: dict[str, Json]) -> bytes:
    """The data of a leaf."""
    return canonical({name: removal[name] for name in ("digest", "kind", "replacement")}).encode()


def check_erasures(
    erasures: list[dict[str, Json]], entry: dict[str, Json]
) -> tuple[list[Removal], list[RemovalEvent]]:
    """Everything about the removal events but their place in the log."""
    removals: list[Removal] = []
    events: list[RemovalEvent] = []
    for erasure in erasures:
        if events and erasure["index"] <= events[-1].index:
            raise Failure("mismatch", "the removal events are not in the order of the log")
        data = from_base64(erasure["entry"])
        removing = parse_entry(data)
        if removing["company"] != entry["company"]:
            raise Failure("mismatch", "a removal event of another company")
        if removing["type"] not in TYPES.values():
            raise Failure("mismatch", f"an event of type {removing['type']} removes nothing")
        _check_removed(erasure, _commitment_of(erasure["metadata"], removing))
        path = tuple(map(from_base64, erasure["path"]))
        events.append(RemovalEvent(data, erasure["index"], path))
        removals += [
            Removal(one["digest"], one["kind"], one["replacement"], erasure["index"], removing["id"])
            for one in erasure["removed"]
        ]
    if entry["type"] in TYPES.values() and any(removal.kind in OWN_KINDS for removal in removals):
        raise Failure("mismatch", "a part of a removal event cannot have been removed")
    return removals, events


def _commitment_of(metadata: dict[str, Json], removing: dict[str, Json]) -> dict[str, Json]:
    named = digest_of("metadata", from_hex(metadata["salt"]), metadata["bytes"])
    if named != removing["parts"]["metadata"]:
        raise Failure("mismatch", "the removal event does not name the metadata given for it")
    commitment = parse_commitment(parse_canonical(metadata["bytes"]))
    if TYPES[commitment["cause"]] != removing["type"]:
        raise Failure("mismatch", "the removal event tells of another cause than its type")
    return commitment


def _check_removed(erasure: dict[str, Json], commitment: dict[str, Json]) -> None:
    if not erasure["removed"]:
        raise Failure("mismatch", "a removal event of which no removal is given")
    root = from_hex(commitment["root"])
    before: dict[str, Json] | None = None
    for removal in erasure["removed"]:
        if before and (before["index"] >= removal["index"] or before["digest"] >= removal["digest"]):
            raise Failure("mismatch", "removals out of order")
        before = removal
        path = list(map(from_base64, removal["path"]))
        leaf = leaf_hash(removal_data(removal))
        if not is_included(leaf, removal["index"], commitment["count"], root, path):
            raise Failure("notIncluded", f"event {erasure['index']} did not remove {removal['digest']}")
