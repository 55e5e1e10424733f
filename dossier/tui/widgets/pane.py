"""A framed pane: a title in its upper border, rows inside, a cursor that is kept in sight."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.reactive import var

from dossier.tui.layout import Piece, cut_row, spread, width_of
from dossier.tui.widgets.lines import LineWidget, Row

_LINE: Piece = ("│", "frame")
_JOINT: Piece = ("├", "frame")


class Frame(NamedTuple):
    """The lines around a pane: a rule with the title above it always, a line at its right where another pane follows.

    `corner` is where rule and line meet. `joint` is the row (from 0, below the rule) at which the rule of a pane at the
    right meets that line.
    """

    right: bool = False
    corner: str = "┬"
    joint: int | None = None


class Pane(LineWidget, can_focus=True):
    """What all panes share: the frame, and which rows of many are in sight.

    A pane gets its state from its screen and never changes it.
    """

    frame: var[Frame] = var(Frame(), init=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self.top = 0
        """Number of the first row in sight."""

    def title(self) -> tuple[str, str]:
        """Return the left and the right end of the upper border."""
        raise NotImplementedError

    def body(self, width: int, height: int) -> Sequence[Row]:
        """Return the rows in sight."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """How many rows are in sight at once."""
        return max(1, self.size.height - 1)

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the frame with the body in it."""
        if not self.frame.right:
            return [self._rule(width), *self.body(width, height - 1)]
        inner = max(0, width - 1)
        body = self.body(inner, height - 1)
        rows: list[Row] = [self._rule(inner)]
        for y in range(height - 1):
            row = body[y] if y < len(body) else ()
            rows.append([*spread(row, [], inner), _JOINT if y == self.frame.joint else _LINE])
        return rows

    def watch_frame(self) -> None:
        """Paint the frame as it is now."""
        self.paint()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show in the title which pane the keys go to."""
        super().watch_has_focus(_has_focus)
        self.paint()

    def keep_in_sight(self, first: int, last: int, height: int, total: int) -> None:
        """Scroll so that the rows *first* to *last* of *total* are in sight: by half a page, not row by row."""
        if first < self.top or last >= self.top + height:
            self.top = first - height // 2 if last >= self.top + height else first - height // 2 + 1
            if last - first >= height:
                self.top = first
        self.top = max(0, min(self.top, total - height))

    def _rule(self, width: int) -> list[Piece]:
        left, right = self.title()
        look = "title-focus" if self.has_focus else "title"
        title = cut_row([(f" {left} ", look)], max(0, width - 1)) if left else []
        label: list[Piece] = [(f" {right} ", "dim"), ("─", "frame")] if right else []
        if 1 + width_of(title) + width_of(label) > width:
            label = []
        gap = "─" * (width - 1 - width_of(title) - width_of(label))
        return [
            ("─", "frame"),
            *title,
            (gap, "frame"),
            *label,
            (self.frame.corner if self.frame.right else "", "frame"),
        ]


MARGIN = 2
"""Columns for the cursor's mark before every row."""


def pointed(row: Sequence[Piece], mark: str, reverse: bool, width: int) -> list[Piece]:
    """Return a row with *mark* before it, reversed over the whole width where the keys go to this cursor."""
    marked = [(f"{mark:<{MARGIN}}", "pointer" if mark else ""), *row]
    if not reverse:
        return marked
    filled = spread(marked, [], width)
    return [(text, "cursor match" if "match" in look else "cursor") for text, look in filled]
