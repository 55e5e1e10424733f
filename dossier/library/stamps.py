"""Stamps: what tells, without reading a file, that it is still the file that was read."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

Stamp = tuple[int, int, int]
"""Size in bytes, modification time in nanoseconds, inode: a file with the same stamp is taken as unchanged."""

ABSENT: Stamp = (-1, 0, 0)
"""No file, or one that cannot be looked at: never taken as unchanged."""

FOLDERS = ("officials", "engagements", "organizations", "places", "topics", "sources")
"""The folders under ``data/``."""


def stamps(root: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield the path and stamp of every dossier file; folders of other names are not looked at."""
    for folder in FOLDERS:
        try:
            with os.scandir(root / "data" / folder) as files:
                for file in files:
                    if file.name.endswith(".toml") and not file.name.startswith("."):
                        yield f"data/{folder}/{file.name}", _stamp(file.stat)
        except OSError:
            continue


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of one file."""
    return _stamp(path.stat)


def folder_stamps(root: Path) -> list[Stamp]:
    """Return the stamps of the folders of dossiers: they change when a file is added, removed or replaced."""
    return [stamp_of(root / "data" / folder) for folder in FOLDERS]


def is_fresh(root: Path, folders: list[Stamp], files: Iterable[tuple[str, Stamp]]) -> bool:
    """Tell, without a look at every file, whether a library is as it was: its folders, and some of its files.

    A file that was written over in place, and is not among *files*, is not noticed.
    """
    return folders == folder_stamps(root) and all(stamp_of(root / path) == stamp for path, stamp in files)


def _stamp(status_of: Callable[[], os.stat_result]) -> Stamp:
    try:
        status = status_of()
    except OSError:
        return ABSENT
    return status.st_size, status.st_mtime_ns, status.st_ino
