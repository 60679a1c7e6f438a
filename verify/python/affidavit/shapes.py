"""Members and their JSON types: of entries, documents and files. What a string says is not judged here."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from .canonical import Json

Check: TypeAlias = Callable[[Json], bool]


def text(value: Json) -> bool:
    return isinstance(value, str)


def flag(value: Json) -> bool:
    return isinstance(value, bool)


def integer(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def json_object(value: Json) -> bool:
    return isinstance(value, dict)


def anything(_: Json) -> bool:
    return True


def hex_of(count: int) -> Check:
    pattern = re.compile(f"[0-9a-f]{{{2 * count}}}")
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


digest = hex_of(32)
salt = hex_of(16)


def or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


def either(first: Check, second: Check) -> Check:
    return lambda value: first(value) or second(value)


def just(wanted: Json) -> Check:
    return lambda value: type(value) is type(wanted) and value == wanted


def list_of(check: Check, least: int = 0, most: int | None = None) -> Check:
    return (
        lambda value: isinstance(value, list)
        and len(value) >= least
        and (most is None or len(value) <= most)
        and all(map(check, value))
    )


def members(shape: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Exactly the members of `shape`, and any of `optional`."""
    more = optional or {}

    def check(value: Json) -> bool:
        if not isinstance(value, dict) or not shape.keys() <= value.keys():
            return False
        checks = {**shape, **more}
        return all(name in checks and checks[name](item) for name, item in value.items())

    return check


def uuid(value: Json) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def time(value: Json) -> bool:
    """ISO 8601 in UTC with milliseconds, and a time that exists."""
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return False
    year, month, day, hour, minute, second, _ = map(int, match.groups())
    return 1 <= month <= 12 and 1 <= day <= days_of(year, month) and hour < 24 and minute < 60 and second < 60


def days_of(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(
    "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})[.]([0-9]{3})Z"
)


def milliseconds(value: str) -> int:
    """A time as milliseconds since 1970."""
    match = _TIME.fullmatch(value)
    if match is None:
        raise ValueError("not a time")
    year, month, day, hour, minute, second, fraction = map(int, match.groups())
    days = _days_before_year(year) - _days_before_year(1970)
    days += sum(days_of(year, earlier) for earlier in range(1, month)) + day - 1
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + fraction


def time_of(since_1970: int) -> str | None:
    """The time so many milliseconds after 1970, or None when no time of four digits for the year is that."""
    days, rest = divmod(since_1970, 86_400_000)
    days += _days_before_year(1970)
    year = days * 400 // 146_097
    while _days_before_year(year + 1) <= days:
        year += 1
    while _days_before_year(year) > days:
        year -= 1
    if not 0 <= year <= 9999:
        return None
    days -= _days_before_year(year)
    month = 1
    while days >= days_of(year, month):
        days -= days_of(year, month)
        month += 1
    minutes, fraction = divmod(rest, 60_000)
    second, fraction = divmod(fraction, 1000)
    hour, minute = divmod(minutes, 60)
    return f"{year:04}-{month:02}-{days + 1:02}T{hour:02}:{minute:02}:{second:02}.{fraction:03}Z"


def _days_before_year(year: int) -> int:
    """Days from 1 January of the year 0 to that of `year`."""
    before = year - 1
    return year * 365 + before // 4 - before // 100 + before // 400 + 1
