"""`dossier check`."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from dossier.cli.opening import open_library
from dossier.cli.output import FINE, NOTHING, complain, say, say_json
from dossier.cli.report import for_github, for_people, for_sarif
from dossier.evidence.checks import check
from dossier.evidence.codes import CODES
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.review.reviewer import FOLDER
from dossier.review.reviews import Reviews

_SEVERITIES = ("note", "warning", "error")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to check, how to report it, and whether to mend it."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only findings on these files or folders")
    parser.add_argument("--severity", choices=_SEVERITIES, default="note", help="only findings as severe as this")
    parser.add_argument(
        "--code", action="append", choices=sorted(CODES), metavar="CODE", help="only findings of this code"
    )
    parser.add_argument("--format", choices=("sarif", "github"), help="report to a machine")
    parser.add_argument("--fix", action="store_true", help="mend quotes in other typography, and quotes that moved")
    parser.add_argument("--dry-run", action="store_true", help="with --fix: only show what would change")


def run(options: argparse.Namespace) -> int:
    """Report; exit 1 where there are findings."""
    library = open_library(options)
    findings = _chosen([*check(library), *_in_journals(library)], library, options)
    if options.fix or options.dry_run:
        _fix(library, findings, options.dry_run)
        if not options.dry_run:
            library = library.refreshed()
            findings = _chosen([*check(library), *_in_journals(library)], library, options)
    _report(findings, library, options)
    number = len(findings)
    complain(f"{len(library.entries)} dossiers, {number} finding{'' if number == 1 else 's'}")
    return NOTHING if findings else FINE


def _in_journals(library: Library) -> list[Finding]:
    """What is wrong with the journals of verdicts that lie in the library."""
    reviews = Reviews(library.root / FOLDER)
    reviews.refresh()
    return reviews.findings(library.root)


def _chosen(findings: Iterable[Finding], library: Library, options: argparse.Namespace) -> list[Finding]:
    """The findings that the arguments ask for."""
    least = _SEVERITIES.index(options.severity)
    chosen = [finding for finding in findings if _SEVERITIES.index(finding.severity) >= least]
    if options.code:
        chosen = [finding for finding in chosen if finding.code in options.code]
    if options.paths:
        wanted = [path.resolve() for path in options.paths]
        root = library.root.resolve()
        chosen = [f for f in chosen if any((root / f.path).is_relative_to(path) for path in wanted)]
    return chosen


def _report(findings: list[Finding], library: Library, options: argparse.Namespace) -> None:
    if options.json:
        say_json([finding._asdict() for finding in findings])
    elif options.format == "sarif":
        sys.stdout.write(for_sarif(findings))
    elif options.format == "github":
        say(for_github(findings).rstrip("\n"))
    else:
        for finding in findings:
            for line in for_people(finding, library.root):
                say(line)


def _fix(library: Library, findings: list[Finding], dry_run: bool) -> None:
    """Mend what can be mended, and print what changes as a unified diff."""
    from difflib import unified_diff

    from dossier.evidence.fixing import mended, write

    for file in mended(library, findings):
        before, after = (text.splitlines(keepends=True) for text in (file.before, file.after))
        for line in unified_diff(before, after, f"a/{file.path}", f"b/{file.path}"):
            say(line.rstrip("\r\n"))
        if not dry_run:
            try:
                write(library, file)
            except OSError as error:
                complain(f"{file.path} cannot be written: {error.strerror}; it stands as it was")
