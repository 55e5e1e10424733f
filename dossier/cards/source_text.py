"""A whole source text with everything that stands on it."""

from typing import NamedTuple

from dossier.cards.card import ClaimRef
from dossier.evidence.passages import locate
from dossier.library.library import Library


class Ground(NamedTuple):
    """A stretch of a source text (character offsets) and the claims that stand on it."""

    start: int
    end: int
    claims: tuple[tuple[ClaimRef, str], ...]
    """Each claim with its text."""


def grounds(library: Library, source: str) -> list[Ground]:
    """Return the quotes of *source* that claims stand on, in the order of the text; claims on one quote together."""
    text = library.text(source)
    if text is None:
        return []
    found: dict[tuple[int, int], list[tuple[ClaimRef, str]]] = {}
    citing = dict.fromkeys(link.source for link in library.backlinks(source) if link.role == "evidence")
    for dossier in filter(None, map(library.get, citing)):
        for claim in dossier.claims:
            for evidence in claim.evidence:
                if evidence.source != source:
                    continue
                passage = locate(text, evidence.quote, evidence.prefix or "", evidence.suffix or "")
                if passage:
                    claims = found.setdefault((passage.start, passage.end), [])
                    if (ClaimRef(dossier.id, claim.id), claim.text) not in claims:
                        claims.append((ClaimRef(dossier.id, claim.id), claim.text))
    return [Ground(start, end, tuple(claims)) for (start, end), claims in sorted(found.items())]
