"""Fitting text into columns: cut, pad, wrap. Widths are in terminal cells, not characters."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len

from dossier.cards.card import Line
from dossier.model.visible import visible_line
from dossier.tui.widgets.lines import Look, cells, merged

Piece = tuple[str, Look]

_PART = re.compile(r"[^ ]+ *| +")

_HANG = 2
"""How much further the wrapped rows of a line begin, so that lines can be told apart."""


def cut(text: str, width: int) -> str:
    """Return *text* in at most *width* cells, its end replaced by ``…`` where it is longer."""
    text = visible_line(text)
    if cells(text) <= width:
        return text
    return f"{split(text, width - 1)[0].rstrip()}…" if width > 0 else ""


def width_of(pieces: Iterable[Piece]) -> int:
    """Return how many cells the pieces take."""
    return sum(cells(text) for text, _ in pieces)


def spread(left: Sequence[Piece], right: Sequence[Piece], width: int) -> list[Piece]:
    """Return *left* and *right* at the two ends of a row; where both do not fit, *left* is cut."""
    room = width - width_of(right)
    if room <= 0:
        return cut_row(left, width)
    fitted = cut_row(left, room)
    return [*fitted, (" " * (room - width_of(fitted)), ""), *right]


def cut_row(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Return the pieces that fit into *width* cells, the last of them cut."""
    kept: list[Piece] = []
    room = width
    for text, look in pieces:
        taken = cells(text)
        if taken > room:
            return [*kept, (cut(text, room), look)] if room > 0 else kept
        kept.append((text, look))
        room -= taken
    return kept


def marked_pieces(text: str, spans: Iterable[tuple[int, int]], look: Look, mark: Look) -> list[Piece]:
    """Split *text* into pieces of *look*, with *mark* laid over the characters in *spans*."""
    pieces: list[Piece] = []
    position = 0
    for start, end in spans:
        pieces += [(text[position:start], look), (text[start:end], f"{look} {mark}".strip())]
        position = end
    return [piece for piece in [*pieces, (text[position:], look)] if piece[0]]


def split(text: str, width: int) -> tuple[str, str]:
    """Split *text* where its first *width* cells end; a wide character that would be cut goes to the second part."""
    if text.isascii():
        return text[:width], text[width:]
    used = 0
    for position, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return text[:position], text[position:]
    return text, ""


def wrap(pieces: Sequence[Piece], width: int, hang: int = 0) -> list[list[Piece]]:
    """Break pieces into rows of at most *width* cells, at spaces, else inside words longer than a row.

    Every row but the first begins with *hang* spaces, where there is room. A row has two cells at least.
    """
    hang = max(0, min(hang, width - 2))
    behind: list[Piece] = [(" " * hang, "")] if hang else []
    later_room = max(2, width - hang)
    rows: list[list[Piece]] = [[]]
    room = max(2, width)
    for word in _words(pieces):
        if word is None:
            rows.append([])
            room = later_room
            continue
        length = width_of(word) - _trailing_spaces(word)
        if length > room and rows[-1]:
            rows.append([])
            room = later_room
        for text, look in word:
            rest = text
            while cells(rest.rstrip(" ")) > room:
                head, rest = split(rest, room)
                rows[-1].append((head, look))
                rows.append([])
                room = later_room
            kept = split(rest, room)[0]
            if kept.strip(" ") or (kept and rows[-1]):
                rows[-1].append((kept, look))
                room -= cells(kept)
    return [merged(row if number == 0 else [*behind, *row]) for number, row in enumerate(rows)]


def visible_lines(text: str) -> list[str]:
    """Return the lines of *text*, each safe to show."""
    return [visible_line(part) for part in text.replace("\r\n", "\n").split("\n")]


@lru_cache(maxsize=4_096)
def card_rows(line: Line, width: int) -> tuple[tuple[Piece, ...], ...]:
    """Return a line of a card in *width* cells, wrapped, each row behind the indent; lines come again and again."""
    looks = {"text": ""}
    pieces = [(span.text, looks.get(span.role, span.role)) for span in line.spans]
    indent = " " * line.indent
    before: list[Piece] = [(indent, "")] if indent else []
    return tuple((*before, *row) for row in wrap(pieces, width - line.indent, _HANG))


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece] | None]:
    """The words of all pieces, each with the spaces behind it; None where a line ends.

    A word may reach over several pieces: only a space, or the end of a line, parts two words.
    """
    word: list[Piece] = []
    for text, look in pieces:
        for number, paragraph in enumerate(visible_lines(text)):
            if number:
                if word:
                    yield word
                yield None
                word = []
            for part in _PART.findall(paragraph):
                if word and word[-1][0].endswith(" ") and not part.startswith(" "):
                    yield word
                    word = []
                word.append((part, look))
    if word:
        yield word


def _trailing_spaces(word: list[Piece]) -> int:
    text = "".join(part for part, _ in word)
    return len(text) - len(text.rstrip(" "))
