"""The report: what was judged, by whom, where reviewers agree and where they do not."""

from collections import Counter
from itertools import combinations
from typing import NamedTuple

from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from dossier.review.agreement import cohens_kappa, krippendorffs_alpha
from dossier.review.fingerprints import Fingerprints
from dossier.review.reviews import Agreement, Reviews, Standing


class OfReviewer(NamedTuple):
    """What one reviewer's verdicts come to: how many of each count, and how many are stale."""

    verdicts: Counter[str]
    stale: int


class OfDossier(NamedTuple):
    """One dossier with claims that somebody has judged."""

    id: str
    claims: int
    agreements: Counter[Agreement]
    """How many of its claims are agreed, disputed, judged by one, judged by none."""

    reviewers: dict[str, OfReviewer]
    disputed: dict[str, Standing]
    """The disputed claims, as ``<dossier-id>#<claim-id>``."""


class Report(NamedTuple):
    """What the reviews of a library come to."""

    claims: int
    """Claims in the library, judged or not."""

    reviewers: dict[str, OfReviewer]
    dossiers: list[OfDossier]
    kappas: dict[tuple[str, str], float | None]
    """Cohen's kappa for each two reviewers, on the claims that both have judged."""

    alpha: float | None
    """Krippendorff's alpha over all reviewers."""

    gone: list[str]
    """Judged claims that are no longer in the library."""


def report_on(library: Library, reviews: Reviews) -> Report:
    """Return what the reviews come to, on the claims as they are now."""
    fingerprints = Fingerprints(library)
    judged: dict[str, dict[str, Standing]] = {}
    gone = []
    for claim in reviews.claims():
        reference = ClaimRef.parse(claim)
        fingerprint = fingerprints.of(reference)
        if fingerprint:
            judged.setdefault(reference.dossier, {})[claim] = reviews.standing(claim, fingerprint)
        else:
            gone.append(claim)
    order = [identifier for identifier in library.entries if identifier in judged]
    standings = [standing for identifier in order for standing in judged[identifier].values()]
    names = sorted({who for standing in standings for who in (*standing.verdicts, *standing.stale)})
    return Report(
        sum(library.entries[key].claims for key in library.entries),
        {who: _of_reviewer(who, standings) for who in names},
        [_of_dossier(library, identifier, judged[identifier]) for identifier in order],
        {pair: cohens_kappa(_both(pair, standings)) for pair in combinations(names, 2)},
        krippendorffs_alpha([_verdicts(standing) for standing in standings]),
        sorted(gone),
    )


def _of_dossier(library: Library, identifier: str, standings: dict[str, Standing]) -> OfDossier:
    claims = library.entries[identifier].claims
    agreements: Counter[Agreement] = Counter(standing.agreement for standing in standings.values())
    agreements["none"] += claims - len(standings)
    names = sorted({who for standing in standings.values() for who in (*standing.verdicts, *standing.stale)})
    return OfDossier(
        identifier,
        claims,
        agreements,
        {who: _of_reviewer(who, list(standings.values())) for who in names},
        {claim: standing for claim, standing in standings.items() if standing.agreement == "disputed"},
    )


def _of_reviewer(reviewer: str, standings: list[Standing]) -> OfReviewer:
    given = Counter(str(s.verdicts[reviewer].verdict) for s in standings if reviewer in s.verdicts)
    return OfReviewer(given, sum(reviewer in standing.stale for standing in standings))


def _both(pair: tuple[str, str], standings: list[Standing]) -> list[tuple[str, str]]:
    one, other = pair
    both = [standing.verdicts for standing in standings if one in standing.verdicts and other in standing.verdicts]
    return [(str(verdicts[one].verdict), str(verdicts[other].verdict)) for verdicts in both]


def _verdicts(standing: Standing) -> list[str]:
    return [str(record.verdict) for record in standing.verdicts.values()]
