"""Searching: a query's hits in the order of what people mean, each with the reason why it matched."""

from collections.abc import Iterable, Mapping, Set
from heapq import nlargest
from typing import NamedTuple

from dossier.index.folding import Word
from dossier.index.vocabulary import SHORTEST_WITH_EDITS, can_be_misspelled
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

_A_FEW = 5
"""Hits with one edit from which two edits are not looked for."""

_MOST_MISSPELLED = 8
"""Words of a query up to which misspellings are looked for; nobody's name is longer and all of it remembered."""

_MOST_COMPARED = 2_000
"""Names that are compared word by word."""

_MOST_ANCHORS = 6
"""Words of a query of which one must be right where the others are not."""

_OTHER_FIELDS = [field for field in FIELD_WEIGHTS if field not in NAME_FIELDS]


_ByWord = dict[str, Rows]
"""The dossiers with each word of a query."""


class _Found(NamedTuple):
    """The dossiers with all words: to the letter, and with misspellings, which are listed too."""

    strictly: set[int]
    nearly: set[int]
    near: Near


class Searcher:
    """Answers queries over one snapshot; what a growing query needs again is kept.

    *marks* are the ids of the dossiers that are, or have, what no index knows, by ``is:disputed``, ``has:conflict``, …;
    *saved* are queries by name.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        marks: Mapping[str, Set[str]] | None = None,
        saved: Mapping[str, str] | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._saved = saved or {}
        self._matcher = Matcher(snapshot, marks or {})
        self._explainer = Explainer(snapshot)

    def search(self, text: str) -> Results:
        """Return the hits for a query, best first; every dossier in list order for a query without words."""
        query = parse(text, self._saved)
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
        self._snapshot.warm_up()
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
        first = {word.folded: word for word in reversed(plain)}
        kept = [first[word] for word in words]
        return Results(
            self._snapshot,
            head,
            lambda number: self._explainer.hit(number, query, kept, found.near),
            frozenset(rest),
            query.notes,
        )

    def _with_all(self, words: list[str], fulfilling: set[int] | None) -> _Found:
        beginning = {word: self._matcher.beginning(word) for word in words}
        strictly = _in_all(beginning.values(), fulfilling)
        if len(strictly) >= _ENOUGH or len(words) > _MOST_MISSPELLED:
            return _Found(strictly, set(), {})
        near: dict[str, dict[str, int]] = {word: {} for word in words}
        nearly: set[int] = set()
        for edits in (1, 2):
            for word in words:
                if edits == 1 or not beginning[word].size:  # a word that is there is hardly two edits wrong
                    near[word] = self._snapshot.near(word, edits) | near[word]
            rows = {word: one.and_also(self._matcher.whole(near[word])) for word, one in beginning.items()}
            with_one_right = self._with_brief_words_near if edits == 1 else self._with_one_word_compared
            nearly |= _in_all(rows.values(), fulfilling) | with_one_right(beginning, rows, near, fulfilling)
            if strictly or len(nearly) >= _A_FEW:
                break
        if not strictly and not nearly:
            nearly = self._with_initials(words, fulfilling)
        return _Found(strictly, nearly - strictly, near)

    def _with_brief_words_near(
        self, beginning: _ByWord, rows: _ByWord, near: dict[str, dict[str, int]], fulfilling: set[int] | None
    ) -> set[int]:
        """Names with one word right, or a longer one nearly, and others one edit off, short ones too.

        Alone, a short word would be near everything.

        The words found so are added to *near*.
        """
        if len(rows) == 1:
            return set()
        wider = {}
        for word, one in rows.items():
            others = self._snapshot.near(word, 1, brief=True)
            near[word] |= others
            wider[word] = one.and_also(self._matcher.named(others))
        found: set[int] = set()
        for word in [word for word in rows if len(word) > 2][:_MOST_ANCHORS]:
            anchor = rows[word] if len(word) >= SHORTEST_WITH_EDITS[1] else beginning[word]
            found |= _in_all([anchor, *(wider[other] for other in wider if other != word)], fulfilling, NAME_FIELDS)
        return found

    def _with_one_word_compared(
        self, _beginning: _ByWord, rows: _ByWord, near: dict[str, dict[str, int]], fulfilling: set[int] | None
    ) -> set[int]:
        """Names with all words but one, which is two edits off a word of theirs.

        The words found so are added to *near*.
        """
        found: set[int] = set()
        for word in rows if len(rows) > 1 else ():
            candidates = _in_all([one for other, one in rows.items() if other != word], fulfilling, NAME_FIELDS)
            if len(word) > 2 and can_be_misspelled(word) and len(candidates) <= _MOST_COMPARED:
                found |= {number for number in candidates if self._is_near(word, number, near[word])}
        return found

    def _is_near(self, word: str, number: int, near: dict[str, int]) -> bool:
        """Whether a name has a word at most two edits from *word*; such words are added to *near*."""
        from rapidfuzz.distance import OSA

        others = {other for form in self._snapshot.name_forms(number) for other in form.split(" ") if len(other) > 2}
        distances = {other: OSA.distance(word, other, score_cutoff=2) for other in others}
        close = {other: distance for other, distance in distances.items() if distance <= 2}
        near.update(close)
        return bool(close)

    def _with_initials(self, words: list[str], fulfilling: set[int] | None) -> set[int]:
        """Names that have initials for words of the query, but not for all of them."""
        rows = [
            self._matcher.beginning(word).and_also(Rows(self._snapshot.rows(["name"], word[0])))
            if word.isalpha()
            else self._matcher.beginning(word)
            for word in words
        ]
        spelled = set[int]().union(*(self._matcher.beginning(word).within(None, NAME_FIELDS) for word in words))
        return _in_all(rows, fulfilling, NAME_FIELDS) & spelled

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


_KIND_RANK = {kind: n for n, kind in enumerate(("official", "engagement", "organization", "place", "topic", "source"))}


def _in_all(rows: Iterable[Rows], within: set[int] | None, fields: Iterable[str] | None = None) -> set[int]:
    """The dossiers that hold all words, shortest lists first."""
    found = within
    for one in sorted(rows, key=lambda one: one.size):
        found = one.within(found, fields)
    return found or set()
