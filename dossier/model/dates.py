"""EDTF dates (ISO 8601-2:2019, the Extended Date/Time Format of the Library of Congress).

The grammar is python-edtf's, imported only for dates that need it: it takes half as long to load as all of Textual, and
ten milliseconds for each date. Years, months and days that are plain, or marked as uncertain as a whole, are read here,
and a test holds them to the grammar. What that library lets through and a dossier could contain is refused here.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

from dossier.model.edtf_date import Day, EdtfDate

HINT = "write a date as in 2026, 2026-01, 2026-01-15, 2026?-01-15 or 2026-01-12/2026-01-16"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

_FOREIGN_CHARACTER = re.compile(r"[^0-9XYESTZ+\-:.,/?~%\[\]{}]")
_SIMPLE = re.compile(
    r"(?P<before>[?~%]?)(?P<year>-?[0-9X]{4})(?P<year_mark>[?~%]?)"
    r"(?:-(?P<month_before>[?~%]?)(?P<month>[0-9X]{2})(?P<month_mark>[?~%]?)"
    r"(?:-(?P<day_before>[?~%]?)(?P<day>[0-9X]{2})(?P<day_mark>[?~%]?))?)?"
)
_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?[?~%]?")
"""A year, a month or a day of EDTF level 0, or of level 1 if it is marked as a whole."""

_MARK = re.compile("[?~%]")


class DateError(ValueError):
    """A string that is no EDTF date; the message says why and how a date is written."""


_known: dict[str, EdtfDate] = {}


def remember(dates: Iterable[EdtfDate]) -> None:
    """Take over dates parsed in an earlier run, so that `parse` need not load the grammar for them."""
    _known.update((date.edtf, date) for date in dates)


def parse(text: str) -> EdtfDate:
    """Parse one EDTF string of level 0, 1 or 2.

    Raises:
        DateError: the string is no EDTF date, or names a day that no calendar has.
    """
    date = _known.get(text)
    if date is None:
        date = _known[text] = _parsed(text)
    return date


def display(text: str) -> str:
    """Return how a reader sees one EDTF string: ``2026?-01-12`` is ``12 Jan 2026?``.

    What has no plain wording (sets, exponential years) stays in EDTF.
    """
    earliest, slash, latest = text.partition("/")
    if not slash:
        return _display_one(text)
    if earliest in ("", "..") or latest in ("", ".."):
        unknown = "unknown" if "" in (earliest, latest) else "open"
        return f"{_display_one(earliest) or unknown} – {_display_one(latest) or unknown}"
    return _shortened(_display_one(earliest), _display_one(latest))


def _parsed(text: str) -> EdtfDate:
    foreign = _FOREIGN_CHARACTER.search(text)
    if foreign:
        raise DateError(f"{foreign.group()!r} cannot stand in an EDTF date; {HINT}")
    earliest, slash, latest = text.partition("/")
    first, last = _plain_bounds(earliest), _plain_bounds(latest if slash else earliest)
    if first and last and first[0] <= last[1]:
        return EdtfDate(text, first[0], last[1], display(text))
    try:
        # python-edtf prints the arguments of what it fails to build.
        with redirect_stdout(StringIO()):
            _grammar()(text)
            lower = _bound(earliest, first=True)
            upper = _bound(latest if slash else earliest, first=False)
    except Exception as error:  # its own errors, and whatever its arithmetic meets on the way
        raise DateError(f"{text!r} is not an EDTF date; {HINT}") from error
    if slash and lower and upper and upper < lower:
        raise DateError(f"{text!r} ends before it begins; {HINT}")
    return EdtfDate(text, lower, upper, display(text))


def _plain_bounds(text: str) -> tuple[Day, Day] | None:
    """The first and last day of a plain date; None for any other, and for what is none."""
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return None
    year, month, day = (int(part) if part else 0 for part in plain.groups())
    if not month:
        return (year, 1, 1), (year, 12, 31)
    if not plain[3]:
        return (year, month, 1), (year, month, _days_in(year, month))
    return ((year, month, day),) * 2 if 1 <= day <= _days_in(year, month) else None


def _grammar() -> Callable[[str], Any]:
    from edtf import parse_edtf

    return parse_edtf  # type: ignore[no-any-return]  # python-edtf has no type hints


def _bound(text: str, first: bool) -> Day | None:
    """The first or the last day of one end of an interval (or of a date that is none); None for an open end."""
    if text in ("", ".."):
        return None
    simple = _SIMPLE.fullmatch(text)
    if simple and "X" in text:
        return _bound_of_pattern(simple["year"], simple["month"] or "XX", simple["day"] or "XX", first)
    # How sure a date is does not move its bounds, and python-edtf cannot place every mark that it accepts.
    parsed = _grammar()(_MARK.sub("", text))
    moment = parsed.lower_strict() if first else parsed.upper_strict()
    return None if isinstance(moment, float) else (moment[0], moment[1], moment[2])


def _bound_of_pattern(year: str, month: str, day: str, first: bool) -> Day:
    """The first or last day of the calendar that fits digits and X: ``1984-11-2X`` ends on 29 November."""
    onward = 1 if first else -1
    lowest, highest = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    for candidate_year in range(lowest, highest + 1)[::onward]:
        if not _fits(candidate_year, year):
            continue
        for candidate_month in (number for number in range(1, 13)[::onward] if _fits(number, month)):
            for candidate_day in range(1, _days_in(candidate_year, candidate_month) + 1)[::onward]:
                if _fits(candidate_day, day):
                    return candidate_year, candidate_month, candidate_day
    raise DateError(f"no day of the calendar fits {year}-{month}-{day}; {HINT}")


def _fits(number: int, pattern: str) -> bool:
    return all(sign in ("X", digit) for digit, sign in zip(f"{number:0{len(pattern)}}", pattern, strict=True))


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _display_one(text: str) -> str:
    if text == "..":
        return ""
    simple = _SIMPLE.fullmatch(text)
    if simple is None:
        return text
    marks = "".join(value for name, value in simple.groupdict().items() if value and name.endswith(("mark", "before")))
    about = "c. " if "~" in marks or "%" in marks else ""
    doubt = "?" if "?" in marks or "%" in marks else ""
    return f"{about}{_in_words(simple['year'], simple['month'], simple['day'])}{doubt}"


def _in_words(year: str, month: str | None, day: str | None) -> str:
    if year.endswith("X") and "X" not in year[:-1]:
        year = f"{year[:-1]}0s"
    elif year.endswith("XX") and "X" not in year[:-2] and not year.startswith("-"):
        century = int(year[:-2]) + 1
        year = f"{century}{_ordinal_suffix(century)} century"
    if not month or month == "XX":
        return year
    if "X" in month:
        return f"{year}-{month}" + (f"-{day}" if day else "")
    number = int(month)
    if number > 12:
        return f"{SEASONS[number]} {year}" if number in SEASONS else f"{year}-{month}"
    named = f"{MONTHS[number - 1]} {year}"
    return named if not day or "X" in day else f"{int(day)} {named}"


def _ordinal_suffix(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _shortened(earliest: str, latest: str) -> str:
    """Join the two ends of an interval and say what they share once: ``12–16 Jan 2026?``."""
    first, last = earliest.split(), latest.split()
    shared = 0
    while shared < min(len(first), len(last)) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    if first == last:
        return earliest
    if shared and len(first) == len(last):
        dash = "–" if len(first) - shared == 1 else " – "
        return " ".join(first[: len(first) - shared]) + dash + latest
    return f"{earliest} – {latest}" if " " in earliest + latest else f"{earliest}–{latest}"
