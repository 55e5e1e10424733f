"""`dossier links ID`."""

import argparse

from dossier.cli.opening import known_id, open_library
from dossier.cli.output import FINE, say, say_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the id."""
    parser.add_argument("id", metavar="ID")


def run(options: argparse.Namespace) -> int:
    """Print the links both ways."""
    library = open_library(options)
    identifier = known_id(library, options.id)
    outward = list(dict.fromkeys((link.target, link.role) for link in library.links(identifier)))
    inward = list(dict.fromkeys((link.source, link.role) for link in library.backlinks(identifier)))
    if options.json:
        say_json(
            {
                "links": [{"id": target, "role": role} for target, role in outward],
                "backlinks": [{"id": source, "role": role} for source, role in inward],
            }
        )
    else:
        for arrow, found in (("→", outward), ("←", inward)):
            for other, role in found:
                name = library.entries[other].name if other in library.entries else "no such dossier"
                say(f"{arrow} {role:<12} {other}  {name}")
    return FINE
