"""Records of CSV, TSV and JSON lines files, also compressed."""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from dossier.exchange.mapping import MappingError

Row = dict[str, Any]
"""A record: values by column. A value is text, or a list of records."""


def rows(file: Path) -> Iterator[tuple[int, Row]]:
    """Yield the records of *file*, each with its number from 1.

    Raises:
        MappingError: the file cannot be read, or is of no known kind.
    """
    name = file.name.removesuffix(".gz")
    try:
        with (
            gzip.open(file, "rt", encoding="utf-8", newline="")
            if file.suffix == ".gz"
            else file.open(encoding="utf-8", newline="") as lines
        ):
            yield from enumerate(_records(name, lines), start=1)
    except (OSError, UnicodeDecodeError, csv.Error, ValueError, EOFError) as error:
        raise MappingError(f"{file}: {error}") from error


def _records(name: str, lines: TextIO) -> Iterator[Row]:
    if name.endswith((".jsonl", ".ndjson")):
        yield from (_plain(json.loads(line)) for line in lines if line.strip())
    elif name.endswith((".tsv", ".tab")):
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    elif name.endswith(".csv"):
        yield from csv.DictReader(lines)
    else:
        raise ValueError("not .csv, .tsv or .jsonl, nor one of these with .gz")


def _plain(record: Any) -> Row:
    """A record of JSON with texts for values, and lists of records where there are lists of objects."""
    if not isinstance(record, dict):
        raise ValueError("a line is not an object of JSON")
    return {
        column: [_plain(one) for one in value]
        if isinstance(value, list) and all(isinstance(one, dict) for one in value)
        else ", ".join(map(str, value))
        if isinstance(value, list)
        else ""
        if value is None
        else str(value)
        for column, value in record.items()
    }


def line_of(row: Row) -> str:
    """Return a record as one line of text, columns with their values; those without are left out.

    This is what a source made of records holds, and what claims on the record quote.
    """
    told = []
    for column, value in row.items():
        if isinstance(value, list):
            told += [f"{column}[{number}]: ({line_of(one)})" for number, one in enumerate(value)]
        elif value and value.strip():
            told.append(f"{column}: {' '.join(value.split())}")
    return "; ".join(told)
