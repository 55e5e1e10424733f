"""A parsed date: what lists, sorting and searches need, without the grammar that it was parsed by."""

from typing import NamedTuple

Day = tuple[int, int, int]
"""Year, month, day. The year may lie outside the range of `datetime.date`."""

_FIRST_DAY: Day = (-(10**9), 1, 1)
_LAST_DAY: Day = (10**9, 12, 31)


class EdtfDate(NamedTuple):
    """One parsed EDTF date.

    `lower` and `upper` are the first and the last day that the date can mean, None where it is open or unknown.
    `display` is how a reader sees it: a month stays a month, an uncertain part keeps its question mark.
    """

    edtf: str
    lower: Day | None
    upper: Day | None
    display: str

    @property
    def sort_key(self) -> tuple[Day, int]:
        """Lower bound, then precision: of two dates that begin together the wider stands first."""
        lower = self.lower or _FIRST_DAY
        return lower, _ordinal(lower) - _ordinal(self.upper or _LAST_DAY)

    def overlaps(self, other: "EdtfDate") -> bool:
        """Tell whether some day can belong to both dates; an open end reaches for ever."""
        return (self.lower or _FIRST_DAY) <= (other.upper or _LAST_DAY) and (other.lower or _FIRST_DAY) <= (
            self.upper or _LAST_DAY
        )


def _ordinal(day: Day) -> int:
    return day[0] * 372 + day[1] * 31 + day[2]
