"""A segment: some dossiers and everything that lists, links and searches need of them, in flat arrays.

The arrays come from the catalogue and are read when first asked for: the first screen needs hardly any. A segment never
changes. Dossiers are known by their number, which is their place in list order.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from dossier.index.tables import UNSIGNED, Strings, Table
from dossier.index.vocabulary import Pairs, Vocabulary
from dossier.library.catalogue import Arrays, FileRecord
from dossier.library.entry import Entry
from dossier.library.indexing import Days, names_of
from dossier.library.records import decoded
from dossier.library.stamps import Stamp

SEPARATOR = "\0"
"""Between strings of one array: no word and no path has it."""

_KEPT_RECORDS = 2_000


class Segment:
    """The dossiers of one generation of the catalogue, or those that have changed since."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self.encoded_record = arrays.record
        self.record: Callable[[int], FileRecord] = lru_cache(_KEPT_RECORDS)(
            lambda number: decoded(arrays.record(number))
        )
        """The file record of a dossier by its number; the last few thousand are kept."""

        self.size = arrays.size

    def entry(self, number: int) -> Entry:
        """Return the entry of a dossier."""
        return self.record(number).entry

    # -- by id

    def key(self, number: int) -> str:
        """Return what the library knows a dossier by: its id, or `<folder>/<id>` where another had it first."""
        return self._keys[self._integers("key places")[number]]

    def number(self, key: str) -> int | None:
        """Return the number of the dossier with this key; None where there is none."""
        place = bisect_left(self._keys, key)
        if place < len(self._keys) and self._keys[place] == key:
            return self._integers("key numbers")[place]
        return None

    # -- by word

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all fields."""
        return Vocabulary(self._strings("words"), self._pairs if self._arrays.has("pairs") else None)

    @property
    def fields(self) -> list[str]:
        """The fields in which there are words."""
        return self._strings("fields")

    def table(self, field: str) -> Table:
        """Return the dossiers by word of a field."""
        return self._table(f"word {field}")

    def name_forms_of(self, number: int) -> list[str]:
        """Return the folded forms of a dossier's name: out of its record, until all names have been asked for."""
        return self.name_forms.of(number) if "name_forms" in self.__dict__ else names_of(self.entry(number))

    @cached_property
    def name_forms(self) -> "NameForms":
        """The folded forms of all names."""
        return NameForms(self._arrays.array("names"), self._integers("names ends"))

    # -- by link

    @cached_property
    def targets(self) -> Strings:
        """The ids that links name, sorted; not all need be there."""
        return Strings(self._text("targets"), self._integers("targets ends"))

    @property
    def roles(self) -> list[str]:
        """What links can be, such as ``participant`` or ``place``."""
        return self._strings("roles")

    def linking(self, role: str, target: str) -> "array[int]":
        """Return the dossiers that link to the id *target* as *role*."""
        place = bisect_left(self.targets, target)
        if place == len(self.targets) or self.targets[place] != target:
            return array(UNSIGNED)
        return self._table(f"link {role}").row(place)

    def links_by_target(self, role: str) -> Iterator[tuple[str, "array[int]"]]:
        """Yield each id that is linked to as *role*, with the dossiers that link to it."""
        for place, numbers in self._table(f"link {role}").rows():
            yield self.targets[place], numbers

    @property
    def prominence(self) -> "array[int]":
        """How many links lead to each dossier, by number."""
        return self._integers("prominence")

    # -- the rest

    def kind(self, number: int) -> str:
        """Return the kind of a dossier."""
        return self._strings("kinds")[self._integers("kind")[number]]

    def dated(self, days: Days) -> Iterator[int]:
        """Yield the dossiers whose date can mean one of *days*."""
        bounds = zip(self._integers("first days", "i"), self._integers("last days", "i"), strict=True)
        return (number for number, (first, last) in enumerate(bounds) if first <= days.last and last >= days.first)

    @property
    def counts(self) -> dict[str, int]:
        """How many dossiers there are of each kind."""
        return dict(zip(self._strings("kinds"), self._integers("kind counts"), strict=True))

    def keyed_by_path(self) -> Iterator[int]:
        """Yield the dossiers whose key is not their id."""
        for key, number in zip(self._keys, self._integers("key numbers"), strict=True):
            if "/" in key:
                yield number

    @property
    def paths(self) -> list[str]:
        """The files of the dossiers, relative to the library, by number."""
        return self._strings("paths")

    def stamp(self, number: int) -> Stamp:
        """Return the stamp of a dossier's file as it was when the file was read."""
        at = number * 3
        size, modified, inode = self._integers("stamps", "q")[at : at + 3]
        return size, modified, inode

    def source_texts(self) -> Iterator[tuple[int, str, Stamp]]:
        """Yield each source text that was read: number of its source, path, stamp."""
        paths, stamps = self._strings("text paths"), self._integers("text stamps", "q")
        for place, (number, path) in enumerate(zip(self._integers("texts"), paths, strict=True)):
            size, modified, inode = stamps[place * 3 : place * 3 + 3]
            yield number, path, (size, modified, inode)

    @property
    def with_findings(self) -> "array[int]":
        """The dossiers whose file has findings of its own."""
        return self._integers("with findings")

    @property
    def dead(self) -> "array[int]":
        """Of changes: the dossiers of the catalogue that they replace or that were removed."""
        return self._integers("dead")

    @property
    def folder_stamps(self) -> list[Stamp]:
        """The stamps of the folders when they were last looked through."""
        flat = self._integers("folder stamps", "q")
        return [(flat[at], flat[at + 1], flat[at + 2]) for at in range(0, len(flat), 3)]

    # -- arrays

    def _table(self, name: str) -> Table:
        table = self._tables.get(name)
        if table is None:
            offsets = self._integers(f"{name} offsets")
            table = self._tables[name] = Table(
                self._integers(f"{name} words"), offsets, self._integers(f"{name} numbers")
            )
        return table

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {}

    @cached_property
    def _keys(self) -> Strings:
        return Strings(self._text("keys"), self._integers("keys ends"))

    def _pairs(self) -> Pairs:
        pairs = self._strings("pairs")
        return Pairs(pairs, self._table("pair"))

    def _text(self, name: str) -> str:
        return self._arrays.array(name).decode("utf-8", "surrogatepass")

    @cached_property
    def _kept(self) -> dict[str, "array[int] | list[str]"]:
        return {}

    def _strings(self, name: str) -> list[str]:
        kept = self._kept.get(name)
        if kept is None:
            text = self._text(name)
            kept = self._kept[name] = text.split(SEPARATOR) if text else []
        assert isinstance(kept, list)
        return kept

    def _integers(self, name: str, code: str = UNSIGNED) -> "array[int]":
        kept = self._kept.get(name)
        if kept is None:
            kept = array(code)
            kept.frombytes(self._arrays.array(name))
            self._kept[name] = kept
        assert isinstance(kept, array)
        return kept


class NameForms:
    """The folded forms of every dossier's name in one text, UTF-8, those of dossier *n* ending at byte ``ends[n]``."""

    FORM_END, DOSSIER_END = "|", "\n"

    def __init__(self, data: bytes, ends: "array[int]") -> None:
        self._data = data
        self._ends = ends

    def __len__(self) -> int:
        """How many dossiers there are."""
        return len(self._ends)

    def of(self, number: int) -> list[str]:
        """Return the forms of one dossier's name."""
        start = self._ends[number - 1] if number else 0
        return self._data[start : self._ends[number] - 1].decode("utf-8", "surrogatepass").split(self.FORM_END)

    def matching(self, pattern: str) -> Iterator[int]:
        """Yield the dossiers with a form in which a regular expression is found."""
        for match in re.finditer(pattern.encode(), self._data, re.MULTILINE):
            yield bisect_right(self._ends, match.start())
