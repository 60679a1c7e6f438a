#!/usr/bin/env python3
"""Checks evidence of an Affidavit log offline: python3 affidavit_verify.py FILE… [--key VKEY|FILE]… [--json]

Exit code: 0 all holds, and a key given with --key signed it · 3 all holds, but no key was given, so that the files vouch
only for themselves · 1 something does not hold · 2 called wrongly.
"""

import argparse
import json
import sys
from pathlib import Path

from affidavit.failure import Failure
from affidavit.files import Result, Trust, check_file, read_keys, read_last


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="affidavit_verify.py", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--key", action="append", default=[], help="a public key known from elsewhere, or a file of keys")
    parser.add_argument("--last", type=Path, help="the last checkpoint of the log seen before")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each thing checked")
    options = parser.parse_args(arguments)
    try:
        keys = read_keys(options.key)
        trust = Trust(keys, read_last(options.last, keys) if options.last else None)
        results = [result for file in options.files for result in check_file(file, trust)]
    except (OSError, Failure) as error:
        print(f"affidavit_verify.py: {error}", file=sys.stderr)
        return 2
    for result in results:
        print(json.dumps(result.facts(), ensure_ascii=False) if options.json else result.sentence())
    return exit_code(results)


def exit_code(results: list[Result]) -> int:
    outcomes = {result.report.outcome for result in results}
    if not results or "failed" in outcomes:
        return 1
    return 3 if "consistent" in outcomes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
