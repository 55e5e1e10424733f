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
    ascii_only: bool = False,
    no_colour: bool = False,
    mouse: bool = False,
) -> int:
    """Open the explorer on a library: the one given, the nearest, or the one that comes with the program.

    *review* is the query of a review to begin with. Verdicts that could not be saved go to the file *keep*, or are
    printed.
    """
    from dossier.cli.output import complain
    from dossier.library.info import INFO_FILE, nearest, shipped

    if given is not None and not (given / INFO_FILE).is_file():
        return complain(f"{given} is not a library: it has no {INFO_FILE}")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return complain("the explorer needs a terminal; `dossier --help` lists what answers without one")
    from dossier.review.reviewer import desk_at
    from dossier.settings import read_settings
    from dossier.terminal.capabilities import capabilities
    from dossier.tui.environment import prepare

    terminal = capabilities(ascii_only=ascii_only, no_colour=no_colour)
    prepare()
    from dossier.tui.app import run

    root = given or nearest(Path.cwd()) or shipped()
    settings = read_settings()
    desk = desk_at(root, settings.review, reviewer, reviews)
    left = run(root, settings, desk, review=review, terminal=terminal, mouse=mouse)
    status = left.status
    if left.crash is not None:
        from dossier.cli.crash import report_crash

        report_crash(left.crash)
    if left.unsaved:
        from dossier.cli.keeping import keep_unsaved

        status = keep_unsaved(left.unsaved, desk, keep) or status
    return status
