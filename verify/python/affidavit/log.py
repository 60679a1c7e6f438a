"""Exports of a log: a folder of tiles, and with documents if it is a whole one. One bundle is held at a time."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .affidavit import Documents, Signed, check_key, is_document, open_document
from .canonical import Json, canonical, parse_strict
from .checkpoint import Checkpoint, is_log_origin, parse_checkpoint
from .documents import actor_tag
from .encoding import from_hex, from_utf8
from .entry import is_created_ahead, parse_entry
from .failure import Failure, malformed
from .lines import gzip_lines
from .note import Key, parse_note, parse_vkey, signers
from .removals import OWN_KINDS, TYPES, Removal, is_leaf, parse_commitment
from .report import Report
from .shapes import integer, members, salt
from .tree import Frontier, leaf_hash, node_hash

Read: TypeAlias = Callable[[str], bytes | None]
"""The bytes of the file at a path below the folder, or None when there is none."""

TILE_WIDTH = 256
HASH = 32
DOCUMENT_LINE_MAX = 8 * 1024 * 1024

_is_opening = members({"userId": integer, "tagSalt": salt})


@dataclass(frozen=True)
class Placed:
    """An entry and its seq."""

    seq: int
    entry: dict[str, Json]


class LogChecking:
    def __init__(self, read: Read, report: Report, pinned: Sequence[Key], last: str | None) -> None:
        self._read = read
        self._report = report
        self._pinned = pinned
        self._last = last

    def run(self, is_whole: bool) -> None:
        report = self._report
        report.begin("checkpoint")
        signed = self._open_checkpoint()
        report.note = signed.note
        report.facts.update(origin=signed.checkpoint.origin, size=signed.checkpoint.size)
        if is_whole:
            report.begin("signature")
            self._check_signature(signed)
        if self._pinned:
            report.begin("key")
            check_key(signed, self._pinned)
        removing = self._check_tree(signed.checkpoint)
        if is_whole:
            report.begin("removals")
            removals = self._check_removals(removing, signed.checkpoint.size)
            report.begin("documents")
            self._check_documents(removals, signed.checkpoint.size)
        report.end(is_authenticated=bool(self._pinned))

    def _open_checkpoint(self) -> Signed:
        note = from_utf8(self._file("checkpoint"))
        checkpoint = parse_checkpoint(parse_note(note).text)
        if not is_log_origin(checkpoint.origin):
            raise Failure("mismatch", "the origin is not of an Affidavit log")
        return Signed(note, checkpoint)

    def _check_signature(self, signed: Signed) -> None:
        stated = from_utf8(self._file("vkeys"))
        if not stated.endswith("\n"):
            raise malformed("vkeys is cut off")
        keys = [parse_vkey(line) for line in dict.fromkeys(stated[:-1].split("\n"))]
        signers(parse_note(signed.note), [key for key in keys if key.name == signed.checkpoint.origin])

    def _check_tree(self, checkpoint: Checkpoint) -> list[Placed]:
        """Entries, tiles, root, and that the log begins with the tree last seen. The removal events among the entries."""
        last = self._open_last(checkpoint)
        self._report.begin("entries")
        root_then: bytes | None = None
        tree = Frontier()
        above: list[bytes] = []
        removing: list[Placed] = []
        before: Placed | None = None
        for number, width in tiles(checkpoint.size):
            leaves = self._tile(0, number, width)
            for i, data in enumerate(self._bundle(number, width)):
                placed = self._entry(number * TILE_WIDTH + i, data, leaves[i], before)
                before = placed
                if placed.entry["type"] in TYPES.values():
                    removing.append(placed)
                tree.append(leaves[i])
                if last is not None and tree.size == last.size:
                    root_then = tree.root()
            if width == TILE_WIDTH:
                above.append(_root_of_full(leaves))
        self._check_levels(above)
        self._report.begin("tree")
        if tree.root() != checkpoint.root:
            raise Failure("notIncluded", "the entries do not lead to the root of the checkpoint")
        if last is not None:
            self._report.begin("last")
            if last.size > 0 and root_then != last.root:
                raise Failure("mismatch", "history was rewritten: the log does not begin with the tree last seen")
        return removing

    def _open_last(self, checkpoint: Checkpoint) -> Checkpoint | None:
        if self._last is None:
            return None
        self._report.begin("last")
        note = parse_note(self._last)
        last = parse_checkpoint(note.text)
        if last.origin != checkpoint.origin:
            raise Failure("mismatch", "the last checkpoint is of another log")
        keys = [key for key in self._pinned if key.name == last.origin]
        if keys:
            signers(note, keys)
        if last.size > checkpoint.size:
            raise Failure("mismatch", "the log was cut: it is smaller than it was last")
        self._report.check = None  # it is made later, with the entries
        return last

    def _entry(self, seq: int, data: bytes, leaf: bytes, before: Placed | None) -> Placed:
        self._report.event = None
        self._report.facts["seq"] = seq
        entry = parse_entry(data)
        self._report.event = entry["id"]
        if leaf_hash(data) != leaf:
            raise Failure("mismatch", "the entry does not hash to its place")
        if before is not None and before.entry["company"] != entry["company"]:
            raise Failure("mismatch", "the entry is of another company")
        if before is not None and before.entry["recordedAt"] > entry["recordedAt"]:
            raise Failure("mismatch", "the entry was recorded before the one that it follows")
        if is_created_ahead(entry):
            raise Failure("mismatch", "the entry was created more than 5 minutes after it was recorded")
        return Placed(seq, entry)

    def _check_levels(self, hashes: list[bytes]) -> None:
        """Every tile from level 1 on, of which these are the hashes."""
        level = 1
        while hashes:
            above: list[bytes] = []
            for number, width in tiles(len(hashes)):
                start = number * TILE_WIDTH
                row = hashes[start : start + width]
                if self._tile(level, number, width) != row:
                    raise Failure("mismatch", f"tile {number} of level {level} does not follow from those below it")
                if width == TILE_WIDTH:
                    above.append(_root_of_full(row))
            hashes = above
            level += 1

    def _check_removals(self, removing: Sequence[Placed], size: int) -> dict[tuple[str, str], Removal]:
        removals: dict[tuple[str, str], Removal] = {}
        beside: tuple[int, BundleDocuments] | None = None
        for event in removing:
            self._at(event)
            number = event.seq // TILE_WIDTH
            if beside is None or beside[0] != number:
                beside = (number, self._documents(number, min(TILE_WIDTH, size - number * TILE_WIDTH)))
            metadata = beside[1].values.get((event.entry["parts"]["metadata"], "metadata"))
            if metadata is None:
                raise Failure("withheld", "the metadata of a removal event")
            commitment = parse_commitment(metadata)
            if TYPES[commitment["cause"]] != event.entry["type"]:
                raise Failure("mismatch", "the removal event tells of another cause than its type")
            for leaf in self._leaves(event.seq, commitment):
                removal = Removal(leaf["digest"], leaf["kind"], leaf["replacement"], event.seq, event.entry["id"])
                removals[removal.digest, removal.kind] = removal
        return removals

    def _leaves(self, seq: int, commitment: dict[str, Json]) -> list[dict[str, Json]]:
        leaves: list[dict[str, Json]] = []
        tree = Frontier()
        for line in self._lines(f"removals/{seq}.ndjson.gz"):
            leaf = parse_strict(line)
            if not is_leaf(leaf) or canonical(leaf) != line:
                raise malformed("a line that is no removal")
            if leaves and leaves[-1]["digest"] >= leaf["digest"]:
                raise malformed("removals out of order")
            leaves.append(leaf)
            tree.append(leaf_hash(line.encode()))
        if len(leaves) != commitment["count"] or tree.root().hex() != commitment["root"]:
            raise Failure("mismatch", "not the leaves that the removal event commits to")
        return leaves

    def _check_documents(self, removals: dict[tuple[str, str], Removal], size: int) -> None:
        for number, width in tiles(size):
            entries = [
                Placed(number * TILE_WIDTH + i, parse_entry(data))
                for i, data in enumerate(self._bundle(number, width))
            ]
            self._at(entries[0])
            given = self._documents(number, width)
            documents = Documents(given.documents, list(removals.values()))
            used: set[tuple[str, str]] = set()
            tags: set[str] = set()
            for placed in entries:
                self._at(placed)
                used |= self._check_event(placed.entry, documents, given.openings, removals)
                if placed.entry["actor"] is not None:
                    tags.add(placed.entry["actor"])
            if used != documents.names() or not given.openings.keys() <= tags:
                raise Failure("mismatch", "no entry of the bundle names one of the documents")

    def _check_event(
        self,
        entry: dict[str, Json],
        documents: Documents,
        openings: dict[str, int],
        removals: dict[tuple[str, str], Removal],
    ) -> set[tuple[str, str]]:
        """The documents that the entry needs."""
        used, through, withheld = documents.reach(entry)
        if withheld:
            raise Failure("withheld", f"neither given nor removed: {', '.join(sorted(withheld))}")
        if entry["type"] in TYPES.values() and any(removal.kind in OWN_KINDS for removal in through):
            raise Failure("mismatch", "a part of a removal event cannot have been removed")
        actor = entry["actor"]
        if actor is not None and actor not in openings and (actor, "actor") not in removals:
            raise Failure("withheld", "nothing opens the actor, and it was not removed")
        person = documents.find(entry["parts"]["person"], "person")
        if person is not None and actor in openings and person["id"] != openings[actor]:
            raise Failure("mismatch", "the person is not the actor")
        connection = documents.find(entry["parts"]["connection"], "connection")
        if connection is not None and connection["id"] != entry["connectionId"]:
            raise Failure("mismatch", "the connection is not the one of the entry")
        return used

    def _documents(self, number: int, width: int) -> "BundleDocuments":
        path = f"documents/{number_path(number)}{'' if width == TILE_WIDTH else f'.p/{width}'}.ndjson.gz"
        return BundleDocuments(self._lines(path))

    def _lines(self, path: str) -> Iterator[str]:
        return gzip_lines(io.BytesIO(self._file(path)), DOCUMENT_LINE_MAX)

    def _tile(self, level: int, number: int, width: int) -> list[bytes]:
        data, given = self._at_width(f"tile/{level}/{number_path(number)}", width)
        if len(data) != given * HASH:
            raise malformed(f"tile {number} of level {level} has not the bytes of its width")
        return [data[at : at + HASH] for at in range(0, width * HASH, HASH)]

    def _bundle(self, number: int, width: int) -> list[bytes]:
        data, given = self._at_width(f"tile/entries/{number_path(number)}", width)
        entries: list[bytes] = []
        at = 0
        while at < len(data):
            length = int.from_bytes(data[at : at + 2], "big")
            entries.append(data[at + 2 : at + 2 + length])
            at += 2 + length
        if at != len(data) or len(entries) != given:
            raise malformed(f"bundle {number} of entries has not the bytes of its width")
        return entries[:width]

    def _at_width(self, path: str, width: int) -> tuple[bytes, int]:
        """The file of a tile, and its width: a partial one, or the full one that begins with it."""
        if width < TILE_WIDTH:
            data = self._read(f"{path}.p/{width}")
            if data is not None:
                return data, width
        return self._file(path), TILE_WIDTH

    def _file(self, path: str) -> bytes:
        data = self._read(path)
        if data is None:
            raise malformed(f"the file {path} is missing")
        return data

    def _at(self, placed: Placed) -> None:
        self._report.event = placed.entry["id"]
        self._report.facts["seq"] = placed.seq


class BundleDocuments:
    """The documents and openings beside one bundle of entries."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.documents: list[dict[str, Json]] = []
        self.values: dict[tuple[str, str], dict[str, Json]] = {}
        self.openings: dict[str, int] = {}
        for line in lines:
            given = parse_strict(line)
            if _is_opening(given):
                tag = actor_tag(from_hex(given["tagSalt"]), given["userId"])
                if tag in self.openings:
                    raise malformed("an opening is given twice")
                self.openings[tag] = given["userId"]
            elif is_document(given):
                name, value = open_document(given)
                self.values[name] = value
                self.documents.append(given)
            else:
                raise malformed("neither a document nor an opening")


def verify_log(read: Read, pinned: Sequence[Key] = (), last: str | None = None, is_whole: bool = False) -> Report:
    report = Report("export" if is_whole else "log")
    try:
        LogChecking(read, report, pinned, last).run(is_whole)
        report.event = None
        report.facts.pop("seq", None)
    except Failure as failure:
        report.fail(failure)
    return report


def tiles(count: int) -> Iterator[tuple[int, int]]:
    """Number and width of every tile over so many hashes."""
    for number in range((count + TILE_WIDTH - 1) // TILE_WIDTH):
        yield number, min(TILE_WIDTH, count - number * TILE_WIDTH)


def number_path(number: int) -> str:
    groups = [f"{number % 1000:03}"]
    while number >= 1000:
        number //= 1000
        groups.append(f"x{number % 1000:03}")
    return "/".join(reversed(groups))


def _root_of_full(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        hashes = [node_hash(*pair) for pair in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]
