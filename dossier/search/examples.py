"""The query language by examples out of the library that is open."""

from collections.abc import Iterator
from typing import NamedTuple

from dossier.library.entry import Entry
from dossier.library.library import Library


class Example(NamedTuple):
    """A query, and what it finds."""

    query: str
    meaning: str


def examples(library: Library) -> Iterator[Example]:
    """Yield an example for each thing that a query can say, about the official whom most dossiers link to."""
    official = _best_known(library, "official")
    if official:
        family = (official.sort_name or official.name).split()[0].lower().strip(".,")
        yield Example(family[:5], "parts of names, posts, claims; misspelled or not")
        yield Example(f"{family} | minister", "either of two")
        yield Example(f"'{family}", "the whole word, to the letter")
        yield Example(f"^{official.name.split()[0].lower()}", "names that begin so")
        yield Example(f"{official.name.split()[-1].lower()}$", "names that end so")
        yield Example(f"{family} !talks", "without a word")
        yield Example(f"with:{family}", "what somebody took part in, and who else did")
        yield Example("role:minister", "a post, a rank, a capacity")
        if official.country:
            yield Example(f"kind:official country:{official.country}", "of a kind, of a country")
            yield Example(f"-country:{official.country}", "all but those of a field")
        yield from _dates(library, official)
    for kind, meaning in (
        ("place", "at a place, or at one in it"),
        ("topic", "on a topic"),
        ("source", "citing a source"),
    ):
        known = _best_known(library, kind)
        if known:
            yield Example(f"{kind}:{known.id}", meaning)
    yield Example('"as it is written"', "words one after the other")
    yield Example("text:minerals", "claims and texts of sources, with the sentence")
    yield Example("is:draft", "also unreviewed, disputed, stale, unreadable")
    yield Example("has:conflict", "what the checks report; has:finding for all of it")
    yield Example("@name", "a search that your settings have under [searches]")


def _dates(library: Library, official: Entry) -> Iterator[Example]:
    dated = (entry.date for entry in library.engagements_of(official.id) if entry.date and entry.date.lower)
    date = next(dated, None)
    if date and date.lower:
        year, month, _ = date.lower
        yield Example(f"date:{year:04}-{month:02}", "a day, a month, a year")
        yield Example(f"date:{year:04}..{year + 1:04}", "from one to another; also before: and after:")


def _best_known(library: Library, kind: str) -> Entry | None:
    """The dossier of a kind that most others link to."""
    snapshot = library.snapshot
    best = max(snapshot.holding("kind", kind), key=snapshot.prominence.__getitem__, default=None)
    return None if best is None else snapshot.entry(best)
