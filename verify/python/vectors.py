#!/usr/bin/env python3
"""Runs every vector file of a folder: python3 vectors.py FOLDER. Prints a line for each disagreement; exits 1 if any."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from affidavit import keys
from affidavit.affidavit import verify_affidavit
from affidavit.canonical import canonical, parse_canonical
from affidavit.certificate import verify_certificate
from affidavit.checkpoint import parse_checkpoint, parse_proof
from affidavit.documents import actor_tag, digest_of
from affidavit.encoding import from_base64, from_hex
from affidavit.entry import parse_entry
from affidavit.failure import Failure
from affidavit.key_words import key_words, parse_key_words
from affidavit.note import COSIGNATURE, Key, cosigned_at, parse_note, parse_vkey, signers, strangers
from affidavit.policy import check_policy, parse_policy
from affidavit.removals import parse_commitment
from affidavit.report import Report
from affidavit.shapes import time_of
from affidavit.tree import Frontier, is_consistent, is_included, leaf_hash, node_hash

Checks: TypeAlias = Iterator[tuple[str, bool]]
"""What was looked at, and whether it is as the file says."""


def refuses(read: Callable[[], object]) -> bool:
    try:
        read()
    except Failure as failure:
        return failure.message != ""
    return False


def accepts(read: Callable[[], object]) -> bool:
    return not refuses(read)


def hashes(path: list[str]) -> list[bytes]:
    return [bytes.fromhex(item) for item in path]


def run_canonical(vectors: Any) -> Checks:
    for case in vectors["valid"]:
        yield case["name"], canonical(json.loads(case["json"], parse_int=float)) == case["canonical"]
        yield case["name"], accepts(lambda: parse_canonical(case["canonical"]))
    for text in vectors["notCanonical"]:
        yield f"not canonical: {text[:80]}", refuses(lambda: parse_canonical(text))


def run_digests(vectors: Any) -> Checks:
    for case in vectors["documents"]:
        yield case["kind"], digest_of(case["kind"], from_hex(case["salt"]), case["bytes"]) == case["digest"]
    for case in vectors["snapshotSalts"]:
        salt = keys.snapshot_salt(from_hex(case["subjectKey"]), case["kind"], case["id"], case["version"])
        yield f"salt of {case['kind']} {case['version']}", salt.hex() == case["salt"]
    for case in vectors["actorTags"]:
        yield f"actor {case['userId']}", actor_tag(from_hex(case["tagSalt"]), case["userId"]) == case["tag"]


def run_keys(vectors: Any) -> Checks:
    for case in vectors["logKeySeeds"]:
        seed = keys.log_key_seed(from_hex(case["masterSeed"]), case["origin"], case["generation"])
        yield f"log key {case['generation']}", seed.hex() == case["seed"]
    for case in vectors["companySecrets"]:
        secret = keys.company_secret(from_hex(case["masterSeed"]), case["company"])
        yield "company secret", secret.hex() == case["secret"]
    for case in vectors["words"]:
        yield f"words of {case['vkey']}", key_words(case["vkey"]) == case["words"]
    for case in vectors["typedWords"]:
        yield f"typed: {case['typed'][:80]}", read_words(case["typed"]) == case["words"]


def read_words(typed: str) -> str | None:
    try:
        return parse_key_words(typed)
    except Failure:
        return None


def run_entries(vectors: Any) -> Checks:
    for case in vectors["valid"]:
        yield case["name"], accepts(lambda: parse_entry(case["json"].encode()))
        yield case["name"], leaf_hash(case["json"].encode()).hex() == case["leaf"]
    for case in vectors["invalid"]:
        yield case["name"], refuses(lambda: parse_entry(case["json"].encode()))


def run_trees(vectors: Any) -> Checks:
    for case in vectors["leaves"]:
        yield f"leaf {case['text']}", leaf_hash(case["text"].encode()).hex() == case["leaf"]
    for case in vectors["nodes"]:
        yield "node", node_hash(*hashes([case["left"], case["right"]])).hex() == case["node"]
    tree = Frontier()
    roots = {case["size"]: case["root"] for case in vectors["roots"]}
    for size in range(max(roots) + 1):
        if size in roots:
            yield f"root {size}", tree.root().hex() == roots[size]
        tree.append(leaf_hash(f"entry {size}".encode()))
    for case in vectors["inclusion"]:
        leaf, root, *path = hashes([case["leaf"], case["root"], *case["path"]])
        holds = is_included(leaf, case["index"], case["size"], root, path)
        yield f"inclusion {case['index']} of {case['size']}", holds == case["valid"]
    for case in vectors["consistency"]:
        root1, root2, *path = hashes([case["root1"], case["root2"], *case["path"]])
        holds = is_consistent(case["size1"], root1, case["size2"], root2, path)
        yield f"consistency {case['size1']} to {case['size2']}", holds == case["valid"]


def run_notes(vectors: Any) -> Checks:
    for case in vectors["keys"]:
        yield case["name"], parse_vkey(case["vkey"]).public == public_key(from_hex(case["seed"]))
    for vkey in vectors["badVkeys"]:
        yield f"vkey {vkey}", refuses(lambda: parse_vkey(vkey))
    for number, case in enumerate(vectors["notes"]):
        yield f"note {number}", opened(case["note"], case["vkeys"]) == case["opens"]
    for case in vectors["checkpoints"]:
        yield f"checkpoint {case['text']}", accepts(lambda: parse_checkpoint(case["text"])) == case["ok"]
    for case in vectors["proofs"]:
        yield f"proof {case['text']}", read_proof(case["text"]) == (
            (case["index"], case["path"]) if case["ok"] else None
        )
    log = vectors["log"]
    seed = keys.log_key_seed(from_hex(log["masterSeed"]), log["origin"], log["generation"])
    yield "log key", parse_vkey(log["vkey"]).public == public_key(seed)
    yield "log note", signers(parse_note(log["note"]), [parse_vkey(log["vkey"])]) == [log["origin"]]


def opened(note: str, vkeys: list[str]) -> dict[str, object] | None:
    try:
        known = [parse_vkey(vkey) for vkey in vkeys]
        parsed = parse_note(note)
        return {
            "text": parsed.text,
            "verified": signers(parsed, known),
            "unverified": strangers(parsed, known),
        }
    except Failure:
        return None


def read_proof(text: str) -> tuple[int, list[str]] | None:
    try:
        proof = parse_proof(text)
    except Failure:
        return None
    return proof.index, [item.hex() for item in proof.path]


def public_key(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def run_removals(vectors: Any) -> Checks:
    for tree in vectors["trees"]:
        frontier = Frontier()
        for index, leaf in enumerate(tree["leaves"]):
            leaf_is = leaf_hash(leaf["data"].encode())
            frontier.append(leaf_is)
            path = hashes(leaf["path"])
            yield leaf["data"], leaf_is.hex() == leaf["hash"]
            yield leaf["data"], is_included(leaf_is, index, tree["count"], from_hex(tree["root"]), path)
        yield f"removal root of {tree['count']}", frontier.root().hex() == tree["root"]
    for case in vectors["metadata"]:
        yield json.dumps(case["value"]), accepts(lambda: parse_commitment(case["value"])) == case["ok"]


def run_witnesses(vectors: Any) -> Checks:
    for case in vectors["keys"]:
        yield case["name"], parse_vkey(case["vkey"], COSIGNATURE).public == public_key(from_hex(case["seed"]))
    for vkey in vectors["badVkeys"]:
        yield f"witness {vkey}", refuses(lambda: parse_vkey(vkey, COSIGNATURE))
    for number, case in enumerate(vectors["notes"]):
        yield f"cosigned note {number}", cosignatures(case["note"], case["vkeys"]) == case["cosignatures"]
    for policy in vectors["badPolicies"]:
        yield f"policy {policy}", refuses(lambda: parse_policy(policy))
    for number, case in enumerate(vectors["policies"]):
        holds, times = met(case["note"], case["policy"])
        yield f"policy {number}", holds == case["holds"] and (not holds or times == case["times"])


def cosignatures(note: str, vkeys: list[str]) -> list[dict[str, object]] | None:
    try:
        parsed = parse_note(note)
        times = [(key.name, cosigned_at(parsed, key)) for key in map(witness, vkeys)]
    except Failure:
        return None
    return [{"name": name, "time": time} for name, time in times if time is not None]


def witness(vkey: str) -> Key:
    return parse_vkey(vkey, COSIGNATURE)


def met(note: str, text: str) -> tuple[bool, list[str | None]]:
    try:
        times = check_policy(note, parse_policy(text))
    except Failure:
        return False, []
    return True, [None if time is None else time_of(time * 1000) for time in times.values()]


def run_affidavits(vectors: Any) -> Checks:
    for case in vectors:
        yield case["name"], agrees(verify_affidavit(case["file"], list(map(parse_vkey, case["vkeys"]))), case)


def run_certificates(vectors: Any) -> Checks:
    for case in vectors:
        file = io.BytesIO(from_base64(case["file"]))
        report = verify_certificate(file, list(map(parse_vkey, case["vkeys"])))
        counted = {name: report.facts.get(name) for name in ("matching", "others")}
        yield case["name"], agrees(report, case) and case.get("counts", counted) == counted


def agrees(report: Report, case: Any) -> bool:
    """Outcome, check and reason are those of the vector; where it names no check, any will do."""
    reason = report.failure.reason if report.failure else None
    said = (report.outcome, report.check if case["check"] else None, reason)
    wanted = (case["outcome"], case["check"], case["reason"])
    if said != wanted:
        print(f"{case['name']}: {said} instead of {wanted}")
    return said == wanted


RUNS: dict[str, Callable[[Any], Checks]] = {
    "affidavits.json": run_affidavits,
    "canonical.json": run_canonical,
    "certificates.json": run_certificates,
    "digests.json": run_digests,
    "entries.json": run_entries,
    "keys.json": run_keys,
    "notes.json": run_notes,
    "removals.json": run_removals,
    "trees.json": run_trees,
    "witnesses.json": run_witnesses,
}


def main(folder: Path) -> int:
    failed = 0
    for file in sorted(folder.glob("*.json")):
        run = RUNS.get(file.name)
        if run is None:
            print(f"{file.name}: no implementation of these vectors")
            failed += 1
            continue
        checks = list(run(json.loads(file.read_text("utf-8"))))
        wrong = [name for name, holds in checks if not holds]
        for name in wrong:
            print(f"{file.name}: disagrees: {name}")
        print(f"{file.name}: {len(checks)} checks, {len(wrong)} disagree")
        failed += len(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
