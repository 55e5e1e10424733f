"""The catalogue in SQLite files.

A file is written once, whole, under another name, and then takes the place of the one before (rename is atomic in
POSIX). So readers need no locks and see one generation to the end, sessions that build at once cannot mix, and a
crash leaves the old file. Every value carries a CRC-32: a file that was cut or overwritten is noticed where it is read.
"""

import os
import sqlite3
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from dossier import __version__
from dossier.library.catalogue import CatalogueDamagedError, Contents, Generation

_FORMAT = f"4 dossier {__version__} python {sys.version_info[0]}.{sys.version_info[1]} {sys.byteorder}"
"""A catalogue of another format is not read: it is made again."""

_PARTIAL = ".partial"
_ABANDONED = 3_600
"""Seconds after which a file that was never finished is taken away."""


class SqliteArrays:
    """The contents of one SQLite file. It may be read from several threads.

    Raises:
        CatalogueDamagedError: the file is no catalogue.
    """

    def __init__(self, file: Path) -> None:
        try:
            self._connection = sqlite3.connect(
                f"{file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise CatalogueDamagedError(str(error)) from error
        self._lock = threading.Lock()
        head = self._fetch("SELECT format, base, token, size, arrays, crc FROM head")
        if head is None or crc32(repr(head[:-1]).encode()) != head[-1]:
            raise CatalogueDamagedError("its head")
        self.format, self.base, self.token = str(head[0]), str(head[1]), str(head[2])
        self.size, self._count = int(head[3]), int(head[4])

    def array(self, name: str) -> bytes:
        """Return an array; an empty one where there is none of this name."""
        row = self._fetch("SELECT data, crc FROM arrays WHERE name = ?", name)
        if row is None:
            return b""
        data: bytes = row[0]
        if crc32(data, crc32(name.encode())) != row[1]:
            raise CatalogueDamagedError(f"array {name!r}")
        return data

    def has(self, name: str) -> bool:
        """Tell whether there is an array of this name."""
        return self._fetch("SELECT 1 FROM arrays WHERE name = ?", name) is not None

    def record(self, number: int) -> bytes:
        """Return the encoded record of the dossier with this number."""
        row = self._fetch("SELECT data, crc FROM records WHERE number = ?", number)
        if row is None or crc32(row[0], number) != row[1]:
            raise CatalogueDamagedError(f"record {number}")
        data: bytes = row[0]
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def verify(self) -> None:
        """Read everything.

        Raises:
            CatalogueDamagedError: something is not what was written.
        """
        names = self._fetch("SELECT group_concat(name, char(10)), count(*) FROM arrays") or ("", 0)
        if names[1] != self._count:
            raise CatalogueDamagedError("arrays are missing")
        for name in str(names[0]).split("\n"):
            self.array(name)
        for number in range(self.size):
            self.record(number)

    def _fetch(self, query: str, *parameters: object) -> tuple[Any, ...] | None:
        try:
            with self._lock:
                row: tuple[Any, ...] | None = self._connection.execute(query, parameters).fetchone()
        except (sqlite3.Error, OverflowError) as error:
            raise CatalogueDamagedError(str(error)) from error
        return row


class SqliteCatalogue:
    """A catalogue of two files: one of all dossiers, and beside it one of what has changed since."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._changes_file = file.with_suffix(".changes")
        self.problem = ""

    def load(self) -> Generation | None:
        """Return what is kept; None where there is nothing, or nothing that can be trusted."""
        self.problem = ""
        base = self._opened(self._file)
        if base is None:
            return None
        changes = self._opened(self._changes_file)
        return Generation(base, changes if changes is not None and changes.base == base.token else None)

    def save(self, contents: Contents) -> Generation:
        """Keep *contents* in place of all that was kept; where that fails, they last as long as the program."""
        return Generation(self._written(self._file, contents, "") or contents)

    def save_changes(self, base: Generation, changes: Contents) -> Generation:
        """Keep *changes* beside the dossiers of *base*; where that fails, they last as long as the program."""
        token = base.all.token if isinstance(base.all, SqliteArrays) else ""
        kept = self._written(self._changes_file, changes, token) if token else None
        return Generation(base.all, kept or changes)

    def _opened(self, file: Path) -> SqliteArrays | None:
        try:
            owner = file.stat().st_uid
        except OSError:
            return None
        if owner != os.geteuid():
            self.problem = f"the catalogue {file} belongs to somebody else; it is not used"
            return None
        try:
            arrays = SqliteArrays(file)
        except CatalogueDamagedError as error:
            self.problem = f"the catalogue was damaged ({error}); it is made again"
            return None
        if arrays.format != _FORMAT:
            arrays.close()
            self.problem = "the catalogue was made by another version of the program; it is made again"
            return None
        return arrays

    def _written(self, file: Path, contents: Contents, base: str) -> SqliteArrays | None:
        partial = file.with_name(f"{file.name}.{os.getpid()}-{threading.get_ident()}{_PARTIAL}")
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if file.exists() and file.stat().st_uid != os.geteuid():
                return None
            self._tidy(file.parent)
            _write(partial, contents, base)
            partial.replace(file)
            return SqliteArrays(file)
        except (OSError, sqlite3.Error, CatalogueDamagedError) as error:
            self.problem = f"the catalogue cannot be kept: {error}"
            return None
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def _tidy(self, folder: Path) -> None:
        """Take away what sessions that crashed left half written."""
        for partial in folder.glob(f"*{_PARTIAL}"):
            with suppress(OSError):
                if time.time() - partial.stat().st_mtime > _ABANDONED:
                    partial.unlink()


def _write(file: Path, contents: Contents, base: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        # A file that is not whole never gets its name: no journal and no flush is needed on the way.
        connection.executescript("PRAGMA page_size = 32768; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        with connection:
            connection.execute("CREATE TABLE head (format, base, token, size, arrays, crc)")
            head = (_FORMAT, base, os.urandom(16).hex(), len(contents.records), len(contents.arrays))
            connection.execute("INSERT INTO head VALUES (?, ?, ?, ?, ?, ?)", (*head, crc32(repr(head).encode())))
            connection.execute("CREATE TABLE arrays (name TEXT PRIMARY KEY, crc INTEGER, data BLOB)")
            connection.execute("CREATE TABLE records (number INTEGER PRIMARY KEY, crc INTEGER, data BLOB)")
            connection.executemany(
                "INSERT INTO arrays VALUES (?, ?, ?)",
                ((name, crc32(data, crc32(name.encode())), data) for name, data in contents.arrays.items()),
            )
            connection.executemany(
                "INSERT INTO records VALUES (?, ?, ?)",
                ((number, crc32(data, number), data) for number, data in enumerate(contents.records)),
            )
