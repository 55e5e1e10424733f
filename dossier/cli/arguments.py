"""The arguments of the command line, read with argparse: of the well-kept parsers it is the quickest to load."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from dossier import __version__
from dossier.cli.output import leave
from dossier.cli.verbs import VERBS, verb_module


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong, and where help is."""
        leave(f"{message} (`{self.prog} --help`)")


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the arguments. `run` of the result answers; it is None where the explorer is meant.

    Raises:
        SystemExit: the arguments are wrong, or ask for help or the version.
    """
    return parser([name for name in VERBS if name in arguments]).parse_args(arguments)


def parser(needed: Iterable[str] = VERBS) -> argparse.ArgumentParser:
    """Return the parser; it knows every verb, and the arguments of those that are needed."""
    main = _Parser(prog="dossier", description="Explore dossiers on officials and engagements, to the sentence.")
    main.set_defaults(run=None)
    main.add_argument("--version", action="version", version=f"dossier {__version__}")
    main.add_argument("--library", type=Path, metavar="DIR", help="the library; else the nearest, else the shipped one")
    main.add_argument("--ascii", action="store_true", help="draw with ASCII alone, whatever the locale says")
    main.add_argument("--no-color", action="store_true", help="send no colours, as NO_COLOR in the environment does")
    main.add_argument("--mouse", action="store_true", help="take the mouse; selecting text then needs Shift")
    main.add_argument("--plain", action="store_true", help="line by line: for screen readers, braille, slow lines")
    main.add_argument("--restricted", action="store_true", help="look up and review only; see docs/restricted.md")
    verbs = main.add_subparsers(title="verbs", metavar="VERB", parser_class=_Parser)
    for name, told in VERBS.items():
        one = verbs.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")
        if name in needed:
            verb = verb_module(name)
            one.set_defaults(run=verb.run, verb=name)
            verb.add_arguments(one)
            one.add_argument("--json", action="store_true", help="answer as JSON")
    return main
