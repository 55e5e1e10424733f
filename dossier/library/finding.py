"""Findings: what is wrong with a library, where, and how to mend it."""

from typing import Literal, NamedTuple

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

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message}{hint}"
