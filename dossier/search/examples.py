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
    """Yield one example for each thing that a query can say; those of which the library has nothing are left out."""
    official = _first(library, "official")
    engagement = _first(library, "engagement")
    if official:
        family = (official.sort_name or official.name).split()[0].lower()
        yield Example(
            family[:-1] if len(family) > 4 else family, "parts of names, posts, topics, claims; misspelled or not"
        )
        yield Example(f"{family} | minister", "either of two")
        yield Example(f"'{family}", "the whole word, to the letter")
        yield Example(f"^{official.name.split()[0].lower()}", "names that begin so; with $ at the end, that end so")
        yield Example(f"{family} !talks", "without a word")
        yield Example(f"with:{family}", "who and what somebody came together with; topic: place: source: are alike")
        yield Example('role:"minister"', "a post, a rank, a capacity")
        yield Example(
            f"kind:official country:{official.country or 'JP'}", "of a kind, of a country; -country: for all others"
        )
    yield Example('"' + "as it is written" + '"', "words one after the other")
    yield Example(f"text:{_word(library)}", "in claims and in the texts of sources, with the sentence")
    if engagement and engagement.date:
        month = engagement.date.edtf.replace("?", "")[:7]
        yield Example(f"date:{month}", "on a day, in a month or a year; date:2026-01..2026-03, before:, after:")
    yield Example("is:draft", "also is:unreviewed is:disputed is:stale is:unreadable has:conflict has:finding")
    yield Example("@name", "a search that your settings have under [searches]")


def _first(library: Library, kind: str) -> Entry | None:
    return next(iter(library.by_kind(kind)), None)


def _word(library: Library) -> str:
    topic = _first(library, "topic")
    return topic.name.split()[-1].lower() if topic else "minerals"
