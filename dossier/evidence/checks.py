"""All checks of a library, in one pass."""

from dossier.evidence.claims import check_claims
from dossier.evidence.contradictions import check_contradictions
from dossier.evidence.quotes import check_quotes, check_sources
from dossier.evidence.reporting import Reporter
from dossier.evidence.support import check_fields
from dossier.evidence.twins import check_names
from dossier.library.finding import Finding
from dossier.library.library import Library


def check(library: Library) -> list[Finding]:
    """Return every finding on *library*, those of its files included, by file and line."""
    report = Reporter(library)
    return sorted(
        {
            *library.findings,
            *check_sources(library, report),
            *check_quotes(library, report),
            *check_fields(library, report),
            *check_claims(library, report),
            *check_contradictions(library, report),
            *check_names(library, report),
        }
    )
