"""A whole source text with everything that stands on it."""

from typing import NamedTuple

from dossier.cards.card import Card, Line, Span
from dossier.evidence.coverage import Sentence, coverage_of, quotations_of
from dossier.library.library import Library
from dossier.model.reference import ClaimRef


class Ground(NamedTuple):
    """A stretch of a source text (character offsets) and the claims that stand on it."""

    start: int
    end: int
    claims: tuple[ClaimRef, ...]


class SourceText(NamedTuple):
    """A source text, the quotes that claims stand on, and its sentences with their coverage."""

    id: str
    title: str
    text: str
    grounds: tuple[Ground, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    share: float = 1.0
    """Share of sentences, from 0 to 1, that are covered or excused."""

    def sentence_at(self, offset: int) -> int:
        """Return the number of the last sentence that begins at or before *offset*; 0 for none."""
        return max([n for n, sentence in enumerate(self.sentences) if sentence.start <= offset], default=0)


def source_text(library: Library, source: str) -> SourceText:
    """Return the text of a source with all that stands on it; an empty one where there is no text.

    Raises:
        KeyError: the library has no such source.
    """
    coverage = coverage_of(library, source)
    found: dict[tuple[int, int], list[ClaimRef]] = {}
    for ground in quotations_of(library, source):
        found.setdefault((ground.start, ground.end), []).append(ClaimRef(ground.dossier, ground.claim))
    return SourceText(
        source,
        library.entries[source].name,
        library.text(source) or "",
        tuple(Ground(start, end, tuple(dict.fromkeys(claims))) for (start, end), claims in sorted(found.items())),
        coverage.sentences if coverage else (),
        coverage.share if coverage else 1.0,
    )


def claims_card(library: Library, identifier: str, claims: tuple[ClaimRef, ...], excuse: str = "") -> Card:
    """Return the claims that stand on a stretch of a text as a card; each leads to its dossier.

    *identifier* tells one such card from another. *excuse* is why there are none.
    """
    lines = []
    for reference in claims:
        dossier = library.get(reference.dossier)
        text = next((claim.text for claim in dossier.claims if claim.id == reference.claim), "") if dossier else ""
        where = Span(f"  {library.entries[reference.dossier].name}", "dim")
        lines.append(Line((Span(text), where), 0, reference.dossier, reference, states=True))
    if not lines:
        told = f"no claim: {excuse}" if excuse else "no claim stands on this sentence"
        lines.append(Line((Span(told, "dim" if excuse else "warning"),)))
    return Card(identifier, "Stands on it", f"{len(claims)} claims" if len(claims) > 1 else "", tuple(lines))
