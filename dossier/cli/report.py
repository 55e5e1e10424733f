"""Findings as a good compiler reports them, and as machines read them."""

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from dossier import __version__
from dossier.evidence.codes import CODES
from dossier.library.finding import Finding
from dossier.model.visible import visible_line

_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def for_people(finding: Finding, root: Path) -> list[str]:
    """Return the lines of one finding: where, what, the line with what is meant underlined, the mend."""
    lines = [f"{finding.path}:{finding.line}:{finding.column}: {finding.severity}[{finding.code}] {finding.message}"]
    source = _line(root / finding.path, finding.line)
    if source.strip():
        number = str(finding.line)
        before, meant = source[: finding.column - 1], source[finding.column - 1 :][: finding.length]
        space = " " * len(number)
        lines.append(f"  {number} | {visible_line(source)}")
        lines.append(f"  {space} | {' ' * _cells(visible_line(before))}{'^' * max(1, _cells(visible_line(meant)))}")
    if finding.hint:
        lines.append(f"  {finding.hint}")
    return lines


def for_github(findings: Iterable[Finding]) -> str:
    """Return workflow commands of GitHub Actions, one a line."""
    levels = {"error": "error", "warning": "warning", "note": "notice"}
    return "".join(
        f"::{levels[finding.severity]} file={_property(finding.path)},line={finding.line},col={finding.column},"
        f"title={_property(finding.code)}::{_data(f'{finding.message}. {finding.hint}'.strip())}\n"
        for finding in findings
    )


def for_sarif(findings: Iterable[Finding]) -> str:
    """Return a log of SARIF 2.1.0 (OASIS)."""
    rules = [{"id": code, "shortDescription": {"text": text}} for code, text in CODES.items()]
    results = [
        {
            "ruleId": finding.code,
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message}. {finding.hint}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": finding.path, "uriBaseId": "LIBRARY"},
                        "region": {"startLine": finding.line, "startColumn": finding.column},
                    }
                }
            ],
        }
        for finding in findings
    ]
    driver = {"name": "dossier", "version": __version__, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return f"{json.dumps(log, indent=2)}\n"


def _line(file: Path, number: int) -> str:
    try:
        lines = file.read_bytes().decode("utf-8-sig", "replace").split("\n")
    except OSError:
        return ""
    return lines[number - 1].rstrip("\r") if number <= len(lines) else ""


def _cells(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(bool(unicodedata.combining(character)) for character in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
