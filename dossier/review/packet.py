"""Packets: claims with all that they rest on, as plain text that a third party can check without this program."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dossier.evidence.locating import seek_strictly
from dossier.evidence.origins import chain_of
from dossier.evidence.passages import Passage, paragraphs
from dossier.library.library import Library
from dossier.model.base import Claim, Evidence
from dossier.model.kinds import Source
from dossier.model.reference import ClaimRef
from dossier.model.visible import visible_line
from dossier.review.fingerprints import Fingerprints, claim_of
from dossier.review.records import read
from dossier.review.reviews import Reviews

_FIRST_LINE = "dossier packet, format 1"
_LAST_LINE = "sha256 of all bytes above this line: "
_HOW = """
Offsets and lengths are in bytes. What a terminal would interpret is spelled out here, as <ESC>; not so in the files.
This packet:  head -n -1 PACKET | sha256sum
A source:     sha256sum FILE
A quote:      tail -c +$((OFFSET + 1)) FILE | head -c LENGTH | sha256sum
A verdict:    the lines behind its bars, without the last, end each with a line feed; sha256sum begins with their seal.
The digits tell that nothing has changed since they were made. They do not tell who made them: sign the packet for that.
"""
_BAR = "  | "


def packet(library: Library, reviews: Reviews, claims: Iterable[ClaimRef]) -> str:
    """Return the packet of some claims.

    Raises:
        KeyError: a claim is not in the library.
    """
    fingerprints = Fingerprints(library)
    lines = [_FIRST_LINE, *_HOW.split("\n")]
    for reference in claims:
        lines += _claim(library, reviews, reference, fingerprints)
    body = "".join(f"{line}\n" for line in lines)
    return f"{body}{_LAST_LINE}{hashlib.sha256(body.encode()).hexdigest()}\n"


def verify(data: bytes, root: Path) -> list[str]:
    """Return what is wrong with a packet: with its own bytes, its records, and the source files below *root*.

    A source file that is not there is not looked at.
    """
    body, _, last = data.rpartition(_LAST_LINE.encode())
    if not body.startswith(f"{_FIRST_LINE}\n".encode()) or not re.fullmatch(rb"[0-9a-f]{64}\n", last):
        return ["this is no packet, or not a whole one: its first or last line is not as it was written"]
    if hashlib.sha256(body).hexdigest() != last.decode().strip():
        return ["the packet has changed since it was made: its SHA-256 is another"]
    return [*_changed_records(body), *_changed_sources(body.decode("utf-8", "replace"), root)]


def _claim(
    library: Library, reviews: Reviews, reference: ClaimRef, fingerprints: Fingerprints
) -> Iterator[str]:  # fmt: skip
    claim = claim_of(library, reference)
    if claim is None:
        raise KeyError(str(reference))
    entry = library.entries[reference.dossier]
    yield f"==== {reference}"
    yield f"dossier: {visible_line(entry.name)} ({entry.kind})"
    yield f"claim: {visible_line(claim.text)}"
    yield f"type: {claim.type}"
    if claim.backs:
        yield f"backs: {', '.join(claim.backs)}"
    if chain := chain_of(library, claim):
        yield f"said by: {visible_line(' -> '.join(chain))}"
    yield f"fingerprint: {fingerprints.of_claim(claim)}"
    for number, evidence in enumerate(claim.evidence, 1):
        yield ""
        yield f"-- evidence {number} of {len(claim.evidence)}"
        yield from _evidence(library, evidence, fingerprints)
    yield ""
    yield from _verdicts(reviews, reference, claim, fingerprints)
    yield ""


def _evidence(library: Library, evidence: Evidence, fingerprints: Fingerprints) -> Iterator[str]:
    source = library.get(evidence.source)
    yield f"source: {evidence.source}"
    if isinstance(source, Source):
        told = [source.title, source.publisher or "", source.published.parsed.display if source.published else ""]
        yield f"title: {visible_line(', '.join(part for part in told if part))}"
    yield f"quote: {visible_line(evidence.quote)}"
    text = library.text(evidence.source)
    if not isinstance(source, Source) or not source.path or text is None:
        yield "file: none; the text of this source is not in the library"
        return
    yield f"file: {visible_line(source.path)}"
    yield f"file sha256: {fingerprints.of_source(evidence.source)}"
    found = seek_strictly(text, evidence.quote, evidence.prefix or "", evidence.suffix or "")
    if not found.passages:
        yield "passage: none; the source does not have this quote"
    for passage in found.passages:
        yield from _passage(text, passage)


def _passage(text: str, passage: Passage) -> Iterator[str]:
    quoted = text[passage.start : passage.end].encode()
    offset = len(text[: passage.start].encode())
    yield f"passage: paragraph {passage.paragraph}, sentence {passage.sentence}"
    yield f"offset: {offset}  length: {len(quoted)}  sha256: {hashlib.sha256(quoted).hexdigest()}"
    span = next((s for s in paragraphs(text) if s.start <= passage.start < s.end), passage)
    end = max(span.end, passage.end)
    shown = f"{text[span.start : passage.start]}[{text[passage.start : passage.end]}]{text[passage.end : end]}"
    yield from (f"{_BAR}{visible_line(line)}" for line in shown.splitlines())


def _verdicts(reviews: Reviews, reference: ClaimRef, claim: Claim, fingerprints: Fingerprints) -> Iterator[str]:
    """Everything that was ever said on the claim, in each journal, withdrawn or stale or not."""
    now = fingerprints.of_claim(claim)
    yield f"-- verdicts: {reviews.standing(str(reference), now).agreement}"
    for reviewer, journal in sorted(reviews.journals.items()):
        holding = journal.ledger.holding(str(reference))
        for record in journal.records:
            if record.claim != str(reference):
                continue
            if record.verdict is None:
                told = f"withdraws {record.withdraws}"
            elif record != holding:
                told = f"{record.verdict} (withdrawn, or judged again since)"
            else:
                told = record.verdict if record.fingerprint == now else f"{record.verdict} (stale: of an earlier state)"
            yield f"{reviewer}: {told}"
            yield from (f"{_BAR}{line}" for line in journal.block(record).decode().rstrip("\n").split("\n"))


def _changed_records(body: bytes) -> Iterator[str]:
    barred = [line.removeprefix(_BAR.encode()) for line in body.splitlines(keepends=True) if line.startswith(b"  | ")]
    for trouble in read(b"".join(line for line in _records_only(barred))).troubles:
        if trouble.code == "journal-changed":
            yield "a verdict in the packet is not what was sealed"


def _records_only(lines: Iterable[bytes]) -> Iterator[bytes]:
    inside = False
    for line in lines:
        inside = inside or line == b"[[verdicts]]\n"
        if inside:
            yield line
        inside = inside and not line.startswith(b'seal = "')


def _changed_sources(text: str, root: Path) -> Iterator[str]:
    contents: bytes | None = None
    path = ""
    for line in text.splitlines():
        key, _, value = line.partition(": ")
        if key == "file":
            path = value
            contents = _contents(root, path)
        elif contents is not None and key == "file sha256" and hashlib.sha256(contents).hexdigest() != value:
            yield f"{path} is not the file that was cited"
        elif contents is not None and (match := _OFFSET.fullmatch(line)):
            start, length = int(match[1]), int(match[2])
            if hashlib.sha256(contents[start : start + length]).hexdigest() != match[3]:
                yield f"{path} does not have the quote at byte {start}"


_OFFSET = re.compile(r"offset: ([0-9]{1,12})  length: ([0-9]{1,12})  sha256: ([0-9a-f]{64})")


def _contents(root: Path, path: str) -> bytes | None:
    """The bytes of a source file; a packet is somebody's text, so nothing outside ``seeds/`` is opened for it."""
    if not path.startswith("seeds/") or ".." in path.split("/"):
        return None
    try:
        return (root / path).read_bytes()
    except OSError:
        return None
