"""A library as it stood at one moment: its dossiers, their links, their order."""

import errno
import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.library.catalogue import Catalogue, FileRecord, catalogue_of
from dossier.library.entry import Entry, Link
from dossier.library.finding import Finding
from dossier.library.info import Info, read_info
from dossier.library.scanning import refreshed

if TYPE_CHECKING:
    from dossier.model.base import Dossier


LARGEST_SOURCE = 2_000_000
"""Bytes of a source text that is read: some six hundred pages. What is larger is to be cut into sources."""


class Library:
    """The dossiers of one folder.

    A library does not change; `refreshed` gives the next one. Lists, links and the timeline come from the catalogue;
    a dossier's file is read when `get` is asked for it.
    """

    def __init__(self, root: Path, catalogue: Catalogue, records: dict[str, FileRecord]) -> None:
        self.root = root
        self._catalogue = catalogue
        self._records = records
        self._dossiers: dict[str, Dossier | None] = {}
        self._texts: dict[str, str | None] = {}
        self._dates_known = False
        self.info: Info = read_info(root)
        self.entries: dict[str, Entry] = {}
        """Every dossier by id, in list order. The second file of one id stands as `<folder>/<id>`."""
        self._put_in_order()

    @classmethod
    def from_catalogue(cls, root: Path, catalogue: Catalogue | None = None) -> "Library":
        """Return the library as the catalogue remembers it, without a look at the dossiers' files."""
        catalogue = catalogue_of(root) if catalogue is None else catalogue
        return cls(root, catalogue, catalogue.load())

    @classmethod
    def load(cls, root: Path, catalogue: Catalogue | None = None) -> "Library":
        """Return the library as it stands on the disk now."""
        return cls.from_catalogue(root, catalogue).refreshed()

    def refreshed(self) -> "Library":
        """Return the library as it stands now: this very object where no file has changed."""
        records = refreshed(self.root, self._catalogue, self._records)
        return self if records is self._records else Library(self.root, self._catalogue, records)

    def get(self, identifier: str) -> "Dossier | None":
        """Return the dossier with this id; None where there is none or its file has findings."""
        if identifier not in self._dossiers:
            self._dossiers[identifier] = self._read(identifier)
        return self._dossiers[identifier]

    def by_kind(self, kind: str) -> list[Entry]:
        """Return the entries of one kind, in list order."""
        return [entry for entry in self.entries.values() if entry.kind == kind]

    def links(self, identifier: str) -> tuple[Link, ...]:
        """Return what a dossier refers to, in the order of its fields."""
        entry = self.entries.get(identifier)
        return entry.links if entry else ()

    def backlinks(self, identifier: str) -> list[Link]:
        """Return what refers to a dossier, in list order of the referring dossiers."""
        return self._backlinks.get(identifier, [])

    def parts(self, identifier: str) -> list[Entry]:
        """Return the engagements, organizations or places that are part of this one, in list order."""
        return [self.entries[link.source] for link in self.backlinks(identifier) if link.role == "part of"]

    def engagements_of(self, identifier: str) -> list[Entry]:
        """Return the engagements that an official or organization took part in, in timeline order."""
        found = {link.source for link in self.backlinks(identifier) if link.role == "participant"}
        return [self.entries[source] for source in self.entries if source in found]

    def participants(self, identifier: str) -> list[Entry]:
        """Return who took part in an engagement, as its dossier lists them."""
        links = (link for link in self.links(identifier) if link.role == "participant")
        return [self.entries[link.target] for link in links if link.target in self.entries]

    def timeline(self) -> list[tuple[int, Entry]]:
        """Return the engagements by date with their depth: parts follow the whole; undated ones stand last."""
        wholes = [entry for entry in self.by_kind("engagement") if entry.part_of not in self.entries]
        return [item for whole in wholes for item in self._with_parts(whole, 0, frozenset())]

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
            if (self.root / path).stat().st_size > LARGEST_SOURCE:
                return OSError(errno.EFBIG, os.strerror(errno.EFBIG))
            return (self.root / path).read_bytes()
        except OSError as error:
            return error

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with the library, by file and line."""
        from dossier.library.checking import across_files

        own = [finding for record in self._records.values() for finding in record.findings]
        return sorted([*self.info.findings, *own, *across_files(self.root, self.entries)])

    @cached_property
    def _backlinks(self) -> dict[str, list[Link]]:
        backlinks: dict[str, list[Link]] = {}
        for entry in self.entries.values():
            for link in entry.links:
                backlinks.setdefault(link.target, []).append(link)
        return backlinks

    def _put_in_order(self) -> None:
        for record in sorted(self._records.values(), key=lambda record: record.entry.sort_key):
            entry = record.entry
            identifier = entry.id if entry.id not in self.entries else "/".join(entry.path.split("/")[1:])
            self.entries[identifier.removesuffix(".toml")] = entry

    def _with_parts(self, entry: Entry, depth: int, above: frozenset[str]) -> Iterator[tuple[int, Entry]]:
        yield depth, entry
        if entry.id not in above:
            for part in self.parts(entry.id):
                yield from self._with_parts(part, depth + 1, above | {entry.id})

    def _read(self, identifier: str) -> "Dossier | None":
        from dossier.library.reading import read
        from dossier.model.dates import remember

        entry = self.entries.get(identifier)
        if entry is None:
            return None
        if not self._dates_known:
            remember(date for record in self._records.values() for date in record.dates)
            self._dates_known = True
        try:
            return read(entry.path, (self.root / entry.path).read_bytes()).dossier
        except OSError:
            return None
