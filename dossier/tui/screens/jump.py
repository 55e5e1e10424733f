"""The palette: every command by name, every dossier by kind and name."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from dossier.cards.card import Card, Line, Span, line
from dossier.index.folding import fold
from dossier.library.library import Library
from dossier.search.search import Searcher
from dossier.tui.commands import COMMANDS, PlaceName
from dossier.tui.screens.base import PlainScreen, bindings_at
from dossier.tui.widgets.bars import QueryBar, StatusBar
from dossier.tui.widgets.card_pane import CardPane, CardState

_RUN, _FIND = "run:", "find:"
_MOST = 200


class JumpScreen(PlainScreen[str], inherit_bindings=False):
    """A query over commands, saved searches and dossiers.

    Its result is a dossier's id, ``run:`` and the id of a command, or ``find:`` and a query.
    """

    PLACE: ClassVar[PlaceName] = "jump"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_at("jump"))

    def __init__(self, library: Library, searcher: Searcher | None, searches: Mapping[str, str]) -> None:
        super().__init__()
        self._searches = searches
        self._library = library
        self._searcher = searcher
        self._state = CardState(Card("", "", ""), 0)

    def compose(self) -> ComposeResult:
        """The query, what it finds, the status line."""
        yield QueryBar()
        yield CardPane(id="rows")
        yield StatusBar()

    def on_mount(self) -> None:
        """Start with everything."""
        query = self.query_one(QueryBar)
        query.prompt = ":"
        query.hint = "a command, or a kind and a name"
        query.focus()
        self._show("")
        self.show_keys()

    def on_query_bar_changed(self, message: QueryBar.Changed) -> None:
        """Find what is typed."""
        self._show(message.value)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        stops = self._state.card.stops
        if stops:
            number = max(0, min(len(stops) - 1, stops.index(self._state.line) + by))
            self._state = CardState(self._state.card, stops[number])
            self.query_one(CardPane).state = self._state

    def action_page(self, by: int) -> None:
        """Move by a page."""
        self.action_move(by * max(1, self.query_one(CardPane).page - 1))

    def action_open(self) -> None:
        """Leave with what is under the cursor."""
        lines = self._state.card.lines
        if lines and lines[self._state.line].is_stop:
            self.dismiss(lines[self._state.line].target)

    def action_back(self) -> None:
        """Leave with nothing."""
        self.dismiss("")

    def _show(self, query: str) -> None:
        lines = (*self._commands(query), *self._saved(query), *self._dossiers(query))
        card = Card(query, "Jump", f"{len(lines)}", lines)
        self._state = CardState(card, next(iter(card.stops), 0))
        self.query_one(CardPane).state = self._state
        self.query_one(QueryBar).answer("")

    def _commands(self, query: str) -> list[Line]:
        wanted = fold(query).split()
        return [
            line(Span(command.help), Span(f"  {command.shown_keys}", "heading"), target=_RUN + command.id)
            for command in COMMANDS
            if "explorer" in command.places and command.id not in _POINTLESS_HERE
            if all(
                any(word.startswith(want) for word in fold(f"{command.id} {command.help}").split()) for want in wanted
            )
        ]

    def _saved(self, query: str) -> list[Line]:
        wanted = query.strip().removeprefix("@").casefold()
        return [
            line(Span(f"search @{name}"), Span(f"  {search}", "dim"), target=f"{_FIND}@{name}")
            for name, search in self._searches.items()
            if wanted in name.casefold()
        ]

    def _dossiers(self, query: str) -> list[Line]:
        """The dossiers that fit the query; a word that is a kind, or its beginning, keeps only that kind."""
        first, _, rest = query.strip().partition(" ")
        kind = next((k for k in _KINDS if len(first) > 2 and f"{k}s".startswith(first.casefold())), "")
        text = rest if kind else query
        # The language of queries knows kinds too: no dossier of another kind is looked at.
        hits = self._searcher.search(f"kind:{kind} {text}" if kind else text)[:_MOST] if self._searcher else []
        found = [self._library.entries[hit.id] for hit in hits]
        return [
            line(
                Span(f"{entry.kind:<12}  ", "dim"),
                Span(entry.name, "link"),
                Span(f"  {entry.detail}", "dim"),
                target=identifier,
            )
            for identifier, entry in ((hit.id, entry) for hit, entry in zip(hits, found, strict=True))
        ]


_KINDS = ("official", "engagement", "organization", "place", "topic", "source")
_POINTLESS_HERE = {
    "move-down",
    "move-up",
    "page-down",
    "page-up",
    "first",
    "last",
    "jump",
    "cancel",
    "suspend",
    "back",
    "open",
}


def command_of(result: str) -> str:
    """Return the command that a result of the palette names; empty for a dossier's id."""
    return result.removeprefix(_RUN) if result.startswith(_RUN) else ""


def search_of(result: str) -> str:
    """Return the query that a result of the palette runs; empty for anything else."""
    return result.removeprefix(_FIND) if result.startswith(_FIND) else ""
