"""Verdicts that could not be saved: written where the user wants them, never lost without a word."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli.crash import state_folder
from dossier.cli.output import FINE, NOTHING, complain, say

if TYPE_CHECKING:
    from dossier.review.records import Record
    from dossier.review.reviewer import Desk


def rescue_file() -> Path:
    """Return where verdicts go that can be neither saved nor shown: a new file in the user's state folder.

    Raises:
        OSError: the folder cannot be made.
    """
    folder = state_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"verdicts-{datetime.now(UTC):%Y%m%dT%H%M%S}.toml"


def keep_unsaved(records: "list[Record]", desk: "Desk", file: Path | None) -> int:
    """Write the records to *file*; print them where there is none, or it cannot be written."""
    from dossier.review.records import kept

    data = kept(records)
    number = f"{len(records)} verdict{'' if len(records) == 1 else 's'} of {desk.reviewer}"
    if file is not None:
        try:
            file.write_bytes(data)
        except OSError as error:
            complain(f"{file} cannot be written: {error.strerror}")
        else:
            complain(f"{number} kept in {file}; `dossier review --import {file}` puts them into the journal")
            return FINE
    sys.stdout.flush()
    say(data.decode().rstrip("\n"))
    complain(f"{number} not saved, printed above: keep them in a file, and `dossier review --import FILE` saves them")
    return NOTHING
