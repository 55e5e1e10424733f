"""Where a claim comes from: how many origins its sources have, and through whose mouths it went."""

from typing import NamedTuple

from dossier.library.library import Library
from dossier.model.base import Claim
from dossier.model.kinds import Source


class Origins(NamedTuple):
    """How many sources a claim cites, and how many releases they go back to: two reprints have one origin."""

    sources: int
    origins: int

    def __str__(self) -> str:
        """Such as ``3 sources, 1 origin``; nothing for a single source."""
        if self.sources < 2:
            return ""
        return f"{self.sources} sources, {self.origins} origin{'' if self.origins == 1 else 's'}"


def origins_of(library: Library, claim: Claim) -> Origins:
    """Count the sources of a claim and their origins; a source without `origin` is its own."""
    sources = dict.fromkeys(evidence.source for evidence in claim.evidence)
    origins = set()
    for identifier in sources:
        source = library.get(identifier)
        origins.add(source.origin if isinstance(source, Source) and source.origin else identifier)
    return Origins(len(sources), len(origins))


def chain_of(library: Library, claim: Claim) -> list[str]:
    """Return the names along the said-by chain of a claim: who said it, to whom, who reports it, in which sources.

    A claim that the source states in its own words has only the sources.
    """
    chain = []
    if claim.speaker:
        to_whom = f" to {_name(library, claim.said_to)}" if claim.said_to else ""
        chain.append(f"{_name(library, claim.speaker)}{to_whom}")
    if claim.said_by:
        chain.append(_name(library, claim.said_by))
    sources = dict.fromkeys(evidence.source for evidence in claim.evidence)
    return [*chain, ", ".join(sources)] if sources else chain


def _name(library: Library, identifier: str) -> str:
    entry = library.entries.get(identifier)
    return entry.name if entry else identifier
