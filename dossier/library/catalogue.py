"""The catalogue: what was read from every file of a library, kept so that only changed files are read again.

Derived and disposable. It lives in the user's cache folder; without one that can be written, in memory.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from dossier.library.entry import Entry
from dossier.library.finding import Finding
from dossier.library.stamps import Stamp
from dossier.model.edtf_date import EdtfDate

_LONGEST_NAME = 200
"""In bytes; file systems end at 255, and a file's endings follow its name."""


class FileRecord(NamedTuple):
    """What the catalogue keeps of one file."""

    path: str
    """Relative to the library, with forward slashes."""

    stamp: Stamp
    entry: Entry
    findings: tuple[Finding, ...] = ()
    dates: tuple[EdtfDate, ...] = ()


class CatalogueDamagedError(Exception):
    """What stands in the catalogue is not what was written there; it is of no use any more."""


class Arrays(Protocol):
    """The contents of a segment, as the catalogue gives them out; see `dossier.library.segment` for their names."""

    @property
    def size(self) -> int:
        """How many dossiers there are."""
        ...

    def array(self, name: str) -> bytes:
        """Return an array; an empty one where there is none of this name.

        Raises:
            CatalogueDamagedError: it is not what was written.
        """
        ...

    def has(self, name: str) -> bool:
        """Tell whether there is an array of this name."""
        ...

    def record(self, number: int) -> bytes:
        """Return the encoded record of the dossier with this number.

        Raises:
            CatalogueDamagedError: it is not what was written.
        """
        ...

    def verify(self) -> None:
        """Read everything.

        Raises:
            CatalogueDamagedError: something is not what was written.
        """
        ...


class Contents(NamedTuple):
    """A segment that was just made: its arrays by name, its encoded records by number. It is its own `Arrays`."""

    arrays: Mapping[str, bytes]
    records: Sequence[bytes]

    @property
    def size(self) -> int:
        """How many dossiers there are."""
        return len(self.records)

    def array(self, name: str) -> bytes:
        """Return an array."""
        return self.arrays.get(name, b"")

    def has(self, name: str) -> bool:
        """Tell whether there is an array of this name."""
        return name in self.arrays

    def record(self, number: int) -> bytes:
        """Return the encoded record of the dossier with this number."""
        return self.records[number]

    def verify(self) -> None:
        """Nothing can have happened to it."""


class Generation(NamedTuple):
    """What a catalogue holds: all dossiers as they once were, and those that have changed since."""

    all: Arrays
    changes: Arrays | None = None


class Catalogue(Protocol):
    """Where the contents of a library's files are kept between runs."""

    problem: str
    """What the user is to know about the last `load` or `save`; empty for nothing."""

    def load(self) -> Generation | None:
        """Return what is kept; None where there is nothing, or nothing that can be trusted."""
        ...

    def save(self, contents: Contents) -> Generation:
        """Keep *contents* in place of all that was kept, and return them as they are kept now."""
        ...

    def save_changes(self, base: Generation, changes: Contents) -> Generation:
        """Keep *changes* beside the dossiers of *base*, in place of its changes; return them as they are kept now."""
        ...


class MemoryCatalogue:
    """A catalogue that lasts as long as the program."""

    def __init__(self, problem: str = "") -> None:
        self.problem = problem
        self._kept: Generation | None = None

    def load(self) -> Generation | None:
        """Return what is kept."""
        return self._kept

    def save(self, contents: Contents) -> Generation:
        """Keep *contents*."""
        self._kept = Generation(contents)
        return self._kept

    def save_changes(self, base: Generation, changes: Contents) -> Generation:
        """Keep *changes* beside the dossiers of *base*."""
        self._kept = Generation(base.all, changes)
        return self._kept


def catalogue_of(root: Path) -> Catalogue:
    """Return the catalogue of the library at *root*: a file in the user's cache folder, or none where there is none."""
    folder = cache_folder()
    if folder is None:
        return MemoryCatalogue()
    from dossier.library.sqlite import SqliteCatalogue

    return SqliteCatalogue(folder / f"{_file_name(root.resolve())}.catalogue")


def cache_folder() -> Path | None:
    """Return where catalogues are kept (XDG Base Directory Specification 0.8); None for somebody without a home."""
    cache = os.environ.get("XDG_CACHE_HOME") or ""
    home = os.environ.get("HOME") or ""
    if Path(cache).is_absolute():
        return Path(cache) / "dossier"
    return Path(home) / ".cache" / "dossier" if Path(home).is_absolute() else None


def _file_name(root: Path) -> str:
    """A name for the folder *root* that no other folder has, and that a person who tidies up understands."""
    name = str(root).replace("%", "%25").replace("/", "%")
    if len(os.fsencode(name)) <= _LONGEST_NAME:
        return name
    from hashlib import blake2b  # rarely needed, and slow to load

    return blake2b(os.fsencode(root), digest_size=16).hexdigest()
