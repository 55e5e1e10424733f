"""References to claims."""

from typing import NamedTuple


class ClaimRef(NamedTuple):
    """A claim of a dossier; as text ``<dossier-id>#<claim-id>``."""

    dossier: str
    claim: str

    def __str__(self) -> str:
        return f"{self.dossier}#{self.claim}"

    @classmethod
    def parse(cls, text: str) -> "ClaimRef":
        """Read a reference; the claim is empty where the text names none."""
        dossier, _, claim = text.partition("#")
        return cls(dossier, claim)
