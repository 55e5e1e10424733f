"""Folding: one spelling for all the spellings of a word, the same for queries and data.

Case, diacritics and apostrophes go; letters that Unicode does not decompose (ß, æ, ø, đ, ł, …) become what people type
for them; full-width forms become plain ones; the long vowels of romanized Japanese become short (ō = o = ou = oh = oo).
Folding twice is folding once.
"""

import re
import unicodedata
from typing import NamedTuple

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h",
        "ŋ": "n", "ĸ": "k", "ə": "e", "ʻ": "", "ʼ": "", "ʾ": "", "ʿ": "", "'": "", "’": "", "‘": "", "`": "", "´": "",
        "ـ": "",
    }
)  # fmt: skip
_PLAIN = re.compile(r"[a-z0-9 ]*")
_LONG_VOWEL = re.compile(r"o(?:[ou]|h(?![aeiouy]))+|u{2,}")
_WORD = re.compile(r"[^\W_]+")


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
        for folded in _without_marks(character):
            characters.append(folded)
            origins.append(position)
    return "".join(characters), origins


def _shorten(word: str) -> str:
    return _LONG_VOWEL.sub(lambda match: match.group()[0], word)
