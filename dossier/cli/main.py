"""The command line: `dossier` alone opens the explorer, a verb answers on standard output."""

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

_SYSTEM_FILE = Path("/etc/dossier/config.toml")
"""See `dossier.cli.system`; few machines have one."""


def main(arguments: list[str] | None = None) -> int:
    """Run the program; return its exit status.

    0 fine, 1 findings or nothing found, 2 bad usage or no library, 70 something wrong inside, 128 and more a signal.
    """
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Exception as error:
        # A traceback would print what was read, as it is.
        from dossier.cli.crash import report_crash
        from dossier.review.left import CRASHED

        report_crash(error)
        return CRASHED


def _run(arguments: list[str]) -> int:
    if _SYSTEM_FILE.exists():
        from dossier.cli.system import rule

        arguments = rule(arguments, _SYSTEM_FILE)
    if not arguments:  # the quick way in: no parser is loaded to read nothing
        from dossier.cli.start import Start, explore

        return explore(Start())
    from dossier.cli.arguments import parse

    # As every Unix filter: whoever reads us through a pipe may leave early, or press ctrl+c, and needs no traceback.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    options = parse(arguments)
    if options.restricted and not _is_allowed(options):
        from dossier.cli.output import complain

        return complain("restricted: the explorer and its review are all there is here")
    if options.run is None:
        from dossier.cli.start import Start, explore

        return explore(Start.of(options))
    return int(options.run(options))


def _is_allowed(options: "argparse.Namespace") -> bool:
    """Whether restricted mode has what is asked for: looking up and reviewing, and no file but the journal."""
    if options.run is None:
        return True
    return getattr(options, "verb", "") == "review" and not (options.report or options.taken or options.export)
