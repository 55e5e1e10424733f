"""The list: what was found, the matched characters marked, one row a dossier."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.reactive import var

from dossier.library.entry import Entry
from dossier.library.library import Library
from dossier.model.visible import visible_line
from dossier.search.hits import Hit
from dossier.tui.layout import Piece, marked_pieces, spread
from dossier.tui.widgets.lines import Look, Row
from dossier.tui.widgets.pane import MARGIN, Pane, pointed


class ListState(NamedTuple):
    """The hits and the cursor. The library never changes, so it is shared, not copied."""

    library: Library
    hits: Sequence[Hit]
    position: int
    typing: bool = False
    """Whether the keys go to the query line, whose cursor keys move this list."""

    notice: str = ""
    """What to say where there is nothing to list."""


class ListPane(Pane):
    """The dossiers that a query found."""

    state: var[ListState | None] = var(None, init=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._made: dict[tuple[int, bool, bool], list[Piece]] = {}
        self._made_of: tuple[Sequence[Hit], Library, int] | None = None

    def title(self) -> tuple[str, str]:
        """Where the cursor is, in a list that is longer than the pane."""
        if self.state is None or len(self.state.hits) <= self.page:
            return "", ""
        return f"{self.state.position + 1:,} of {len(self.state.hits):,}", ""

    def body(self, width: int, height: int) -> Sequence[Row]:
        """Return the hits in sight."""
        state = self.state
        if state is None or not state.hits:
            return [[("  ", ""), (state.notice if state else "", "dim")]]
        self.keep_in_sight(state.position, state.position, height, len(state.hits))
        focused = self.has_focus or state.typing
        if self._made_of is None or self._made_of[0] is not state.hits or self._made_of[1:] != (state.library, width):
            self._made_of = (state.hits, state.library, width)
            self._made.clear()
        return [
            self._row(state, number, number == state.position, number == state.position and focused, width)
            for number in range(self.top, min(self.top + height, len(state.hits)))
        ]

    def watch_state(self) -> None:
        """Paint the new state."""
        self.paint()

    def _row(self, state: ListState, number: int, here: bool, reverse: bool, width: int) -> list[Piece]:
        """One row, kept while hits and width stay: a step of the cursor makes two rows, not all of them."""
        key = (number, here, reverse)
        if key not in self._made:
            row = _row(state.library, state.hits[number], width - MARGIN)
            self._made[key] = pointed(row, ">" if here else "", reverse, width)
        return self._made[key]


def _row(library: Library, hit: Hit, width: int) -> list[Piece]:
    entry = library.entries.get(hit.id)
    if entry is None:
        return [(hit.id, "dim")]
    tag: list[Piece] = [(f" {tag_of(entry)}", "dim")]
    look = "" if entry.readable else "warning"
    return spread(_marked(visible_line(entry.name), hit, look), tag, width)


def _marked(name: str, hit: Hit, look: Look) -> list[Piece]:
    if not hit.matches:
        return [(name, look)]
    from dossier.search.marking import marked  # whoever has matches has loaded it

    return marked_pieces(name, marked(name, hit.matches), look, "match")


def tag_of(entry: Entry) -> str:
    """Return the few letters that tell what kind of dossier an entry is: a country, a day, or the kind."""
    if not entry.readable:
        return "!"
    if entry.kind == "official":
        return entry.country or "–"
    if entry.kind == "engagement":
        return " ".join(entry.date.display.split()[:2]) if entry.date else "–"
    return {"organization": "org"}.get(entry.kind, entry.kind)
