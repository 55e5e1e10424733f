"""File records as bytes, and back."""

import json
from typing import Any

from dossier.library.catalogue import FileRecord
from dossier.library.entry import from_row, to_row
from dossier.library.finding import Finding
from dossier.model.edtf_date import EdtfDate


def encoded(record: FileRecord) -> bytes:
    """Return *record* as ASCII; `decoded` is the reverse."""
    dates = [(date.edtf, date.lower, date.upper, date.display) for date in record.dates]
    findings = [tuple(finding) for finding in record.findings]
    return json.dumps([record.stamp, to_row(record.entry), findings, dates], separators=(",", ":")).encode("ascii")


def decoded(data: bytes) -> FileRecord:
    """Return the record that `encoded` made *data* of."""
    stamp, entry, findings, dates = json.loads(data)
    return FileRecord(
        path=entry[2],
        stamp=(stamp[0], stamp[1], stamp[2]),
        entry=from_row(entry),
        findings=tuple(Finding(*finding) for finding in findings),
        dates=tuple(EdtfDate(edtf, _day(lower), _day(upper), display) for edtf, lower, upper, display in dates),
    )


def _day(parts: list[Any] | None) -> tuple[int, int, int] | None:
    return (parts[0], parts[1], parts[2]) if parts else None
