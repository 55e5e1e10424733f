"""What of a dossier can be searched for: which words, in which fields."""

from collections.abc import Iterator
from typing import NamedTuple

from dossier.index.folding import folded_terms
from dossier.index.scripts import romanized
from dossier.library.entry import Entry
from dossier.model.countries import COUNTRIES
from dossier.model.edtf_date import EdtfDate

NAME_FIELDS = ("name", "alias", "reading", "romanized")
"""The fields that hold a name of the dossier itself."""

WORD_FIELDS = (*NAME_FIELDS, "rank", "post", "capacity", "type", "publisher", "country", "claim")
"""The fields that a word is looked for in: those of names, what else a dossier says, its claims."""

HONORIFICS = frozenset(
    {
        "adm", "admiral", "amb", "ambassador", "brig", "brigadier", "capt", "captain", "cmdr", "col", "colonel",
        "commander", "dame", "dr", "excellency", "gen", "general", "he", "hon", "honorable", "honourable", "king",
        "lady", "lieutenant", "lord", "lt", "ltgen", "maj", "major", "miss", "mr", "mrs", "ms", "mx", "prince",
        "princess", "prof", "professor", "queen", "radm", "rear", "rev", "sgt", "sheikh", "sir", "vadm", "vice",
    }
)  # fmt: skip
"""Titles and ranks written before names: they can be searched for, and no name is told from another by them."""

EARLIEST, LATEST = -(2**31), 2**31 - 1
"""Days before and after all others."""


class Days(NamedTuple):
    """The first and the last day that a date can mean, as `day_number` counts them."""

    first: int
    last: int


UNDATED = Days(LATEST, EARLIEST)
"""No day lies in it."""


def day_number(year: int, month: int, day: int) -> int:
    """Return a number that orders days: of 512 days a year, 32 days a month. Years beyond four millions are cut."""
    return max(EARLIEST + 1, min(LATEST - 1, year * 512 + month * 32 + day))


def days_of(date: EdtfDate | None) -> Days:
    """Return the days that *date* can mean; an open end reaches to the end of time."""
    if date is None:
        return UNDATED
    return Days(
        day_number(*date.lower) if date.lower else EARLIEST,
        day_number(*date.upper) if date.upper else LATEST,
    )


def names_of(entry: Entry) -> list[str]:
    """Return the forms of a dossier's name, folded, honorifics left out: each as terms joined by spaces."""
    forms = []
    for field, text in entry.texts or (("name", entry.name),):
        if field in NAME_FIELDS:
            forms.append(_without_honorifics(folded_terms(text)))
            if not text.isascii() and (latin := romanized(text)):
                forms.append(latin.split())
    return list(dict.fromkeys(" ".join(form) for form in forms if form))


def words_of(entry: Entry, source_text: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield the words of a dossier by field; *source_text* is the text of a source."""
    found: dict[str, set[str]] = {}
    for field, text in entry.texts or (("name", entry.name),):
        terms = folded_terms(text)
        if field in NAME_FIELDS:
            names = _without_honorifics(terms)
            if len(names) < len(terms):
                found.setdefault("rank", set()).update(HONORIFICS.intersection(terms))
            if not text.isascii():
                found.setdefault("romanized", set()).update(romanized(text).split())
            terms = names
        found.setdefault(field, set()).update(terms)
    if entry.country:
        found["country"] = {*folded_terms(entry.country), *folded_terms(COUNTRIES.get(entry.country, ""))}
    found["kind"] = {entry.kind}
    found["status"] = {entry.status if entry.readable else "unreadable", *["claims"] * bool(entry.claims)}
    if entry.roles:
        found["role"] = {term for role in entry.roles for term in folded_terms(role)}
    if source_text:
        found["text"] = set(folded_terms(source_text))
    yield from ((field, words) for field, words in found.items() if words)


def _without_honorifics(terms: list[str]) -> list[str]:
    """The terms of a name without the titles that it begins with; a name of nothing but titles stays."""
    start = next((n for n, term in enumerate(terms) if term not in HONORIFICS), 0)
    return terms[start:]
