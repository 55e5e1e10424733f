"""`dossier find QUERY`."""

import argparse

from dossier.cli.opening import open_library
from dossier.cli.output import FINE, NOTHING, complain, say, say_json
from dossier.library.entry import Entry
from dossier.search.search import Searcher


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the query and how many hits to show."""
    parser.add_argument("query", nargs="+", metavar="QUERY")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="show N hits at most (20); 0 for all")


def run(options: argparse.Namespace) -> int:
    """Print the hits, best first."""
    library = open_library(options)
    query = " ".join(options.query)
    hits = Searcher(library.entries).search(query)
    shown = hits[: options.limit] if options.limit > 0 else hits
    if options.json:
        say_json([_as_json(library.entries[hit.id], hit.id, hit.score, hit.why) for hit in shown])
    else:
        width = max((len(hit.id) for hit in shown), default=0)
        for hit in shown:
            entry = library.entries[hit.id]
            told = " · ".join(part for part in (entry.name, entry.detail, _when(entry)) if part)
            say(f"{hit.id:<{width}}  {told}  ({hit.why})")
    if not hits:
        return complain(f"nothing found for {query!r}", NOTHING)
    if len(shown) < len(hits):
        complain(f"{len(hits) - len(shown)} more; --limit 0 shows all")
    return FINE


def _when(entry: Entry) -> str:
    return entry.date.display if entry.date else ""


def _as_json(entry: Entry, identifier: str, score: float, why: str) -> dict[str, object]:
    date = {"date": entry.date.edtf} if entry.date else {}
    return {"id": identifier, "kind": entry.kind, "name": entry.name, **date, "score": round(score, 4), "why": why}
