"""The search index: which words stand in which dossiers, and in which of their fields.

A query's words are first compared with the vocabulary, which grows far more slowly than a library does; the dossiers
come from the words that fit. So word order is free, and prefixes and typing errors cost little.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from dossier.library.entry import Entry
from dossier.search.folding import words

FIELD_WEIGHTS = {
    "name": 1.0,
    "alias": 0.95,
    "post": 0.8,
    "rank": 0.7,
    "with": 0.65,
    "topic": 0.6,
    "place": 0.6,
    "organization": 0.6,
    "capacity": 0.5,
    "publisher": 0.5,
    "type": 0.5,
    "claim": 0.4,
}
"""How much a match in a field counts; the name of the dossier itself counts most."""

_LINKED_FIELDS = {"participant": "with", "topic": "topic", "place": "place", "post": "organization"}
"""Which links of a dossier make it found by the name of their target, and as which field."""

_SHORTEST_WITH_EDITS = 4


class Posting(NamedTuple):
    """A dossier (its number in list order) that holds a word, and the weightiest field that holds it."""

    number: int
    field: str


class Index:
    """The words of a library's dossiers."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.ids = list(entries)
        """Ids in list order; a dossier's number is its place here."""

        self.entries = [entries[identifier] for identifier in self.ids]
        self.postings: dict[str, list[Posting]] = {}
        self.name_lengths: list[int] = []
        """How many words each dossier's name has."""

        for number, entry in enumerate(self.entries):
            self._add(number, entry, entries)
        self.vocabulary = sorted(self.postings)

    def starting_with(self, prefix: str) -> Iterator[str]:
        """Yield the words of the vocabulary that begin with *prefix*, in order."""
        position = bisect_left(self.vocabulary, prefix)
        while position < len(self.vocabulary) and self.vocabulary[position].startswith(prefix):
            yield self.vocabulary[position]
            position += 1

    def within(self, word: str, edits: int) -> dict[str, int]:
        """Return the words at most *edits* insertions, deletions, swaps or replacements away, each with its distance.

        A word's beginning counts as well, so that a name may be misspelled before it is typed out. Words of fewer than
        four letters have no near words: nearly everything would be one.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) < _SHORTEST_WITH_EDITS or edits == 0:
            return {}
        near = {
            choice: int(distance)
            for choice, distance, _ in process.extract(
                word, self.vocabulary, scorer=OSA.distance, score_cutoff=edits, limit=None
            )
        }
        for _, distance, position in process.extract(
            word, self._beginnings(len(word)), scorer=OSA.distance, score_cutoff=edits, limit=None
        ):
            choice = self.vocabulary[position]
            near[choice] = min(near.get(choice, edits), int(distance))
        return near

    def warm_up(self) -> None:
        """Load what the first misspelled query would otherwise wait for."""
        self.within("warming", 1)

    @cached_property
    def _beginning_lists(self) -> dict[int, list[str]]:
        return {}

    def _beginnings(self, length: int) -> list[str]:
        if length not in self._beginning_lists:
            self._beginning_lists[length] = [word[:length] for word in self.vocabulary]
        return self._beginning_lists[length]

    def _add(self, number: int, entry: Entry, entries: Mapping[str, Entry]) -> None:
        fields: dict[str, str] = {}
        for field, text in _texts(entry, entries):
            for word in words(text):
                known = fields.get(word.folded)
                if known is None or FIELD_WEIGHTS[known] < FIELD_WEIGHTS[field]:
                    fields[word.folded] = field
        for folded, field in fields.items():
            self.postings.setdefault(folded, []).append(Posting(number, field))
        self.name_lengths.append(len(words(entry.name)))


def _texts(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    yield from entry.texts or (("name", entry.name),)
    for link in entry.links:
        field = _LINKED_FIELDS.get(link.role)
        if field and link.target in entries:
            yield field, entries[link.target].name
