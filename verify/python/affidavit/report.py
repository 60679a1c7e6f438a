"""What a verifier says of one thing that it checked."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .failure import Failure

Outcome: TypeAlias = Literal["verified", "consistent", "failed"]


@dataclass
class Report:
    what: str
    """Kind of the thing: affidavit, certificate and so on."""
    outcome: Outcome = "failed"
    passed: list[str] = field(default_factory=list)
    check: str | None = None
    """The check that failed, or is being made."""
    failure: Failure | None = None
    event: str | None = None
    """Id of the event that it is about, or at which it fails."""
    note: str | None = None
    """The signed checkpoint."""
    words: list[str] = field(default_factory=list)
    """Words of the keys that signed, where none was pinned."""
    facts: dict[str, object] = field(default_factory=dict)
    """What was read, to be believed as far as `outcome` says."""

    def begin(self, check: str) -> None:
        """Says that the check before holds, and which is next."""
        if self.check is not None:
            self.passed.append(self.check)
        self.check = check

    def end(self, is_authenticated: bool) -> None:
        if self.check is not None:
            self.passed.append(self.check)
        self.check = None
        self.outcome = "verified" if is_authenticated else "consistent"

    def fail(self, failure: Failure) -> None:
        self.outcome = "failed"
        self.failure = failure
