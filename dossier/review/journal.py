"""A reviewer's journal: one TOML file that only grows.

A record counts as saved once `append` has returned: by then it is written behind the records of every other session,
and the disk has it. Sessions of one reviewer take turns by a lock on the file itself (flock, which NFS has as well).
"""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from dossier.review.ledger import Ledger
from dossier.review.records import Record, Trouble, block_sealed, read, written

PATIENCE = 10.0
"""Seconds to wait for another session that holds the lock: it saves one record, unless it was stopped."""

_LOOK_EVERY = 0.005
_TITLE = "# Verdicts of {}. dossier only adds to the end of this file.\n\n"


class Journal:
    """The records of one reviewer, and the file that they are in."""

    def __init__(self, folder: Path, reviewer: str) -> None:
        self.reviewer = reviewer
        self.path = folder / f"{reviewer}.toml"
        self._turn = RLock()
        """Threads of this process take turns too: the one that saves, and the one that reads what others saved."""

        self._doubtful = b""
        """What could neither be saved nor taken back, and may stand in the file."""

        self._forget()

    def _forget(self) -> None:
        self.ledger = Ledger()
        self.records: list[Record] = []
        self.troubles: list[Trouble] = []
        self.torn: bytes = b""
        """What stands behind the last whole record; another session may be about to finish it."""

        self._end = 0
        """How many bytes of the file are understood."""

        self.lines = 0
        """How many lines are understood."""

        self._inode = 0

    def refresh(self) -> None:
        """Read what was added since; a file that is no longer there has no records.

        Raises:
            OSError: the file is there and cannot be read.
        """
        with self._turn:
            try:
                file = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
            except FileNotFoundError:
                self._forget()
            else:
                try:
                    self._take_what_is_new(file)
                finally:
                    os.close(file)

    def recover(self) -> Path | None:
        """Set aside what a crash or a full disk has torn off, and return where to; None where nothing is torn.

        Raises:
            OSError: the journal cannot be written; nothing was changed.
        """
        with self._turn:
            self.refresh()
            if not self.torn:
                return None
            with self._locked() as file:
                return self._set_aside(file)

    def append(self, record: Record) -> Record:
        """Save a record behind all others and return it as it was saved, with its sequence number and seal.

        A journal that is not there is made, and so is its folder.

        Raises:
            OSError: it could not be saved, and counts as not saved. TimeoutError where another session holds the lock.
        """
        with self._turn, self._locked() as file:
            known = len(self.records)
            self._set_aside(file)
            if self._doubtful and (already := self._already_there(file, self.records[known:])):
                return already
            numbered = record._replace(
                sequence=self.records[-1].sequence + 1 if self.records else 1,
                previous=self.records[-1].seal if self.records else "",
            )
            data = written(numbered)
            if not self._end:
                data = _TITLE.format(self.reviewer).encode() + data
            try:
                _write(file, data, self._end)
                os.fsync(file)
                if not self._end:
                    _sync_folder(self.path.parent)
            except OSError:
                self._take_back(file, data)
                raise
            self._doubtful = b""
            self._take(data)
            return self.records[-1]

    def block(self, record: Record) -> bytes:
        """Return a saved record as it stands in the file; nothing where it no longer does.

        Raises:
            OSError: the file cannot be read.
        """
        return block_sealed(self.path.read_bytes(), record.seal)

    # -- inside

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The journal's file, which no other session writes meanwhile."""
        patience = time.monotonic() + PATIENCE
        while True:
            file = self._opened()
            try:
                _lock(file, patience)
                if _is(file, self.path):  # and not one that was replaced while we waited
                    yield file
                    return
            finally:
                _close(file)

    def _opened(self) -> int:
        """The journal's file, made where it is not there, and its folder with it."""
        how = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        try:
            return os.open(self.path, how, 0o666)
        except FileNotFoundError:
            with suppress(FileExistsError):  # another session has just made it
                self.path.parent.mkdir()
            _sync_folder(self.path.parent.parent)
            return os.open(self.path, how, 0o666)

    def _take_what_is_new(self, file: int) -> None:
        status = os.fstat(file)
        if status.st_ino != self._inode or status.st_size < self._end:
            self._forget()
            self._inode = status.st_ino
        data = _read(file, self._end, status.st_size)
        self._take(data)

    def _take(self, data: bytes) -> None:
        """Take over what stands behind what is understood already."""
        reading = read(data, self.lines + 1, self.records[-1].seal if self.records else "")
        self.records += reading.records
        for record in reading.records:
            self.ledger.add(record)
        self.troubles += reading.troubles
        self._end += reading.whole
        self.lines += data.count(b"\n", 0, reading.whole)
        self.torn = data[reading.whole :]

    def _set_aside(self, file: int) -> Path | None:
        """Read what is new; put what is torn, which under the lock nobody will finish, into a file of its own."""
        self._take_what_is_new(file)
        if not self.torn:
            return None
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        aside = self.path.with_name(f"{self.path.name}.torn-{moment}")
        copy = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, os.fstat(file).st_mode & 0o777)
        try:
            _write(copy, self.torn, 0)
            os.fsync(copy)
        finally:
            os.close(copy)
        _sync_folder(self.path.parent)
        os.ftruncate(file, self._end)
        os.fsync(file)
        self.torn = b""
        return aside

    def _take_back(self, file: int, data: bytes) -> None:
        try:
            os.ftruncate(file, self._end)
        except OSError:
            self._doubtful = data

    def _already_there(self, file: int, fresh: list[Record]) -> Record | None:
        """The record that failed to be saved and yet stands in the file whole; the disk is asked for it once more."""
        doubted = read(self._doubtful).records
        found = next((record for record in fresh if doubted and record.seal == doubted[0].seal), None)
        if found is not None:
            # After a failure the system may take the pages for written: they are made dirty again.
            place = _read(file, 0, self._end).find(self._doubtful)
            _write(file, self._doubtful, place)
            os.fsync(file)
        self._doubtful = b""
        return found


def _lock(file: int, patience: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > patience:
                raise TimeoutError(errno.ETIMEDOUT, "another session holds the journal") from None
            time.sleep(_LOOK_EVERY)
        else:
            return


def _close(file: int) -> None:
    """Give the lock back and close. What was saved by now is saved: that closing fails makes it no less so."""
    with suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_UN)
    with suppress(OSError):
        os.close(file)


def _is(file: int, path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file), path.stat())
    return False


def _read(file: int, start: int, end: int) -> bytes:
    parts = []
    while start < end and (part := os.pread(file, end - start, start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)


def _write(file: int, data: bytes, at: int) -> None:
    while data:
        count = os.pwrite(file, data, at)
        data, at = data[count:], at + count


def _sync_folder(folder: Path) -> None:
    """Have the disk know which files the folder has."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)
