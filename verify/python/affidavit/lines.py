"""Lines of a file, compressed or not, one at a time."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from .encoding import from_utf8
from .failure import malformed

PIECE = 65_536


def gzip_lines(file: BinaryIO, longest: int) -> Iterator[str]:
    """The lines of one whole gzip member with nothing after it."""
    return _lines(_unzipped(file), longest)


def plain_lines(file: BinaryIO, longest: int) -> Iterator[str]:
    return _lines(iter(lambda: file.read(PIECE), b""), longest)


def _lines(pieces: Iterator[bytes], longest: int) -> Iterator[str]:
    """Each without its newline; none is empty, longer than so many bytes, or not ended."""
    rest = b""
    for piece in pieces:
        rest += piece
        *lines, rest = rest.split(b"\n")
        for line in lines:
            if line == b"" or len(line) > longest:
                raise malformed("a line is empty or too long")
            yield from_utf8(line)
        if len(rest) > longest:
            raise malformed("a line is too long")
    if rest != b"":
        raise malformed("the last line is cut off")


def gzip_head(file: BinaryIO, count: int) -> bytes:
    """About so many bytes of what is compressed."""
    head = b""
    for piece in _unzipped(file):
        head += piece
        if len(head) >= count:
            break
    return head


def _unzipped(file: BinaryIO) -> Iterator[bytes]:
    stream = zlib.decompressobj(wbits=31)
    try:
        while not stream.eof:
            data = stream.unconsumed_tail or file.read(PIECE)
            if data == b"":
                raise malformed("the gzip member is cut off")
            yield stream.decompress(data, PIECE)
    except zlib.error as error:
        raise malformed(f"not gzip: {error}") from None
    if stream.unused_data != b"" or file.read(1) != b"":
        raise malformed("something follows the gzip member")
