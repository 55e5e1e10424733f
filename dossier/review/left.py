"""How a face was left."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dossier.review.records import Record


class Left(NamedTuple):
    """The exit status, verdicts that could not be saved, what went wrong."""

    status: int
    unsaved: "list[Record]"
    crash: Exception | None = None
