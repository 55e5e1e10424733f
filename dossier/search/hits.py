"""What a search finds, and why."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, overload

from dossier.library.snapshot import Snapshot

Rule = Literal["exact", "prefix", "folded", "reading", "romanized", "initial", "1 edit", "2 edits"]

_PLAINLY = ("exact", "prefix")


class Match(NamedTuple):
    """How one word of the query was found: the word of the dossier, its field, the rule, from 0 to 1 how well."""

    query: str
    word: str
    field: str
    rule: Rule
    score: float


class Hit(NamedTuple):
    """A dossier that a query found."""

    id: str
    score: float
    matches: tuple[Match, ...] = ()
    reordered: bool = False
    """Whether its name has the words of the query in another order."""

    @property
    def why(self) -> str:
        """Say in a few words which fields matched, and how where it was not to the letter."""
        told = [
            match.field
            if match.rule in _PLAINLY or match.rule == match.field
            else f"{match.field}, folded"
            if match.rule == "folded"
            else f"{match.field}, {match.rule} from “{match.query}”"
            for match in self.matches
        ]
        return " · ".join(dict.fromkeys([*told, *["other order"] * self.reordered]))


class Results(Sequence[Hit]):
    """The hits of one query, best first. Why a hit matched is found out when the hit is looked at."""

    def __init__(
        self,
        snapshot: Snapshot,
        numbers: Sequence[int],
        explained: Callable[[int], Hit] | None = None,
        rest: frozenset[int] = frozenset(),
        notes: tuple[str, ...] = (),
    ) -> None:
        self._snapshot = snapshot
        self._numbers = numbers
        self._rest = rest
        """Dossiers that follow in list order; put in order when the first of them is looked at."""

        self._length = len(numbers) + len(rest)
        self._explained = explained or (lambda number: Hit(snapshot.key(number), 0.0))
        self._hits: dict[int, Hit] = {}
        self.notes = notes
        """What the user is to know about the query."""

    def __len__(self) -> int:
        """How many dossiers were found."""
        return self._length

    @overload
    def __getitem__(self, index: int) -> Hit: ...

    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...

    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        """Return a hit, or some."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        number = self._number(index)
        if number not in self._hits:
            self._hits[number] = self._explained(number)
        return self._hits[number]

    def __iter__(self) -> Iterator[Hit]:
        """Yield the hits, best first."""
        return (self[place] for place in range(len(self)))

    def place(self, identifier: str) -> int | None:
        """Return where the dossier with this id stands; None where it was not found."""
        number = self._snapshot.number(identifier)
        if number is None:
            return None
        if isinstance(self._numbers, range):
            return number if number in self._numbers else None
        if number in self._rest:
            self._settle()
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    def _number(self, index: int) -> int:
        place = index + len(self) if index < 0 else index
        if place >= len(self._numbers) and self._rest:
            self._settle()
        return self._numbers[place]

    def _settle(self) -> None:
        places = self._snapshot.places
        self._numbers = [*self._numbers, *sorted(self._rest, key=places.__getitem__)]
        self._rest = frozenset()
