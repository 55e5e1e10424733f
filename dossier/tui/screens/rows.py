"""A screen of one list: timeline, backlinks, network, findings, help. Enter opens what is under the cursor."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from dossier.cards.card import Card, Destination, Line, Span, line
from dossier.library.library import Library
from dossier.search.examples import examples
from dossier.tui.commands import PlaceName, commands_at
from dossier.tui.screens.base import PlainScreen, bindings_at
from dossier.tui.widgets.bars import StatusBar
from dossier.tui.widgets.card_pane import CardPane, CardState


class RowsScreen(PlainScreen[Destination | None], inherit_bindings=False):
    """A card over the whole screen. Its result is where to go; None for nowhere."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_at("list", "help"))

    def __init__(self, card: Card, place: PlaceName = "list") -> None:
        super().__init__()
        self._state = CardState(card, next(iter(card.stops), 0))
        self._place = place

    def compose(self) -> ComposeResult:
        """One pane and the status line."""
        yield CardPane(id="rows")
        yield StatusBar()

    def on_mount(self) -> None:
        """Show the card."""
        pane = self.query_one(CardPane)
        pane.state = self._state
        pane.focus()
        self.show_keys()

    def place(self) -> PlaceName:
        """Return which commands work here."""
        return self._place

    def action_move(self, by: int) -> None:
        """Move the cursor, or, in a card without one, the text."""
        pane, stops = self.query_one(CardPane), self._state.card.stops
        if not stops:
            pane.scroll_rows(by)
            return
        number = stops.index(self._state.line) + by
        self._state = CardState(self._state.card, stops[max(0, min(len(stops) - 1, number))])
        pane.state = self._state

    def action_page(self, by: int) -> None:
        """Move by a page."""
        self.action_move(by * max(1, self.query_one(CardPane).page - 1))

    def action_end(self, by: int) -> None:
        """Move to the first (-1) or last (1) line."""
        self.action_move(by * 1_000_000)

    def action_open(self) -> None:
        """Leave with the dossier under the cursor."""
        lines = self._state.card.lines
        if lines and lines[self._state.line].target:
            self.dismiss(Destination(lines[self._state.line].target, lines[self._state.line].claim))

    def action_back(self) -> None:
        """Leave with nothing."""
        self.dismiss(None)


def help_screen(place: PlaceName, library: Library | None = None) -> RowsScreen:
    """Return the help for one place: its keys, and how to search, by examples out of *library*, if it is given."""
    commands = [command for command in commands_at(place) if command.keys]
    width = max(len(command.shown_keys) for command in commands)
    lines = [line(Span(f"{command.shown_keys:<{width}}  ", "heading"), command.help) for command in commands]
    if library is not None:
        lines += _SEARCH_HELP
        found = list(examples(library))
        width = max(len(example.query) for example in found)
        lines += [
            line(Span(f"{example.query:<{width}}  ", "link"), Span(example.meaning), indent=2) for example in found
        ]
    return RowsScreen(Card("", f"Keys: {_TITLES.get(place, place)}", "", tuple(lines)), "help")


_TITLES = {
    "explorer": "the explorer",
    "query": "the search line",
    "list": "a list",
    "source": "a source text",
    "review": "the review",
}
_SEARCH_HELP: list[Line] = [
    Line(),
    line(Span("Searching", "heading")),
    line("Type parts of names, posts, topics or claims, in any order, as you remember them:", indent=2),
    line("accents, case and long vowels do not matter, one or two wrong letters are forgiven.", indent=2),
    line("In an empty search line ? and : work as they do outside it.", indent=2),
]
