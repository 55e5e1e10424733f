"""What a search may ask of reviews: ``is:unreviewed``, ``is:disputed``, ``is:stale``."""

from collections import Counter

from dossier.model.reference import ClaimRef
from dossier.review.session import Session

REVIEWED, DISPUTED, STALE = "is:reviewed", "is:disputed", "is:stale"


def marks_of(session: Session) -> dict[str, frozenset[str]]:
    """Return the ids of the dossiers all of whose claims are judged, that have a disputed claim, a stale verdict."""
    judged: Counter[str] = Counter()
    disputed, stale = set(), set()
    for claim in session.reviews.claims():
        reference = ClaimRef.parse(claim)
        standing = session.shown(reference)
        judged[reference.dossier] += bool(standing.verdicts)
        if standing.agreement == "disputed":
            disputed.add(reference.dossier)
        if standing.stale:
            stale.add(reference.dossier)
    entries = session.library.entries
    whole = {key for key, number in judged.items() if key in entries and number >= entries[key].claims}
    return {REVIEWED: frozenset(whole), DISPUTED: frozenset(disputed), STALE: frozenset(stale)}
