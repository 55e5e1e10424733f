"""The query language: terms, operators and fields, and what becomes of what is not finished.

Operators are those of fzf's extended search (its manual page, EXTENDED SEARCH MODE), fields those of mail and code
searches. An operator counts only at the start of a term, `$` only at its end, so that O'Brien stays O'Brien. No input
is wrong: what is not yet a field or a date is looked for as text, and a note says so.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from dossier.index.folding import Word, terms
from dossier.library.entry import KINDS_IN_ORDER
from dossier.library.indexing import EARLIEST, LATEST, Days, days_of

Mode = Literal["plain", "exact", "prefix", "suffix", "phrase"]

FIELDS = ("kind", "country", "role", "with", "place", "topic", "source", "text", "date", "before", "after", "is", "has")
"""The fields that a query can ask for, as help lists them."""

STATES = {
    "is": ("draft", "unreadable", "unreviewed", "disputed", "stale"),
    "has": ("conflict", "finding"),
}
"""What can follow ``is:`` and ``has:``."""

MOST_TERMS = 24
"""Words of a query that are looked for."""

LONGEST = 64
"""Characters of a word that are looked at; no word of any language is longer and told from its beginning by more."""

_FIELD = re.compile(rf"([-!]?)({'|'.join(FIELDS)}):", re.IGNORECASE)
_SAVED = re.compile(r"(?<!\S)@(\S+)")
_PLAIN_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class Term(NamedTuple):
    """One condition: words, and how and where they are to be found."""

    words: tuple[Word, ...]
    """Folded, each with its place in the query."""

    mode: Mode = "plain"
    field: str = ""
    """One of `FIELDS`; empty for anywhere."""

    value: str = ""
    """What stands after the field, as typed."""

    negated: bool = False
    days: Days | None = None
    """Of ``date:``, ``before:`` and ``after:``: the days that a date must overlap."""


class Query(NamedTuple):
    """All groups must hold; a group holds if one of its terms does."""

    text: str = ""
    groups: tuple[tuple[Term, ...], ...] = ()
    notes: tuple[str, ...] = ()
    """What the user is to know: what was looked for as text, what was left out."""

    @property
    def plain(self) -> list[Word]:
        """The words that may be found anywhere, in any order, with typing errors; these are what hits are ranked by."""
        return [word for group in self.groups if is_plain(group) for word in group[0].words]

    @property
    def conditions(self) -> list[tuple[Term, ...]]:
        """The groups that a dossier fulfils or not."""
        return [group for group in self.groups if not is_plain(group)]


def is_plain(group: tuple[Term, ...]) -> bool:
    """Tell whether a group is nothing but words."""
    return len(group) == 1 and group[0].mode == "plain" and not group[0].field and not group[0].negated


def parse(text: str, saved: Mapping[str, str] | None = None) -> Query:
    """Read a query. Every text is one.

    ``@name`` stands for the query of this name in *saved*; of a name that is not there, for itself.
    """
    text = _SAVED.sub(lambda match: (saved or {}).get(match[1], match[0]), text)
    notes: list[str] = []
    groups: list[list[Term]] = []
    alternative = False
    left = MOST_TERMS
    for raw, start in _tokens(text):
        if raw == "|":
            alternative = bool(groups)
            continue
        term = _term(raw, start, notes)
        if not term.words and term.days is None:
            continue
        if left <= 0:
            notes.append(f"only the first {MOST_TERMS} words are searched for")
            break
        left -= max(1, len(term.words))
        term = term._replace(words=term.words[:MOST_TERMS])
        if alternative:
            groups[-1].append(term)
        else:
            groups.append([term])
        alternative = False
    return Query(text, tuple(map(tuple, groups)), tuple(dict.fromkeys(notes)))


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield the terms as typed, each with its place: up to a space, or from quotation mark to quotation mark."""
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        start = position
        field = _FIELD.match(text, position)
        position = field.end() if field else position + (text[position] == "!")
        if text[position : position + 1] == '"':
            closing = text.find('"', position + 1)
            position = len(text) if closing < 0 else closing + 1
        else:
            while position < len(text) and not text[position].isspace():
                position += 1
        yield text[start:position], start


def _term(raw: str, start: int, notes: list[str]) -> Term:
    field = _FIELD.match(raw)
    if field:
        name = field[2].lower()
        value = raw[field.end() :].strip('"')
        at = start + len(raw) - len(raw[field.end() :].lstrip('"'))
        term = _field_term(name, value, _words(value, at))
        if term is not None:
            return term._replace(negated=bool(field[1]))
        notes.append(f"“{raw}” is looked for as text")
        return Term(_words(raw, start))
    negated = raw.startswith("!")
    body, at = (raw[1:], start + 1) if negated else (raw, start)
    mode: Mode = "plain"
    if body.startswith('"'):
        mode = "phrase"
    elif body.startswith("'"):
        mode = "exact"
    elif body.startswith("^"):
        mode = "prefix"
    elif body.endswith("$") and len(body) > 1:
        mode = "suffix"
    return Term(_words(body, at), mode, negated=negated)


def _words(text: str, start: int) -> tuple[Word, ...]:
    found = terms(text[: LONGEST * MOST_TERMS])
    return tuple(Word(word.folded[:LONGEST], word.start + start, word.end + start) for word in found)


def _field_term(name: str, value: str, words: tuple[Word, ...]) -> Term | None:
    """The term of a field; None where its value is not, or not yet, one that the field can have."""
    term = Term(words, field=name, value=value)
    wanted = value.casefold()
    match name:
        case "date" | "before" | "after":
            days = _days(name, value)
            return None if days is None else Term((), field=name, value=value, days=days)
        case "kind":
            return term if wanted and any(f"{kind}s".startswith(wanted) for kind in KINDS_IN_ORDER) else None
        case "is" | "has":
            return term if wanted in STATES[name] else None
    return term if words else None


def _days(name: str, value: str) -> Days | None:
    """The days that a date must overlap; None for what is no date: a year, month or day, or two with ``..`` between."""
    from dossier.model import dates  # few queries have a date

    earliest, dots, latest = value.partition(".." if ".." in value else "/")
    if not dots:
        latest = earliest
    if not (earliest or latest) or not all(_PLAIN_DATE.fullmatch(end) for end in (earliest, latest) if end):
        return None
    try:
        first = days_of(dates.parse(earliest)).first if earliest else EARLIEST
        last = days_of(dates.parse(latest)).last if latest else LATEST
    except dates.DateError:
        return None
    if name == "before":
        return Days(EARLIEST, first - 1)
    return Days(last + 1, LATEST) if name == "after" else Days(first, last)
