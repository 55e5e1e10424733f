"""`dossier keys`."""

import argparse

from dossier.cli.output import FINE, say, say_json
from dossier.tui.commands import COMMANDS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare nothing: all commands are listed."""


def run(options: argparse.Namespace) -> int:
    """Print the commands."""
    if options.json:
        say_json([{"id": c.id, "keys": list(c.keys), "help": c.help, "places": list(c.places)} for c in COMMANDS])
        return FINE
    width = max(len(command.id) for command in COMMANDS)
    keys_width = max(len(command.shown_keys) for command in COMMANDS)
    for command in COMMANDS:
        say(f"{command.id:<{width}}  {command.shown_keys:<{keys_width}}  {command.help}")
    return FINE
