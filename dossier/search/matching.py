"""Which dossiers fulfil a condition of a query, whatever their rank."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from functools import lru_cache

from dossier.library.entry import KINDS_IN_ORDER
from dossier.library.indexing import NAME_FIELDS, WORD_FIELDS
from dossier.library.segment import NameForms
from dossier.library.snapshot import Snapshot
from dossier.search.query import Term

ROLES_OF_FIELD = {"with": "participant", "place": "place", "topic": "topic", "organization": "post"}
"""Fields in which a dossier is found by the name of what it links to, and the role of those links."""

_LINKED_BY = {
    "official": ("with",), "organization": ("with", "organization"), "place": ("place",), "topic": ("topic",),
    "engagement": (), "source": (),
}  # fmt: skip
"""The fields in which dossiers of a kind make others found."""

_BRIEF = 2
"""Letters up to which a word is taken for the beginning of names only: nearly every claim has a word that begins so."""

_MOST_TARGETS = 100
"""Dossiers with a name that fits, up to which what links to them is found too; a longer word makes them fewer."""

_MOST_NEAR_WORDS = 60
"""Misspellings of a word up to which all fields are looked through for them; with more, names only."""

_MOST_READ = 3_000
"""Dossiers that are read through for a phrase."""

_WHERE = {"country": ("country",), "role": ("role",), "text": ("claim", "text")}


class Rows:
    """The dossiers that hold a word, in lists by field; a dossier may stand in several."""

    def __init__(self, by_field: Mapping[str, Sequence[Collection[int]]]) -> None:
        self.by_field = by_field
        self.size = sum(len(row) for rows in by_field.values() for row in rows)

    def within(self, numbers: set[int] | None, fields: Iterable[str] | None = None) -> set[int]:
        """Return which of *numbers* (None for all dossiers) hold the word, in any field or in one of *fields*."""
        chosen = self.by_field.values() if fields is None else (self.by_field.get(field, ()) for field in fields)
        rows = [row for rows in chosen for row in rows]
        if numbers is None:
            return set().union(*rows)
        found: set[int] = set()
        for row in rows:
            found |= numbers.intersection(row)
        return found

    def and_also(self, other: "Rows") -> "Rows":
        """Return the dossiers that hold either word."""
        fields = dict.fromkeys([*self.by_field, *other.by_field])
        return Rows({field: [*self.by_field.get(field, ()), *other.by_field.get(field, ())] for field in fields})


class Matcher:
    """Answers for one snapshot; what was found for a word is kept for the next letter."""

    def __init__(self, snapshot: Snapshot, marks: Mapping[str, Set[str]]) -> None:
        self._snapshot = snapshot
        self._marks = marks
        """Ids of the dossiers that are, or have, what no index knows: by ``is:disputed``, ``has:conflict``, …"""

        self._fields = [field for field in WORD_FIELDS if field in snapshot.fields]
        self._names = [field for field in NAME_FIELDS if field in snapshot.fields]
        self.beginning = lru_cache(8)(self._beginning)
        """The dossiers with a word that begins so, names first."""

    def fulfilling(self, term: Term) -> set[int]:
        """Return the dossiers that fulfil a term, negated or not."""
        found = self._holding_field(term) if term.field else self._holding(term)
        return set(self._snapshot.order) - found if term.negated else found

    def whole(self, words: Collection[str]) -> Rows:
        """Return the dossiers that hold one of *words*; of many words, only those that hold it in their name."""
        fields = self._fields if len(words) <= _MOST_NEAR_WORDS else self._names
        found: dict[str, list[Collection[int]]] = {field: [] for field in fields}
        for word in words:
            for field, rows in self._snapshot.rows(fields, word).items():
                found[field] += rows
        self._add_linked(found)
        return Rows(found)

    def named(self, words: Iterable[str]) -> Rows:
        """Return the dossiers whose name holds one of *words*."""
        found: dict[str, list[Collection[int]]] = {field: [] for field in self._names}
        for word in words:
            for field, rows in self._snapshot.rows(self._names, word).items():
                found[field] += rows
        return Rows(found)

    def _beginning(self, word: str) -> Rows:
        brief = len(word) <= _BRIEF and word.isascii()
        found: dict[str, list[Collection[int]]] = {**self._snapshot.rows(self._names, word, beginning=True)}
        others = [field for field in self._fields if field not in found]
        found.update(self._snapshot.rows(others, word, beginning=not brief))
        if not brief:
            self._add_linked(found)
        return Rows(found)

    def _add_linked(self, found: dict[str, list[Collection[int]]]) -> None:
        """Add what links to the dossiers found by name, unless these are many."""
        if sum(len(row) for field in self._names for row in found[field]) > _MOST_TARGETS:
            return
        named = {number for field in self._names for row in found[field] for number in row}
        for target in named:
            key = self._snapshot.key(target)
            for field in _LINKED_BY[self._snapshot.kind(target)]:
                if linking := self._snapshot.linking(ROLES_OF_FIELD[field], key):
                    found.setdefault(field, []).append(linking)

    # -- operators

    def _holding(self, term: Term) -> set[int]:
        words = [word.folded for word in term.words]
        if not words:
            return set()
        match term.mode:
            case "exact":
                return set.intersection(*(self._exactly(word) for word in words))
            case "phrase":
                return self._with_phrase(words)
            case "prefix":
                beginning = " ".join(words)
                return self._with_form(self._in_names(words[0]), lambda form: form.startswith(beginning))
            case "suffix":
                return set(self._snapshot.names_matching(rf"{re.escape(' '.join(words))}(?:$|\{NameForms.FORM_END})"))
        found: set[int] | None = None
        for word in words:
            found = self.beginning(word).within(found)
        return found or set()

    def _exactly(self, word: str) -> set[int]:
        return Rows(self._snapshot.rows(self._fields, word)).within(None)

    def _with_phrase(self, words: list[str]) -> set[int]:
        """The dossiers with these words one after the other in a name or in another text."""
        phrase = " ".join(words)
        holding = set.intersection(*(self._exactly(word) for word in words))
        found = self._with_form(holding, lambda form: f" {phrase} " in f" {form} ")
        others = holding - found
        if len(words) == 1:
            return found | others
        from dossier.index.folding import folded_terms

        for number in sorted(others)[:_MOST_READ]:
            texts = [text for _, text in self._snapshot.entry(number).texts]
            if any(f" {phrase} " in text.casefold() for text in texts) or any(
                f" {phrase} " in f" {' '.join(folded_terms(text))} " for text in texts
            ):
                found.add(number)
        return found

    def _with_form(self, numbers: set[int], fits: Callable[[str], bool]) -> set[int]:
        """Those of *numbers* of whose names a form fits."""
        return {number for number in numbers if any(map(fits, self._snapshot.name_forms(number)))}

    # -- fields

    def _holding_field(self, term: Term) -> set[int]:
        match term.field:
            case "kind":
                wanted = term.value.casefold()
                kinds = [kind for kind in KINDS_IN_ORDER if f"{kind}s".startswith(wanted)]
                return set().union(*(self._snapshot.holding("kind", kind) for kind in kinds))
            case "country" | "role" | "text":
                return self._in_fields(term, _WHERE[term.field])
            case "with":
                return self._with(term)
            case "place":
                return self._at(self._named(term, "place"))
            case "topic":
                return self._linking("topic", self._named(term, "topic"))
            case "source":
                sources = self._named(term, "source")
                return self._linking("evidence", sources) | self._linking("cited in", sources)
            case "is" | "has":
                return self._marked(term.field, term.value.casefold())
        assert term.days is not None
        return self._snapshot.dated(term.days)

    def _in_fields(self, term: Term, fields: Iterable[str]) -> set[int]:
        found = [
            set().union(*(self._snapshot.holding_beginning(field, word.folded) for field in fields))
            for word in term.words
        ]
        return set.intersection(*found)

    def _named(self, term: Term, *kinds: str) -> set[int]:
        """The dossiers of some kinds whose name has all words of a term, or whose id it is."""
        named = set.intersection(*(self._in_names(word.folded) for word in term.words))
        number = self._snapshot.number(term.value)
        return {one for one in named | ({number} if number is not None else set()) if self._snapshot.kind(one) in kinds}

    def _in_names(self, word: str) -> set[int]:
        return Rows(self._snapshot.rows(self._names, word, beginning=True)).within(None)

    def _linking(self, role: str, targets: Iterable[int]) -> set[int]:
        return set().union(*(self._snapshot.linking(role, self._snapshot.key(target)) for target in targets))

    def _with(self, term: Term) -> set[int]:
        """The engagements that somebody took part in, and who else did."""
        people = self._named(term, "official", "organization")
        found = set()
        for one in people:
            for engagement in self._linking("participant", [one]):
                found.add(engagement)
                links = self._snapshot.entry(engagement).links
                others = (self._snapshot.number(link.target) for link in links if link.role == "participant")
                found |= {other for other in others if other is not None and other != one}
        return found

    def _at(self, places: set[int]) -> set[int]:
        """What is or was at some places, or at places in them."""
        inside, found = set(places), set[int]()
        while inside:
            found |= self._linking("place", inside)
            inside = self._linking("part of", inside) - places
            places = places | inside
        return found

    def _marked(self, field: str, state: str) -> set[int]:
        if state in ("draft", "unreadable"):
            return self._snapshot.holding("status", state)
        if state == "unreviewed":
            return self._snapshot.holding("status", "claims") - self._with_mark("is:reviewed")
        return self._with_mark(f"{field}:{state}")

    def _with_mark(self, mark: str) -> set[int]:
        numbers = (self._snapshot.number(identifier) for identifier in self._marks.get(mark, ()))
        return {number for number in numbers if number is not None}
