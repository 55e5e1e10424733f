"""Findings: what is wrong with a library, where, and how to mend it."""

from typing import Literal, NamedTuple

_CONFLICTS = {
    "attendee-on-one-side", "conflicting-values", "outside-parent-dates", "post-outside-term", "same-engagement-twice",
    "two-places-one-day",
}  # fmt: skip

Severity = Literal["error", "warning", "note"]


class Finding(NamedTuple):
    """One thing that `dossier check` reports.

    `path` is relative to the library's folder, with forward slashes. `line` and `column` count from 1; both are 1 for a
    finding about the file as a whole. `code` is stable. `length` is how many characters of the line are meant.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    length: int = 1
    dossier: str = ""
    """Id of the dossier that the finding is on."""

    field: str = ""
    """Which value of it, such as ``claims[3].evidence[0].quote``."""

    @property
    def claim(self) -> int | None:
        """Which of the dossier's claims, from 0, the finding is on; None where it is on none."""
        number = self.field.removeprefix("claims[").partition("]")[0]
        return int(number) if self.field.startswith("claims[") and number.isdigit() else None

    @property
    def is_conflict(self) -> bool:
        """Whether it says that two statements cannot both be so, or do not fit together."""
        return self.code in _CONFLICTS

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message}{hint}"
