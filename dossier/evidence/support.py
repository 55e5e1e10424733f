"""The check of fields: does a claim back each of them, and does each date say why it says more than was written?"""

import re
from collections.abc import Iterator

from dossier.evidence.reporting import Reporter
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.library.positions import KeyPath
from dossier.model.base import Date, Dossier
from dossier.model.kinds import Engagement, Official, Organization, Place, Source

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def check_fields(library: Library, report: Reporter) -> Iterator[Finding]:
    """Yield the fields that no claim backs and that are not marked as inferred, and dates that want a reason."""
    for identifier in library.entries:
        dossier = library.get(identifier)
        if dossier is None:
            continue
        for field, at in _fields(dossier):
            whole = field.partition("[")[0]
            if whole not in dossier.inferred and dossier.claim_behind(field) is None:
                message = f"no claim backs `{field}`"
                hint = f'add "{field}" to the `backs` of the claim that it rests on, or give a reason under [inferred]'
                yield report.finding(identifier, at, "unsupported-field", message, hint, severity="warning")
        for at, date in _dates(dossier):
            if date.basis is None and _says_more(date):
                message = f"`edtf` says more than “{date.as_written}”"
                yield report.finding(
                    identifier, at, "date-without-basis", message, "say in `basis` where the rest comes from"
                )


def _fields(dossier: Dossier) -> Iterator[tuple[str, KeyPath]]:
    """The fields of a dossier that need support, as `backs` names them, and where they stand."""
    single: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    match dossier:
        case Official():
            single, several = ("rank", "country"), ("posts",)
        case Engagement():
            single, several = ("date", "place", "part_of"), ("participants", "topics")
        case Organization() | Place():
            single = ("country", "part_of", "place")
        case Source():
            single = ("publisher", "published")
    for field in single:
        if getattr(dossier, field, None):
            yield field, (field,)
    for field in several:
        for number in range(len(getattr(dossier, field))):
            yield f"{field}[{number}]", (field, number)


def _dates(dossier: Dossier) -> Iterator[tuple[KeyPath, Date]]:
    match dossier:
        case Official():
            for number, post in enumerate(dossier.posts):
                for key, date in (("since", post.since), ("until", post.until)):
                    if date:
                        yield ("posts", number, key), date
        case Engagement():
            if dossier.date:
                yield ("date",), dossier.date
        case Source():
            for key, date in (("published", dossier.published), ("retrieved", dossier.retrieved)):
                if date:
                    yield (key,), date


def _says_more(date: Date) -> bool:
    """Whether a year, month or day of the date is not in the words that were written."""
    if date.as_written is None:
        return False
    written = date.as_written.casefold()
    for year, month, day in re.findall(r"(\d{4})\??(?:-(\d\d))?(?:-(\d\d))?", date.edtf):
        name = _MONTHS[int(month) - 1] if month and 1 <= int(month) <= len(_MONTHS) else ""
        if year not in written:
            return True
        if name and name[:3] not in written and not re.search(rf"\b0?{int(month)}\b", written):
            return True
        if day and not re.search(rf"\b0?{int(day)}(?:st|nd|rd|th)?\b", written):
            return True
    return False
