"""Opening the explorer, or the plain face where the terminal has no more than lines."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dossier.cli.output import complain
from dossier.library.info import INFO_FILE, nearest, shipped
from dossier.review.reviewer import desk_at
from dossier.settings import Settings, read_settings
from dossier.terminal.capabilities import capabilities

if TYPE_CHECKING:
    import argparse


_BY_SIGNAL = 128
"""Exit statuses above tell the number of a signal."""


class Start(NamedTuple):
    """How to open."""

    library: Path | None = None
    reviewer: str = ""
    reviews: str = ""
    review: str | None = None
    """The query of a review to begin with; None for none."""

    keep: Path | None = None
    """Where verdicts go that cannot be saved; they are printed where it is None."""

    ascii_only: bool = False
    no_colour: bool = False
    mouse: bool = False
    plain: bool = False
    restricted: bool = False
    """Whether nothing but looking up and reviewing is allowed, within one library."""

    @classmethod
    def of(cls, options: "argparse.Namespace") -> "Start":
        """Return what the arguments of the program itself ask for."""
        return cls(
            options.library,
            ascii_only=options.ascii,
            no_colour=options.no_color,
            mouse=options.mouse,
            plain=options.plain,
            restricted=options.restricted,
        )


def explore(start: Start) -> int:
    """Open a library: the one given, the nearest, or the one that comes with the program. Return the exit status."""
    given = start.library
    if given is not None and not (given / INFO_FILE).is_file():
        return complain(f"{given} is not a library: it has no {INFO_FILE}")
    terminal = capabilities(ascii_only=start.ascii_only, no_colour=start.no_colour)
    has_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not has_terminal and not start.plain:
        return complain(
            "the explorer needs a terminal; `dossier --plain` works line by line, and `dossier --help` lists verbs"
        )
    root = given or nearest(Path.cwd()) or shipped()
    settings = Settings() if start.restricted else read_settings()
    desk = desk_at(root, settings.review, start.reviewer, start.reviews)
    catalogue = None
    if start.restricted:
        from dossier.cli.confinement import confine
        from dossier.library.catalogue import MemoryCatalogue

        catalogue = MemoryCatalogue()
        confine(root, desk)
    if start.plain or terminal.is_dumb:
        from dossier.plain.face import run as run_plain

        left = run_plain(root, settings, desk, review=start.review, terminal=terminal, catalogue=catalogue)
    else:
        from dossier.tui.environment import prepare

        prepare()
        from dossier.tui.app import run

        left = run(
            root, settings, desk, review=start.review, terminal=terminal, mouse=start.mouse,
            catalogue=catalogue, restricted=start.restricted,
        )  # fmt: skip
    status = left.status
    if left.crash is not None:
        from dossier.cli.crash import report_crash

        report_crash(left.crash)
    if left.unsaved:
        from dossier.cli.keeping import keep_unsaved, rescue_file

        if left.status <= _BY_SIGNAL:
            kept = keep_unsaved(left.unsaved, desk, start.keep)
            return status or kept
        # A signal, or a terminal that is gone: printing may reach nobody, so there is a file in any case. And a save
        # may still wait for a journal that another session holds; nobody waits for that.
        with suppress(OSError):
            keep_unsaved(left.unsaved, desk, start.keep or (None if start.restricted else rescue_file()))
            sys.stdout.flush()
        os._exit(status)
    return status
