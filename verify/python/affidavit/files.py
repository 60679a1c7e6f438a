"""Files and folders: what each holds, and what is said of it."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from .affidavit import verify_affidavit
from .certificate import verify_certificate
from .checkpoint import Checkpoint, parse_checkpoint
from .encoding import from_utf8
from .failure import Failure, malformed
from .key_words import key_words, parse_key_words
from .lines import gzip_head, gzip_lines, plain_lines
from .log import Read, verify_log
from .note import Key, Note, parse_note, parse_vkey, signers
from .policy import Policy, check_policy, parse_policy
from .report import Report

LINE_MAX = 64 * 1024 * 1024
HEAD = 4096


@dataclass(frozen=True)
class Trust:
    """What the reader knows from elsewhere."""

    keys: Sequence[Key] = field(default_factory=list)
    words: Sequence[str] = field(default_factory=list)
    """Words of keys: a key that a file states is trusted when its words are among these."""
    last: str | None = None
    """A checkpoint that the reader kept, as a note."""
    policy: Policy | None = None


@dataclass(frozen=True)
class Result:
    file: str
    report: Report

    def facts(self) -> dict[str, object]:
        report = self.report
        failure = report.failure and {
            "check": report.check,
            "reason": report.failure.reason,
            "message": report.failure.message,
            "event": report.event,
        }
        return {
            "file": self.file,
            "kind": report.what,
            "outcome": report.outcome,
            "passed": report.passed,
            "failure": failure,
            **report.facts,
        }

    def sentence(self) -> str:
        report = self.report
        subject = f"{self.file}: {report.what}" + (f", event {report.event}" if report.event else "")
        if report.failure is not None:
            said = f"FAILED at {report.check}: {report.failure.message} ({report.failure.reason})"
        elif report.outcome == "consistent":
            said = "consistent, not authenticated: no key was given, it vouches only for itself"
            said += "".join(f". Compare with the words on paper: {words}" for words in report.words)
        else:
            said = f"verified ({', '.join(report.passed)})"
        return plain(f"{subject}: {said}")


def plain(text: str) -> str:
    """What a file says is shown, never obeyed: a terminal reads control characters as commands."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def read_trust(keys: Sequence[str], words: Sequence[str], last: Path | None, policy: Path | None) -> Trust:
    """Raises Failure or OSError for what cannot be read."""
    known = [parse_vkey(vkey) for vkey in read_vkeys(keys)]
    kept = from_utf8(last.read_bytes()) if last else None
    if kept is not None:
        parse_checkpoint(parse_note(kept).text)
    trusted = parse_policy(from_utf8(policy.read_bytes())) if policy else None
    pinned = list(dict.fromkeys([*known, *(trusted.logs if trusted else [])]))
    return Trust(pinned, list(map(parse_key_words, words)), kept, trusted)


def read_vkeys(given: Sequence[str]) -> list[str]:
    """Keys as they stand on the command line, or in files with one a line."""
    texts: list[str] = []
    for text in given:
        if Path(text).exists():
            lines = [line.strip() for line in from_utf8(Path(text).read_bytes()).split("\n")]
            found = [line for line in lines if line != "" and not line.startswith("#")]
            if not found:
                raise malformed(f"{text} holds no key")
            texts += found
        else:
            texts.append(text)
    return texts


def check_file(file: Path, trust: Trust) -> Result:
    if file.is_dir():
        report = _folder(file, trust)
    else:
        with file.open("rb") as data:
            is_compressed = data.read(2) == b"\x1f\x8b"
        report = (_compressed if is_compressed else _text)(file, trust)
    return Result(str(file), report)


def _folder(folder: Path, trust: Trust) -> Report:
    is_whole = any((folder / name).exists() for name in ("vkeys", "documents", "removals"))
    read = _reader(folder)
    stated = (read("vkeys") or b"").decode("utf-8", "replace").split("\n")
    trust = _with_stated(trust, stated)
    report = verify_log(read, trust.keys, trust.last, is_whole)
    return _by_policy(_by_words(report, trust, stated), trust)


