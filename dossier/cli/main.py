"""The command line: `dossier` alone opens the explorer, a verb answers on standard output."""

import signal
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program; return its exit status: 0 fine, 1 findings or nothing found, 2 bad usage or no library."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments:  # the quick way in: no parser is loaded to read nothing
        from dossier.cli.start import Start, explore

        return explore(Start())
    from dossier.cli.arguments import parse

    # As every Unix filter: whoever reads us through a pipe may leave early, or press ctrl+c, and needs no traceback.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    options = parse(arguments)
    if options.run is None:
        from dossier.cli.start import Start, explore

        return explore(Start.of(options))
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
