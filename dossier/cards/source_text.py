"""A whole source text with everything that stands on it."""

from typing import NamedTuple

from dossier.cards.card import ClaimRef
from dossier.evidence.coverage import grounds_of
from dossier.library.library import Library


class Ground(NamedTuple):
    """A stretch of a source text (character offsets) and the claims that stand on it."""

    start: int
    end: int
    claims: tuple[tuple[ClaimRef, str], ...]
    """Each claim with its text."""


def grounds(library: Library, source: str) -> list[Ground]:
    """Return the quotes of *source* that claims stand on, in the order of the text; claims on one quote together."""
    found: dict[tuple[int, int], dict[ClaimRef, str]] = {}
    for ground in grounds_of(library, source):
        dossier = library.get(ground.dossier)
        text = next((claim.text for claim in dossier.claims if claim.id == ground.claim), "") if dossier else ""
        found.setdefault((ground.start, ground.end), {})[ClaimRef(ground.dossier, ground.claim)] = text
    return [Ground(start, end, tuple(claims.items())) for (start, end), claims in sorted(found.items())]
