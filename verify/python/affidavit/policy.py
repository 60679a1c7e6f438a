"""Trust policies (c2sp.org/tlog-policy): which logs a reader trusts, and which witnesses must have cosigned."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from .checkpoint import parse_checkpoint
from .failure import Failure, malformed
from .note import COSIGNATURE, Key, cosigned_at, parse_note, parse_vkey, signers

NAMES_MAX = 1_000


@dataclass
class Policy:
    logs: list[Key] = field(default_factory=list)
    witnesses: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    """How many of which must have cosigned, in the order of the file: members come before their group."""
    quorum: str | None = None

    def knows(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups

    def is_met_by(self, cosigned: set[str]) -> bool:
        holding = set(cosigned)
        for name, (needed, members) in self.groups.items():
            if sum(member in holding for member in members) >= needed:
                holding.add(name)
        return self.quorum == "none" or self.quorum in holding


def parse_policy(text: str) -> Policy:
    if re.search("[\x00-\x08\x0b-\x1f\x7f]", text):
        raise malformed("control characters in the policy")
    policy = Policy()
    for line in text.split("\n"):
        words = [word for word in re.split("[ \t]+", line) if word != ""]
        if not words or words[0].startswith("#"):
            continue
        if len(policy.logs) + len(policy.witnesses) + len(policy.groups) >= NAMES_MAX:
            raise malformed("too many lines in the policy")
        _take(policy, words)
    if policy.quorum is None:
        raise malformed("the policy has no quorum line")
    return policy


def _take(policy: Policy, words: list[str]) -> None:
    match words:
        case ["log", vkey] | ["log", vkey, _]:
            key = parse_vkey(vkey)
            if any(key.public == other.public for other in policy.logs):
                _refuse("a log key is listed twice")
            policy.logs.append(key)
        case ["witness", name, vkey] | ["witness", name, vkey, _]:
            key = parse_vkey(vkey, COSIGNATURE)
            if any(key.public == other.public for other in policy.witnesses.values()):
                _refuse("a witness key is listed twice")
            _require_new(policy, name)
            policy.witnesses[name] = key
        case ["group", name, threshold, member, *more]:
            _take_group(policy, name, threshold, [member, *more])
        case ["quorum", name] if policy.quorum is None and (name == "none" or policy.knows(name)):
            policy.quorum = name
        case _:
            _refuse(f"a line that is none of log, witness, group and quorum: {' '.join(words)}")


def _take_group(policy: Policy, name: str, threshold: str, members: list[str]) -> None:
    if threshold == "any":
        needed = 1
    elif threshold == "all":
        needed = len(members)
    elif re.fullmatch("[1-9][0-9]{0,3}", threshold):
        needed = int(threshold)
    else:
        _refuse("a threshold is a number, any or all")
    taken = [member for _, others in policy.groups.values() for member in others]
    if needed > len(members) or len(set(members)) != len(members):
        _refuse("a group names each member once, and needs no more than it has")
    if any(member in taken or not policy.knows(member) for member in members):
        _refuse("a member is not defined, or is in another group")
    _require_new(policy, name)
    policy.groups[name] = (needed, members)


def _require_new(policy: Policy, name: str) -> None:
    if name == "none" or policy.knows(name):
        _refuse(f"the name {name} cannot be given")


def _refuse(message: str) -> NoReturn:
    raise malformed(message)


def check_policy(note: str, policy: Policy, pinned: Sequence[Key] = ()) -> dict[str, int | None]:
    """When each witness cosigned, in seconds since 1970. Fails when the checkpoint does not meet the policy."""
    opened = parse_note(note)
    origin = opened.text.partition("\n")[0]
    signers(opened, [key for key in dict.fromkeys((*policy.logs, *pinned)) if key.name == origin])
    parse_checkpoint(opened.text)
    times = {name: cosigned_at(opened, key) for name, key in policy.witnesses.items()}
    if not policy.is_met_by({name for name, time in times.items() if time is not None}):
        raise Failure("badSignature", f"fewer witnesses cosigned than {policy.quorum} demands")
    return times
