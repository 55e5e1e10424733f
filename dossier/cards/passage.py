"""What a face shows of the passage behind a claim: the text around the quote, and where it stands."""

from dossier.cards.excerpt import Excerpt
from dossier.evidence.locating import seek_strictly
from dossier.evidence.origins import chain_of, origins_of
from dossier.evidence.passages import Passage, paragraphs, sentence_spans
from dossier.library.library import Library
from dossier.model.base import Evidence
from dossier.model.reference import ClaimRef

CONTEXTS = ("the sentence", "the paragraph", "a paragraph more on each side", "two paragraphs more", "the whole text")
"""What the steps of context show, from less to more."""

DEFAULT_CONTEXT = 1


def excerpt_behind(library: Library, reference: ClaimRef, number: int = 0, context: int = DEFAULT_CONTEXT) -> Excerpt:
    """Return the passage of a claim's evidence *number* (from 0, counted round) in so much context.

    Raises:
        KeyError: the claim is not in the library.
    """
    dossier = library.get(reference.dossier)
    claim = next((claim for claim in dossier.claims if claim.id == reference.claim), None) if dossier else None
    if claim is None:
        raise KeyError(str(reference))
    if not claim.evidence:
        return Excerpt("", "no evidence", problem="This claim has no evidence: nothing in a source is given for it.")
    count = len(claim.evidence)
    number %= count
    evidence = claim.evidence[number]
    chain = chain_of(library, claim)
    through = " → ".join(chain) if len(chain) > 1 else ""
    origins = str(origins_of(library, claim))
    told = Excerpt(evidence.source, evidence.source, "", "", "", number + 1, count, through, origins)
    text = library.text(evidence.source)
    if text is None:
        problem = "The text of this source is not in the library. The quote stands in the dossier:"
        return told._replace(quote=evidence.quote, problem=problem)
    passage = _sought(text, evidence)
    if passage is None:
        problem = "The source does not have this quote:"
        return told._replace(quote=evidence.quote, problem=problem)
    start, end = _stretch(text, passage, context)
    where = f"{evidence.source}, paragraph {passage.paragraph}"
    before, after = text[start : passage.start], text[passage.end : end]
    return told._replace(where=where, before=before, quote=text[passage.start : passage.end], after=after)


def _sought(text: str, evidence: Evidence) -> Passage | None:
    """Where the quote stands, but for typography, from its first part to its last."""
    found = seek_strictly(text, evidence.quote, evidence.prefix or "", evidence.suffix or "")
    if found.outcome == "missing":
        return None
    return found.passages[0]._replace(end=found.end)


def _stretch(text: str, passage: Passage, context: int) -> tuple[int, int]:
    """Where the context of a passage begins and ends."""
    if context <= 0:
        around = (span for _, span in sentence_spans(text))
        inside = tuple(span for span in around if span.start < passage.end and passage.start < span.end)
    elif context >= len(CONTEXTS) - 1:
        inside = paragraphs(text)
    else:
        first = max(0, passage.paragraph - context)
        inside = paragraphs(text)[first : passage.paragraph + context - 1]
    start = min([span.start for span in inside], default=passage.start)
    end = max([span.end for span in inside], default=passage.end)
    return min(start, passage.start), max(end, passage.end)
