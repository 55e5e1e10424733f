"""The verbs, a module each: `add_arguments` declares what it takes, `run` answers and returns the exit status.

Only the module of the verb that is asked for is imported: `dossier list` need not wait for what `dossier show` loads.
"""

import argparse
from importlib import import_module
from typing import Protocol, cast

VERBS = {
    "find": "find dossiers by names, posts, topics or words of claims, in any order, misspelled or not",
    "show": "show a dossier: what its card shows, and the quote behind each claim",
    "list": "list the dossiers of one kind, or of all",
    "links": "show what a dossier links to, and what links to it",
    "timeline": "list the engagements by date, parts below the whole they belong to",
    "check": "report what is wrong with the library, with file, line and mend",
    "coverage": "show which sentences of a source ground a claim, and which nobody has looked at",
    "review": "review claims beside their passages; or report who judged what, and how far reviewers agree",
    "packet": "print claims with passages, hashes and verdicts, to be checked without this program; or verify that",
    "import": "make a library of somebody's tables, by a mapping that says what the columns become",
    "doctor": "tell what this terminal can do, and whether library, journal and cache can be written",
    "schema": "print the JSON Schema of a kind of dossier, for editors to complete and check by",
    "keys": "list what the keys of the explorer do, and the ids to remap them by",
}
"""Each verb with its help in one line."""


class Verb(Protocol):
    """What a module of this folder offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the verb's own arguments."""

    def run(self, options: argparse.Namespace) -> int:
        """Answer; return the exit status."""


def verb_module(name: str) -> Verb:
    """Return the module of a verb."""
    return cast("Verb", import_module(f"dossier.cli.verbs.{name}_verb"))
