"""A library as it stood at one moment: its dossiers, their links, their order."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, overload

from dossier.library.catalogue import Catalogue, CatalogueDamagedError, catalogue_of
from dossier.library.entry import Entry, Link
from dossier.library.finding import Finding
from dossier.library.info import Info, read_info
from dossier.library.snapshot import Snapshot

if TYPE_CHECKING:
    from dossier.library.building import Progress
    from dossier.model.base import Dossier


_KEPT = 20_000
"""Dossiers that stay in memory once they were opened; those not looked at for longest go first."""


class Entries(Mapping[str, Entry]):
    """The entries of a snapshot by key, in list order; read from the catalogue one by one."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def __getitem__(self, key: str) -> Entry:
        """Return the entry with this key."""
        number = self._snapshot.number(key)
        if number is None:
            raise KeyError(key)
        return self._snapshot.entry(number)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a dossier with this key."""
        return isinstance(key, str) and self._snapshot.number(key) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in list order."""
        return map(self._snapshot.key, self._snapshot.order)

    def __len__(self) -> int:
        """How many dossiers there are."""
        return len(self._snapshot)


class EntryList(Sequence[Entry]):
    """Some entries in list order, read from the catalogue when looked at: there may be very many."""

    def __init__(self, snapshot: Snapshot, numbers: Iterable[int]) -> None:
        self._snapshot = snapshot
        self._numbers = sorted(numbers, key=snapshot.places.__getitem__)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...

    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        """Return an entry, or some."""
        if isinstance(index, slice):
            return [self._snapshot.entry(number) for number in self._numbers[index]]
        return self._snapshot.entry(self._numbers[index])


