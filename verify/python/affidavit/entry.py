"""The entry: what the log commits to for one event."""

from .canonical import Json, parse_canonical
from .encoding import from_utf8
from .failure import malformed
from .shapes import digest, integer, just, list_of, members, milliseconds, or_null, text, time, uuid

ENTRY_BYTES_MAX = 8192
CREATED_AHEAD = 5 * 60 * 1000
"""How much later than its recording an event may say it was created, in milliseconds."""

_is_entry = members(
    {
        "v": just(1),
        "company": uuid,
        "id": uuid,
        "type": text,
        "category": text,
        "source": text,
        "status": or_null(text),
        "createdAt": time,
        "recordedAt": time,
        "actor": or_null(digest),
        "connectionId": or_null(integer),
        "workspaceId": or_null(integer),
        "testId": or_null(integer),
        "controlIds": list_of(integer, most=200),
        "provenance": or_null(members({"system": text, "fetchedAt": time, "sourceDigest": digest})),
        "parts": members(
            {
                "text": digest,
                "metadata": or_null(digest),
                "test": or_null(digest),
                "person": or_null(digest),
                "connection": or_null(digest),
            }
        ),
    }
)


def parse_entry(data: bytes) -> dict[str, Json]:
    if len(data) > ENTRY_BYTES_MAX:
        raise malformed("the entry is longer than 8,192 bytes")
    entry = parse_canonical(from_utf8(data))
    if not _is_entry(entry):
        raise malformed("the entry has not the members of version 1")
    return entry


def is_created_ahead(entry: dict[str, Json]) -> bool:
    return milliseconds(entry["createdAt"]) - milliseconds(entry["recordedAt"]) > CREATED_AHEAD
