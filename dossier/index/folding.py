"""Folding: one spelling for all the spellings of a word, the same for queries and data.

Case, diacritics and apostrophes go; letters that Unicode does not decompose (ß, æ, ø, đ, ł, …) become what people type
for them; full-width forms become plain ones; the long vowels of romanized Japanese become short (ō = o = ou = oh = oo).
Folding twice is folding once. Katakana becomes hiragana; Han and kana, which are written without spaces, are compared
by pairs of characters.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h",
        "ŋ": "n", "ĸ": "k", "ə": "e", "ʻ": "", "ʼ": "", "ʾ": "", "ʿ": "", "'": "", "’": "", "‘": "", "`": "", "´": "",
        "ـ": "",
    }
    | {chr(katakana): chr(katakana - 0x60) for katakana in range(0x30A1, 0x30F7)}
)  # fmt: skip
_PLAIN = re.compile(r"[a-z0-9 ]*")
_LONG_VOWEL = re.compile(r"o(?:[ou]|h(?![aeiouy]))+|u{2,}")
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
"""Runs of Han and kana, once folded."""

_NOT_UNSPACED = f"[^{_UNSPACED.pattern[1:-2]}]+"


class Word(NamedTuple):
    """A folded word of a text, and the characters `start` to `end` of that text that it stands for."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return the folded form of *text*: words of lower-case letters and digits, joined by single spaces."""
    return " ".join(_shorten(match.group()) for match in _WORD.finditer(_without_marks(text)))


def words(text: str) -> list[Word]:
    """Return the words of *text* in order, folded, each with its place in *text* as it was written."""
    characters, origins = _unfolded(text)
    found = []
    for match in _WORD.finditer(characters):
        end = origins[match.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        found.append(Word(_shorten(match.group()), origins[match.start()], end))
    return found


def terms(text: str) -> list[Word]:
    """Return what a search compares *text* by, in order: its words; of Han and kana each pair of neighbours.

    The last character of such a run stands alone as well, so that every character of it begins a term.
    """
    return [term for word in words(text) for term in _terms(word)]


def folded_terms(text: str) -> list[str]:
    """Return the terms of *text* without their places: what `terms` finds, in a fraction of the time."""
    return [term for token in text.split() for term in _terms_of_token(token)]


def is_unspaced(term: str) -> bool:
    """Tell whether a folded term is Han or kana, which have no words that a typing error could be measured by."""
    return _UNSPACED.match(term) is not None


@lru_cache(maxsize=1 << 15)
def _terms_of_token(token: str) -> tuple[str, ...]:
    if token.isascii() and token.isalnum():
        return (_shorten(token.lower()),)
    return tuple(term.folded for term in terms(token))


def _terms(word: Word) -> list[Word]:
    if word.folded.isascii() or not _UNSPACED.search(word.folded):
        return [word]
    found: list[Word] = []
    # A folded word of these scripts has one character for each that was written, but for a few ligatures: the place
    # of a pair is counted from the word's beginning and kept inside the word.
    for run in re.finditer(f"{_UNSPACED.pattern}|{_NOT_UNSPACED}", word.folded):
        at = [min(word.start + position, word.end - 1) for position in range(run.start(), run.end())]
        if not is_unspaced(run.group()):
            found.append(Word(run.group(), at[0], at[-1] + 1))
            continue
        pairs = [
            Word(a + b, start, end + 1)
            for (a, b), (start, end) in zip(pairwise(run.group()), pairwise(at), strict=True)
        ]
        found += [*pairs, Word(run.group()[-1], at[-1], at[-1] + 1)]
    return found


def _without_marks(text: str) -> str:
    """Casefolded, decomposed, without combining marks, special letters spelled out; repeated until nothing changes."""
    lowered = text.casefold()
    if _PLAIN.fullmatch(lowered):
        return lowered
    while True:
        decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
        stripped = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
        if stripped == text:
            return text
        text = stripped


def _unfolded(text: str) -> tuple[str, list[int]]:
    """The text as `_without_marks` gives it, and for each of its characters the position in *text* it came from."""
    if text.isascii():
        plain = text.casefold()
        if "'" not in plain and "`" not in plain:
            return plain, list(range(len(text)))
    characters: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        for folded in _letters(character):
            characters.append(folded)
            origins.append(position)
    return "".join(characters), origins


@lru_cache(maxsize=1 << 13)
def _letters(character: str) -> str:
    return _without_marks(character)


def _shorten(word: str) -> str:
    return _LONG_VOWEL.sub(lambda match: match.group()[0], word)
