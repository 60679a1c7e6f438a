"""Bytes as text, each value in one spelling: lower-case hex, base64 with padding, UTF-8, decimals."""

import base64
import binascii
import re

from .failure import malformed

HASH_BYTES = 32
SALT_BYTES = 16
SAFE_MAX = 2**53 - 1
"""The largest integer that every reader of JSON reads alike."""


def from_hex(text: str) -> bytes:
    if len(text) % 2 or not re.fullmatch("[0-9a-f]*", text):
        raise malformed("not lower-case hex")
    return bytes.fromhex(text)


def to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise malformed("not base64") from None
    if to_base64(data) != text:
        raise malformed("base64 that an encoder does not write")
    return data


def hash_from_base64(text: str) -> bytes:
    data = from_base64(text)
    if len(data) != HASH_BYTES:
        raise malformed("a hash has not 32 bytes")
    return data


def from_utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise malformed("not valid UTF-8") from None


def size_from_decimal(text: str) -> int:
    """An index or a size: plain digits, below 2^53."""
    if not re.fullmatch("0|[1-9][0-9]{0,15}", text) or int(text) > SAFE_MAX:
        raise malformed("not a plain decimal below 2^53")
    return int(text)
