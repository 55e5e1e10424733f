"""The command line: `dossier` alone opens the explorer, a verb answers on standard output."""

import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the program; return its exit status: 0 fine, 1 findings or nothing found, 2 bad usage or no library."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments:
        return _explore(None)
    return 2


def _explore(root: Path | None) -> int:
    from dossier.library.info import nearest, shipped
    from dossier.settings import read_settings
    from dossier.tui.environment import prepare

    prepare()
    from dossier.tui.app import run

    run(root or nearest(Path.cwd()) or shipped(), read_settings())
    return 0
