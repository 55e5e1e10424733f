"""A whole source text: every quote that a claim stands on marked, and the claims under the cursor."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from dossier.cards.card import Card, Destination, Line, Span
from dossier.cards.source_text import grounds
from dossier.library.library import Library
from dossier.tui.commands import PlaceName
from dossier.tui.screens.base import PlainScreen, bindings_at
from dossier.tui.widgets.bars import StatusBar
from dossier.tui.widgets.card_pane import CardPane, CardState
from dossier.tui.widgets.text_pane import TextPane, TextState


class SourceScreen(PlainScreen[Destination | None], inherit_bindings=False):
    """A source text. Its result is where to go; None for nowhere."""

    PLACE: ClassVar[PlaceName] = "source"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_at("source"))

    def __init__(self, library: Library, source: str, quote: str = "") -> None:
        super().__init__()
        self._library = library
        self._grounds = tuple(grounds(library, source))
        self._title = library.entries[source].name
        self._text = library.text(source) or ""
        found = (n for n, ground in enumerate(self._grounds) if self._text[ground.start : ground.end] == quote)
        self._position = next(found, 0)
        self._destination: Destination | None = None

    def compose(self) -> ComposeResult:
        """The text, the claims under the cursor, the status line."""
        yield TextPane(id="text")
        yield CardPane(id="claims")
        yield StatusBar()

    def on_mount(self) -> None:
        """Show the text at the quote it was opened for."""
        self.query_one(TextPane).focus()
        self._show()
        self.show_keys()

    def action_quote(self, by: int) -> None:
        """Go to the next or previous quote."""
        if not self._grounds:
            self.query_one(TextPane).scroll_rows(by)
            return
        self._position = max(0, min(len(self._grounds) - 1, self._position + by))
        self._show()

    def action_move(self, by: int) -> None:
        """Go to the next or previous quote, as `n` and `N` do."""
        self.action_quote(by)

    def action_page(self, by: int) -> None:
        """Go on by ten quotes."""
        self.action_quote(10 * by)

    def action_end(self, by: int) -> None:
        """Go to the first (-1) or last (1) quote."""
        self.action_quote(by * 1_000_000)

    def action_open(self) -> None:
        """Leave with the dossier of the first claim under the cursor."""
        self.dismiss(self._destination)

    def action_back(self) -> None:
        """Leave with nothing."""
        self.dismiss(None)

    def _show(self) -> None:
        text = TextState(self._title, self._text, self._grounds, self._position)
        self.query_one(TextPane).state = text
        here = self._grounds[self._position].claims if self._grounds else ()
        self._destination = Destination(here[0][0].dossier, here[0][0]) if here else None
        entries = self._library.entries
        lines = [
            Line((Span(claim), Span(f"  {entries[reference.dossier].name}", "dim")), claim=reference)
            for reference, claim in here
        ]
        count = f"{len(lines)} claims" if len(lines) > 1 else ""
        self.query_one("#claims", CardPane).state = CardState(
            Card(str(self._position), "Stands on it", count, tuple(lines)), 0
        )
