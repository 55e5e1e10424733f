"""What a library's files said at one moment: the dossiers of the catalogue, and over them those that changed since."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from dossier.library.catalogue import CatalogueDamagedError, Contents, FileRecord, Generation
from dossier.library.entry import KINDS_IN_ORDER, Entry
from dossier.library.indexing import Days
from dossier.library.segment import Segment
from dossier.library.stamps import FOLDERS, Stamp


class Snapshot:
    """Dossiers by number. A number holds as long as the snapshot, which never changes."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self._base = Segment(generation.all)
        self._changes = Segment(generation.changes) if generation.changes else None
        self._shift = self._base.size
        self.dead: frozenset[int] = frozenset(self._changes.dead if self._changes else ())
        """Dossiers of the catalogue that were changed or removed since."""

    @classmethod
    def empty(cls) -> "Snapshot":
        """Return the snapshot of a library that nobody has looked at."""
        return cls(Generation(Contents({}, [])))

    def __len__(self) -> int:
        """How many dossiers there are."""
        return self._shift - len(self.dead) + (self._changes.size if self._changes else 0)

    def verify(self) -> None:
        """Read everything.

        Raises:
            CatalogueDamagedError: something is not what was written.
        """
        self.generation.all.verify()
        if self.generation.changes:
            self.generation.changes.verify()

    # -- one dossier

    def record(self, number: int) -> FileRecord:
        """Return the file record of a dossier."""
        segment, own = self._segment(number)
        return segment.record(own)

    def encoded_record(self, number: int) -> bytes:
        """Return the file record of a dossier as `dossier.library.records` encodes it."""
        segment, own = self._segment(number)
        return segment.encoded_record(own)

    def entry(self, number: int) -> Entry:
        """Return the entry of a dossier.

        Where the catalogue turns out to be damaged, an entry that says so stands in its place: it will be made again.
        """
        try:
            return self.record(number).entry
        except CatalogueDamagedError:
            return Entry("?", "official", "", "?", detail="the catalogue is damaged", readable=False)

    def key(self, number: int) -> str:
        """Return what the library knows a dossier by: its id, or `<folder>/<id>` where another had it first."""
        segment, own = self._segment(number)
        return segment.key(own)

    def number(self, key: str) -> int | None:
        """Return the number of the dossier with this key; None where there is none."""
        if self._changes is not None and (own := self._changes.number(key)) is not None:
            return self._shift + own
        own = self._base.number(key)
        return None if own in self.dead else own

    def shares_its_id(self, number: int) -> bool:
        """Tell whether another dossier has the id of this one."""
        key = self.key(number)
        return "/" in key or any(self.number(f"{folder}/{key}") is not None for folder in FOLDERS)

    def kind(self, number: int) -> str:
        """Return the kind of a dossier."""
        segment, own = self._segment(number)
        return segment.kind(own)

    def dated(self, days: Days) -> set[int]:
        """Return the dossiers whose date can mean one of *days*."""
        return {
            number for segment, shift in self._segments() for number in self._alive(set(segment.dated(days)), shift)
        }

    def warm_up(self) -> None:
        """Load what searches need of all names."""
        for segment, _ in self._segments():
            len(segment.name_forms)

    def name_forms(self, number: int) -> list[str]:
        """Return the folded forms of a dossier's name."""
        segment, own = self._segment(number)
        return segment.name_forms_of(own)

    @cached_property
    def prominence(self) -> Sequence[int]:
        """How many links lead to each dossier, by number."""
        if self._changes is None:
            return self._base.prominence
        changed = (
            sum(len(self.linking(role, self._changes.key(own))) for role in self.roles)
            for own in range(self._changes.size)
        )
        return self._base.prominence + array("I", changed)

    @property
    def counts(self) -> dict[str, int]:
        """How many dossiers there are of each kind."""
        counts = Counter(self._base.counts)
        counts.subtract(Counter(map(self._base.kind, self.dead)))
        counts.update(self._changes.counts if self._changes else {})
        return {kind: counts[kind] for kind in KINDS_IN_ORDER if counts[kind]}

    def of_kind(self, kind: str) -> list[str]:
        """Return the keys of the dossiers of one kind."""
        return [self.key(number) for number in self.holding("kind", kind)]

    def second_of_their_id(self) -> Iterator[int]:
        """Yield the dossiers whose id another one had first."""
        for segment, shift in self._segments():
            yield from self._alive(set(segment.keyed_by_path()), shift)

    # -- in list order

    @cached_property
    def order(self) -> Sequence[int]:
        """The numbers of all dossiers in list order."""
        if self._changes is None:
            return range(self._shift)
        kept = [number for number in range(self._shift) if number not in self.dead]
        for own in range(self._changes.size):
            number = self._shift + own
            place = bisect_left(kept, self.entry(number).sort_key, key=lambda other: self.entry(other).sort_key)
            kept.insert(place, number)
        return kept

    @cached_property
    def places(self) -> Sequence[int]:
        """The place in list order of each dossier, by its number."""
        if self._changes is None:
            return range(self._shift)
        places = array("I", bytes(4 * (self._shift + self._changes.size)))
        for place, number in enumerate(self.order):
            places[number] = place
        return places

    # -- by word

    @property
    def fields(self) -> set[str]:
        """The fields in which there are words."""
        return {field for segment, _ in self._segments() for field in segment.fields}

    def holding(self, field: str, word: str) -> set[int]:
        """Return the dossiers that hold a word in a field."""
        return set().union(*self.rows([field], word)[field])

    def holding_beginning(self, field: str, beginning: str) -> set[int]:
        """Return the dossiers that hold a word in a field that begins so."""
        return set().union(*self.rows([field], beginning, beginning=True)[field])

    def rows(self, fields: Iterable[str], word: str, beginning: bool = False) -> dict[str, list[Collection[int]]]:
        """Return the dossiers that hold *word*, or a word that begins so, by field; a dossier may stand there twice.

        Nothing is put together yet: where dossiers are looked for that are few already, a look through these lists
        takes less time, and much less memory, than a set of them.
        """
        found: dict[str, list[Collection[int]]] = {field: [] for field in fields}
        for segment, shift in self._segments():
            vocabulary = segment.vocabulary
            place = None if beginning else vocabulary.place(word)
            words = (
                vocabulary.beginning_with(word) if beginning else range(place, place + 1) if place is not None else ()
            )
            if not words:
                continue
            for field, rows in found.items():
                own = segment.table(field).slice(words)
                if shift or self.dead:
                    rows.append([*self._alive(set(own), shift)])
                elif own:
                    rows.append(own)
        return found

    def near(self, word: str, edits: int, *, brief: bool = False) -> dict[str, int]:
        """Return the words one edit, or two, away from *word*, each with its distance; see `Vocabulary.near`."""
        return {
            segment.vocabulary.words[place]: distance
            for segment, _ in self._segments()
            for place, distance in segment.vocabulary.near(word, edits, brief=brief).items()
        }

    def names_matching(self, pattern: str) -> Iterator[int]:
        """Yield the dossiers with a folded name form in which a regular expression is found."""
        for segment, shift in self._segments():
            for own in segment.name_forms.matching(pattern):
                if shift or own not in self.dead:
                    yield own + shift

    # -- by link

    @property
    def roles(self) -> list[str]:
        """What links can be."""
        return sorted({role for segment, _ in self._segments() for role in segment.roles})

    def linking(self, role: str, key: str) -> set[int]:
        """Return the dossiers that link to the id *key* as *role*."""
        found: set[int] = set()
        for segment, shift in self._segments():
            found |= self._alive(set(segment.linking(role, key)), shift)
        return found

    def links_by_target(self, role: str) -> dict[str, set[int]]:
        """Return each id that is linked to as *role*, with the dossiers that link to it."""
        by_target: dict[str, set[int]] = {}
        for segment, shift in self._segments():
            for target, numbers in segment.links_by_target(role):
                if alive := self._alive(set(numbers), shift):
                    by_target.setdefault(target, set()).update(alive)
        return by_target

    # -- files

    def files(self) -> Iterator[tuple[str, Stamp, int]]:
        """Yield path, stamp and number of every dossier's file."""
        for segment, shift in self._segments():
            for own, path in enumerate(segment.paths):
                if shift or own not in self.dead:
                    yield path, segment.stamp(own), own + shift

    def source_texts(self) -> Iterator[tuple[int, str, Stamp]]:
        """Yield each source text that was read: number of its source, path, stamp."""
        for segment, shift in self._segments():
            for own, path, stamp in segment.source_texts():
                if shift or own not in self.dead:
                    yield own + shift, path, stamp

    def with_findings(self) -> Iterator[int]:
        """Yield the dossiers whose file has findings of its own."""
        for segment, shift in self._segments():
            yield from self._alive(set(segment.with_findings), shift)

    @property
    def folder_stamps(self) -> list[Stamp]:
        """The stamps of the folders when they were last looked through."""
        return (self._changes or self._base).folder_stamps

    # -- inside

    def _segments(self) -> list[tuple[Segment, int]]:
        return [(self._base, 0)] if self._changes is None else [(self._base, 0), (self._changes, self._shift)]

    def _segment(self, number: int) -> tuple[Segment, int]:
        if number < self._shift:
            return self._base, number
        assert self._changes is not None
        return self._changes, number - self._shift

    def _alive(self, own: set[int], shift: int) -> set[int]:
        if shift:
            return {number + shift for number in own}
        return own - self.dead if self.dead else own
