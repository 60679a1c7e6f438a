"""How a check says that it does not hold."""

from typing import Literal

Reason = Literal[
    "malformed", "unsupported", "withheld", "mismatch", "notIncluded", "badSignature", "notPinned"
]


class Failure(Exception):
    """A check that does not hold. The message is one line for people."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason
        self.message = message


def malformed(message: str) -> Failure:
    return Failure("malformed", message)
