#!/usr/bin/env python3
"""Judges pieces: reads lines of JSON {"kind", "input", …} and prints for each what this implementation makes of it."""

import io
import json
import sys
from collections.abc import Callable
from typing import Any

from affidavit.affidavit import verify_affidavit
from affidavit.canonical import canonical, parse_canonical, parse_strict
from affidavit.certificate import verify_certificate
from affidavit.checkpoint import parse_checkpoint, parse_proof
from affidavit.encoding import from_base64, from_utf8
from affidavit.entry import parse_entry
from affidavit.failure import Failure
from affidavit.key_words import key_words, parse_key_words
from affidavit.note import COSIGNATURE, parse_note, parse_vkey, signers
from affidavit.policy import check_policy, parse_policy
from affidavit.report import Report


def affidavit(question: Any) -> str:
    try:
        text = from_utf8(from_base64(question["input"]))
    except Failure as failure:
        return f"failed format {failure.reason}"
    return verdict(verify_affidavit(text, [parse_vkey(vkey) for vkey in question["vkeys"]]))


def certificate(question: Any) -> str:
    file = io.BytesIO(from_base64(question["input"]))
    return verdict(verify_certificate(file, [parse_vkey(vkey) for vkey in question["vkeys"]]))


def verdict(report: Report) -> str:
    if report.failure is None:
        return report.outcome
    return f"failed {report.check} {report.failure.reason}"


def note(question: Any) -> str:
    keys = [parse_vkey(vkey) for vkey in question["vkeys"]]
    return " ".join(signers(parse_note(question["input"]), keys))


def policy(question: Any) -> str:
    check_policy(question["note"], parse_policy(question["input"]))
    return "holds"


def proof(question: Any) -> str:
    read = parse_proof(question["input"])
    return " ".join((str(read.index), *(item.hex() for item in read.path)))


JUDGES: dict[str, Callable[[Any], str]] = {
    "affidavit": affidavit,
    "certificate": certificate,
    "json": lambda question: canonical(parse_strict(question["input"])),
    "canonical": lambda question: canonical(parse_canonical(question["input"])),
    "entry": lambda question: parse_entry(question["input"].encode())["id"],
    "checkpoint": lambda question: str(parse_checkpoint(question["input"]).size),
    "proof": proof,
    "vkey": lambda question: parse_vkey(question["input"]).name,
    "vkey words": lambda question: key_words(question["input"]),
    "typed words": lambda question: parse_key_words(question["input"]),
    "witness": lambda question: parse_vkey(question["input"], COSIGNATURE).name,
    "note": note,
    "policy": policy,
}


def judge(question: Any) -> str:
    try:
        return JUDGES[question["kind"]](question)
    except Failure:
        return "refused"


for line in sys.stdin:
    print(json.dumps(judge(json.loads(line))))