class Library:
    """The dossiers of one folder.

    A library does not change; `refreshed` gives the next one. Lists, links and the timeline come from the catalogue;
    a dossier's file is read when `get` is asked for it.
    """

    def __init__(self, root: Path, catalogue: Catalogue, snapshot: Snapshot) -> None:
        self.root = root
        self.snapshot = snapshot
        self._catalogue = catalogue
        self.get = lru_cache(_KEPT)(self._read)
        """Return the dossier with this id; None where there is none or its file has findings."""

        self._texts: dict[str, str | None] = {}
        self.entries: Mapping[str, Entry] = Entries(snapshot)
        """Every dossier by id, in list order. The second file of one id stands as `<folder>/<id>`."""

    @classmethod
    def from_catalogue(cls, root: Path, catalogue: Catalogue | None = None) -> "Library":
        """Return the library as the catalogue remembers it, without a look at the dossiers' files."""
        catalogue = catalogue_of(root) if catalogue is None else catalogue
        generation = catalogue.load()
        return cls(root, catalogue, Snapshot(generation) if generation else Snapshot.empty())

    @classmethod
    def load(cls, root: Path, catalogue: Catalogue | None = None) -> "Library":
        """Return the library as it stands on the disk now."""
        return cls.from_catalogue(root, catalogue).verified().refreshed()

    def verified(self) -> "Library":
        """Return this library, all of its catalogue read and found whole; an empty one where it is damaged."""
        try:
            self.snapshot.verify()
        except CatalogueDamagedError as error:
            empty = self._of(Snapshot.empty())
            self._catalogue.problem = f"the catalogue was damaged ({error}); it is made again"
            return empty
        return self

    def refreshed(
        self, progress: "Progress" = lambda *_: None, partly: "Callable[[Library], None] | None" = None
    ) -> "Library":
        """Return the library as it stands now: this very object where no file has changed.

        Where that takes a while, *progress* is told how many files have been read, and of how many, and *partly* is
        given what there is so far.

        Raises:
            StoppedError: *progress* has raised it.
        """
        from dossier.library.scanning import refreshed  # whoever asks the catalogue alone needs none of it

        show = (lambda snapshot: partly(self._of(snapshot))) if partly else None
        snapshot = refreshed(self.root, self._catalogue, self.snapshot, progress, show)
        return self if snapshot is self.snapshot else self._of(snapshot)

    def _of(self, snapshot: Snapshot) -> "Library":
        return Library(self.root, self._catalogue, snapshot)

    def is_fresh(self, identifiers: Iterable[str]) -> bool:
        """Tell, without a look at every file, whether this is still the library: its folders, and some dossiers' files.

        A file that was written over in place, and is not among these dossiers', is not noticed.
        """
        from dossier.library.stamps import is_fresh

        numbers = (self.snapshot.number(identifier) for identifier in identifiers)
        records = (self.snapshot.record(number) for number in numbers if number is not None)
        return is_fresh(self.root, self.snapshot.folder_stamps, ((record.path, record.stamp) for record in records))

    @cached_property
    def info(self) -> Info:
        """The library's title and format."""
        return read_info(self.root)

    @property
    def problem(self) -> str:
        """What the user is to know about the catalogue; empty for nothing."""
        return self._catalogue.problem

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many dossiers there are of each kind."""
        return self.snapshot.counts

    def by_kind(self, kind: str) -> EntryList:
        """Return the entries of one kind, in list order."""
        return EntryList(self.snapshot, self.snapshot.holding("kind", kind))

    def links(self, identifier: str) -> tuple[Link, ...]:
        """Return what a dossier refers to, in the order of its fields."""
        entry = self.entries.get(identifier)
        return entry.links if entry else ()

    def backlinks(self, identifier: str) -> list[Link]:
        """Return what refers to a dossier, in list order of the referring dossiers."""
        entries = self.linking(self.snapshot.roles, identifier)
        return [link for entry in entries for link in entry.links if link.target == identifier]

    def linking(self, roles: Iterable[str], identifier: str) -> EntryList:
        """Return the dossiers that refer to another as one of *roles*, each once, in list order."""
        return EntryList(self.snapshot, set().union(*(self.snapshot.linking(role, identifier) for role in roles)))

    def parts(self, identifier: str) -> EntryList:
        """Return the engagements, organizations or places that are part of this one, in list order."""
        return self.linking(["part of"], identifier)

    def engagements_of(self, identifier: str) -> EntryList:
        """Return the engagements that an official or organization took part in, in timeline order."""
        return self.linking(["participant"], identifier)

    def participants(self, identifier: str) -> list[Entry]:
        """Return who took part in an engagement, as its dossier lists them."""
        links = (link for link in self.links(identifier) if link.role == "participant")
        return [self.entries[link.target] for link in links if link.target in self.entries]

    def timeline(self) -> Iterator[tuple[int, Entry]]:
        """Yield the engagements by date with their depth: parts follow the whole; undated ones stand last."""
        for entry in self.by_kind("engagement"):
            if entry.part_of not in self.entries:
                yield from self._with_parts(entry, 0, frozenset())

    def text(self, source: str) -> str | None:
        """Return the text of a source as it is on disk; None where there is none or it is not UTF-8.

        Line ends stay as they are, so that offsets into the text are offsets into the file.
        """
        if source not in self._texts:
            data = self.source_bytes(source)
            try:
                self._texts[source] = data.decode() if isinstance(data, bytes) else None
            except UnicodeDecodeError:
                self._texts[source] = None
        return self._texts[source]

    def source_bytes(self, source: str) -> "bytes | OSError | None":
        """Return the bytes of a source's text file, or the reason why there are none; None for a source without file.

        A file larger than `LARGEST_SOURCE` is refused with EFBIG, and not read.
        """
        path: str | None = getattr(self.get(source), "path", None)
        if not path:
            return None
        try:
            from dossier.library.building import LARGEST_SOURCE

            if (self.root / path).stat().st_size > LARGEST_SOURCE:
                return OSError(errno.EFBIG, os.strerror(errno.EFBIG))
            return (self.root / path).read_bytes()
        except OSError as error:
            return error

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with the library, by file and line."""
        from dossier.library.checking import across_files

        records = map(self.snapshot.record, self.snapshot.with_findings())
        own = [finding for record in records for finding in record.findings]
        return sorted([*self.info.findings, *own, *across_files(self.root, self.snapshot)])

    def _with_parts(self, entry: Entry, depth: int, above: frozenset[str]) -> Iterator[tuple[int, Entry]]:
        yield depth, entry
        if entry.id not in above:
            for part in self.parts(entry.id):
                yield from self._with_parts(part, depth + 1, above | {entry.id})

    def _read(self, identifier: str) -> "Dossier | None":
        from dossier.library.reading import read
        from dossier.model.dates import remember

        number = self.snapshot.number(identifier)
        if number is None:
            return None
        try:
            record = self.snapshot.record(number)
            remember(record.dates)
            return read(record.path, (self.root / record.path).read_bytes()).dossier
        except (OSError, CatalogueDamagedError):
            return None
