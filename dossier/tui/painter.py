"""What the terminal shows, cell by cell, so that only what changes is sent.

Textual sends each changed stretch of a widget whole. Here the new screen is compared with the one before; blanks up to
the end of a row are one code (EL), and the pen changes only where the look does.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import compress, groupby, pairwise, repeat
from operator import itemgetter, ne

from rich.cells import cell_len
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from dossier.tui.terminal_filter import codes_of

Cell = tuple[str, str]
"""A character and the parameters of its look; the right half of a wide character is empty."""

_CHARACTER, _LOOK = itemgetter(0), itemgetter(1)
_BLANK: Cell = (" ", "")
_GAP = 4
"""Cells that stay as they are, up to which they are sent again: to move over them takes as many bytes."""

_WORTH_ERASING = 4
"""Blanks at the end of a row from which on they are erased, not sent."""

LEAST_COLUMNS, LEAST_ROWS = 40, 12
"""The smallest screen on which there is anything to see."""


class Painter:
    """A model of a terminal's screen of *colours* colours."""

    def __init__(self, colours: int) -> None:
        self._codes: Callable[[Style | None], str] = lru_cache(1_024)(lambda style: codes_of(style, colours))
        self._rows: list[list[Cell]] = []
        self._width = 0

    def forget(self) -> None:
        """Take the screen for unknown: somebody else has written on it."""
        self._rows = []

    def painted(self, update: ChopsUpdate | LayoutUpdate, width: int, height: int) -> str:
        """Return what to send so that a terminal of *width* by *height* shows an update."""
        sent = []
        if len(self._rows) != height or self._width != width:
            self._width = width
            self._rows = [[_BLANK] * width for _ in range(height)]
            sent.append("\x1b[m\x1b[2J")
        if min(width - LEAST_COLUMNS, height - LEAST_ROWS) < 0:
            fresh = dict(enumerate(_too_small(width, height)))
        else:
            fresh = dict(self._changed_rows(update))
        pen = ""
        for y, row in fresh.items():
            if y < height:
                text, pen = _row_sent(self._rows[y], row[:width], y, pen)
                sent.append(text)
                self._rows[y] = row[:width]
        if pen:
            sent.append("\x1b[m")
        return "".join(sent)

    def _changed_rows(self, update: ChopsUpdate | LayoutUpdate) -> Iterable[tuple[int, list[Cell]]]:
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                yield y, self._laid([_BLANK] * self._width, ((None, strip) for strip in strips))
            return
        for y in dict.fromkeys(y for y, _, _ in update.spans):
            if y < len(self._rows):
                chops = ((x, strip) for x, strip in update.chops[y].items() if strip is not None)
                yield y, self._laid(list(self._rows[y]), chops)

    def _laid(self, row: list[Cell], strips: Iterable[tuple[int | None, Strip]]) -> list[Cell]:
        """A row with strips laid into it, each at its column or behind the one before."""
        column = 0
        for x, strip in strips:
            at = column if x is None else x
            cells = self._cells(strip)
            row[at : at + len(cells)] = cells
            column = at + len(cells)
        return row

    def _cells(self, strip: Strip) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, _ in strip:
            look = self._codes(style)
            if text.isascii():
                cells += zip(text, repeat(look))
                continue
            for character in text:
                width = cell_len(character)
                if width == 0 and cells:
                    owner = next(n for n in range(len(cells) - 1, -1, -1) if cells[n][0])
                    cells[owner] = (cells[owner][0] + character, cells[owner][1])
                else:
                    cells += [(character, look), *[("", look)] * (width - 1)]
        return cells


def _row_sent(old: list[Cell], new: list[Cell], y: int, pen: str) -> tuple[str, str]:
    """What to send so that a row changes from *old* to *new*, and the pen's look afterwards."""
    if old == new:
        return "", pen
    end = len(new)
    while end and new[end - 1] == _BLANK:
        end -= 1
    erases = len(new) - end >= _WORTH_ERASING and old[end:] != new[end:]
    parts: list[str] = []
    at = -1
    for start, stop in _runs(old, new, end if erases else len(new)):
        parts.append(f"\x1b[{y + 1};{start + 1}H" if at < 0 else f"\x1b[{start - at}C")
        at = stop
        for look, cells in groupby(new[start:stop], _LOOK):
            if look != pen:
                parts.append(f"\x1b[{look}m" if not pen or not look else f"\x1b[;{look}m")
                pen = look
            parts += map(_CHARACTER, cells)
    if erases:
        if pen:
            parts.append("\x1b[m")
            pen = ""
        parts.append("\x1b[K" if at == end else f"\x1b[{y + 1};{end + 1}H\x1b[K")
    return "".join(parts), pen


def _runs(old: list[Cell], new: list[Cell], end: int) -> list[tuple[int, int]]:
    """The stretches of a row that differ, those close to each other as one; no wide character is cut."""
    differing = list(compress(range(end), map(ne, old, new)))
    if not differing:
        return []
    edges = [differing[0]]
    for before, after in pairwise(differing):
        if after - before > _GAP:
            edges += [before + 1, after]
    edges.append(differing[-1] + 1)
    runs = []
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        while start > 0 and new[start][0] == "":
            start -= 1  # noqa: PLW2901  # from the left half of the character
        while stop < len(new) and new[stop][0] == "":
            stop += 1  # noqa: PLW2901  # to its right half
        runs.append((start, stop))
    return runs


def _too_small(width: int, height: int) -> list[list[Cell]]:
    told = f"dossier needs {LEAST_COLUMNS}x{LEAST_ROWS}; this is {width}x{height}"
    lines = [told[start : start + width] for start in range(0, len(told), max(1, width))]
    rows = [[(character, "") for character in f"{line:<{width}}"] for line in lines[:height]]
    return [*rows, *[[_BLANK] * width for _ in range(height - len(rows))]]
