"""The sentence that a search found: of a claim, or of a source's text."""

from dossier.index.folding import folded_terms
from dossier.library.library import Library
from dossier.search.hits import Hit

_IN_PASSAGES = ("claim", "text")


def passage_found(library: Library, hit: Hit) -> str:
    """Return the claim, or the sentence of the source, in which a hit was found; empty where its fields were enough."""
    words = [match.query for match in hit.matches if match.field in _IN_PASSAGES]
    if not words:
        return ""
    claims = [text for field, text in library.entries[hit.id].texts if field == "claim"]
    in_claim = any(match.field == "claim" for match in hit.matches)
    return _fullest(claims if in_claim else _sentences(library, hit.id), words)


def _sentences(library: Library, source: str) -> list[str]:
    from dossier.evidence.sentences import sentences

    paragraphs = (" ".join(paragraph.split()) for paragraph in (library.text(source) or "").split("\n"))
    return [paragraph[start:end] for paragraph in paragraphs for start, end in sentences(paragraph)]


def _fullest(texts: list[str], words: list[str]) -> str:
    """The first text that holds most of the words, or words that begin so."""

    def held(text: str) -> int:
        terms = folded_terms(text)
        return sum(any(term.startswith(word) for term in terms) for word in words)

    return max(texts, key=held, default="")
