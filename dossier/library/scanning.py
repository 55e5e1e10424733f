"""From a library's folder to a snapshot: what is there, what changed, what it says."""

import gc
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dossier.library.assembly import assembled
from dossier.library.building import File, Progress, parts_of
from dossier.library.catalogue import Catalogue, CatalogueDamagedError, Generation
from dossier.library.snapshot import Snapshot
from dossier.library.stamps import FOLDERS, Stamp, folder_stamps, stamp_of, stamps

_SMALL = 2_000
"""Dossiers of a library whose catalogue is made anew for each change: that takes no longer than a blink."""

_READ_LAST = ("officials", "engagements")
"""Folders that link to all others: what they name is there when the first of them are shown."""

_MOST_CHANGES = 500
"""Changed dossiers that are kept beside the catalogue; with more, it is made anew."""


Partly = Callable[[Snapshot], None]
"""Is given what has been read so far, where reading takes a while."""

_WORTH_SHOWING = (200, 8_000)
"""Numbers of dossiers read, at which what there is so far is given out."""


def refreshed(
    root: Path,
    catalogue: Catalogue,
    known: Snapshot,
    progress: Progress = lambda *_: None,
    partly: Partly | None = None,
) -> Snapshot:
    """Return the library at *root* as it stands, reading only the files that changed since *known*.

    Returns *known* itself where nothing changed. What was read is kept in *catalogue*. Where *known* is empty, *partly*
    is given what has been read so far, now and then.

    Raises:
        StoppedError: *progress* has raised it.
    """
    try:
        return _refreshed(root, catalogue, known, progress, partly)
    except CatalogueDamagedError:
        return _refreshed(root, catalogue, Snapshot.empty(), progress, partly)


def _refreshed(
    root: Path, catalogue: Catalogue, known: Snapshot, progress: Progress, partly: Partly | None
) -> Snapshot:
    folders = folder_stamps(root)
    files = dict(stamps(root))
    before = {path: (stamp, number) for path, stamp, number in known.files()}
    texts = {number: stamp_of(root / path) != stamp for number, path, stamp in known.source_texts()}
    unchanged = {
        path: number
        for path, stamp in files.items()
        if path in before and before[path][0] == stamp and not texts.get(number := before[path][1])
    }
    if len(unchanged) == len(files) == len(before) and known.folder_stamps == folders:
        return known
    gone = {number for path, (_, number) in before.items() if path not in unchanged}
    found = _Found(files, unchanged, gone, folders)
    if len(files) >= _SMALL and (snapshot := _changed(root, catalogue, known, found)):
        return snapshot
    everything = [File(path, stamp, _known(known, unchanged.get(path))) for path, stamp in files.items()]
    everything.sort(key=lambda file: file.path.split("/")[1] in _READ_LAST)
    with _without_collections():
        parts = []
        waiting = list(_WORTH_SHOWING) if partly and not len(known) else []
        for part in parts_of(root, everything, progress):
            parts.append(part)
            read = sum(len(part.records) for part in parts)
            if partly and waiting and waiting[0] <= read < len(everything):
                waiting.pop(0)
                partly(Snapshot(Generation(assembled(parts))))
        return Snapshot(catalogue.save(assembled(parts, _folders(folders))))


class _Found(NamedTuple):
    """What a look at the folders has shown."""

    files: dict[str, Stamp]
    unchanged: dict[str, int]
    """Numbers of the dossiers whose file is as it was, by path."""

    gone: set[int]
    """Numbers of the dossiers whose file was changed or removed."""

    folders: list[Stamp]


def _changed(
    root: Path,
    catalogue: Catalogue,
    known: Snapshot,
    found: _Found,
) -> Snapshot | None:
    """The snapshot with the changes laid over the dossiers of the catalogue; None where it had better be made anew."""
    base = known.generation.all.size
    changes = [
        File(path, stamp, _known(known, found.unchanged.get(path)))
        for path, stamp in found.files.items()
        if found.unchanged.get(path, base) >= base
    ]
    dead = known.dead | {number for number in found.gone if number < base}
    if base < _SMALL or len(changes) + len(dead) > _MOST_CHANGES or any(map(known.shares_its_id, found.gone)):
        return None
    parts = list(parts_of(root, changes, lambda *_: None))
    # An id that a dossier of the catalogue goes on having: which of the two keeps it, the order of all must say.
    numbers = {known.number(identifier) for part in parts for identifier in part.ids} - {None, *found.gone}
    if any(number is not None and number < base for number in numbers):
        return None
    extra = _folders(found.folders) | {"dead": array("I", sorted(dead)).tobytes()}
    return Snapshot(catalogue.save_changes(known.generation, assembled(parts, extra)))


@contextmanager
def _without_collections() -> Iterator[None]:
    """Look for no circles of objects: millions are made here, that stay, and none of them in circles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _known(snapshot: Snapshot, number: int | None) -> bytes | None:
    return None if number is None else snapshot.encoded_record(number)


def _folders(folders: list[Stamp]) -> dict[str, bytes]:
    assert len(folders) == len(FOLDERS)
    return {"folder stamps": array("q", chain.from_iterable(folders)).tobytes()}
