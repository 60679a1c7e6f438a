"""Affidavits: checking one event offline."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canonical import Json, canonical, parse_canonical, parse_strict
from .checkpoint import Checkpoint, Proof, is_log_origin, parse_checkpoint, parse_proof
from .documents import KINDS, NAMES, actor_tag, digest_of
from .encoding import from_base64, from_hex
from .entry import parse_entry
from .failure import Failure, malformed
from .note import Key, parse_note, parse_vkey, signers
from .projection import event_v1
from .removals import Removal, RemovalEvent, check_erasures, is_erasure
from .report import Report
from .shapes import integer, json_object, just, list_of, members, salt, text
from .tree import is_included, leaf_hash

is_document = members(
    {"kind": lambda value: isinstance(value, str) and value in KINDS, "salt": salt, "bytes": text}
)
_is_affidavit = members(
    {
        "affidavit": just("v1"),
        "entry": text,
        "documents": list_of(is_document),
        "erasures": list_of(is_erasure),
        "proof": text,
        "vkey": text,
        "event": json_object,
    },
    optional={"actor": members({"userId": integer, "tagSalt": salt})},
)


@dataclass(frozen=True)
class Signed:
    """A checkpoint with its note, signed by the key that the file states."""

    note: str
    checkpoint: Checkpoint


def verify_affidavit(json: str, pinned: Sequence[Key] = ()) -> Report:
    report = Report("affidavit")
    try:
        _verify(json, pinned, report)
    except Failure as failure:
        report.fail(failure)
    return report


def _verify(json: str, pinned: Sequence[Key], report: Report) -> None:
    report.begin("format")
    affidavit = parse_affidavit(json)
    report.begin("entry")
    entry_bytes = from_base64(affidavit["entry"])
    entry = parse_entry(entry_bytes)
    report.event = entry["id"]
    report.begin("erasures")
    removals, events = check_erasures(affidavit["erasures"], entry)
    report.begin("documents")
    documents = Documents(affidavit["documents"], removals)
    documents.check(entry)
    report.begin("actor")
    check_actor(affidavit.get("actor"), entry, documents, removals)
    report.begin("event")
    if canonical(affidavit["event"]) != canonical(event_v1(entry, documents.find)):
        raise Failure("mismatch", "the event is not what the sealed documents say")
    report.begin("signature")
    proof = parse_proof(affidavit["proof"])
    if proof.extra is not None:
        raise Failure("unsupported", "the proof carries extra data")
    signed = check_signature(proof.checkpoint, affidavit["vkey"])
    report.note = signed.note
    report.facts.update(origin=signed.checkpoint.origin, size=signed.checkpoint.size, index=proof.index)
    report.begin("inclusion")
    check_inclusion(entry_bytes, proof, events, signed.checkpoint)
    if pinned:
        report.begin("key")
        check_key(signed, pinned)
    report.end(is_authenticated=bool(pinned))


def parse_affidavit(json: str) -> dict[str, Json]:
    affidavit = parse_strict(json)
    if isinstance(affidavit, dict) and affidavit.get("affidavit", "v1") != "v1":
        raise Failure("unsupported", "an affidavit of another version than v1")
    if not _is_affidavit(affidavit):
        raise malformed("not the members of an affidavit of version v1")
    return affidavit


def open_document(document: dict[str, Json]) -> tuple[tuple[str, str], dict[str, Json]]:
    """Digest and kind of a document that is given with its salt, and its value."""
    kind = document["kind"]
    value = parse_canonical(document["bytes"])
    if not KINDS[kind](value):
        raise malformed(f"a {kind} document has not the members of its kind")
    return (digest_of(kind, from_hex(document["salt"]), document["bytes"]), kind), value


class Documents:
    """The documents given, by the digest of their own salt and bytes, and what stands for those that are gone."""

    def __init__(self, given: list[dict[str, Json]], removals: Sequence[Removal]) -> None:
        self._values: dict[tuple[str, str], dict[str, Json]] = {}
        for document in given:
            name, value = open_document(document)
            if name in self._values:
                raise malformed(f"a {name[1]} document is given twice")
            self._values[name] = value
        self._removals = {(one.digest, one.kind): one for one in removals if one.kind != "actor"}
        self._count = sum(one.kind != "actor" for one in removals)

    def find(self, digest: str | None, kind: str) -> dict[str, Json] | None:
        """The document with that digest, or the redacted one that stands for it."""
        name, _ = self._follow(digest, kind)
        return self._values.get((name, kind)) if name is not None else None

    def check(self, entry: dict[str, Json]) -> None:
        """Each digest that the entry reaches is opened or removed, and nothing is given that it does not need."""
        used, needed, withheld = self.reach(entry)
        if withheld:
            raise Failure("withheld", f"neither given nor removed: {', '.join(sorted(withheld))}")
        if used != self.names():
            raise Failure("mismatch", "nothing names one of the documents")
        if len(needed) != self._count:
            raise Failure("mismatch", "nothing needs one of the removals")

    def names(self) -> set[tuple[str, str]]:
        """Digest and kind of each document given."""
        return set(self._values)

    def reach(self, entry: dict[str, Json]) -> tuple[set[tuple[str, str]], set[Removal], list[str]]:
        """The documents and removals that the entry needs, and the kinds of what is neither given nor removed."""
        used: set[tuple[str, str]] = set()
        needed: set[Removal] = set()
        withheld: list[str] = []
        seen: set[tuple[str, str]] = set()
        waiting = [(digest, kind) for kind, digest in entry["parts"].items() if digest is not None]
        while waiting:
            digest, kind = waiting.pop()
            if (digest, kind) in seen:
                continue
            seen.add((digest, kind))
            name, through = self._follow(digest, kind)
            needed.update(through)
            if name is not None:
                used.add((name, kind))
                waiting += _named_by(self._values[name, kind], kind)
            elif not through or through[-1].replacement is not None:
                withheld.append(kind)
        return used, needed, withheld

    def _follow(self, digest: str | None, kind: str) -> tuple[str | None, list[Removal]]:
        """Where the replacements of a digest end: at a given document or nowhere; and through which removals."""
        through: list[Removal] = []
        while digest is not None and (digest, kind) not in self._values:
            removal = self._removals.get((digest, kind))
            if removal is None or removal in through:
                return None, through
            through.append(removal)
            digest = removal.replacement
        return digest, through


def _named_by(document: dict[str, Json], kind: str) -> list[tuple[str, str]]:
    named: list[tuple[str, str]] = []
    for member, member_kind in NAMES.get(kind, ()):
        value = document[member]
        digests = value if isinstance(value, list) else [] if value is None else [value]
        named += [(digest, member_kind) for digest in digests]
    return named


def check_actor(
    actor: dict[str, Json] | None,
    entry: dict[str, Json],
    documents: Documents,
    removals: Sequence[Removal],
) -> None:
    removed = [removal for removal in removals if removal.kind == "actor"]
    is_erased = actor is None and any(removal.digest == entry["actor"] for removal in removed)
    if len(removed) != is_erased:
        raise Failure("mismatch", "nothing needs a removal of an actor")
    person = documents.find(entry["parts"]["person"], "person")
    if entry["actor"] is None:
        if actor is not None or person is not None:
            raise Failure("mismatch", "the entry names no actor")
    elif actor is not None:
        if actor_tag(from_hex(actor["tagSalt"]), actor["userId"]) != entry["actor"]:
            raise Failure("mismatch", "the actor is not the one of the entry")
        if person is not None and person["id"] != actor["userId"]:
            raise Failure("mismatch", "the person is not the actor")
    elif not is_erased:
        raise Failure("withheld", "nothing opens the actor of the entry, and it was not removed")
    connection = documents.find(entry["parts"]["connection"], "connection")
    if connection is not None and connection["id"] != entry["connectionId"]:
        raise Failure("mismatch", "the connection is not the one of the entry")


def check_signature(note: str, vkey: str) -> Signed:
    """The stated key has signed, and it and the checkpoint bear the name of one Affidavit log."""
    key = parse_vkey(vkey)
    opened = parse_note(note)
    signers(opened, [key])
    checkpoint = parse_checkpoint(opened.text)
    if not is_log_origin(checkpoint.origin) or checkpoint.origin != key.name:
        raise Failure("mismatch", "key and origin are not of one Affidavit log")
    return Signed(note, checkpoint)


def check_inclusion(
    entry: bytes, proof: Proof, events: Sequence[RemovalEvent], checkpoint: Checkpoint
) -> None:
    places = [(entry, proof.index, proof.path)]
    places += [(event.entry, event.index, event.path) for event in events]
    for data, index, path in places:
        if not is_included(leaf_hash(data), index, checkpoint.size, checkpoint.root, path):
            raise Failure("notIncluded", f"the path does not lead from entry {index} to the root")


def check_key(signed: Signed, pinned: Sequence[Key]) -> None:
    """A key that the reader knows from elsewhere has signed too."""
    keys = [key for key in dict.fromkeys(pinned) if key.name == signed.checkpoint.origin]
    try:
        signers(parse_note(signed.note), keys)
    except Failure as failure:
        raise Failure("notPinned", f"no pinned key of the log signed: {failure.message}") from None
