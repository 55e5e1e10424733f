"""Quotes found in source texts: where a quote stands, and the sentence and paragraph around it."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from dossier.evidence.sentences import sentences

_PARAGRAPH = re.compile(r"\S[^\r\n]*")
_BLOCK = re.compile(r"\S(?:[^\r\n]|\r?\n(?![ \t]*\r?\n))*")
_WRAPPED = re.compile(r"[^\r\n]\r?\n[^\r\n][^\n]*\r?\n[ \t]*\r?\n")


class Passage(NamedTuple):
    """Where a quote stands: character offsets into the text as it is on disk, `end` not included.

    `paragraph` and `sentence` count from 1, `sentence` within the paragraph.
    """

    start: int
    end: int
    paragraph: int
    sentence: int


class Span(NamedTuple):
    """A stretch of a text: character offsets, `end` not included."""

    start: int
    end: int


@lru_cache(maxsize=16)
def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of *text*: its lines, or, in a text wrapped to a width, the blocks between empty lines."""
    pattern = _BLOCK if _WRAPPED.search(text) else _PARAGRAPH
    return tuple(Span(match.start(), match.end()) for match in pattern.finditer(text))


def locate(text: str, quote: str, prefix: str = "", suffix: str = "") -> Passage | None:
    """Return where *quote* stands in *text*: its first place with *prefix* before and *suffix* after it, or None.

    Prefix and suffix may be set off from the quote by spaces.
    """
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        if _ends_with(text, start, prefix) and (not suffix or text[end:].lstrip().startswith(suffix.lstrip())):
            return passage_at(text, start, end)
        start = text.find(quote, start + 1)
    return None


def _ends_with(text: str, end: int, prefix: str) -> bool:
    return not prefix or text[:end].rstrip().endswith(prefix.rstrip())


@lru_cache(maxsize=16)
def sentence_spans(text: str) -> tuple[tuple[int, Span], ...]:
    """Return every sentence of *text* with the number of its paragraph, from 1."""
    return tuple(
        (number, Span(paragraph.start + start, paragraph.start + end))
        for number, paragraph in enumerate(paragraphs(text), 1)
        for start, end in sentences(text[paragraph.start : paragraph.end])
    )


def passage_at(text: str, start: int, end: int) -> Passage:
    """Return the passage from *start* to *end* with its paragraph and sentence."""
    spans = sentence_spans(text)
    number = max(0, bisect_right(_sentence_starts(text), start) - 1)
    if not spans:
        return Passage(start, end, 1, 1)
    paragraph = spans[number][0]
    first = number
    while first > 0 and spans[first - 1][0] == paragraph:
        first -= 1
    return Passage(start, end, paragraph, number - first + 1)


@lru_cache(maxsize=16)
def _sentence_starts(text: str) -> list[int]:
    return [span.start for _, span in sentence_spans(text)]
