"""Why a dossier was found: for each word of the query the word of the dossier, its field and the rule."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from dossier.index.folding import Word, terms
from dossier.index.scripts import romanized
from dossier.library.indexing import NAME_FIELDS
from dossier.library.snapshot import Snapshot
from dossier.model.countries import COUNTRIES
from dossier.search.hits import Hit, Match, Rule
from dossier.search.matching import ROLES_OF_FIELD
from dossier.search.query import Query
from dossier.search.ranking import FIELD_WEIGHTS, Scorer

_FIELD_OF_ROLE = {role: field for field, role in ROLES_OF_FIELD.items()}
_ONLY_IN = {
    "text": ("claim", "text"), "role": ("post", "rank", "capacity"),
    "with": ("with",), "place": ("place",), "topic": ("topic",),
}  # fmt: skip


_KEPT = 200

Near = Mapping[str, Mapping[str, int]]
"""For words of the query the words that are nearly they, with their distance."""


class _Wanted(NamedTuple):
    """A word of the query: folded, as typed, and the fields it is to be found in; all, if none are named."""

    folded: str
    typed: str
    fields: tuple[str, ...] = ()


class _Seen(NamedTuple):
    """A word of a dossier: its field, as it is marked, as it is compared, as written, and where in its text."""

    field: str
    folded: str
    compared: str
    written: str
    place: int


class Explainer:
    """Explains the hits in one snapshot; the words of the dossiers that were last looked at are kept."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._words = lru_cache(_KEPT)(lambda number: tuple(_seen(snapshot, number)))

    def hit(self, number: int, query: Query, plain: Sequence[Word], near: Near) -> Hit:
        """Return the hit of a dossier for *query*, of which the words in *plain* were looked for anywhere."""
        wanted = [_Wanted(word.folded, query.text[word.start : word.end]) for word in plain]
        for term in (term for group in query.conditions for term in group if not term.negated):
            if not term.field or term.field in _ONLY_IN:
                fields = _ONLY_IN.get(term.field, ())
                wanted += [_Wanted(word.folded, query.text[word.start : word.end], fields) for word in term.words]
        scorer = Scorer([word.folded for word in plain], near)
        in_text = self._snapshot.entry(number).text_path != ""
        matches, places, total = [], [], 0.0
        for word in wanted:
            match, place = _best(word, self._words(number), scorer, near)
            if match is None and in_text and number in self._snapshot.holding_beginning("text", word.folded):
                match = Match(word.folded, word.folded, "text", "exact", FIELD_WEIGHTS["text"])
            if match is not None:
                matches.append(match)
                places += [place] * (match.field == "name")
                total += match.score * len(word.folded)
        score = total / (sum(len(word.folded) for word in wanted) or 1)
        return Hit(self._snapshot.key(number), score, tuple(matches), reordered=places != sorted(places))


def _seen(snapshot: Snapshot, number: int) -> Iterator[_Seen]:
    """Yield the words of a dossier, those of its name first."""
    for field, text in _texts(snapshot, number):
        for term in terms(text):
            written = text[term.start : term.end]
            yield _Seen(field, term.folded, term.folded, written, term.start)
            if field in NAME_FIELDS and not term.folded.isascii():
                for latin in romanized(written).split():
                    yield _Seen("romanized", term.folded, latin, latin, term.start)


def _texts(snapshot: Snapshot, number: int) -> Iterator[tuple[str, str]]:
    entry = snapshot.entry(number)
    yield from entry.texts or (("name", entry.name),)
    if entry.country:
        yield "country", f"{entry.country} {COUNTRIES.get(entry.country, '')}"
    for link in entry.links:
        field = _FIELD_OF_ROLE.get(link.role)
        target = snapshot.number(link.target) if field else None
        if field and target is not None:
            yield from ((field, text) for name, text in snapshot.entry(target).texts if name in NAME_FIELDS)


def _best(wanted: _Wanted, seen: Sequence[_Seen], scorer: Scorer, near: Near) -> tuple[Match | None, int]:
    """The best match for one word, and its place in its text."""
    best: Match | None = None
    place = 0
    for word in seen:
        if wanted.fields and word.field not in wanted.fields:
            continue
        quality = scorer.quality(wanted.folded, word.compared) * FIELD_WEIGHTS[word.field]
        if quality > 0 and (best is None or quality > best.score):
            best = Match(wanted.folded, word.folded, word.field, _rule(wanted, word, near), quality)
            place = word.place
    return best, place


def _rule(wanted: _Wanted, found: _Seen, near: Near) -> Rule:
    if found.field in ("romanized", "reading"):
        return "romanized" if found.field == "romanized" else "reading"
    if found.compared.startswith(wanted.folded):
        if not found.written.casefold().startswith(wanted.typed.casefold()):
            return "folded"
        return "exact" if wanted.folded == found.compared else "prefix"
    distance = near.get(wanted.folded, {}).get(found.compared)
    if distance is None:
        return "initial"
    return "1 edit" if distance == 1 else "2 edits"
