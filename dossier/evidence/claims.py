"""The check of claims: each judged against its quotes, with what its library knows."""

from collections.abc import Iterator

from dossier.evidence.judging import CitedText, judge
from dossier.evidence.locating import seek_strictly
from dossier.evidence.reporting import Reporter
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.model.base import Claim, Evidence
from dossier.model.kinds import Engagement

_CODES = {
    "name": ("claim-name", "the quotes do not name {}"),
    "number": ("claim-number", "the quotes do not have the number {}"),
    "day": ("claim-day", "the quotes do not name {}"),
    "negation": ("claim-negation", "{}"),
    "doer": ("claim-doer", "the quotes do not say that {} did it"),
    "speaker": ("claim-speaker", "the quotes do not have {} speak"),
}


def check_claims(library: Library, report: Reporter) -> Iterator[Finding]:
    """Yield what claims say beyond their quotes."""
    aliases = list(aliases_of(library))
    people = list(people_of(library))
    for identifier in library.entries:
        dossier = library.get(identifier)
        for number, claim in enumerate(dossier.claims if dossier else ()):
            grounds = list(grounds_of_claim(library, claim))
            if len(grounds) == 0:
                continue  # a finding on the quotes says why
            known = names_known(library, identifier, claim)
            for doubt in judge(claim.text, grounds, known, aliases, people, speaker=speaker_of(library, claim)):
                code, told = _CODES[doubt.kind]
                hint = "quote the sentence that says it, or say in the claim what the quote says"
                at = ("claims", number, "speaker" if doubt.kind == "speaker" else "text")
                yield report.finding(identifier, at, code, told.format(doubt.words), hint, severity="warning")


def grounds_of_claim(library: Library, claim: Claim) -> Iterator[CitedText]:
    """Yield what a claim quotes, by source; nothing if one of its quotes is not in its source."""
    by_source: dict[str, list[Evidence]] = {}
    for evidence in claim.evidence:
        by_source.setdefault(evidence.source, []).append(evidence)
    found = []
    for source, cited in by_source.items():
        text = library.text(source)
        if text is None:
            return
        sought = [seek_strictly(text, e.quote, e.prefix or "", e.suffix or "") for e in cited]
        if any(one.outcome == "missing" for one in sought):
            return
        found.append(CitedText(text, tuple(passage for one in sought for passage in one.passages)))
    yield from found


def names_known(library: Library, identifier: str, claim: Claim) -> Iterator[str]:
    """Yield the names that a claim may use though its quotes do not: of its dossier, its speaker and its reporter.

    The participants of an engagement are not among them: who of them did a thing is what the quotes have to say.
    """
    dossier = library.get(identifier)
    if dossier is None:
        return
    if not isinstance(dossier, Engagement):
        yield from (dossier.display_name, *dossier.aliases)
    for other in (claim.said_by, *claim.about):
        entry = library.entries.get(other or "")
        if entry:
            yield entry.name


def speaker_of(library: Library, claim: Claim) -> str:
    """Return the family name of a claim's speaker; nothing where there is none, or it is no official."""
    entry = library.entries.get(claim.speaker or "")
    return (entry.sort_name or entry.name).split()[0] if entry and entry.kind == "official" else ""


def people_of(library: Library) -> Iterator[str]:
    """Yield the family names of the officials; of those without one, the name."""
    for entry in library.by_kind("official"):
        yield (entry.sort_name or entry.name).split()[0]


def aliases_of(library: Library) -> Iterator[tuple[str, ...]]:
    """Yield the names that each dossier goes by, of those that go by more than one."""
    for entry in library.entries.values():
        names = tuple(text for field, text in entry.texts if field in ("name", "alias"))
        if len(names) > 1:
            yield names
