"""Templates: text with columns in it, and ways to write a column."""

import re
from collections.abc import Mapping as Table
from itertools import chain, zip_longest

from dossier.exchange.mapping import MappingError, Template
from dossier.exchange.rows import Row
from dossier.index.folding import fold
from dossier.index.scripts import romanized
from dossier.model.countries import COUNTRIES

_COLUMN = re.compile(r"\{([^{}:]+)(?::([^{}]+))?\}")
_CODES = {fold(name): code for code, name in COUNTRIES.items()}
_LONGEST_SLUG = 90


def filled(template: Template, row: Row, words: Table[str, Table[str, str]]) -> str:
    """Return *template* with the columns of *row* in it; empty where a column is.

    ``{place}`` is the column as it is, ``{place:slug}`` as an id, ``{place:words}`` an id as words, ``{place:country}``
    the ISO 3166-1 code of the country of this name, and ``{role:roles}`` what the table *roles* of *words* has for it;
    an id as words where it has nothing.

    Raises:
        MappingError: the record has no such column, or there is no such way to write it.
    """
    for alternative in (template,) if isinstance(template, str) else template:
        values = [_value(row, column, way, words) for column, way in _COLUMN.findall(alternative)]
        if all(values):
            texts = _COLUMN.split(alternative)[::3]
            return " ".join("".join(chain.from_iterable(zip_longest(texts, values, fillvalue=""))).split())
    return ""


def filled_loosely(template: Template, row: Row, words: Table[str, Table[str, str]]) -> str:
    """Return *template* with the columns of *row* in it, empty ones left out: for names, whose parts may be missing."""
    for alternative in (template,) if isinstance(template, str) else template:
        text = _COLUMN.sub(lambda match: _value(row, match[1], match[2] or "", words), alternative)
        if text.strip():
            return " ".join(text.split())
    return ""


def slug(text: str) -> str:
    """Return *text* as an id: lower-case ASCII words joined by hyphens; empty where nothing of it can be written so."""
    latin = text if text.isascii() else f"{fold(text)} {romanized(text)}"
    return "-".join(re.findall(r"[a-z0-9]+", latin.lower().replace("'", "")))[:_LONGEST_SLUG].strip("-")


def _value(row: Row, column: str, way: str, words: Table[str, Table[str, str]]) -> str:
    if column not in row:
        raise MappingError(f"there is no column `{column}`; there are {', '.join(row)}")
    value = str(row[column] or "").strip()
    match way:
        case "":
            return value
        case "slug":
            return slug(value)
        case "words":
            return _as_words(value)
        case "country":
            return _CODES.get(fold(value), "")
        case _ if way in words:
            return words[way].get(value) or _as_words(value)
    ways = ", ".join(["slug", "words", "country", *words])
    raise MappingError(f"`{{{column}:{way}}}`: there is no such way to write a column; there are {ways}")


def _as_words(value: str) -> str:
    return value.replace("-", " ").replace("_", " ").title().replace(" And ", " and ").replace(" Of ", " of ")
