"""How a face was left."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dossier.review.records import Record


CRASHED = 70
"""Exit status of a program that went wrong inside (EX_SOFTWARE of sysexits.h)."""


class Left(NamedTuple):
    """The exit status, verdicts that could not be saved, what went wrong."""

    status: int
    unsaved: "list[Record]"
    crash: Exception | None = None
