"""Which documents hold which word: inverted lists in one stretch of memory.

Words are known by their place in a sorted vocabulary, documents by their number. A table is a sparse matrix in
compressed rows: word ``words[r]`` has the documents ``numbers[offsets[r]:offsets[r + 1]]``. So the words which share a
beginning, being neighbours, share one slice.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload

UNSIGNED = "I"
"""Four bytes, as `array` names them."""


class Table:
    """For each word of a vocabulary, the documents that hold it."""

    __slots__ = ("numbers", "offsets", "words")

    def __init__(self, words: "array[int]", offsets: "array[int]", numbers: "array[int]") -> None:
        self.words = words
        self.offsets = offsets
        self.numbers = numbers

    @classmethod
    def of(cls, places: Mapping[str, int], documents: Mapping[str, Iterable[int]]) -> "Table":
        """Make the table of *documents* by word; *places* has the place of every word in the vocabulary."""
        words, offsets, numbers = array(UNSIGNED), array(UNSIGNED, bytes(4)), array(UNSIGNED)
        for word in sorted(documents):
            words.append(places[word])
            numbers.extend(documents[word])
            offsets.append(len(numbers))
        return cls(words, offsets, numbers)

    def row(self, word: int) -> "array[int]":
        """Return the documents that hold the word at this place of the vocabulary."""
        return self.slice(range(word, word + 1))

    def slice(self, words: range) -> "array[int]":
        """Return the documents that hold these neighbouring words, those of one word after those of the other."""
        first = bisect_left(self.words, words.start)
        last = bisect_left(self.words, words.stop, first)
        if first == last:
            return array(UNSIGNED)
        return self.numbers[self.offsets[first] : self.offsets[last]]

    def rows(self) -> Iterator[tuple[int, "array[int]"]]:
        """Yield the place of each word that any document holds, with these documents."""
        for row, word in enumerate(self.words):
            yield word, self.numbers[self.offsets[row] : self.offsets[row + 1]]


class Strings(Sequence[str]):
    """Strings in one text, string *n* ending where ``ends[n]`` says: a list of them need not be made to look one up."""

    def __init__(self, text: str, ends: "array[int]") -> None:
        self._text = text
        self._ends = ends

    def __len__(self) -> int:
        """How many there are."""
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        """Return a string, or some."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        return self._text[self._ends[index - 1] if index > 0 else 0 : self._ends[index]]
