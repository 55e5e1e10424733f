"""The sentence that a search found: of a claim, or of a source's text."""

from dossier.cards.excerpt import Excerpt
from dossier.index.folding import folded_terms
from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from dossier.search.hits import Hit

_IN_PASSAGES = ("claim", "text")


def passage_found(library: Library, hit: Hit) -> str:
    """Return the claim, or the sentence of the source, in which a hit was found; empty where its fields were enough."""
    words = _words(hit, *_IN_PASSAGES)
    if not words:
        return ""
    if any(match.field == "claim" for match in hit.matches):
        return _fullest([text for field, text in library.entries[hit.id].texts if field == "claim"], words)
    text = library.text(hit.id) or ""
    start, end = _sentence(text, words)
    return " ".join(text[start:end].split())


def claim_found(library: Library, hit: Hit) -> ClaimRef | None:
    """Return the claim that a search found; None where it found the dossier by something else."""
    words = _words(hit, "claim")
    dossier = library.get(hit.id) if words else None
    if dossier is None:
        return None
    text = _fullest([claim.text for claim in dossier.claims], words)
    return next((ClaimRef(dossier.id, claim.id) for claim in dossier.claims if claim.text == text), None)


def excerpt_found(library: Library, hit: Hit) -> Excerpt | None:
    """Return the sentence of a source's text that a search found, in its paragraph; None where it found none."""
    from dossier.evidence.passages import paragraphs, passage_at

    words = _words(hit, "text")
    text = library.text(hit.id) if words else None
    if not text:
        return None
    start, end = _sentence(text, words)
    around = next(span for span in paragraphs(text) if span.start <= start < span.end)
    where = f"{hit.id}, paragraph {passage_at(text, start, end).paragraph}"
    return Excerpt(hit.id, where, text[around.start : start], text[start:end], text[end : around.end])


def _words(hit: Hit, *fields: str) -> list[str]:
    return [match.query for match in hit.matches if match.field in fields]


def _sentence(text: str, words: list[str]) -> tuple[int, int]:
    """Where the first sentence stands that holds most of the words."""
    from dossier.evidence.passages import sentence_spans

    spans = [span for _, span in sentence_spans(text)]
    best = max(spans, key=lambda span: _held(text[span.start : span.end], words), default=None)
    return (best.start, best.end) if best else (0, 0)


def _fullest(texts: list[str], words: list[str]) -> str:
    return max(texts, key=lambda text: _held(text, words), default="")


def _held(text: str, words: list[str]) -> int:
    """How many of the words, or words that begin so, a text holds."""
    terms = folded_terms(text)
    return sum(any(term.startswith(word) for term in terms) for word in words)
