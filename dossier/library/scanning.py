"""From a library's folder to file records: what is there, what changed, what it says."""

import os
from collections.abc import Iterator
from pathlib import Path

from dossier.library.catalogue import Catalogue, FileRecord, Stamp
from dossier.library.finding import Finding


def refreshed(root: Path, catalogue: Catalogue, known: dict[str, FileRecord]) -> dict[str, FileRecord]:
    """Return the records of the library at *root*, reading only the files that changed since *known*.

    Returns *known* itself where nothing changed. What was read is saved to *catalogue*.
    """
    stamps = dict(_files(root))
    changed = [path for path, stamp in stamps.items() if path not in known or known[path].stamp != stamp]
    removed = [path for path in known if path not in stamps]
    if not changed and not removed:
        return known
    fresh = [_record(root, path, stamps[path]) for path in changed]
    catalogue.save(fresh, removed)
    kept = {path: record for path, record in known.items() if path in stamps}
    return kept | {record.path: record for record in fresh}


def _files(root: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield the path and stamp of every dossier file; folders of other names are not looked at."""
    for folder in ("officials", "engagements", "organizations", "places", "topics", "sources"):
        try:
            with os.scandir(root / "data" / folder) as files:
                for file in files:
                    if file.name.endswith(".toml") and not file.name.startswith("."):
                        yield f"data/{folder}/{file.name}", _stamp(file)
        except OSError:
            continue


def _stamp(file: "os.DirEntry[str]") -> Stamp:
    try:
        status = file.stat()
    except OSError:
        return (-1, 0, 0)
    return (status.st_size, status.st_mtime_ns, status.st_ino)


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
        return FileRecord(path, (-1, 0, 0), entry, (finding,))
    reading = read(path, data)
    if reading.dossier is None:
        return FileRecord(path, stamp, unreadable(path, FOLDERS[path.split("/")[1]]), tuple(reading.findings))
    dates = tuple(dates_of(reading.dossier))
    return FileRecord(path, stamp, entry_of(path, reading.dossier), tuple(reading.findings), dates)
