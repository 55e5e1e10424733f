"""`dossier find QUERY`."""

import argparse

from dossier.cards.found import passage_found
from dossier.cli.opening import library_folder, open_library
from dossier.cli.output import FINE, NOTHING, complain, say, say_json
from dossier.library.catalogue import CatalogueDamagedError
from dossier.library.entry import Entry
from dossier.library.library import Library
from dossier.search.hits import Hit, Results
from dossier.search.search import Searcher

_LARGE = 2_000
"""Dossiers from which on the catalogue is asked first."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the query and how many hits to show."""
    parser.add_argument("query", nargs="+", metavar="QUERY")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="show N hits at most (20); 0 for all")


def run(options: argparse.Namespace) -> int:
    """Print the hits, best first."""
    query = " ".join(options.query)
    most = options.limit if options.limit > 0 else None
    library, hits = _found(options, query, most)
    shown = hits[:most]
    if options.json:
        say_json([_as_json(library.entries[hit.id], hit, passage_found(library, hit)) for hit in shown])
    else:
        width = max((len(hit.id) for hit in shown), default=0)
        for hit in shown:
            entry = library.entries[hit.id]
            told = " · ".join(part for part in (entry.name, entry.detail, _when(entry)) if part)
            say(f"{hit.id:<{width}}  {told}{f'  ({hit.why})' if hit.why else ''}")
            if sentence := passage_found(library, hit):
                say(f"{'':<{width}}    {sentence}")
    for note in hits.notes:
        complain(note)
    if not hits:
        return complain(f"nothing found for {query!r}", NOTHING)
    if len(shown) < len(hits):
        complain(f"{len(hits) - len(shown):,} more; --limit 0 shows all")
    return FINE


def _found(options: argparse.Namespace, query: str, most: int | None) -> tuple[Library, Results]:
    """What is found, and where. To look at all files of a large library would take longer than to search it.

    So there it is the catalogue that answers, if no file came or went and those of the hits are as they were.
    """
    root = library_folder(options)
    try:
        library = Library.from_catalogue(root)
        if len(library.entries) > _LARGE and not _asks_more(query):
            hits = Searcher(library.snapshot, saved=_saved(query)).search(query)
            if library.is_fresh(hit.id for hit in hits[:most]):
                return library, hits
    except CatalogueDamagedError:
        pass
    library = open_library(options)
    return library, Searcher(library.snapshot, _marks(library, query), _saved(query)).search(query)


def _saved(query: str) -> dict[str, str]:
    if "@" not in query:
        return {}
    from dossier.settings import read_settings

    return read_settings().searches


def _marks(library: Library, query: str) -> dict[str, frozenset[str]]:
    """What only the checks and the journals know; they are asked if the query asks for it."""
    marks: dict[str, frozenset[str]] = {}
    if "has:" in query:
        from dossier.evidence.checks import check

        findings = check(library)
        marks["has:finding"] = frozenset(finding.dossier for finding in findings)
        marks["has:conflict"] = frozenset(finding.dossier for finding in findings if finding.is_conflict)
    if "is:" in query:
        from dossier.cli.opening import desk_of
        from dossier.review.marks import marks_of
        from dossier.review.reviews import Reviews
        from dossier.review.session import Session

        desk = desk_of(library.root)
        reviews = Reviews(desk.folder)
        reviews.refresh()
        marks |= marks_of(Session(library, reviews, desk.reviewer, show_others=desk.show_others))
    return marks


def _asks_more(query: str) -> bool:
    """Whether a query asks for what the catalogue does not know."""
    return "has:" in query or any(f"is:{state}" in query for state in ("unreviewed", "disputed", "stale"))


def _when(entry: Entry) -> str:
    return entry.date.display if entry.date else ""


def _as_json(entry: Entry, hit: Hit, passage: str) -> dict[str, object]:
    date = {"date": entry.date.edtf} if entry.date else {}
    found = {"passage": passage} if passage else {}
    told = {"score": round(hit.score, 4), "why": hit.why}
    return {"id": hit.id, "kind": entry.kind, "name": entry.name, **date, **told, **found}
