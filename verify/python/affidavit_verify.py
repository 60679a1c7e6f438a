#!/usr/bin/env python3
"""Checks evidence of an Affidavit log offline: affidavits, bundles, certificates, and exports of logs.

Exit code: 0 all holds, and a key given with --key signed it; 3 all holds, but no key was given, so that the files vouch
only for themselves; 1 something does not hold; 2 called wrongly.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from affidavit.failure import Failure
from affidavit.files import Result, check_file, read_trust, read_vkeys
from affidavit.key_words import key_words
from affidavit.report import Outcome

EXIT: dict[Outcome, int] = {"verified": 0, "failed": 1, "consistent": 3}
CALLED_WRONGLY = 2


def main(arguments: Sequence[str]) -> int:
    called = parser()
    options = called.parse_args(arguments)
    if bool(options.files) == bool(options.fingerprint):
        called.error("give files to check, or --fingerprint by itself")
    try:
        if options.fingerprint:
            print(in_words(options.fingerprint, options.json))
            return EXIT["verified"]
        trust = read_trust(options.key, options.words, options.last, options.policy)
        results = [check_file(file, trust) for file in options.files]
    except (OSError, Failure) as error:
        print(f"affidavit_verify.py: {error}", file=sys.stderr)
        return CALLED_WRONGLY
    outcome = worst(results)
    if options.json:
        print(json.dumps({"outcome": outcome, "files": [result.facts() for result in results]}, indent=2))
    else:
        for result in results:
            print(result.sentence())
    return EXIT[outcome]


def in_words(given: Sequence[str], as_json: bool) -> str:
    keys = [{"vkey": vkey, "words": key_words(vkey)} for vkey in read_vkeys(given)]
    if as_json:
        return json.dumps({"keys": keys}, indent=2)
    return "\n".join(f"{key['vkey']}\n  {key['words']}" for key in keys)


def parser() -> argparse.ArgumentParser:
    summary, *_, codes = (__doc__ or "").strip().split("\n\n")
    options = argparse.ArgumentParser(prog="affidavit_verify.py", description=summary, epilog=codes)
    options.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a file, or the folder of an export")
    options.add_argument("--key", action="append", default=[], help="a key known from elsewhere, or a file of keys")
    options.add_argument("--words", action="append", default=[], help="the twelve words of the key, as on paper")
    options.add_argument("--fingerprint", action="append", help="say the words of a key, or of a file of keys")
    options.add_argument("--last", type=Path, help="a checkpoint that you kept: the log must still begin with its tree")
    options.add_argument("--policy", type=Path, help="a trust policy: logs, witnesses, and how many must have cosigned")
    options.add_argument("--json", action="store_true", help="print JSON")
    return options


def worst(results: Sequence[Result]) -> Outcome:
    outcomes = {result.report.outcome for result in results}
    return "failed" if "failed" in outcomes else "consistent" if "consistent" in outcomes else "verified"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
