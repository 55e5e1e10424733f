"""The distinct words of a library, sorted: the words that begin so, and the words that are nearly so.

Words one edit away are made and looked up, as in Norvig's spelling corrector (norvig.com/spell-correct.html); words two
edits away are those that share enough pairs of letters (q-grams, Ukkonen 1992), measured by rapidfuzz. An edit is an
insertion, a deletion, a replacement, or a swap of two neighbours: the optimal string alignment distance.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from dossier.index.folding import is_unspaced
from dossier.index.tables import UNSIGNED, Table

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_BEGIN, _END = "\x02", "\x03"

SHORTEST_WITH_EDITS = {1: 4, 2: 5}
"""Letters that a word must have for so many edits: nearly everything would be near a shorter one."""

_LONGEST_WITH_EDITS = 24
_MOST_MEASURED = 3000


def can_be_misspelled(word: str) -> bool:
    """Tell whether a word has near ones: Han and kana have no letters, and a number with another digit is another."""
    return word.isalpha() and not is_unspaced(word)


class Vocabulary:
    """Sorted, distinct, folded words; a word is known by its place."""

    def __init__(self, words: Sequence[str], pairs: "Callable[[], Pairs] | None" = None) -> None:
        self.words = words
        self._pairs_kept = pairs

    def place(self, word: str) -> int | None:
        """Return the place of *word*; None where it is no word here."""
        place = bisect_left(self.words, word)
        return place if place < len(self.words) and self.words[place] == word else None

    def beginning_with(self, beginning: str) -> range:
        """Return the places of the words that begin so; they are neighbours."""
        start = bisect_left(self.words, beginning)
        return range(start, bisect_left(self.words, f"{beginning}\U0010ffff", start))

    def near(self, word: str, edits: int, *, brief: bool = False) -> dict[int, int]:
        """Return the places of the words one edit, or two, away from *word*, each with its distance.

        A word's beginning counts as well, so that a name may be misspelled before it is typed out. Only words of some
        length have near ones, or, if *brief*, only those of two or three letters, one edit away, and then whole words.
        """
        if not can_be_misspelled(word):
            return {}
        if brief:
            return self._whole_words_near(word) if 2 <= len(word) < SHORTEST_WITH_EDITS[1] else {}
        if not SHORTEST_WITH_EDITS[edits] <= len(word) <= _LONGEST_WITH_EDITS:
            return {}
        return self._one_edit_away(word) if edits == 1 else self._two_edits_away(word)

    @cached_property
    def pairs(self) -> "Pairs":
        """Which words hold which pair of letters."""
        return self._pairs_kept() if self._pairs_kept else Pairs.of(self.words)

    def _one_edit_away(self, word: str) -> dict[int, int]:
        near = {
            place: 1
            for variant in set(_variants(word, self._letters(word)))
            if len(variant) >= SHORTEST_WITH_EDITS[1] - 1
            for place in self.beginning_with(variant)
        }
        for place in self.beginning_with(word):
            near.pop(place, None)
        return near

    def _whole_words_near(self, word: str) -> dict[int, int]:
        variants = {variant for variant in _variants(word, self._letters(word)) if len(variant) > 1} - {word}
        return {place: 1 for variant in variants if (place := self.place(variant)) is not None}

    def _two_edits_away(self, word: str) -> dict[int, int]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        places = self.pairs.sharing(word, 2)
        complete = [self.words[place] for place in places]
        beginnings = [found[: len(word)] for found in complete]
        near: dict[int, int] = {}
        for choices in (complete, beginnings):
            for _, distance, number in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=2, limit=None, processor=None
            ):
                place = places[number]
                near[place] = min(near.get(place, 2), int(distance))
        return near

    def _letters(self, word: str) -> str:
        if word.isascii():
            return _LATIN
        block = ord(word[0]) >> 8
        return "".join(letter for letter in self._other_letters if ord(letter) >> 8 == block)

    @cached_property
    def _other_letters(self) -> str:
        return "".join(sorted({letter for word in self.words if not word.isascii() for letter in word}))


class Pairs:
    """Which words hold which pairs of neighbouring letters; a word's beginning and end count as letters."""

    def __init__(self, pairs: Sequence[str], table: Table) -> None:
        self.pairs = pairs
        self.table = table

    @classmethod
    def of(cls, words: Sequence[str]) -> "Pairs":
        """Look through *words*."""
        holding: dict[str, array[int]] = {}
        for place, word in enumerate(words):
            if not is_unspaced(word):
                for pair in set(_pairs_of(word)):
                    if pair not in holding:
                        holding[pair] = array(UNSIGNED)
                    holding[pair].append(place)
        pairs = sorted(holding)
        return cls(pairs, Table.of({pair: place for place, pair in enumerate(pairs)}, holding))

    def sharing(self, word: str, edits: int) -> list[int]:
        """Return the words that share so many pairs with *word* that no more than *edits* can be between them.

        Those that share most come first, a few thousand at most. An edit touches two pairs (a swap three, which is
        not allowed for twice).
        """
        wanted = list(dict.fromkeys(_pairs_of(word)))
        counts: Counter[int] = Counter()
        for pair in wanted:
            place = bisect_left(self.pairs, pair)
            if place < len(self.pairs) and self.pairs[place] == pair:
                counts.update(self.table.row(place))
        fewest = max(1, len(wanted) - 2 * edits - 1)
        sharing = [place for place, count in counts.items() if count >= fewest]
        if len(sharing) > _MOST_MEASURED:
            sharing.sort(key=counts.__getitem__, reverse=True)
        return sharing[:_MOST_MEASURED]


def _pairs_of(word: str) -> list[str]:
    bounded = f"{_BEGIN}{word}{_END}"
    return [bounded[position : position + 2] for position in range(len(bounded) - 1)]


def _variants(word: str, letters: str) -> Iterator[str]:
    """Yield everything one edit away from *word*."""
    for position in range(len(word) + 1):
        before, after = word[:position], word[position:]
        for letter in letters:
            yield f"{before}{letter}{after}"
        if after:
            yield before + after[1:]
            for letter in letters:
                yield f"{before}{letter}{after[1:]}"
        if len(after) > 1:
            yield f"{before}{after[1]}{after[0]}{after[2:]}"