def _reader(folder: Path) -> Read:
    def read(path: str) -> bytes | None:
        try:
            return (folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    return read


def _compressed(file: Path, trust: Trust) -> Report:
    with file.open("rb") as data:
        try:
            head = gzip_head(data, HEAD).lstrip()
        except Failure as failure:
            return _unknown(failure)
    if head.startswith(b'{"before":'):
        return _certificate(file, trust)
    if not head.startswith(b"{"):
        return _unknown(malformed("gzip, but neither a certificate nor a bundle of affidavits"))
    with file.open("rb") as data:
        return _bundle(gzip_lines(data, LINE_MAX), trust)


def _certificate(file: Path, trust: Trust) -> Report:
    with file.open("rb") as data:
        try:
            stated = _stated_in(next(gzip_lines(data, LINE_MAX), ""))
        except Failure:
            stated = []
    trust = _with_stated(trust, stated)
    with file.open("rb") as data:
        report = verify_certificate(data, trust.keys)
    return _by_policy(_by_last(_by_words(report, trust, stated), trust), trust)


def _text(file: Path, trust: Trust) -> Report:
    if _holds_lines(file):
        with file.open("rb") as data:
            return _bundle(plain_lines(data, LINE_MAX), trust)
    try:
        text = from_utf8(file.read_bytes())
        if not text.lstrip(" \t\r\n").startswith("{"):
            raise malformed("none of the files that can be checked")
    except Failure as failure:
        return _unknown(failure)
    return _affidavit(text, trust)


def _holds_lines(file: Path) -> bool:
    """Whether the first line is a whole object and others follow."""
    with file.open("rb") as data:
        lines = plain_lines(data, LINE_MAX)
        try:
            return isinstance(json.loads(next(lines, "null")), dict) and next(lines, None) is not None
        except (Failure, ValueError, RecursionError):
            return False


def _affidavit(text: str, trust: Trust) -> Report:
    stated = _stated_in(text)
    trust = _with_stated(trust, stated)
    report = _by_words(verify_affidavit(text, trust.keys), trust, stated)
    return _by_policy(_by_last(report, trust), trust)


def _stated_in(text: str) -> list[str]:
    """The key that an affidavit, or the head of a certificate, states; whether it is one, their checks say."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    vkey = value.get("vkey") if isinstance(value, dict) else None
    return [vkey] if isinstance(vkey, str) else []


def _with_stated(trust: Trust, stated: Sequence[str]) -> Trust:
    if not trust.words:
        return trust
    given = [parse_vkey(vkey) for vkey in stated if _words_of(vkey) in trust.words]
    return replace(trust, keys=list(dict.fromkeys([*trust.keys, *given])))


def _words_of(vkey: str) -> str | None:
    try:
        return key_words(vkey)
    except Failure:
        return None


def _by_words(report: Report, trust: Trust, stated: Sequence[str]) -> Report:
    """Of what holds under no pinned key: the words of the key that signed, which must not be others than those given."""
    if report.failure is None and report.outcome == "consistent" and report.note is not None:
        note = parse_note(report.note)
        report.words = [key_words(vkey) for vkey in stated if _has_signed(vkey, note)]
        if trust.words:
            report.check = "key"
            report.fail(Failure("notPinned", f"its key has other words than those given: {report.words}"))
    return report


def _has_signed(vkey: str, note: Note) -> bool:
    try:
        return signers(note, [parse_vkey(vkey)]) != []
    except Failure:
        return False


def _bundle(lines: Iterator[str], trust: Trust) -> Report:
    """Fails with the first affidavit that does; the others are looked at all the same."""
    bundle = Report("bundle", outcome="verified")
    counts = {"holding": 0, "failing": 0}
    try:
        for line in lines:
            one = _affidavit(line, trust)
            counts["failing" if one.failure else "holding"] += 1
            bundle.words = list(dict.fromkeys([*bundle.words, *one.words]))
            if one.failure and bundle.failure is None:
                bundle.check, bundle.event = one.check, one.event
                bundle.fail(one.failure)
            elif one.outcome == "consistent" and bundle.outcome == "verified":
                bundle.outcome = "consistent"
        if counts == {"holding": 0, "failing": 0}:
            raise malformed("a bundle without affidavits")
    except Failure as failure:
        if bundle.failure is None:
            bundle.check = "format"
            bundle.fail(failure)
    bundle.facts.update(counts)
    return bundle


def _unknown(failure: Failure) -> Report:
    report = Report("unknown", check="format")
    report.fail(failure)
    return report


def _by_last(report: Report, trust: Trust) -> Report:
    """The last checkpoint kept says something of a file without the log only if it is of the same size, or larger."""
    return _judged(report, "last", trust.last and (lambda note: _check_last(report.what, note, trust)))


def _check_last(what: str, note: str, trust: Trust) -> None:
    here = parse_checkpoint(parse_note(note).text)
    kept = parse_note(trust.last or "")
    last: Checkpoint = parse_checkpoint(kept.text)
    keys = [key for key in trust.keys if key.name == last.origin]
    if keys:
        signers(kept, keys)
    if last.origin != here.origin:
        raise Failure("mismatch", "the last checkpoint is of another log")
    if last.size == here.size and last.root != here.root:
        raise Failure("mismatch", "two histories: the last checkpoint has another root for the same size")
    if last.size > here.size and what == "certificate":
        raise Failure("mismatch", "what was recorded up to the last checkpoint is left out")


def _by_policy(report: Report, trust: Trust) -> Report:
    policy = trust.policy
    return _judged(report, "policy", policy and (lambda note: check_policy(note, policy, trust.keys)))


def _judged(report: Report, check: str, judge: Callable[[str], object] | None) -> Report:
    if report.failure is None and report.note is not None and judge:
        try:
            judge(report.note)
            report.passed.append(check)
        except Failure as failure:
            report.check = check
            report.fail(failure)
    return report
