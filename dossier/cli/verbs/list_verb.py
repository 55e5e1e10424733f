"""`dossier list KIND`."""

import argparse

from dossier.cli.opening import open_library
from dossier.cli.output import FINE, NOTHING, complain, say, say_json

_KINDS = ("official", "engagement", "organization", "place", "topic", "source")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the kind."""
    parser.add_argument("kind", nargs="?", metavar="KIND", choices=[*_KINDS, *(f"{kind}s" for kind in _KINDS)])


def run(options: argparse.Namespace) -> int:
    """Print the dossiers in list order."""
    library = open_library(options)
    kind = (options.kind or "").removesuffix("s")
    entries = {i: entry for i, entry in library.entries.items() if not kind or entry.kind == kind}
    if options.json:
        say_json([{"id": i, "kind": e.kind, "name": e.name, "readable": e.readable} for i, e in entries.items()])
    else:
        width = max(map(len, entries), default=0)
        for identifier, entry in entries.items():
            when = entry.date.display if entry.date else ""
            told = [entry.kind] * (not kind) + [entry.name, entry.detail, entry.country, when]
            say(f"{identifier:<{width}}  {' · '.join(part for part in told if part)}")
    return FINE if entries else complain(f"this library has no {kind or 'dossier'}", NOTHING)
