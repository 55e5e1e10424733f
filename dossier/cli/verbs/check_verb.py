"""`dossier check`."""

import argparse

from dossier.cli.opening import open_library
from dossier.cli.output import FINE, NOTHING, complain, say, say_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the whole library is checked."""


def run(options: argparse.Namespace) -> int:
    """Print the findings; exit 1 where there are any."""
    library = open_library(options)
    findings = library.findings
    if options.json:
        say_json([finding._asdict() for finding in findings])
    else:
        for finding in findings:
            say(f"{finding.path}:{finding.line}:{finding.column}: {finding.severity}[{finding.code}] {finding.message}")
            if finding.hint:
                say(f"  {finding.hint}")
    number = len(findings)
    complain(f"{len(library.entries)} dossiers, {number} finding{'' if number == 1 else 's'}")
    return NOTHING if findings else FINE
