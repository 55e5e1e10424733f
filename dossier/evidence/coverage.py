"""Coverage: which sentences of a source ground a claim, which are excused, and which nobody has looked at."""

from typing import Literal, NamedTuple

from dossier.evidence.locating import seek_strictly
from dossier.evidence.passages import sentence_spans
from dossier.library.library import Library
from dossier.model.kinds import Source

State = Literal["covered", "excused", "uncovered"]


class Sentence(NamedTuple):
    """One sentence of a source text: where it stands (character offsets), and what stands on it."""

    paragraph: int
    start: int
    end: int
    state: State
    claims: tuple[str, ...] = ()
    """The claims that quote it or a part of it, as ``<dossier-id>#<claim-id>``."""

    reason: str = ""
    """Why an excused sentence grounds no claim."""


class Quotation(NamedTuple):
    """A stretch of a source text (character offsets) that a claim quotes."""

    start: int
    end: int
    dossier: str
    claim: str


class Coverage(NamedTuple):
    """A source, sentence by sentence."""

    source: str
    sentences: tuple[Sentence, ...]

    @property
    def share(self) -> float:
        """Share of sentences, from 0 to 1, that are covered or excused; 1 for a text without sentences."""
        done = sum(sentence.state != "uncovered" for sentence in self.sentences)
        return done / len(self.sentences) if self.sentences else 1.0


def coverage_of(library: Library, source: str) -> Coverage | None:
    """Return the coverage of a source; None for one whose text cannot be read."""
    text, dossier = library.text(source), library.get(source)
    if text is None or not isinstance(dossier, Source):
        return None
    excused = {" ".join(no_claim.sentence.split()): no_claim.reason for no_claim in dossier.no_claims}
    grounds = quotations_of(library, source)
    sentences = []
    for paragraph, span in sentence_spans(text):
        on_it = [ground for ground in grounds if ground.start < span.end and span.start < ground.end]
        claims = tuple(dict.fromkeys(f"{ground.dossier}#{ground.claim}" for ground in on_it))
        reason = excused.get(" ".join(text[span.start : span.end].split()), "")
        state: State = "covered" if claims else "excused" if reason else "uncovered"
        sentences.append(Sentence(paragraph, span.start, span.end, state, claims, "" if claims else reason))
    return Coverage(source, tuple(sentences))


def quotations_of(library: Library, source: str) -> list[Quotation]:
    """Return every stretch of a source text that a claim quotes, but for typography, in the order of the text."""
    text = library.text(source)
    if text is None:
        return []
    found = []
    citing = dict.fromkeys(link.source for link in library.backlinks(source) if link.role == "evidence")
    for dossier in filter(None, map(library.get, citing)):
        for claim in dossier.claims:
            for evidence in claim.evidence:
                if evidence.source == source:
                    sought = seek_strictly(text, evidence.quote, evidence.prefix or "", evidence.suffix or "")
                    if sought.outcome != "missing":
                        found += [Quotation(p.start, p.end, dossier.id, claim.id) for p in sought.passages]
    return sorted(found)
