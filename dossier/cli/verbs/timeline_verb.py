"""`dossier timeline`."""

import argparse

from dossier.cli.opening import open_library
from dossier.cli.output import FINE, NOTHING, complain, say, say_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the timeline is of the whole library."""


def run(options: argparse.Namespace) -> int:
    """Print the timeline."""
    library = open_library(options)
    rows = list(library.timeline())
    if options.json:
        say_json(
            [
                {
                    "id": entry.id,
                    "title": entry.name,
                    "date": entry.date.edtf if entry.date else None,
                    "part_of": entry.part_of or None,
                    "participants": [other.id for other in library.participants(entry.id)],
                }
                for _, entry in rows
            ]
        )
    else:
        width = max((len(entry.date.display) for _, entry in rows if entry.date), default=7)
        for depth, entry in rows:
            when = entry.date.display if entry.date else "no date"
            say(f"{when:<{width}}  {'  ' * depth}{entry.name}  [{entry.id}]")
    return FINE if rows else complain("this library has no engagement", NOTHING)
