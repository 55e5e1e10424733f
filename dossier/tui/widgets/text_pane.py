"""A whole source text, the quotes that claims stand on marked, one of them under the cursor."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from textual.reactive import var

from dossier.cards.source_text import Ground
from dossier.evidence.passages import Span, paragraphs
from dossier.tui.layout import Piece, wrap
from dossier.tui.widgets.lines import Row
from dossier.tui.widgets.pane import Pane

_NUMBER = 6
"""Columns for the number of a paragraph."""


class TextState(NamedTuple):
    """A text, its grounds, and which of them (from 0) the cursor is on."""

    title: str
    text: str
    grounds: tuple[Ground, ...]
    position: int


class TextPane(Pane):
    """A source text."""

    state: var[TextState | None] = var(None, init=False)

    def title(self) -> tuple[str, str]:
        """The source, and which quote of how many."""
        state = self.state
        if state is None:
            return "", ""
        count = len(state.grounds)
        return state.title, f"quote {state.position + 1} of {count}" if count else "no claim stands on this text"

    def body(self, width: int, height: int) -> Sequence[Row]:
        """Return the rows around the quote under the cursor."""
        if self.state is None:
            return []
        rows = _layout(self.state, width)
        current = [number for number, row in enumerate(rows) if any(look == "quote" for _, look in row)]
        if current:
            self.keep_in_sight(current[0], min(current[-1], current[0] + height - 1), height, len(rows))
        self.top = max(0, min(self.top, len(rows) - height))
        return rows[self.top : self.top + height]

    def watch_state(self) -> None:
        """Paint the new state."""
        self.paint()

    def scroll_rows(self, by: int) -> None:
        """Move a text that has no quotes by so many rows."""
        self.top = max(0, self.top + by)
        self.paint()


def _layout(state: TextState, width: int) -> list[list[Piece]]:
    """Every row of the text: paragraphs with their numbers, an empty row between them."""
    rows: list[list[Piece]] = []
    for number, paragraph in enumerate(paragraphs(state.text), 1):
        if rows:
            rows.append([])
        wrapped = wrap(_pieces(state, paragraph), width - _NUMBER - 1)
        rows += [[(f"{number:>{_NUMBER - 2}}  ", "dim"), *wrapped[0]]]
        rows += [[(" " * _NUMBER, ""), *row] for row in wrapped[1:]]
    return rows


def _pieces(state: TextState, within: Span) -> list[Piece]:
    """One paragraph in pieces: under the cursor, under some claim, under none."""
    current = state.grounds[state.position] if state.grounds else None
    around = [ground for ground in state.grounds if ground.start < within.end and within.start < ground.end]
    inside = {edge for ground in around for edge in (ground.start, ground.end) if within.start < edge < within.end}
    edges = sorted({within.start, within.end, *inside})
    pieces: list[Piece] = []
    for start, end in pairwise(edges):
        text = " ".join(state.text[start:end].splitlines())
        if current and current.start <= start < current.end:
            opening = "[" if start == current.start else ""
            closing = "]" if end == current.end else ""
            pieces.append((f"{opening}{text}{closing}", "quote"))
        else:
            covered = any(ground.start <= start < ground.end for ground in around)
            pieces.append((text, "" if covered else "dim"))
    return pieces
