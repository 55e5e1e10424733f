"""Widgets on Textual's line API that send only the cells that changed.

A stock widget repaints itself whole: 9,000 bytes for one step of a cursor. Here a widget paints a list of rows, the
rows are compared with those on the screen, and the stretch of each row that differs is refreshed, no more.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from dossier.model.visible import visible_line

Look = str
"""Name of a look: a component class without its ``look--``; several joined by spaces are laid over each other."""

Row = Sequence[tuple[str, Look]]
"""One row of the screen: pieces of text, each with its look."""

LOOKS = (
    "dim", "heading", "link", "quote", "warning", "match", "cursor", "pointer", "frame", "title", "title-focus", "key",
    "brand",
)  # fmt: skip
"""Every look. They are component classes of the screen: Textual resolves them once, not once for each widget."""


class _Painted(NamedTuple):
    """A row in the form that Textual draws, and cell by cell, to compare it with another."""

    strip: Strip
    cells: list[tuple[str, Style | None]]


_MOST_REMEMBERED = 2_000


class LineWidget(Widget):
    """A widget that is painted row by row."""

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._shown: list[_Painted] = []
        self._painted_size = Size(0, 0)
        self._painted_theme = ""
        self._styles_by_look: dict[Look, Style] = {}
        self._remembered: dict[tuple[tuple[str, Look], ...], _Painted] = {}

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the rows to show in so many columns and lines; shorter rows and missing rows are blank."""
        raise NotImplementedError

    def paint(self) -> None:
        """Bring the screen up to what `rows` says now."""
        width, height = self.size
        if not width or not height:
            return
        if (width, self.app.theme) != (self._painted_size.width, self._painted_theme):
            self._remembered.clear()
            self._styles_by_look.clear()
            self._shown = []
        rows = self.rows(width, height)
        fresh = [self._painted(rows[y] if y < len(rows) else (), width) for y in range(height)]
        shown = self._shown if len(self._shown) == height else [None] * height
        changed = [
            Region(start, y, end - start, 1)
            for y, (before, after) in enumerate(zip(shown, fresh, strict=True))
            if before is not after
            for start, end in (_changed(before, after, width),)
            if start < end
        ]
        self._shown, self._painted_size, self._painted_theme = fresh, self.size, self.app.theme
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """Return one row, as Textual asks for it."""
        return self._shown[y].strip if y < len(self._shown) else Strip.blank(self.size.width, self.rich_style)

    def on_resize(self, event: events.Resize) -> None:
        """Paint everything anew in a new size."""
        if event.size != self._painted_size:
            self._shown = []
            self.paint()

    def notify_style_update(self) -> None:
        """Paint everything anew in a new theme."""
        super().notify_style_update()
        if self._painted_theme not in ("", self.app.theme):
            self.paint()

    def _painted(self, row: Row, width: int) -> _Painted:
        """A row in the looks of the theme; rows that come again are remembered."""
        key = tuple(row)
        painted = self._remembered.get(key)
        if painted is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            strip = self._strip(row, width)
            painted = self._remembered[key] = _Painted(strip, _cells(strip))
        return painted

    def _strip(self, row: Row, width: int) -> Strip:
        segments = [Segment(visible_line(text), self._style(look)) for text, look in merged(row)]
        length = sum(cells(segment.text) for segment in segments)
        strip = Strip(segments, length)
        return strip if length == width else strip.crop_extend(0, width, self._style(""))

    def _style(self, look: Look) -> Style:
        style = self._styles_by_look.get(look)
        if style is None:
            parts = [self.screen.get_component_rich_style(f"look--{part}", partial=True) for part in look.split()]
            # A 16-colour theme leaves text and background to the terminal, and need not say so in every row.
            base = Style.null() if self.app.native_ansi_color else self.rich_style
            style = self._styles_by_look[look] = _short(Style.combine([base, *parts]))
        return style


def cells(text: str) -> int:
    """Return how many terminal cells *text* takes."""
    return len(text) if text.isascii() else cell_len(text)


def merged(row: Row) -> list[tuple[str, Look]]:
    """Return a row with neighbouring pieces of one look as one piece, and without empty ones."""
    pieces: list[tuple[str, Look]] = []
    for text, look in row:
        if pieces and pieces[-1][1] == look:
            pieces[-1] = (pieces[-1][0] + text, look)
        elif text:
            pieces.append((text, look))
    return pieces


def _short(style: Style) -> Style:
    """A style that does not spell out the terminal's own colour."""
    if style.color is not None and style.color.is_default:
        attributes = Style(bold=style.bold, dim=style.dim, underline=style.underline, reverse=style.reverse)
        return attributes + Style.from_color(None, style.bgcolor)
    return style


def _changed(before: _Painted | None, after: _Painted, width: int) -> tuple[int, int]:
    """The first column that differs and the column after the last; the same column twice where none does."""
    if before is None or len(before.cells) != len(after.cells):
        return 0, width
    old, new = before.cells, after.cells
    start, end = 0, len(new)
    while start < end and old[start] == new[start]:
        start += 1
    while end > start and old[end - 1] == new[end - 1]:
        end -= 1
    if start == end:
        return 0, 0
    while start > 0 and (new[start][0] == "" or old[start][0] == ""):
        start -= 1
    while end < len(new) and (new[end][0] == "" or old[end][0] == ""):
        end += 1
    return start, end


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """The cells of a row: a character and its style; the right half of a wide character is an empty string."""
    found: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        if text.isascii():
            found.extend([(character, style) for character in text])
            continue
        for character in text:
            length = cell_len(character)
            if length == 0 and found:
                found[-1] = (found[-1][0] + character, found[-1][1])
            else:
                found.append((character, style))
                found.extend([("", style)] * (length - 1))
    return found
