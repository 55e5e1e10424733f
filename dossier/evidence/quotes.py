"""The check of quotes and sources: does the source say, letter by letter, what a dossier quotes?"""

import errno
import hashlib
from collections.abc import Iterator

from dossier.evidence.locating import LONGEST_QUOTE, cuts_word, elsewhere, occurrences, seek, word_diff
from dossier.evidence.reporting import Reporter
from dossier.library.building import LARGEST_SOURCE
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.library.positions import KeyPath
from dossier.model.base import Evidence
from dossier.model.kinds import Source


def check_sources(library: Library, report: Reporter) -> Iterator[Finding]:
    """Yield what is wrong with the text files of the sources."""
    for entry in library.by_kind("source"):
        source = library.get(entry.id)
        if not isinstance(source, Source) or not source.path:
            continue
        data = library.source_bytes(source.id)
        if isinstance(data, OSError):
            if data.errno == errno.EFBIG:
                message = f"{source.path} is larger than {LARGEST_SOURCE:,} bytes and is not read"
                yield report.finding(source.id, ("path",), "source-too-large", message, "cut it into several sources")
            else:
                message = f"{source.path} cannot be read: {data.strerror or data}"
                yield report.finding(
                    source.id, ("path",), "source-missing", message, "put the text there, or mend `path`"
                )
        elif isinstance(data, bytes):
            yield from _check_bytes(source, data, report)


def _check_bytes(source: Source, data: bytes, report: Reporter) -> Iterator[Finding]:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{source.path} is not UTF-8: byte 0x{data[error.start]:02X} in line {line}"
        yield report.finding(source.id, ("path",), "source-not-utf8", message, "save the text as UTF-8")
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.sha256:
        message = f"{source.path} has changed since it was cited: its sha256 is {digest}"
        hint = "look at what changed; where the quotes still stand, write the new sha256"
        yield report.finding(source.id, ("sha256",), "source-changed", message, hint)


def check_quotes(library: Library, report: Reporter) -> Iterator[Finding]:
    """Yield what is wrong with the quotes of all dossiers."""
    for identifier in library.entries:
        dossier = library.get(identifier)
        for number, claim in enumerate(dossier.claims if dossier else ()):
            for place, evidence in enumerate(claim.evidence):
                at: KeyPath = ("claims", number, "evidence", place, "quote")
                yield from _check_quote(library, identifier, at, evidence, report)


def _check_quote(
    library: Library, dossier: str, at: KeyPath, evidence: Evidence, report: Reporter
) -> Iterator[Finding]:  # fmt: skip
    text = library.text(evidence.source)
    if len(evidence.quote) > LONGEST_QUOTE:
        message = f"the quote has {len(evidence.quote):,} characters; it is not looked for"
        yield report.finding(dossier, at, "quote-too-long", message, "quote the sentence that the claim rests on")
        return
    if text is None:
        return  # a finding on the source says why
    found = seek(text, evidence.quote, evidence.prefix or "", evidence.suffix or "")
    match found.outcome:
        case "exact":
            yield from _check_exact(text, dossier, at, evidence, report)
            if any(cuts_word(text, passage) for passage in found.passages):
                message = f"the quote begins or ends inside a word of {evidence.source}"
                yield report.finding(dossier, at, "quote-cuts-word", message, "quote whole words")
        case "folded":
            source = text[found.start : found.end]
            if " ".join(source.split()) == " ".join(evidence.quote.split()):
                return  # the lines of the source are broken elsewhere, and that is all
            message = f"the source has the same words in other typography: {_shortened(source)}"
            yield report.finding(
                dossier,
                at,
                "quote-folded",
                message,
                "`dossier check --fix` writes it as the source does",
                severity="warning",
            )
        case "altered" | "missing":
            others = ((other.id, library.text(other.id) or "") for other in library.by_kind("source"))
            moved = elsewhere(evidence.quote, (pair for pair in others if pair[0] != evidence.source))
            if moved:
                identifier, passage = moved
                where = f"`{identifier}` does, in paragraph {passage.paragraph}"
                message = f"`{evidence.source}` does not have this quote; {where}"
                yield report.finding(dossier, at, "quote-moved", message, "`dossier check --fix` names that source")
            elif found.outcome == "altered":
                diff = word_diff(evidence.quote, text[found.start : found.end])
                message = f"the source has other words here (paragraph {found.passages[0].paragraph}): {diff}"
                yield report.finding(dossier, at, "quote-altered", message, "quote what the source says, to the letter")
            else:
                message = f"`{evidence.source}` does not have this quote, nor anything like it"
                yield report.finding(dossier, at, "quote-missing", message, "take the claim out, or find its source")


def _check_exact(text: str, dossier: str, at: KeyPath, evidence: Evidence, report: Reporter) -> Iterator[Finding]:
    if evidence.prefix or evidence.suffix:
        return
    places = occurrences(text, evidence.quote)
    if len(places) > 1:
        told = ", ".join(f"paragraph {place.paragraph} (character {place.start})" for place in places[:5])
        message = f"the quote stands {len(places)} times in `{evidence.source}`: {told}"
        yield report.finding(
            dossier, at, "quote-ambiguous", message, "add `prefix` or `suffix`, the words before or after it"
        )


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:77]}…"
