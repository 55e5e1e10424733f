"""The passage behind the line under the cursor, its quote marked."""

from collections.abc import Sequence
from functools import lru_cache

from textual.reactive import var

from dossier.cards.excerpt import Excerpt
from dossier.tui.layout import Piece, wrap
from dossier.tui.widgets.lines import Row
from dossier.tui.widgets.pane import MARGIN, Pane

NOTHING = Excerpt("", "", problem="No claim stands behind this line.")


class PassagePane(Pane):
    """An excerpt of a source. The quote stands in brackets and reversed: never by colour alone."""

    state: var[Excerpt] = var(NOTHING, init=False)

    def title(self) -> tuple[str, str]:
        """Where the passage stands, and which of how many it is."""
        count = f"{self.state.number} of {self.state.of}" if self.state.of > 1 else ""
        return self.state.where or "no passage", " · ".join(part for part in (self.state.origins, count) if part)

    def body(self, width: int, height: int) -> Sequence[Row]:
        """Return the rows around the quote."""
        rows = self._rows(width - MARGIN - 1)
        quoted = [number for number, row in enumerate(rows) if any(look == "quote" for _, look in row)]
        if quoted:
            if quoted[-1] < height:
                self.top = 0
            else:
                self.keep_in_sight(quoted[0], min(quoted[-1], quoted[0] + height - 1), height, len(rows))
        self.top = max(0, min(self.top, len(rows) - height))
        return [[(" " * MARGIN, ""), *row] for row in rows[self.top : self.top + height]]

    def scroll_rows(self, by: int) -> None:
        """Move the text by so many rows."""
        self.top = max(0, self.top + by)
        self.paint()

    def watch_state(self) -> None:
        """Paint the new excerpt."""
        self.top = 0
        self.paint()

    def _rows(self, width: int) -> tuple[list[Piece], ...]:
        return _laid_out(self.state, width)


@lru_cache(maxsize=256)
def _laid_out(excerpt: Excerpt, width: int) -> tuple[list[Piece], ...]:
    """The rows of an excerpt: what is wrong with it, through whom it came, the text with the quote in brackets."""
    told = [text for text in (excerpt.problem, excerpt.chain) if text]
    rows = [row for text in told for row in wrap([(text, "dim")], width)]
    if excerpt.quote:
        rows += wrap([(excerpt.before, ""), (f"[{excerpt.quote}]", "quote"), (excerpt.after, "")], width)
    return tuple(rows)
