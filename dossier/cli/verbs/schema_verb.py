"""`dossier schema KIND`."""

import argparse

from dossier.cli.output import FINE, say_json
from dossier.model.kinds import KINDS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the kind."""
    parser.add_argument("kind", metavar="KIND", choices=list(KINDS))


def run(options: argparse.Namespace) -> int:
    """Print the schema (JSON Schema, draft 2020-12)."""
    say_json(KINDS[options.kind].model_json_schema())
    return FINE
