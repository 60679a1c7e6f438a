"""Signed notes (c2sp.org/signed-note), keys, and cosignatures of witnesses (c2sp.org/tlog-cosignature)."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from . import ed25519
from .encoding import from_base64, from_hex
from .failure import Failure, malformed

ED25519 = 0x01
COSIGNATURE = 0x04
SIGNATURES_MAX = 100
TIME_MAX = 253_402_300_799
"""The last second of the year 9999."""


@dataclass(frozen=True)
class Key:
    name: str
    key_id: bytes
    public: bytes


@dataclass(frozen=True)
class Line:
    name: str
    key_id: bytes
    signature: bytes
    text: str


@dataclass(frozen=True)
class Note:
    text: str
    """What is signed, its last newline included."""
    lines: tuple[Line, ...]


def parse_vkey(vkey: str, kind: int = ED25519) -> Key:
    parts = vkey.split("+", 2)
    if len(parts) != 3 or not is_name(parts[0]) or not re.fullmatch("[0-9a-f]{8}", parts[1]):
        raise malformed("not a vkey: name, key id in hex, and key")
    name, key_id, typed = parts[0], from_hex(parts[1]), from_base64(parts[2])
    if typed[:1] != bytes([kind]):
        raise malformed("the key is of another type")
    public = typed[1:]
    if not ed25519.is_sound_key(public):
        raise malformed("the key is not canonical, or not in the group of prime order")
    if key_id != hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]:
        raise malformed("the key id does not belong to the key")
    return Key(name, key_id, public)


def is_name(name: str) -> bool:
    """Neither empty nor with spaces, control characters or plus signs."""
    return name != "" and not any(
        character == "+" or character.isspace() or unicodedata.category(character) in ("Cc", "Cs")
        for character in name
    )


def parse_note(note: str) -> Note:
    if re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", note):
        raise malformed("control characters in the note")
    text, blank, signatures = note.rpartition("\n\n")
    if blank == "" or not signatures.endswith("\n"):
        raise malformed("no blank line with signature lines after it")
    lines = signatures[:-1].split("\n")
    if len(lines) > SIGNATURES_MAX:
        raise malformed("too many signatures")
    return Note(text + "\n", tuple(map(_parse_line, lines)))


def _parse_line(line: str) -> Line:
    match = re.fullmatch("— ([^ ]+) ([^ ]+)", line)
    if match is None or not is_name(match[1]):
        raise malformed("not a signature line")
    signature = from_base64(match[2])
    if len(signature) <= 4:
        raise malformed("a signature is too short")
    return Line(match[1], signature[:4], signature[4:], line)


def signers(note: Note, keys: Sequence[Key]) -> list[str]:
    """The names of the keys that signed, in the order of the note; at least one, and none of them wrongly."""
    signed: list[str] = []
    seen: set[Key] = set()
    for line in note.lines:
        known = [key for key in keys if (key.name, key.key_id) == (line.name, line.key_id)]
        if len(known) > 1:
            raise malformed("two keys share name and id")
        if not known:
            continue
        if not ed25519.is_signed(known[0].public, line.signature, note.text.encode()):
            raise Failure("badSignature", f"the signature of {line.name} is wrong")
        if known[0] not in seen:
            signed.append(line.name)
        seen.add(known[0])
    if not signed:
        raise Failure("badSignature", "no signature by a given key")
    return signed


def strangers(note: Note, keys: Sequence[Key]) -> list[str]:
    """The names on the lines that belong to none of the keys, each line once."""
    known = {(key.name, key.key_id) for key in keys}
    lines = dict.fromkeys(note.lines)
    return [line.name for line in lines if (line.name, line.key_id) not in known]


def cosigned_at(note: Note, key: Key) -> int | None:
    """When a witness first cosigned, in seconds since 1970; None when it has not."""
    times = [
        _cosignature_time(note.text, line, key)
        for line in note.lines
        if (line.name, line.key_id) == (key.name, key.key_id)
    ]
    return min(times, default=None)


def _cosignature_time(text: str, line: Line, key: Key) -> int:
    time = int.from_bytes(line.signature[:8], "big")
    message = f"cosignature/v1\ntime {time}\n{text}".encode()
    if not 0 < time <= TIME_MAX or not ed25519.is_signed(key.public, line.signature[8:], message):
        raise Failure("badSignature", f"the cosignature of {key.name} is wrong")
    return time
