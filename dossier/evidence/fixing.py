"""The mends that can be made without a person: quotes in other typography, and quotes whose source moved.

A mend replaces the one string that is wrong; every other byte of the file, comments and layout, stays.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from dossier.evidence.locating import elsewhere, seek
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.library.positions import KeyPath, dotted, locate
from dossier.model.base import Evidence

FIXABLE = ("quote-folded", "quote-moved")
_BOM = "\ufeff"


class Mended(NamedTuple):
    """A file before and after, both decoded; `path` is relative to the library."""

    path: str
    before: str
    after: str


def mended(library: Library, findings: Iterable[Finding]) -> list[Mended]:
    """Return the files that mending the fixable ones of *findings* changes; nothing is written."""
    fields: dict[str, set[str]] = {}
    for finding in findings:
        if finding.code in FIXABLE:
            fields.setdefault(finding.dossier, set()).add(finding.field)
    files = (_mended(library, dossier, wanted) for dossier, wanted in fields.items())
    return [file for file in files if file.before != file.after]


def write(library: Library, file: Mended) -> None:
    """Put a mended file in the place of the old one, whole or not at all; its mode stays.

    Raises:
        OSError: it cannot be written; the old file stands.
    """
    path = library.root / file.path
    partial = path.with_name(f".{path.name}.partial-{os.getpid()}")
    try:
        with Path(partial).open("wb") as stream:
            stream.write(file.after.encode())
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(path, partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _mended(library: Library, dossier: str, fields: set[str]) -> Mended:
    """The file of a dossier with the quotes in *fields* (``claims[0].evidence[1].quote``) mended."""
    path = library.entries[dossier].path
    document = (library.root / path).read_bytes().decode()
    places = locate(document.removeprefix(_BOM))
    offset = len(document) - len(document.removeprefix(_BOM))
    edits: list[tuple[int, int, str]] = []
    read = library.get(dossier)
    for number, claim in enumerate(read.claims if read else ()):
        for index, evidence in enumerate(claim.evidence):
            at: KeyPath = ("claims", number, "evidence", index)
            if dotted((*at, "quote")) not in fields:
                continue
            for key, text in _corrections(library, evidence).items():
                value = places[(*at, key)].value
                edits.append((value.offset + offset, value.offset + offset + value.length, _toml_string(text)))
    after = document
    for start, end, text in sorted(edits, reverse=True):
        after = after[:start] + text + after[end:]
    return Mended(path, document, after)


def _corrections(library: Library, evidence: Evidence) -> dict[str, str]:
    """The keys of a piece of evidence that are to be written anew, with what they are to say."""
    text = library.text(evidence.source) or ""
    found = seek(text, evidence.quote, evidence.prefix or "", evidence.suffix or "")
    if found.outcome == "exact":
        return {}
    if found.outcome == "folded":
        said = " ".join(text[found.start : found.end].split())
        return {"quote": said} if len(found.passages) == 1 and said != " ".join(evidence.quote.split()) else {}
    others = ((other.id, library.text(other.id) or "") for other in library.by_kind("source"))
    moved = elsewhere(evidence.quote, (pair for pair in others if pair[0] != evidence.source))
    return {"source": moved[0]} if moved else {}


def _toml_string(text: str) -> str:
    """A basic string of TOML 1.0.0."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}" for c in escaped) + '"'
