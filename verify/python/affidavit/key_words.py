"""A log's key in twelve words, which a person reads from paper and compares."""

import hashlib
import re
from pathlib import Path

from .failure import malformed
from .note import parse_vkey

COUNT = 12
BITS = 11
LIST = Path(__file__).with_name("english.txt").read_text("ascii").split()
"""The English list of BIP-39."""


def key_words(vkey: str) -> str:
    """The words of a vkey, a space between two. Raises Failure unless it is well-formed."""
    parse_vkey(vkey)
    fingerprint = hashlib.sha256(b"affidavit/key-words/v1\0" + vkey.encode()).digest()
    number = int.from_bytes(fingerprint, "big") >> (256 - COUNT * BITS)
    places = [number >> (BITS * after) & (2**BITS - 1) for after in reversed(range(COUNT))]
    return " ".join(LIST[place] for place in places)


def parse_key_words(typed: str) -> str:
    """Words as somebody typed them, in the form of key_words. Raises Failure for another number, or for other words."""
    words = re.findall("[a-z]+", re.sub("[A-Z]", lambda letter: letter[0].lower(), typed))
    for word in words:
        if word not in LIST:
            raise malformed(f'"{word}" is no word of a key: compare it with the paper')
    if len(words) != COUNT:
        raise malformed(f"a key has {COUNT} words, not {len(words)}")
    return " ".join(words)
