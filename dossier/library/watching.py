"""Noticing that files of a library change, while somebody looks at it."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from dossier.library.stamps import Stamp, stamp_of, stamps

_NETWORK = ("nfs", "cifs", "smb", "9p", "fuse", "afs", "ceph", "glusterfs", "vboxsf", "prl_fs")
"""Beginnings of the types of file systems on which changes made elsewhere are not announced."""

_GATHERED_MS = 200
_LOOK_EVERY_MS = 1_000
_SHARE = 20
"""A look at all files may take a twentieth of the time."""


def changes(root: Path, stop: Event, reviews: Path) -> Iterator[bool]:
    """Yield whenever files of the library at *root*, or in the folder *reviews*, may have changed, until *stop* is set.

    What is yielded tells whether it was more than journals in *reviews*: of these, every verdict changes one.

    The system tells; where it cannot, as over NFS, the files are looked at every second, of a large library less often.
    """
    try:
        while not stop.is_set():
            yield from _announced(root, stop, reviews)
            if not stop.is_set():
                yield False  # a folder of reviews has come, and perhaps something in it
    except (OSError, RuntimeError):  # no watches left, or a file system that has none
        yield from _looked_for(root, stop, reviews)


def _announced(root: Path, stop: Event, reviews: Path) -> Iterator[bool]:
    """What the system tells, until the folder of reviews is there: it may come later, and is watched from then on."""
    from watchfiles import watch

    awaited = not reviews.is_dir()
    journals = str(reviews.absolute()) + os.sep
    announced = watch(
        *(folder for folder in (root / "data", root / "seeds", reviews.absolute()) if folder.is_dir()),
        watch_filter=None,
        debounce=_GATHERED_MS,
        step=_GATHERED_MS // 2,
        stop_event=stop,
        rust_timeout=_LOOK_EVERY_MS,
        force_polling=is_on_network(root),
        poll_delay_ms=_LOOK_EVERY_MS,
        raise_interrupt=False,
        ignore_permission_denied=True,
        yield_on_timeout=awaited,
    )
    for changed in announced:
        if changed:
            yield not all(path.startswith(journals) for _, path in changed)
        if awaited and reviews.is_dir():
            return


def _looked_for(root: Path, stop: Event, reviews: Path) -> Iterator[bool]:
    before: tuple[dict[str, Stamp], dict[Path, Stamp]] | None = None
    pause = _LOOK_EVERY_MS / 1000
    while not stop.wait(pause):
        started = time.monotonic()
        now = dict(stamps(root)), {file: stamp_of(file) for file in reviews.glob("*.toml")}
        pause = max(_LOOK_EVERY_MS / 1000, _SHARE * (time.monotonic() - started))
        if before is not None and now != before:
            yield now[0] != before[0]
        before = now


def is_on_network(root: Path) -> bool:
    """Tell whether *root* is on a file system of another machine, as the kernel's table of mounts has it."""
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    where = root.resolve()
    kinds = {Path(point.replace("\\040", " ")): kind for _, point, kind, *_ in (mount.split(" ") for mount in mounts)}
    nearest = next((folder for folder in (where, *where.parents) if folder in kinds), None)
    return nearest is not None and kinds[nearest].startswith(_NETWORK)
