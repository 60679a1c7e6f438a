"""JSON that reads the same to every reader, and its canonical form (RFC 8785)."""

import json
import math
import re
from typing import Any, NoReturn, TypeAlias

from .encoding import SAFE_MAX
from .failure import malformed

Json: TypeAlias = Any
"""None, bool, int (whole numbers up to 2^53 - 1), float (all others), str, list, dict with str names."""

DEPTH_MAX = 256


def parse_strict(text: str) -> Json:
    """The value of a JSON text without duplicate names, lone surrogates, and integers that a double rounds."""
    try:
        value = _decoder.decode(text)
    except RecursionError:
        raise malformed("JSON nested too deeply") from None
    except ValueError as error:
        raise malformed(f"not JSON: {error}") from None
    _refuse_deep_or_ill_formed(value)
    return value


def parse_canonical(text: str) -> Json:
    """The value of a text that is exactly what `canonical` writes."""
    value = parse_strict(text)
    if canonical(value) != text:
        raise malformed("not canonical JSON")
    return value


def canonical(value: Json) -> str:
    """The canonical JSON of a value that `parse_strict` could have read."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, str):
        return _quote(value)
    if isinstance(value, (int, float)):
        return _number(float(value))
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
    return "{" + ",".join(f"{_quote(name)}:{canonical(item)}" for name, item in members) + "}"


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def _quote(text: str) -> str:
    return '"' + re.sub('["\\\\\x00-\x1f]', _escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"


def _number(value: float) -> str:
    """As ECMAScript prints it: the shortest digits that read back, which are those of repr, in its own notation."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    # The value is 0.<digits> times ten to the power of `point`.
    leading_zeros = len(whole + fraction) - len(digits)
    point = len(whole) - leading_zeros + int(exponent or 0)
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    first, rest = digits[0], digits[1:]
    power = point - 1
    return sign + first + ("." + rest if rest else "") + "e" + ("+" if power > 0 else "-") + str(abs(power))


def _integer(token: str) -> int | float:
    value = _double(token)
    if _number(value) != token:
        raise ValueError("an integer that is not read back as it is written")
    return _plain(value)


def _fraction(token: str) -> int | float:
    return _plain(_double(token))


def _double(token: str) -> float:
    value = float(token)
    if math.isinf(value):
        raise ValueError("a number too large")
    return value


def _plain(value: float) -> int | float:
    return int(value) if value.is_integer() and abs(value) <= SAFE_MAX else value


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member name occurs twice")
    return members


_decoder = json.JSONDecoder(
    object_pairs_hook=_members, parse_int=_integer, parse_float=_fraction, parse_constant=_constant
)


def _refuse_deep_or_ill_formed(value: Json) -> None:
    level: list[Json] = [value]
    depth = 0
    while level:
        below: list[Json] = []
        for item in level:
            if isinstance(item, str):
                _refuse_surrogates(item)
            elif isinstance(item, list):
                below.append(item)
            elif isinstance(item, dict):
                below.append(item)
        if below:
            depth += 1
        if depth > DEPTH_MAX:
            raise malformed("JSON nested too deeply")
        level = []
        for container in below:
            if isinstance(container, dict):
                level.extend(container.keys())
                level.extend(container.values())
            else:
                level.extend(container)


def _refuse_surrogates(text: str) -> None:
    if not text.isascii() and re.search("[\ud800-\udfff]", text):
        raise malformed("a lone surrogate")
