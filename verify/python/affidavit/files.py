"""Files: what each holds, and what is said of it."""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .affidavit import verify_affidavit
from .certificate import verify_certificate
from .checkpoint import Checkpoint, parse_checkpoint
from .encoding import from_utf8
from .failure import Failure, malformed
from .note import Key, parse_note, parse_vkey, signers
from .report import Report

LINE_MAX = 64 * 1024 * 1024
"""No affidavit of a bundle is longer."""


@dataclass(frozen=True)
class Trust:
    """What the reader knows from elsewhere."""

    keys: Sequence[Key]
    last: Checkpoint | None = None


@dataclass(frozen=True)
class Result:
    name: str
    report: Report

    def facts(self) -> dict[str, object]:
        report = self.report
        failure = report.failure and {
            "check": report.check,
            "reason": report.failure.reason,
            "message": report.failure.message,
        }
        return {
            "file": self.name,
            "what": report.what,
            "outcome": report.outcome,
            "event": report.event,
            "passed": report.passed,
            "failure": failure,
            **report.facts,
        }

    def sentence(self) -> str:
        report = self.report
        subject = f"{self.name}: {report.what}" + (f" of event {report.event}" if report.event else "")
        if report.failure is not None:
            return f"{subject}: FAILED at {report.check}: {report.failure.message} ({report.failure.reason})"
        if report.outcome == "consistent":
            return f"{subject}: consistent, not authenticated: no key was given, it vouches only for itself"
        return f"{subject}: verified ({', '.join(report.passed)})"


def read_keys(given: Sequence[str]) -> list[Key]:
    """Keys as they stand on the command line, or in files with one a line."""
    texts: list[str] = []
    for text in given:
        if "+" in text and not Path(text).is_file():
            texts.append(text)
        else:
            texts += [line.strip() for line in Path(text).read_text("utf-8").splitlines() if line.strip()]
    if given and not texts:
        raise malformed("no key in the files given")
    return list(dict.fromkeys(map(parse_vkey, texts)))


def read_last(file: Path, keys: Sequence[Key]) -> Checkpoint:
    note = parse_note(from_utf8(file.read_bytes()))
    if keys:
        signers(note, [key for key in keys if key.name == note.text.partition("\n")[0]])
    return parse_checkpoint(note.text)


def check_file(file: Path, trust: Trust) -> Iterator[Result]:
    name = str(file)
    with file.open("rb") as data:
        if ".affidavits.ndjson" in file.name:
            yield from _bundle(name, data, file.name.endswith(".gz"), trust)
        elif file.name.endswith(".certificate"):
            yield _checked(name, verify_certificate(data, trust.keys), trust)
        else:
            yield _checked(name, _affidavit(data.read(), trust), trust)


def _affidavit(data: bytes, trust: Trust) -> Report:
    try:
        text = from_utf8(data)
    except Failure as failure:
        return _failed("affidavit", failure)
    return verify_affidavit(text, trust.keys)


def _bundle(name: str, file: BinaryIO, is_compressed: bool, trust: Trust) -> Iterator[Result]:
    """One affidavit a line; at least one."""
    lines: BinaryIO | gzip.GzipFile = gzip.GzipFile(fileobj=file) if is_compressed else file
    number = 0
    try:
        while (line := lines.readline(LINE_MAX)) != b"":
            number += 1
            yield _checked(f"{name}:{number}", _affidavit(line.removesuffix(b"\n"), trust), trust)
    except (EOFError, OSError, zlib.error) as error:
        yield Result(name, _failed("bundle", malformed(f"not gzip, or cut off: {error}")))
        return
    if number == 0:
        yield Result(name, _failed("bundle", malformed("a bundle without affidavits")))


def _failed(what: str, failure: Failure) -> Report:
    report = Report(what)
    report.begin("format")
    report.fail(failure)
    return report


def _checked(name: str, report: Report, trust: Trust) -> Result:
    """A checkpoint older than the last one seen is not wrong; another tree of the same size, or another log, is."""
    return Result(name, report)

