"""The library that a verb works on."""

import argparse
from pathlib import Path

from dossier.cli.output import NOTHING, complain, leave
from dossier.library.info import INFO_FILE, nearest, shipped
from dossier.library.library import Library
from dossier.review.reviewer import Desk, desk_at
from dossier.settings import read_settings


def open_library(options: argparse.Namespace) -> Library:
    """Return the library as it stands on the disk.

    Raises:
        SystemExit: `--library` names no library.
    """
    library = Library.load(library_folder(options))
    if library.problem:
        complain(library.problem)
    return library


def library_folder(options: argparse.Namespace) -> Path:
    """Return the folder of the library that is meant.

    Raises:
        SystemExit: `--library` names no library.
    """
    given: Path | None = options.library
    if given is not None and not (given / INFO_FILE).is_file():
        leave(f"{given} is not a library: it has no {INFO_FILE}")
    return given or nearest(Path.cwd()) or shipped()


def desk_of(root: Path, options: argparse.Namespace | None = None) -> Desk:
    """Return who reviews the library at *root*, and where the journals are: by options, environment and settings."""
    reviewer, folder = (options.reviewer, options.reviews) if options else ("", "")
    return desk_at(root, read_settings().review, reviewer, folder)


def known_id(library: Library, identifier: str) -> str:
    """Return *identifier* if the library has a dossier of that id.

    Raises:
        SystemExit: it has not.
    """
    if identifier not in library.entries:
        from dossier.library.hints import did_you_mean

        hint = did_you_mean(identifier, library.entries) or "`dossier find` looks for names"
        leave(f"no dossier has the id `{identifier}`; {hint}", NOTHING)
    return identifier
