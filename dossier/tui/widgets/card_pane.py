"""The card: a dossier's lines, with the cursor on what leads somewhere or rests on a claim."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.reactive import var

from dossier.cards.card import Card
from dossier.tui.layout import Piece, card_rows
from dossier.tui.widgets.lines import Row
from dossier.tui.widgets.pane import MARGIN, Pane, pointed


class CardState(NamedTuple):
    """A card and the number of the line that the cursor is on."""

    card: Card
    line: int


class CardPane(Pane):
    """A card."""

    state: var[CardState | None] = var(None, init=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._laid_out: tuple[Card, int, list[tuple[int, Sequence[Piece]]]] | None = None

    def title(self) -> tuple[str, str]:
        """The dossier's name, its kind and country."""
        return (self.state.card.title, self.state.card.label) if self.state else ("", "")

    def body(self, width: int, height: int) -> Sequence[Row]:
        """Return the lines in sight, wrapped."""
        state = self.state
        if state is None:
            return []
        rows = self._layout(state.card, width - MARGIN - 1, state.line, height)
        with_cursor = [number for number, (line, _) in enumerate(rows) if line == state.line]
        if with_cursor and state.card.lines[state.line].is_stop:
            first = 0 if state.line == next(iter(state.card.stops), 0) else with_cursor[0]
            self.keep_in_sight(first, max(first, with_cursor[-1]), height, len(rows))
        else:
            self.top = max(0, min(self.top, len(rows) - height))
        shown = []
        for number, (line, row) in enumerate(rows[self.top : self.top + height], self.top):
            here = line == state.line and state.card.lines[line].is_stop
            mark = ">" if here and number == with_cursor[0] else ""
            shown.append(pointed(row, mark, here and self.has_focus, width))
        return shown

    def scroll_rows(self, by: int) -> None:
        """Move a card without a cursor by so many rows."""
        self.top = max(0, self.top + by)
        self.paint()

    def watch_state(self, before: CardState | None) -> None:
        """Paint the new state; another card is shown from its beginning."""
        if before is None or self.state is None or before.card.id != self.state.card.id:
            self.top = 0
        self.paint()

    def _layout(self, card: Card, width: int, line: int, height: int) -> list[tuple[int, Sequence[Piece]]]:
        """The rows of the card with the numbers of their lines, as far as they are needed.

        A long card is not wrapped whole to show its beginning.
        """
        kept = self._laid_out
        if kept is None or kept[0] is not card or kept[1] != width:
            kept = self._laid_out = (card, width, [])
        rows = kept[2]
        following = rows[-1][0] + 1 if rows else 0
        while following < len(card.lines) and (following <= line or len(rows) <= self._row_of(rows, line) + height):
            rows += [(following, row) for row in card_rows(card.lines[following], width)]
            following += 1
        return rows

    def _row_of(self, rows: list[tuple[int, Sequence[Piece]]], line: int) -> int:
        """The last row that must be reached: that of the cursor, or the first in sight."""
        return max(self.top, next((n for n in range(len(rows) - 1, -1, -1) if rows[n][0] == line), 0)) + 1
