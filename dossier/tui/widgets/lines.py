"""Widgets on Textual's line API that refresh only the rows that changed.

A stock widget repaints itself whole: 9,000 bytes for one step of a cursor. Here a widget paints a list of rows, and
refreshes those that are not what is on the screen; which cells of them are sent is the painter's business.
"""

from collections.abc import Sequence

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


_MOST_REMEMBERED = 2_000


class LineWidget(Widget):
    """A widget that is painted row by row."""

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._shown: list[Strip] = []
        self._painted_size = Size(0, 0)
        self._painted_theme = ""
        self._styles_by_look: dict[Look, Style] = {}
        self._remembered: dict[tuple[tuple[str, Look], ...], Strip] = {}

    def takes(self, event: events.Key) -> bool:  # noqa: ARG002  # for lines that are written in
        """Tell whether the widget does something with a key itself."""
        return False

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
            Region(0, y, width, 1)
            for y, (before, after) in enumerate(zip(shown, fresh, strict=True))
            if before is not after
        ]
        self._shown, self._painted_size, self._painted_theme = fresh, self.size, self.app.theme
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """Return one row, as Textual asks for it."""
        return self._shown[y] if y < len(self._shown) else Strip.blank(self.size.width, self.rich_style)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows in *crop*. They have no borders or margins, so that there is nothing for Textual to add."""
        rows = self._shown[crop.y : crop.bottom]
        if len(rows) < crop.height:
            rows += [Strip.blank(self.size.width, self.rich_style)] * (crop.height - len(rows))
        if crop.x == 0 and crop.width == self.size.width:
            return rows
        return [row.crop(crop.x, crop.right) for row in rows]

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

    def _painted(self, row: Row, width: int) -> Strip:
        """A row in the looks of the theme; rows that come again are remembered, and are the same object."""
        key = tuple(row)
        painted = self._remembered.get(key)
        if painted is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            painted = self._remembered[key] = self._strip(row, width)
        return painted

    def _strip(self, row: Row, width: int) -> Strip:
        segments = [Segment(visible_line(text), self._style(look)) for text, look in merged(row)]
        length = sum(cells(segment.text) for segment in segments)
        strip = Strip(segments, length)
        strip = strip if length == width else strip.crop_extend(0, width, self._style(""))
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return strip

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
