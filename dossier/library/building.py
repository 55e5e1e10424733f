"""From files to the parts of a segment, in as many processes as there are cores."""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from typing import NamedTuple

from dossier.library.assembly import Part
from dossier.library.catalogue import FileRecord
from dossier.library.finding import Finding
from dossier.library.records import decoded
from dossier.library.stamps import ABSENT, Stamp, stamp_of

LARGEST_SOURCE = 2_000_000
"""Bytes of a source text that is read: some six hundred pages. What is larger is to be cut into sources."""

_A_FEW = 1_500
"""Files that are read sooner than another process has started."""

_AT_ONCE = 2_500

_AT_FIRST = 250
"""Files of the first pieces of work: the sooner they are done, the sooner there is something to see."""

Progress = Callable[[int, int], None]
"""Is told how many files have been read, and of how many. It may raise `StoppedError`."""


class StoppedError(Exception):
    """Nobody waits for the files any more."""


class File(NamedTuple):
    """A dossier's file: where it is, its stamp, and its encoded record if it is known and still holds."""

    path: str
    stamp: Stamp
    known: bytes | None = None


def parts_of(root: Path, files: Sequence[File], progress: Progress) -> Iterator[Part]:
    """Read *files* of the library at *root*; what is known of a file is not read again.

    Raises:
        StoppedError: *progress* has raised it.
    """
    if sum(file.known is None for file in files) <= _A_FEW:
        yield part_of_files(root, files)
    else:
        yield from _read_in_processes(root, files, progress)


def part_of_files(root: Path, files: Sequence[File]) -> Part:
    """Read some files, in this process."""
    part = Part()
    for file in files:
        record = decoded(file.known) if file.known is not None else _record(root, file.path, file.stamp)
        text, text_stamp = _source_text(root, record.entry.text_path)
        part.add(record, text, text_stamp)
    return part


def _read_in_processes(root: Path, files: Sequence[File], progress: Progress) -> Iterator[Part]:
    from concurrent.futures.process import BrokenProcessPool

    cores = len(os.sched_getaffinity(0))
    first = _AT_FIRST * cores
    chunks = [files[start : start + _AT_FIRST] for start in range(0, first, _AT_FIRST)]
    chunks += [files[start : start + _AT_ONCE] for start in range(first, len(files), _AT_ONCE)]
    done = 0
    try:
        for number, part in enumerate(_worked_on(root, chunks, cores), start=1):
            done = number
            progress(sum(map(len, chunks[:done])), len(files))
            yield part
    except (BrokenProcessPool, OSError, ImportError):
        # A system may grant no processes, or end them; then this one does the work.
        for number, chunk in enumerate(chunks[done:], start=done + 1):
            part = part_of_files(root, chunk)
            progress(sum(map(len, chunks[:number])), len(files))
            yield part


def _worked_on(root: Path, chunks: Sequence[Sequence[File]], cores: int) -> Iterator[Part]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Started anew, not forked: a fork of a program with threads may hang, and takes the terminal's state along.
    with standard_error():
        processes = ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=work_quietly)
    try:
        with standard_error():
            parts = processes.map(part_of_files, [root] * len(chunks), chunks)
        yield from parts
    finally:
        processes.shutdown(cancel_futures=True)


@contextmanager
def standard_error() -> Iterator[None]:
    """Put the process's own standard error in its place, to start other processes.

    `multiprocessing` hands it on by its file number, and what a screen puts there to catch prints has none.
    """
    with redirect_stderr(sys.__stderr__):
        yield


def work_quietly() -> None:
    """Set a process up that works for another one, whose terminal it must not write to."""
    # Reading files makes no circles of objects, and to look for them takes a fifth of the time.
    gc.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)


def _record(root: Path, path: str, stamp: Stamp) -> FileRecord:
    # Imported here: whoever finds every file unchanged needs no pydantic.
    from dossier.library.reading import FOLDERS, read
    from dossier.library.summary import dates_of, entry_of, unreadable

    try:
        data = (root / path).read_bytes()
    except OSError as error:
        entry = unreadable(path, FOLDERS[path.split("/")[1]])
        finding = Finding(
            path, 1, 1, "unreadable", f"this file cannot be read: {error.strerror}",
            "check that it exists and that you may read it", dossier=entry.id,
        )  # fmt: skip
        return FileRecord(path, ABSENT, entry, (finding,))
    reading = read(path, data)
    if reading.dossier is None:
        return FileRecord(path, stamp, unreadable(path, FOLDERS[path.split("/")[1]]), tuple(reading.findings))
    dates = tuple(dates_of(reading.dossier))
    return FileRecord(path, stamp, entry_of(path, reading.dossier), tuple(reading.findings), dates)


def _source_text(root: Path, path: str) -> tuple[str, Stamp | None]:
    """The text of a source, and the stamp by which a change of it is noticed; none for what has no text file."""
    if not path:
        return "", None
    stamp = stamp_of(root / path)
    try:
        data = (root / path).read_bytes() if stamp[0] <= LARGEST_SOURCE else b""
    except OSError:
        data = b""
    return data.decode("utf-8", "replace"), stamp
