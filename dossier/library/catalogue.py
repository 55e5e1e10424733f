"""The catalogue: what was read from every file of a library, kept so that only changed files are read again.

Derived and disposable. It lives in the user's cache folder; without one that can be written, in memory.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from dossier import __version__
from dossier.library.entry import Entry, from_row, to_row
from dossier.library.finding import Finding
from dossier.model.edtf_date import EdtfDate

_FORMAT = f"1 dossier {__version__} python {sys.version_info[0]}.{sys.version_info[1]}"
"""A catalogue of another format is not read: it is made again."""

_LONGEST_NAME = 200
"""In bytes; file systems end at 255, and SQLite puts an ending behind its journal's name."""

Stamp = tuple[int, int, int]
"""Size in bytes, modification time in nanoseconds, inode: a file with the same stamp is taken as unchanged."""


class FileRecord(NamedTuple):
    """What the catalogue keeps of one file."""

    path: str
    """Relative to the library, with forward slashes."""

    stamp: Stamp
    entry: Entry
    findings: tuple[Finding, ...] = ()
    dates: tuple[EdtfDate, ...] = ()


class Catalogue(Protocol):
    """Where file records are kept between runs."""

    def load(self) -> dict[str, FileRecord]:
        """Return every record by its path; nothing where the catalogue is absent, foreign or damaged."""
        ...

    def save(self, changed: Iterable[FileRecord], removed: Iterable[str]) -> None:
        """Keep *changed* and forget the paths in *removed*, both or neither; silently not at all where that fails."""
        ...


class MemoryCatalogue:
    """A catalogue that lasts as long as the program."""

    def __init__(self) -> None:
        self._records: dict[str, FileRecord] = {}

    def load(self) -> dict[str, FileRecord]:
        """Return every record by its path."""
        return dict(self._records)

    def save(self, changed: Iterable[FileRecord], removed: Iterable[str]) -> None:
        """Keep *changed* and forget the paths in *removed*."""
        for path in removed:
            self._records.pop(path, None)
        self._records.update((record.path, record) for record in changed)


class SqliteCatalogue:
    """A catalogue in one SQLite file, written in one transaction, safe for several processes."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def load(self) -> dict[str, FileRecord]:
        """Return every record by its path; nothing where the catalogue is absent, foreign or damaged."""
        if not self._file.exists():
            return {}
        try:
            with closing(sqlite3.connect(f"{self._file.as_uri()}?mode=ro", uri=True, timeout=2)) as connection:
                if connection.execute("SELECT format FROM catalogue").fetchone() != (_FORMAT,):
                    return {}
                rows = connection.execute("SELECT record FROM files").fetchall()
            return {record.path: record for record in map(_decoded, rows)}
        except (sqlite3.Error, ValueError, TypeError, IndexError):
            return {}

    def save(self, changed: Iterable[FileRecord], removed: Iterable[str]) -> None:
        """Keep *changed* and forget the paths in *removed*, both or neither; silently not at all where that fails."""
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                self._write(changed, removed)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):  # locked, full, read-only: not the file's fault
                    return
                self._file.unlink()
        except OSError:
            return

    def _write(self, changed: Iterable[FileRecord], removed: Iterable[str]) -> None:
        with closing(sqlite3.connect(self._file, timeout=2)) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE IF NOT EXISTS catalogue (format TEXT)")
            if connection.execute("SELECT format FROM catalogue").fetchone() != (_FORMAT,):
                connection.execute("DELETE FROM catalogue")
                connection.execute("DROP TABLE IF EXISTS files")
                connection.execute("CREATE TABLE files (path TEXT PRIMARY KEY, record TEXT NOT NULL)")
                connection.execute("INSERT INTO catalogue VALUES (?)", (_FORMAT,))
            connection.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in removed])
            connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?)", map(_encoded, changed))


def catalogue_of(root: Path) -> Catalogue:
    """Return the catalogue of the library at *root*: a file in the user's cache folder (XDG Base Directory 0.8)."""
    cache = os.environ.get("XDG_CACHE_HOME") or ""
    home = os.environ.get("HOME") or ""
    if not Path(cache).is_absolute() and not Path(home).is_absolute():
        return MemoryCatalogue()
    folder = Path(cache) if Path(cache).is_absolute() else Path(home) / ".cache"
    return SqliteCatalogue(folder / "dossier" / f"{_file_name(root.resolve())}.catalogue")


def _file_name(root: Path) -> str:
    """A name for the folder *root* that no other folder has, and that a person who tidies up understands."""
    name = str(root).replace("%", "%25").replace("/", "%")
    if len(os.fsencode(name)) <= _LONGEST_NAME:
        return name
    from hashlib import blake2b  # rarely needed, and slow to load

    return blake2b(os.fsencode(root), digest_size=16).hexdigest()


def _encoded(record: FileRecord) -> tuple[str, str]:
    dates = [(date.edtf, date.lower, date.upper, date.display) for date in record.dates]
    findings = [tuple(finding) for finding in record.findings]
    row = [record.stamp, to_row(record.entry), findings, dates]
    return record.path, json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _decoded(columns: tuple[str]) -> FileRecord:
    stamp, entry, findings, dates = json.loads(columns[0])
    return FileRecord(
        path=entry[2],
        stamp=(stamp[0], stamp[1], stamp[2]),
        entry=from_row(entry),
        findings=tuple(Finding(*finding) for finding in findings),
        dates=tuple(EdtfDate(edtf, _day(lower), _day(upper), display) for edtf, lower, upper, display in dates),
    )


def _day(parts: list[Any] | None) -> tuple[int, int, int] | None:
    return (parts[0], parts[1], parts[2]) if parts else None
