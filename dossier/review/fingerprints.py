"""Fingerprints of what is judged: a verdict on a claim that has changed since is stale, and shown so."""

import hashlib
import json

from dossier.library.library import Library
from dossier.model.base import Claim
from dossier.model.reference import ClaimRef
from dossier.review.records import SEAL_DIGITS


class Fingerprints:
    """Fingerprints of the claims of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sources: dict[str, str] = {}
        self._claims: dict[ClaimRef, str] = {}

    def of(self, reference: ClaimRef) -> str:
        """Return the fingerprint of a claim; empty for one that is not in the library."""
        if reference not in self._claims:
            claim = claim_of(self._library, reference)
            self._claims[reference] = "" if claim is None else self.of_claim(claim)
        return self._claims[reference]

    def of_claim(self, claim: Claim) -> str:
        """Return the beginning of the SHA-256 of the claim, its quotes, and the bytes of the texts that they stand in.

        The claim as compact JSON with sorted keys, without the fields that have their default; then the hashes of the
        texts, in the order of the evidence.
        """
        fields = claim.model_dump(mode="json", exclude_defaults=True)
        hashes = [self.of_source(evidence.source) for evidence in claim.evidence]
        judged = json.dumps([fields, hashes], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(judged.encode()).hexdigest()[:SEAL_DIGITS]

    def of_source(self, source: str) -> str:
        """Return the SHA-256 of the bytes of a source's text; empty where there is no text."""
        if source not in self._sources:
            data = self._library.source_bytes(source)
            self._sources[source] = hashlib.sha256(data).hexdigest() if isinstance(data, bytes) else ""
        return self._sources[source]


def claim_of(library: Library, reference: ClaimRef) -> Claim | None:
    """Return the claim that is meant; None where there is none."""
    dossier = library.get(reference.dossier)
    return next((claim for claim in dossier.claims if claim.id == reference.claim), None) if dossier else None
