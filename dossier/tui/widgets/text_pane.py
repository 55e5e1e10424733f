"""A whole source text: its quotes marked, its coverage in the margin, one stretch of it under the cursor."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from textual.reactive import var

from dossier.cards.source_text import Ground, SourceText
from dossier.evidence.coverage import State
from dossier.evidence.passages import Span, paragraphs
from dossier.tui.layout import Piece, wrap
from dossier.tui.widgets.lines import Row
from dossier.tui.widgets.pane import Pane

MARKS: dict[str, str] = {"covered": "+", "excused": "o", "uncovered": "-"}
"""The marks in the margin, at the row where a sentence begins."""

_MARGIN = 8
"""Columns for the number of a paragraph and the marks."""


class TextState(NamedTuple):
    """A source text, the stretch under the cursor (character offsets), and what to call that."""

    source: SourceText
    start: int
    end: int
    label: str


class TextPane(Pane):
    """A source text."""

    state: var[TextState | None] = var(None, init=False)

    def title(self) -> tuple[str, str]:
        """The source, and which of its stretches is under the cursor."""
        return (self.state.source.id, self.state.label) if self.state else ("", "")

    def body(self, width: int, height: int) -> Sequence[Row]:
        """Return the rows around the stretch under the cursor."""
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


def _layout(state: TextState, width: int) -> list[list[Piece]]:
    """Every row of the text: paragraphs with their numbers, an empty row between them."""
    rows: list[list[Piece]] = []
    for number, paragraph in enumerate(paragraphs(state.source.text), 1):
        if rows:
            rows.append([])
        beginnings = _beginnings(state, paragraph)
        begun = 0
        for row_number, row in enumerate(wrap(_pieces(state, paragraph), width - _MARGIN - 1)):
            told = f"{number:>4} " if row_number == 0 else " " * 5
            ended = begun + _letters("".join(text for text, _ in row))
            states = {state_of for place, state_of in beginnings if begun <= place < ended}
            # Of several sentences that begin in a row, the mark is that of the one that wants looking at.
            mark = next((MARKS[name] for name in ("uncovered", "excused", "covered") if name in states), " ")
            rows.append([(told, "dim"), (f"{mark}  ", "warning" if mark == "-" else "dim"), *row])
            begun = ended
    return rows


def _beginnings(state: TextState, within: Span) -> list[tuple[int, State]]:
    """For each sentence of a paragraph, how many letters are shown before it, and its state.

    Letters are counted without white space, which wrapping may drop; the brackets around the cursor are letters.
    """
    found = []
    for sentence in state.source.sentences:
        if within.start <= sentence.start < within.end:
            brackets = sum(within.start <= edge < sentence.start for edge in (state.start, state.end - 1))
            before = state.source.text[within.start : sentence.start]
            found.append((_letters(before) + brackets, sentence.state))
    return found


def _letters(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _pieces(state: TextState, within: Span) -> list[Piece]:
    """One paragraph in pieces: under the cursor, under some claim, under none."""
    around = [g for g in state.source.grounds if g.start < within.end and within.start < g.end]
    cursor = (state.start, state.end)
    edges = {edge for ground in around for edge in (ground.start, ground.end)} | set(cursor)
    inside = sorted({within.start, within.end, *(edge for edge in edges if within.start < edge < within.end)})
    pieces: list[Piece] = []
    for start, end in pairwise(inside):
        text = " ".join(state.source.text[start:end].split("\n"))
        if cursor[0] <= start < cursor[1]:
            opening = "[" if start == cursor[0] else ""
            closing = "]" if end == cursor[1] else ""
            pieces.append((f"{opening}{text}{closing}", "quote"))
        else:
            pieces.append((text, "" if _covers(around, start) else "dim"))
    return pieces


def _covers(grounds: Sequence[Ground], offset: int) -> bool:
    return any(ground.start <= offset < ground.end for ground in grounds)
