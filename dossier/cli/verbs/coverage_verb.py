"""`dossier coverage`."""

import argparse

from dossier.cli.opening import known_id, open_library
from dossier.cli.output import FINE, NOTHING, complain, say, say_json
from dossier.evidence.coverage import Coverage, coverage_of
from dossier.library.library import Library

_MARKS = {"covered": "+", "excused": "o", "uncovered": "-"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the source."""
    parser.add_argument("source", nargs="?", metavar="SOURCE", help="id of a source; all that have a text, if left out")


def run(options: argparse.Namespace) -> int:
    """Print each sentence with its mark and what stands on it; exit 1 where one is uncovered."""
    library = open_library(options)
    wanted = [known_id(library, options.source)] if options.source else [s.id for s in library.by_kind("source")]
    found = [coverage for source in wanted if (coverage := coverage_of(library, source))]
    if not found:
        return complain("no source text to cover", NOTHING)
    if options.json:
        say_json([_as_json(library, coverage) for coverage in found])
    else:
        for coverage in found:
            _print(library, coverage)
    return FINE if all(coverage.share == 1 for coverage in found) else NOTHING


def _print(library: Library, coverage: Coverage) -> None:
    text = library.text(coverage.source) or ""
    for sentence in coverage.sentences:
        words = " ".join(text[sentence.start : sentence.end].split())
        say(f"{_MARKS[sentence.state]} {sentence.paragraph:>3}  {words}")
        for claim in sentence.claims:
            say(f"         {claim}")
        if sentence.reason:
            say(f"         no claim: {sentence.reason}")
    counts = [f"{sum(s.state == state for s in coverage.sentences)} {state}" for state in _MARKS]
    say(f"{coverage.source}: {coverage.share:.0%} of {len(coverage.sentences)} sentences ({', '.join(counts)})")


def _as_json(library: Library, coverage: Coverage) -> dict[str, object]:
    text = library.text(coverage.source) or ""
    return {
        "source": coverage.source,
        "share": coverage.share,
        "sentences": [{**s._asdict(), "text": text[s.start : s.end]} for s in coverage.sentences],
    }
