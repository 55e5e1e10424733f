"""Claims judged against their quotes, offline: are names, numbers, days, negation and the doer accounted for?

What a claim says must be in the sentences that it quotes. A name may also be what a word of these sentences stands
for: "He" is whom the sentence before is about, "the two leaders" are the people whom the text has named. What is left
over is doubtful, and is told with the words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from dossier.evidence.language import (
    PRONOUNS_OF_ONE,
    TITLES,
    WORDS_FOR_MANY,
    is_negated,
    is_of_many,
    is_verb,
    numbers,
    proper_words,
    same_word,
    time_words,
    tokens,
)
from dossier.evidence.passages import Passage, Span, sentence_spans

DoubtKind = Literal["name", "number", "day", "negation", "doer", "speaker"]

_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s+\w+(?:ed|en|t)\s+by\b", re.IGNORECASE)


_SILENCE = re.compile(r"(?:^|(?<=[.;] ))The source (?:does not|did not|names no|gives no|says nothing)[^.]*\.")
"""What a claim says of the silence of its source, which no quote can show."""

_CIRCUMSTANCES = {
    "in",
    "on",
    "at",
    "after",
    "following",
    "during",
    "ahead",
    "today",
    "additionally",
    "yesterday",
    "this",
}
"""What opens a sentence before its subject comes, behind a comma."""

_FARTHEST = 6
"""How many sentences back somebody may have been named whom a pronoun stands for."""

_BY_GIVEN_NAME = {"king", "queen", "prince", "pope", "amir"}
_TOGETHER = re.compile(r"\b(?:met|talked|spoke|discussed|held|exchanged|agreed|reaffirmed|affirmed)\b")


class Doubt(NamedTuple):
    """Something in a claim that its quotes do not account for, and the words that say it."""

    kind: DoubtKind
    words: str


class CitedText(NamedTuple):
    """The text of a source and the passages of it that a claim quotes."""

    text: str
    passages: tuple[Passage, ...]


def judge(
    claim: str,
    grounds: Sequence[CitedText],
    known: Iterable[str] = (),
    aliases: Iterable[Sequence[str]] = (),
    people: Iterable[str] = (),
    *,
    speaker: str = "",
) -> list[Doubt]:
    """Return what *claim* says beyond its quotes.

    Args:
        claim: the statement.
        grounds: what it quotes, by source.
        known: names that the dossier of the claim gives with evidence of its own; what the claim is about may be one.
        aliases: for each thing, the names that it goes by.
        people: family names of people whom the source may name without a title.
        speaker: the family name of whom the claim gives as its speaker; empty for none.
    """
    claim = _SILENCE.sub("", claim).strip() or claim
    folded = _folded(tuple(people))
    readings = [_Reading(ground, folded) for ground in grounds]
    return [
        *_names(claim, readings, known, aliases),
        *_days(claim, readings),
        *_numbers(claim, readings),
        *_negation(claim, readings),
        *_doer(claim, readings),
        *_speaker(speaker.casefold(), readings),
    ]


@lru_cache(maxsize=16)
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names)


class _Analysis(NamedTuple):
    """A source text, read once for all claims that quote it."""

    spans: tuple[Span, ...]
    sentences: tuple[str, ...]
    people: dict[str, set[str]]
    """Family names of those whom the text names, folded, each with the words of the title that they go by."""


@lru_cache(maxsize=64)
def _analysed(text: str, people: tuple[str, ...]) -> _Analysis:
    spans = tuple(span for _, span in sentence_spans(text))
    named = people_named(text)
    words = {token.folded for token in tokens(text)}
    for name in people:
        if name in words:
            named.setdefault(name, set())
    return _Analysis(spans, tuple(text[span.start : span.end] for span in spans), named)


class _Reading:
    """A ground as a reader takes it: the quoted sentences, and whom the words in them stand for."""

    def __init__(self, ground: CitedText, people: tuple[str, ...]) -> None:
        analysis = _analysed(ground.text, people)
        self._sentences, self.people = analysis.sentences, analysis.people
        self._quotes = [ground.text[p.start : p.end] for p in ground.passages]
        self.quotes = " ".join(self._quotes)
        self._numbers = sorted({n for p in ground.passages for n in _overlapping(analysis.spans, p)})
        self.sentences = " ".join(self._sentences[number] for number in self._numbers)

    def doers(self) -> list[set[str]]:
        """For each quoted sentence, those whom it is about, resolved; an empty set where nobody can tell."""
        return [self._doer_of(number) for number in self._numbers]

    def stand_ins(self) -> set[str]:
        """The people whom pronouns and titles in the quoted sentences stand for."""
        found: set[str] = set()
        for number in self._numbers:
            words = {token.folded for token in tokens(self._sentences[number])}
            if words & (PRONOUNS_OF_ONE | WORDS_FOR_MANY):
                found |= self._company(number)
            found |= {name for name, titles in self.people.items() if titles and titles <= words}
        return found

    def tells_of(self, name: str) -> bool:
        """Whether the quoted sentences name somebody, or have a word that stands for them."""
        return any(token.folded == name for token in tokens(self.sentences)) or name in self.stand_ins()

    def _company(self, number: int) -> set[str]:
        """Those named in a sentence; of fewer than two, also those in the nearest before that names two."""
        company = self._named_in(self._sentences[number])
        if len(company) > 1:
            return company
        for earlier in range(number - 1, max(-1, number - _FARTHEST), -1):
            named = self._named_in(self._sentences[earlier])
            company |= named
            if len(named) > 1:
                break
        return company

    def _named_in(self, text: str) -> set[str]:
        return {token.folded for token in tokens(text)} & set(self.people)

    def _doer_of(self, number: int, depth: int = 0) -> set[str]:
        sentence = self._sentences[number]
        quoted = [quote for quote in self._quotes if " ".join(quote.split()) in " ".join(sentence.split())]
        for quote in quoted if depth == 0 else []:
            own = self._named_in(_opening(quote))
            if own and quote[:1].isupper():
                return own
        if is_of_many(sentence):
            return self._company(number)
        opening = _opening(sentence)
        first = tokens(opening)
        if first and first[0].folded in ("he", "she") and number > 0 and depth < _FARTHEST:
            return self._doer_of(number - 1, depth + 1)
        named = self._named_in(opening)
        if named:
            return named
        titled = {token.folded for token in first if token.folded in TITLES}
        return {name for name, titles in self.people.items() if titled and titled <= titles}


def _overlapping(spans: Sequence[Span], passage: Passage) -> range:
    """The numbers of the sentences that a passage lies in; they stand in order, and apart from each other."""
    first = bisect_right(spans, passage.start, key=lambda span: span.end)
    return range(first, bisect_left(spans, passage.end, key=lambda span: span.start))


def people_named(text: str) -> dict[str, set[str]]:
    """Return the family names, folded, of those whom *text* names with a title, each with the words of the title."""
    found: dict[str, set[str]] = {}
    words = tokens(text)
    number = 0
    while number < len(words):
        titles: set[str] = set()
        while number < len(words) and words[number].folded in TITLES and words[number].is_capitalized:
            titles.add(words[number].folded)
            number += 2 if number + 1 < len(words) and words[number + 1].text == "." else 1
        names: list[str] = []
        while titles and number < len(words) and _goes_on(words[number].text, names):
            names.append(words[number].folded)
            number += 1
        names = [name for name in names if len(name) > 1 and name not in ("jr", "ii", "iii", "iv", "vi")]
        if names:
            found.setdefault(names[0] if titles & _BY_GIVEN_NAME else names[-1], set()).update(titles)
        elif not titles:
            number += 1
    return found


def _goes_on(word: str, names: list[str]) -> bool:
    """Whether a name goes on with *word*: a capitalized word, or the full stop of an initial."""
    if word == ".":
        return bool(names) and len(names[-1]) == 1
    return word[0].isupper() and word.casefold() not in TITLES


def _opening(sentence: str) -> str:
    """The words of a sentence before its verb, so far as one can tell without a grammar."""
    words = tokens(sentence)
    start = 0
    if words and words[0].folded in _CIRCUMSTANCES:
        commas = [n for n, token in enumerate(words[:14]) if token.text == ","]
        start = commas[0] + 1 if commas else 0
    for token in words[start + 1 :]:
        if is_verb(token.text):
            return sentence[words[start].start : token.start]
    return sentence[words[start].start :] if words else ""


def _speaker(speaker: str, readings: list[_Reading]) -> Iterator[Doubt]:
    """A speaker must be told of in the quoted sentences, and be one of those whom they are about."""
    if not speaker:
        return
    doers = [doer for reading in readings for doer in reading.doers() if doer]
    told = any(reading.tells_of(speaker) for reading in readings)
    if not told or (doers and not any(speaker in doer for doer in doers)):
        yield Doubt("speaker", speaker)


def _names(
    claim: str, readings: list[_Reading], known: Iterable[str], aliases: Iterable[Sequence[str]]
) -> Iterator[Doubt]:
    """Name words of the claim that neither stand in the quoted sentences nor are stood for there."""
    there = [word for reading in readings for word in proper_words(reading.sentences)]
    there += [name for reading in readings for name in reading.stand_ins()]
    sentences = " ".join(reading.sentences for reading in readings).casefold()
    other_names = {
        word
        for names in aliases
        if any(name.casefold() in sentences for name in names)
        for name in names
        for word in proper_words(f"the {name}")
    }
    accounted = [*there, *other_names, *(word for name in known for word in proper_words(f"the {name}"))]
    lower = set(re.findall(r"[^\W\d_]+", sentences))
    left = [
        word
        for word in dict.fromkeys(proper_words(claim))
        if not any(same_word(word, other) for other in accounted) and word not in lower
    ]
    if left:
        yield Doubt("name", ", ".join(left))


def _days(claim: str, readings: list[_Reading]) -> Iterator[Doubt]:
    there = {word for reading in readings for word in time_words(reading.sentences)}
    left = [word for word in dict.fromkeys(time_words(claim)) if word not in there]
    if left:
        yield Doubt("day", ", ".join(left))


def _numbers(claim: str, readings: list[_Reading]) -> Iterator[Doubt]:
    there = {number for reading in readings for number in numbers(reading.sentences)}
    left = [number for number in dict.fromkeys(numbers(claim)) if number not in there]
    counted = {str(len(reading.people)) for reading in readings}
    left = [number for number in left if not (number in counted and number in ("2", "3", "4"))]
    if left:
        yield Doubt("number", ", ".join(left))


def _negation(claim: str, readings: list[_Reading]) -> Iterator[Doubt]:
    quoted = any(is_negated(reading.quotes) for reading in readings)
    if is_negated(claim) != quoted:
        yield Doubt(
            "negation",
            "the claim denies what the quote does not" if not quoted else "the quote denies, the claim does not",
        )


def _doer(claim: str, readings: list[_Reading]) -> Iterator[Doubt]:
    """Who does what: the claim's doer is one of those whom the quoted sentences are about."""
    people = {name for reading in readings for name in reading.people}
    opening = {token.folded for token in tokens(_opening(claim))} & people
    doers = [doer for reading in readings for doer in reading.doers() if doer]
    if len(opening) > 1 and _TOGETHER.search(claim):
        doers.append({name for reading in readings for name in reading.people if reading.tells_of(name)})
    if opening and doers and not _PASSIVE.search(claim) and not any(opening <= doer for doer in doers):
        yield Doubt("doer", ", ".join(sorted(opening)))
