"""Which characters of a text a query matched."""

from collections.abc import Iterable

from dossier.index.folding import fold, terms
from dossier.search.hits import Match


def marked(text: str, matches: Iterable[Match]) -> list[tuple[int, int]]:
    """Return the stretches of *text* (start, end) that *matches* found, in order, apart from each other.

    A prefix marks as many letters of the text as the query has, however folding changed their number; a misspelled
    word is marked whole.
    """
    by_word = {match.word: match for match in matches}
    found: list[tuple[int, int]] = []
    for word in terms(text):
        match = by_word.get(word.folded)
        if match is not None:
            is_beginning = match.word.startswith(match.query) and match.word != match.query
            end = _prefix_end(text, word.start, word.end, match.query) if is_beginning else word.end
            if found and word.start < found[-1][1]:  # pairs of Han or kana overlap
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((word.start, end))
    return found


def _prefix_end(text: str, start: int, end: int, prefix: str) -> int:
    """The end of the shortest beginning of a word that folds to *prefix* at least."""
    for stop in range(start + 1, end):
        if len(fold(text[start:stop])) >= len(prefix):
            return stop
    return end
