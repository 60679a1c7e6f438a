"""Population certificates: all events of a period that match a filter, checked one block at a time."""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from .affidavit import check_key, check_signature
from .canonical import Json, canonical, parse_canonical
from .certificate_block import entries_of
from .documents import actor_tag
from .encoding import from_base64, from_hex
from .entry import CREATED_AHEAD, parse_entry
from .failure import Failure, malformed
from .lines import gzip_lines
from .note import Key
from .report import Report
from .removals import is_size
from .shapes import integer, just, list_of, members, milliseconds, or_null, salt, text, time, uuid
from .tree import Frontier, is_included, leaf_hash

LINE_MAX = 2_097_152


def _values(check: Any) -> Any:
    is_list = list_of(check, least=1, most=1000)
    return lambda value: is_list(value) and len({canonical(item) for item in value}) == len(value)


FILTERS = ("type", "category", "source", "status", "workspaceId", "testId", "connectionId")

_has_head_members = members(
    {
        "certificate": just("v1"),
        "company": uuid,
        "origin": text,
        "period": members({"from": time, "to": time}),
        "filter": members(
            {},
            optional={
                **dict.fromkeys(("type", "category", "source"), _values(text)),
                "status": _values(or_null(text)),
                **dict.fromkeys(("workspaceId", "testId", "connectionId"), _values(or_null(integer))),
                "userId": integer,
            },
        ),
        "first": is_size,
        "size": is_size,
        "frontier": list_of(text, most=53),
        "before": or_null(members({"entry": text, "path": list_of(text, most=53)})),
        "checkpoint": text,
        "vkey": text,
    },
    optional={"opening": members({"userId": integer, "tagSalt": salt})},
)


def _is_head(head: Json) -> bool:
    if not _has_head_members(head) or head["first"] > head["size"]:
        return False
    user_id = head["filter"].get("userId")
    opening = head.get("opening")
    has_its_opening = user_id is None if opening is None else user_id == opening["userId"]
    is_period = milliseconds(head["period"]["from"]) <= milliseconds(head["period"]["to"])
    return has_its_opening and is_period and (head["before"] is None) == (head["first"] == 0)


def verify_certificate(file: BinaryIO, pinned: Sequence[Key] = ()) -> Report:
    report = Report("certificate")
    try:
        _verify(file, pinned, report)
    except Failure as failure:
        report.fail(failure)
    return report


def _verify(file: BinaryIO, pinned: Sequence[Key], report: Report) -> None:
    report.begin("format")
    lines = gzip_lines(file, LINE_MAX)
    head = _parse_head(_next(lines))
    report.facts.update(period=head["period"], filter=head["filter"], size=head["size"], first=head["first"])
    report.begin("signature")
    signed = check_signature(head["checkpoint"], head["vkey"])
    report.note = signed.note
    checkpoint = signed.checkpoint
    if checkpoint.origin != head["origin"] or checkpoint.size != head["size"]:
        raise Failure("mismatch", "the checkpoint is of another log or size")
    report.begin("boundary")
    begin = milliseconds(head["period"]["from"]) - CREATED_AHEAD
    if head["before"] is not None:
        _check_before(head, begin, checkpoint.root)
    frontier = _frontier(head)
    report.begin("entries")
    matching = 0
    recorded = begin
    while frontier.size < head["size"]:
        for entry in entries_of(parse_canonical(_next(lines)), head["company"], recorded):
            if frontier.size == head["size"]:
                raise malformed("more entries than the log has")
            frontier.append(leaf_hash(canonical(entry).encode()))
            recorded = milliseconds(entry["recordedAt"])
            matching += _matches(entry, head)
    report.begin("tree")
    if frontier.root() != checkpoint.root:
        raise Failure("notIncluded", "the entries do not lead to the root of the checkpoint")
    report.begin("counts")
    _check_foot(lines, matching, head["size"] - head["first"] - matching)
    report.facts.update(matching=matching, others=head["size"] - head["first"] - matching)
    if pinned:
        report.begin("key")
        check_key(signed, pinned)
    report.end(is_authenticated=bool(pinned))


def _parse_head(line: str) -> dict[str, Json]:
    head = parse_canonical(line)
    if isinstance(head, dict) and head.get("certificate", "v1") != "v1":
        raise Failure("unsupported", "a certificate of another version than v1")
    if not _is_head(head):
        raise malformed("the first line is no head of a certificate")
    return head


def _check_before(head: dict[str, Json], begin: int, root: bytes) -> None:
    data = from_base64(head["before"]["entry"])
    path = list(map(from_base64, head["before"]["path"]))
    if not is_included(leaf_hash(data), head["first"] - 1, head["size"], root, path):
        raise Failure("notIncluded", "the entry before the first is not in the log")
    before = parse_entry(data)
    if before["company"] != head["company"] or milliseconds(before["recordedAt"]) >= begin:
        raise Failure("mismatch", "the entry before the first may be of the period, or is of another company")


def _frontier(head: dict[str, Json]) -> Frontier:
    roots = list(map(from_base64, head["frontier"]))
    try:
        return Frontier(head["first"], roots)
    except ValueError as error:
        raise malformed(str(error)) from None


def _matches(entry: dict[str, Json], head: dict[str, Json]) -> bool:
    # All times have one form, so that they are ordered as texts are.
    if not head["period"]["from"] <= entry["createdAt"] <= head["period"]["to"]:
        return False
    wanted = head["filter"]
    if any(name in wanted and entry[name] not in wanted[name] for name in FILTERS):
        return False
    opening = head.get("opening")
    return opening is None or entry["actor"] == actor_tag(from_hex(opening["tagSalt"]), opening["userId"])


def _check_foot(lines: Iterator[str], matching: int, others: int) -> None:
    foot = parse_canonical(_next(lines))
    if not members({"matching": is_size, "others": is_size})(foot):
        raise malformed("the last line is no foot of a certificate")
    if foot != {"matching": matching, "others": others}:
        raise Failure("mismatch", "the foot does not say what was counted")
    if next(lines, None) is not None:
        raise malformed("something follows the foot")


def _next(lines: Iterator[str]) -> str:
    line = next(lines, None)
    if line is None:
        raise malformed("the certificate ends too early")
    return line
