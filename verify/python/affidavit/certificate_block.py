"""A block of a population certificate: many entries in columns."""

from collections.abc import Iterator
from typing import Any

from .canonical import Json, canonical
from .encoding import from_base64
from .entry import CREATED_AHEAD, parse_entry
from .failure import malformed
from .shapes import integer, list_of, members, or_null, text, time_of

ENTRIES_MAX = 1024

_is_mask = members({"bytes": text, "mask": text})
_places = list_of(integer)
_places_or_null = list_of(or_null(integer))

_is_block = members(
    {
        "n": integer,
        "words": list_of(text),
        "digests": text,
        "id": text,
        "recordedAt": list_of(integer),
        "createdAt": list_of(integer),
        "type": _places,
        "category": _places,
        "source": _places,
        "status": _places_or_null,
        "actor": _places_or_null,
        "person": _places_or_null,
        "connection": _places_or_null,
        "connectionId": _places_or_null,
        "workspaceId": _places_or_null,
        "testId": _places_or_null,
        "controlIds": list_of(list_of(integer)),
        "provenance": list_of(or_null(lambda value: isinstance(value, dict))),
        "text": text,
        "metadata": _is_mask,
        "test": _is_mask,
    }
)
_COLUMNS = """recordedAt createdAt type category source status actor person connection connectionId workspaceId testId
    controlIds provenance""".split()


def entries_of(block: Json, company: str, recorded: int) -> Iterator[dict[str, Json]]:
    """The entries of a block; `recorded` is when the entry before was, in milliseconds since 1970."""
    if not _is_block(block) or not 1 <= block["n"] <= ENTRIES_MAX:
        raise malformed("not the members of a block")
    n = block["n"]
    if any(len(block[name]) != n for name in _COLUMNS):
        raise malformed("a column has not one item for each entry")
    words = block["words"]
    digests = _cut(from_base64(block["digests"]), 32)
    ids = _exactly(n, _cut(from_base64(block["id"]), 16))
    texts = _exactly(n, _cut(from_base64(block["text"]), 32))
    masked = {name: _unmasked(block[name], n) for name in ("metadata", "test")}
    for i in range(n):
        if block["recordedAt"][i] < 0 or block["createdAt"][i] < -CREATED_AHEAD:
            raise malformed("a time before that of the entry before, or too far ahead")
        recorded += block["recordedAt"][i]
        entry = {
            "v": 1,
            "company": company,
            "id": _uuid(ids[i]),
            "recordedAt": _time(recorded),
            "createdAt": _time(recorded - block["createdAt"][i]),
            **{name: _at(words, block[name][i]) for name in ("type", "category", "source")},
            "status": _at_or_null(words, block["status"][i]),
            "actor": _at_or_null(digests, block["actor"][i]),
            **{name: block[name][i] for name in ("connectionId", "workspaceId", "testId")},
            "controlIds": block["controlIds"][i],
            "provenance": block["provenance"][i],
            "parts": {
                "text": texts[i],
                "metadata": masked["metadata"][i],
                "test": masked["test"][i],
                "person": _at_or_null(digests, block["person"][i]),
                "connection": _at_or_null(digests, block["connection"][i]),
            },
        }
        yield parse_entry(canonical(entry).encode())


def _cut(data: bytes, width: int) -> list[str]:
    """A byte column, each value in hex."""
    if len(data) % width:
        raise malformed("a byte column is cut off")
    return [data[at : at + width].hex() for at in range(0, len(data), width)]


def _exactly(n: int, values: list[str]) -> list[str]:
    if len(values) != n:
        raise malformed("a byte column has not one value for each entry")
    return values


def _unmasked(column: dict[str, str], n: int) -> list[str | None]:
    mask = from_base64(column["mask"])
    values = _cut(from_base64(column["bytes"]), 32)
    bits = int.from_bytes(mask, "little")
    if len(mask) != (n + 7) // 8 or bits >> n or bits.bit_count() != len(values):
        raise malformed("a mask does not fit its bytes")
    rest = iter(values)
    return [next(rest) if bits >> i & 1 else None for i in range(n)]


def _at(values: list[Any], place: int) -> Any:
    if not 0 <= place < len(values):
        raise malformed("a place that the dictionary does not have")
    return values[place]


def _at_or_null(values: list[Any], place: int | None) -> Any:
    return None if place is None else _at(values, place)


def _uuid(digits: str) -> str:
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _time(since_1970: int) -> str:
    time = time_of(since_1970)
    if time is None:
        raise malformed("a time without a year of four digits")
    return time
