"""Searching: a query's hits in the order of what people mean, each with the reason why it matched."""

from collections.abc import Iterable, Mapping, Set
from heapq import nlargest, nsmallest
from typing import NamedTuple

from dossier.index.folding import Word
from dossier.library.indexing import HONORIFICS, NAME_FIELDS
from dossier.library.snapshot import Snapshot
from dossier.search.explaining import Explainer, Near
from dossier.search.hits import Results
from dossier.search.matching import Matcher, Rows
from dossier.search.query import Query, parse
from dossier.search.ranking import FIELD_WEIGHTS, Scorer

_RANKED = 300
"""Hits that are put in order of how well they fit; the others follow as lists have them."""

_ENOUGH = 25
"""Hits to the letter from which misspelled ones are not looked for."""

_OTHER_FIELDS = [field for field in FIELD_WEIGHTS if field not in NAME_FIELDS]


class _Found(NamedTuple):
    """The dossiers with all words: to the letter, and with misspellings, which are listed too."""

    strictly: set[int]
    nearly: set[int]
    near: Near


class Searcher:
    """Answers queries over one snapshot; what a growing query needs again is kept."""

    def __init__(self, snapshot: Snapshot, marks: Mapping[str, Set[str]] | None = None) -> None:
        self._snapshot = snapshot
        self._matcher = Matcher(snapshot, marks or {})
        self._explainer = Explainer(snapshot)

    def search(self, text: str) -> Results:
        """Return the hits for a query, best first; every dossier in list order for a query without words."""
        query = parse(text)
        conditions = [set[int]().union(*map(self._matcher.fulfilling, group)) for group in query.conditions]
        fulfilling = set.intersection(*conditions) if conditions else None
        if query.plain:
            return self._ranked(query, query.plain, fulfilling)
        if fulfilling is None:
            return Results(self._snapshot, self._snapshot.order, notes=query.notes)
        numbers = sorted(fulfilling, key=self._snapshot.places.__getitem__)
        return Results(
            self._snapshot, numbers, lambda number: self._explainer.hit(number, query, (), {}), notes=query.notes
        )

    def warm_up(self) -> None:
        """Load what the first misspelled query would otherwise wait for."""
        self._snapshot.near("warmingup", 2)
        self.search("warming up")

    # -- what is found

    def _ranked(self, query: Query, plain: list[Word], fulfilling: set[int] | None) -> Results:
        words = list(dict.fromkeys(word.folded for word in plain))
        found = self._with_all(words, fulfilling)
        if not found.strictly and not found.nearly:
            spoken = [word for word in words if word not in HONORIFICS]
            if spoken and len(spoken) < len(words):
                words, found = spoken, self._with_all(spoken, fulfilling)
        scorer = Scorer(words, found.near)
        strictly = self._in_rank_order(found.strictly, words, scorer)
        nearly = self._in_rank_order(found.nearly, words, scorer)
        everything = found.strictly | found.nearly if found.nearly else found.strictly
        # Those that were not put in order follow; what is to the letter comes before every misspelling.
        head = [*strictly, *nearly] if len(strictly) == len(found.strictly) else strictly
        rest = everything.difference(head) if len(head) < len(everything) else ()
        kept = [word for word in plain if word.folded in words]
        return Results(
            self._snapshot,
            head,
            lambda number: self._explainer.hit(number, query, kept, found.near),
            frozenset(rest),
            query.notes,
        )

    def _with_all(self, words: list[str], fulfilling: set[int] | None) -> _Found:
        beginning = [self._matcher.beginning(word) for word in words]
        strictly = _in_all(beginning, fulfilling)
        if len(strictly) >= _ENOUGH:
            return _Found(strictly, set(), {})
        for edits in (1, 2):
            near = {word: self._snapshot.near(word, edits) for word in words}
            rows = [one.and_also(self._near(near[word], word)) for word, one in zip(words, beginning, strict=True)]
            nearly = _in_all(rows, fulfilling) - strictly
            if nearly or strictly:
                return _Found(strictly, nearly, near)
        return self._with_all_but_one(words, fulfilling)

    def _near(self, near: Mapping[str, int], word: str) -> Rows:
        """The dossiers with a word that is nearly *word*, or with its initial in their name."""
        rows = self._matcher.whole(near)
        initial = self._snapshot.rows(["name"], word[0]) if word.isalpha() and len(word) > 1 else {}
        return rows.and_also(Rows(initial))

    def _with_all_but_one(self, words: list[str], fulfilling: set[int] | None) -> _Found:
        """Names with all words but a short one, which may be misspelled beyond what the vocabulary could tell."""
        near: dict[str, dict[str, int]] = {word: {} for word in words}
        found: set[int] = set()
        for short in words:
            if len(words) < 2 or not 2 <= len(short) <= _LONGEST_SHORT:
                continue
            others = [word for word in words if word != short]
            near.update((word, self._snapshot.near(word, 1)) for word in others)
            rows = [self._matcher.beginning(word).and_also(self._matcher.whole(near[word])) for word in others]
            for number in nsmallest(_RANKED, _in_all(rows, fulfilling, NAME_FIELDS)):
                for form in self._snapshot.name_forms(number):
                    for word in form.split(" "):
                        if _is_one_edit(short, word):
                            near[short][word] = 1
                            found.add(number)
        return _Found(set(), found, near)

    # -- in which order

    def _in_rank_order(self, numbers: set[int], words: list[str], scorer: Scorer) -> list[int]:
        """The best of *numbers*, best first."""
        snapshot = self._snapshot
        prominence, places = snapshot.prominence, snapshot.places
        chosen = self._most_promising(numbers, words)
        elsewhere = [self._elsewhere(chosen, word) for word in words]
        keyed = []
        for number in chosen:
            score = scorer.score(snapshot.name_forms(number), [weights.get(number, 0.0) for weights in elsewhere])
            kind = _KIND_RANK[snapshot.kind(number)]
            keyed.append((-round(score, 3), kind, -prominence[number], places[number], number))
        keyed.sort()
        return [key[-1] for key in keyed]

    def _elsewhere(self, numbers: set[int], word: str) -> dict[int, float]:
        """For those of *numbers* whose name has no word that begins so: the weight of the weightiest field that has."""
        rows = self._matcher.beginning(word)
        left = numbers - rows.within(numbers, NAME_FIELDS)
        weights: dict[int, float] = {}
        for field in _OTHER_FIELDS:
            if not left:
                break
            found = rows.within(left, [field])
            weights.update(dict.fromkeys(found, FIELD_WEIGHTS[field]))
            left = left - found
        return weights

    def _most_promising(self, numbers: set[int], words: list[str]) -> set[int]:
        """A few hundred of *numbers*: exact names first, then names that begin so, then the rest; by links to them."""
        if len(numbers) <= _RANKED:
            return numbers
        prominence = self._snapshot.prominence
        chosen: set[int] = set()
        exact = [Rows(self._snapshot.rows(NAME_FIELDS, word)) for word in words]
        begun = [self._matcher.beginning(word) for word in words]
        for rows in (exact, begun, None):
            if len(chosen) < _RANKED:
                tier = numbers if rows is None else _in_all(rows, numbers, NAME_FIELDS)
                chosen.update(nlargest(_RANKED - len(chosen), tier - chosen, key=prominence.__getitem__))
        return chosen


_LONGEST_SHORT = 4
_KIND_RANK = {kind: n for n, kind in enumerate(("official", "engagement", "organization", "place", "topic", "source"))}


def _in_all(rows: Iterable[Rows], within: set[int] | None, fields: Iterable[str] | None = None) -> set[int]:
    """The dossiers that hold all words, shortest lists first."""
    found = within
    for one in sorted(rows, key=lambda one: one.size):
        found = one.within(found, fields)
    return found or set()


def _is_one_edit(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other, score_cutoff=1) <= 1
