"""Which documents hold which word: inverted lists in one stretch of memory.

Words are known by their place in a sorted vocabulary, documents by their number. A table is a sparse matrix in
compressed rows: the documents of word *w* are ``numbers[offsets[w]:offsets[w + 1]]``, so that the words which share a
beginning, being neighbours, share one slice.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

UNSIGNED = "I"
"""Four bytes, as `array` names them."""


class Table:
    """For each word of a vocabulary, the documents that hold it."""

    __slots__ = ("numbers", "offsets")

    def __init__(self, offsets: "array[int]", numbers: "array[int]") -> None:
        self.offsets = offsets
        self.numbers = numbers

    @classmethod
    def of(cls, vocabulary: Sequence[str], documents: Mapping[str, Iterable[int]]) -> "Table":
        """Make the table of *documents* by word; every word must be in *vocabulary*, which is sorted."""
        offsets, numbers = array(UNSIGNED, bytes(4)), array(UNSIGNED)
        position = 0
        for word in sorted(documents):
            place = bisect_left(vocabulary, word, position)
            offsets.extend([len(numbers)] * (place - position))
            numbers.extend(documents[word])
            offsets.append(len(numbers))
            position = place + 1
        offsets.extend([len(numbers)] * (len(vocabulary) - position))
        return cls(offsets, numbers)

    def row(self, word: int) -> "array[int]":
        """Return the documents that hold the word at this place of the vocabulary."""
        return self.numbers[self.offsets[word] : self.offsets[word + 1]]

    def slice(self, words: range) -> "array[int]":
        """Return the documents that hold these neighbouring words, those of one word after those of the other."""
        return self.numbers[self.offsets[words.start] : self.offsets[words.stop]]
