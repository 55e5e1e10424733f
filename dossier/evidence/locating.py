"""A quote sought in its source: letter by letter, then without its typography, then in other words and other places."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from dossier.evidence.passages import Passage, locate, passage_at, sentence_spans
from dossier.evidence.typography import fold_typography

Outcome = Literal["exact", "folded", "altered", "missing"]

LONGEST_QUOTE = 5_000
"""Characters of a quote that is looked for; what is longer is no quote but a copy."""

_NEAR = 75.0
"""Least likeness, in percent, of a passage and what was made of it (rapidfuzz's `partial_ratio`)."""

_SHORT_WORD = 3
_MOST_SENTENCES = 2_000
"""Sentences that are compared letter by letter with an altered quote: enough for any text, few enough for a pause."""

_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…)\s*")
_INSERTION = re.compile(r"\s*\[[^\]\n]*\]\s*")


class Found(NamedTuple):
    """What became of a quote. `passages` has one for each part that an ellipsis parts, and none for a missing quote."""

    outcome: Outcome
    passages: tuple[Passage, ...] = ()

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.passages[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.passages[-1].end


def seek(text: str, quote: str, prefix: str = "", suffix: str = "") -> Found:
    """Look for *quote* in *text*.

    An ellipsis in the quote joins parts that follow each other in the text; words in square brackets are an editor's
    and are not looked for, unless the text has them.
    """
    found = seek_strictly(text, quote, prefix, suffix)
    if found.outcome != "missing":
        return found
    near = _nearest(text, quote)
    return Found("altered", (near,)) if near else found


def seek_strictly(text: str, quote: str, prefix: str = "", suffix: str = "") -> Found:
    """Look for *quote* as `seek` does, but for nothing that is only like it; that takes far less time."""
    exact = locate(text, quote, prefix, suffix)
    if exact:
        return Found("exact", (exact,))
    passages = _parts_in_order(text, text, quote, prefix, suffix)
    if passages:
        return Found("exact", passages)
    passages = _parts_in_order(text, None, quote, prefix, suffix)
    return Found("folded", passages) if passages else Found("missing")


def occurrences(text: str, quote: str) -> list[Passage]:
    """Return every place of *quote* in *text*, letter by letter."""
    found = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        found.append(passage_at(text, start, start + len(quote)))
        start = text.find(quote, start + 1)
    return found


def cuts_word(text: str, passage: Passage) -> bool:
    """Whether a passage begins or ends inside a word."""
    return _inside_word(text, passage.start) or _inside_word(text, passage.end)


def parts_of(quote: str) -> list[str]:
    """Return the parts of a quote that are looked for, one after the other."""
    parts = [part for piece in _ELLIPSIS.split(quote) for part in _INSERTION.split(piece)]
    return [part.strip() for part in parts if part.strip()]


def word_diff(quote: str, source: str) -> str:
    """Return how a quote differs from its source, word by word: ``[-quoted-] {+source+}``."""
    from difflib import SequenceMatcher

    ours, theirs = quote.split(), source.split()
    told = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            told.append(
                " ".join(ours[a:b]) if b - a <= 6 else f"{' '.join(ours[a : a + 2])} … {' '.join(ours[b - 2 : b])}"
            )
            continue
        if b > a:
            told.append(f"[-{' '.join(ours[a:b])}-]")
        if d > c:
            told.append(f"{{+{' '.join(theirs[c:d])}+}}")
    return " ".join(told)


def _parts_in_order(
    text: str, haystack: str | None, quote: str, prefix: str, suffix: str
) -> tuple[Passage, ...]:  # fmt: skip
    """The parts of a quote in *haystack*, in order; in the folded text if there is none."""
    folded = None if haystack is not None else fold_typography(text)
    sought = haystack if haystack is not None else folded.text if folded else ""
    passages: list[Passage] = []
    position = 0
    parts = parts_of(quote)
    for number, part in enumerate(parts):
        sought_part = fold_typography(part).text if folded else part
        start = _find(
            sought, sought_part, position, prefix if number == 0 else "", suffix if number == len(parts) - 1 else ""
        )
        if start < 0:
            return ()
        position = start + len(sought_part)
        span = folded.original(start, position) if folded else (start, position)
        passages.append(passage_at(text, *span))
    return tuple(passages)


def _find(text: str, part: str, position: int, prefix: str, suffix: str) -> int:
    start = text.find(part, position) if part else -1
    while start >= 0:
        before, after = text[:start].rstrip(), text[start + len(part) :].lstrip()
        if before.endswith(prefix.strip()) and after.startswith(suffix.strip()):
            return start
        start = text.find(part, start + 1)
    return -1


def _nearest(text: str, quote: str) -> Passage | None:
    """The passage most like *quote*, if any is: sought in sentences that share words with it, then trimmed to it."""
    from rapidfuzz import fuzz, process

    wanted = {word for word in quote.split() if len(word) > _SHORT_WORD}
    spans = [span for _, span in sentence_spans(text)]
    spans = [span for span in spans if len(wanted.intersection(text[span.start : span.end].split())) * 3 >= len(wanted)]
    sentences = [text[span.start : span.end] for span in spans[:_MOST_SENTENCES]]
    best = process.extractOne(quote, sentences, scorer=fuzz.partial_ratio, score_cutoff=_NEAR)
    if best is None:
        return None
    sentence, _, number = best
    alignment = fuzz.partial_ratio_alignment(quote, sentence)
    if alignment is None:
        return None
    start, end = spans[number].start + alignment.dest_start, spans[number].start + alignment.dest_end
    if len(quote) > len(sentence):  # the shorter of the two was slid along the longer
        start, end = spans[number].start, spans[number].end
    while _inside_word(text, start):
        start -= 1
    while _inside_word(text, end):
        end += 1
    return passage_at(text, start, end)


def _inside_word(text: str, offset: int) -> bool:
    """Whether a word goes on over *offset*."""
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def elsewhere(quote: str, texts: Iterable[tuple[str, str]]) -> tuple[str, Passage] | None:
    """Return the first of *texts* (id, text) that has *quote*, but for typography, and where; None for none."""
    for identifier, text in texts:
        found = seek_strictly(text, quote)
        if found.passages:
            return identifier, found.passages[0]
    return None
