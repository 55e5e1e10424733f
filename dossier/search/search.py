"""Searching: a query's hits in the order of what people mean, each with the reason why it matched."""

from collections.abc import Mapping

from dossier.library.entry import Entry
from dossier.search.folding import words
from dossier.search.hits import Hit, Match, Rule
from dossier.search.index import FIELD_WEIGHTS, Index

_KIND_RANK = {kind: n for n, kind in enumerate(("official", "engagement", "organization", "place", "topic", "source"))}
_LEFT_OVER = 0.01
"""What each word of a name that the query does not ask for costs."""


class Searcher:
    """Answers queries over one library; what a growing query needs again is kept."""

    def __init__(self, entries: Mapping[str, Entry], index: Index | None = None) -> None:
        self._index = index or Index(entries)
        self._popularity = _popularity(entries)
        self._found: dict[tuple[str, int], dict[int, Match]] = {}

    def search(self, query: str) -> list[Hit]:
        """Return the hits for *query*, best first; every dossier in list order for a query without words."""
        terms = list(dict.fromkeys(word.folded for word in words(query)))
        if not terms:
            return [Hit(identifier, 0.0) for identifier in self._index.ids]
        strict = self._all_terms(terms, 0)
        near = self._all_terms(terms, 1)
        found = near | strict or self._all_terms(terms, 2)
        hits = [self._hit(number, matches, strictly=number in strict) for number, matches in found.items()]
        hits.sort(key=lambda ranked: ranked[0])
        return [hit for _, hit in hits]

    def warm_up(self) -> None:
        """Load what the first misspelled query would otherwise wait for."""
        self._index.warm_up()

    def _all_terms(self, terms: list[str], edits: int) -> dict[int, list[Match]]:
        """The dossiers in which every term is found with at most so many edits."""
        found = [self._with_term(term, edits) for term in terms]
        common = set(found[0]).intersection(*found[1:])
        return {number: [matches[number] for matches in found] for number in common}

    def _with_term(self, term: str, edits: int) -> dict[int, Match]:
        """The dossiers with a word that fits *term*, each with the best match."""
        if (term, edits) not in self._found:
            best: dict[int, Match] = {}
            for word, rule, quality in self._fitting(term, edits):
                for posting in self._index.postings[word]:
                    score = quality * FIELD_WEIGHTS[posting.field]
                    known = best.get(posting.number)
                    if known is None or known.score < score:
                        best[posting.number] = Match(term, word, posting.field, rule, score)
            self._found[term, edits] = best
        return self._found[term, edits]

    def _fitting(self, term: str, edits: int) -> list[tuple[str, Rule, float]]:
        """The words of the vocabulary that fit *term*, each with how and how well."""
        fitting: list[tuple[str, Rule, float]] = []
        for word in self._index.starting_with(term):
            if word == term:
                fitting.append((word, "exact", 1.0))
            else:
                fitting.append((word, "prefix", 0.9 + 0.08 * len(term) / len(word)))
        strict = {word for word, _, _ in fitting}
        for word, distance in self._index.within(term, edits).items():
            if word not in strict:
                quality = 0.85 * (1 - distance / max(len(term), len(word)))
                fitting.append((word, "1 edit" if distance == 1 else "2 edits", quality))
        return fitting

    def _hit(self, number: int, matches: list[Match], strictly: bool) -> tuple[tuple[float, ...], Hit]:
        """The hit with its sort key: strict matches first, then score, then kind, then how often it is linked to."""
        weight = sum(len(match.query) for match in matches)
        score = sum(len(match.query) * match.score for match in matches) / weight
        named = len({match.word for match in matches if match.field == "name"})
        score -= _LEFT_OVER * (self._index.name_lengths[number] - named)
        entry = self._index.entries[number]
        kind = _KIND_RANK[entry.kind]
        key = (0.0 if strictly else 1.0, -round(score, 3), kind, -self._popularity.get(entry.id, 0), number)
        return key, Hit(self._index.ids[number], score, tuple(matches))


def _popularity(entries: Mapping[str, Entry]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in entries.values():
        for link in entry.links:
            counts[link.target] = counts.get(link.target, 0) + 1
    return counts
