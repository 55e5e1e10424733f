"""How well a dossier fits the words of a query.

Each word of the query takes its best word of the name, and no two take the same: equal counts 1, a beginning a little
less, a typing error by the letters that are wrong. Long words weigh more; words of the name that are left over cost a
little. So neither order nor prefixes nor typing errors matter, and all three may come together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

FIELD_WEIGHTS = {
    "name": 1.0,
    "alias": 0.97,
    "reading": 0.97,
    "romanized": 0.95,
    "post": 0.8,
    "rank": 0.7,
    "with": 0.65,
    "topic": 0.6,
    "place": 0.6,
    "organization": 0.6,
    "capacity": 0.5,
    "publisher": 0.5,
    "type": 0.5,
    "country": 0.45,
    "claim": 0.4,
    "text": 0.35,
}
"""How much a match in a field counts; the name of the dossier itself counts most."""

_BEGINNING = 0.9
_WHOLE = 0.08
_MISSPELLED = 0.85
_MISSPELLED_BEGINNING = 0.75
_INITIAL = 0.5
_OTHER_ORDER = 0.004
_LEFT_OVER_WORD, _LEFT_OVER_LETTER = 0.01, 0.0005
_IN_FIELD = 0.95


class Scorer:
    """Scores dossiers against the words of one query."""

    def __init__(self, words: Sequence[str], near: Mapping[str, Mapping[str, int]]) -> None:
        self._words = words
        self._near = near
        """For each word of the query, the words that are nearly it, with their distance."""

        self._longest_first = sorted(range(len(words)), key=lambda place: -len(words[place]))
        self._weight = sum(map(len, words)) or 1
        self._qualities: defaultdict[str, dict[str, float]] = defaultdict(dict)

    def score(self, forms: Sequence[str], elsewhere: Sequence[float]) -> float:
        """Return from 0 to 1 how well a dossier fits.

        *forms* are the folded forms of its name; *elsewhere* is, for each word of the query, the weight of the
        weightiest other field that has it, 0 for none.
        """
        return max((self._form_score(form.split(" "), elsewhere) for form in forms), default=0.0)

    def quality(self, word: str, other: str) -> float:
        """Return from 0 to 1 how well a word of the query fits a word of a dossier."""
        qualities = self._qualities[word]
        quality = qualities.get(other)
        if quality is None:
            quality = qualities[other] = self._measured(word, other)
        return quality

    def _form_score(self, name: list[str], elsewhere: Sequence[float]) -> float:
        left = name
        total = 0.0
        places: list[tuple[int, int]] = []
        for place in self._longest_first:
            word, field_weight = self._words[place], elsewhere[place]
            best, taken = field_weight * _IN_FIELD, ""
            qualities = self._qualities[word]
            for other in left:
                quality = qualities.get(other)
                if quality is None:
                    quality = self.quality(word, other)
                if quality > best:
                    best, taken = quality, other
            if taken:
                left = left.copy()
                left.remove(taken)
                places.append((place, name.index(taken)))
            total += best * len(word)
        if len(places) > 1 and not _is_rising(places):
            total -= _OTHER_ORDER * self._weight
        return total / self._weight - _LEFT_OVER_WORD * len(left) - _LEFT_OVER_LETTER * len("".join(left))

    def _measured(self, word: str, other: str) -> float:
        if word == other:
            return 1.0
        if other.startswith(word):
            return _BEGINNING + _WHOLE * len(word) / len(other)
        distance = self._near.get(word, {}).get(other)
        if distance is not None and len(other) - len(word) <= distance:
            return _MISSPELLED * (1 - distance / max(len(word), len(other)))
        if distance is not None:
            return _MISSPELLED_BEGINNING * (1 - distance / len(word)) * (_BEGINNING + _WHOLE * len(word) / len(other))
        if len(other) == 1 and word.startswith(other):
            return _INITIAL
        return 0.0


def _is_rising(places: list[tuple[int, int]]) -> bool:
    """Whether words stand in the name in the order of the query."""
    ordered = sorted(places)
    return all(one[1] <= other[1] for one, other in pairwise(ordered))
