"""The command line: `dossier` alone opens the explorer, a verb answers on standard output."""

import signal
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the program; return its exit status: 0 fine, 1 findings or nothing found, 2 bad usage or no library."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments:  # the quick way in: no parser is loaded to read nothing
        return explore()
    from dossier.cli.arguments import parse

    # As every Unix filter: whoever reads us through a pipe may leave early, or press ctrl+c, and needs no traceback.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    options = parse(arguments)
    if options.run is None:
        return explore(options.library)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def explore(
    given: Path | None = None,
    *,
    reviewer: str = "",
    reviews: str = "",
    review: str | None = None,
    keep: Path | None = None,
) -> int:
    """Open the explorer on a library: the one given, the nearest, or the one that comes with the program.

    *review* is the query of a review to begin with. Verdicts that could not be saved go to the file *keep*, or are
    printed.
    """
    from dossier.cli.output import FINE, complain
    from dossier.library.info import INFO_FILE, nearest, shipped

    if given is not None and not (given / INFO_FILE).is_file():
        return complain(f"{given} is not a library: it has no {INFO_FILE}")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return complain("the explorer needs a terminal; `dossier --help` lists what answers without one")
    from dossier.review.reviewer import desk_at
    from dossier.settings import read_settings
    from dossier.tui.environment import prepare

    prepare()
    from dossier.tui.app import run

    root = given or nearest(Path.cwd()) or shipped()
    settings = read_settings()
    desk = desk_at(root, settings.review, reviewer, reviews)
    unsaved = run(root, settings, desk, review)
    if not unsaved:
        return FINE
    from dossier.cli.keeping import keep_unsaved

    return keep_unsaved(unsaved, desk, keep)
