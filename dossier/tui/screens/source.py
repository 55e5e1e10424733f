"""A whole source text: sentence by sentence with its coverage, quote by quote, and the claims that stand on each."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from dossier.cards.card import Card, Destination
from dossier.cards.source_text import claims_card, source_text
from dossier.library.library import Library
from dossier.tui.commands import PlaceName
from dossier.tui.screens.base import PlainScreen, bindings_at
from dossier.tui.screens.rows import RowsScreen
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
        self._source = source_text(library, source)
        text, grounds = self._source.text, self._source.grounds
        found = (n for n, ground in enumerate(grounds) if text[ground.start : ground.end] == quote)
        self._ground: int | None = next(found, None)
        """Which quote the cursor is on; None where it is on a sentence."""

        self._sentence = self._source.sentence_at(grounds[self._ground].start) if self._ground is not None else 0
        self._card = Card("", "", "")

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

    def action_move(self, by: int) -> None:
        """Go to the next or previous sentence."""
        last = len(self._source.sentences) - 1
        self._sentence = max(0, min(last, self._sentence + by))
        self._ground = None
        self._show()

    def action_quote(self, by: int) -> None:
        """Go to the next or previous quote."""
        grounds = self._source.grounds
        if not grounds:
            self.say("no claim stands on this text")
            return
        if self._ground is None:
            start = self._source.sentences[self._sentence].start
            ahead = [n for n, ground in enumerate(grounds) if ground.start >= start]
            behind = [n for n, ground in enumerate(grounds) if ground.start < start]
            self._ground = (ahead[0] if ahead else len(grounds) - 1) if by > 0 else (behind[-1] if behind else 0)
        else:
            self._ground = max(0, min(len(grounds) - 1, self._ground + by))
        self._sentence = self._source.sentence_at(grounds[self._ground].start)
        self._show()

    def action_page(self, by: int) -> None:
        """Go on by five sentences."""
        self.action_move(5 * by)

    def action_end(self, by: int) -> None:
        """Go to the first (-1) or last (1) sentence."""
        self.action_move(by * 1_000_000)

    def action_open(self) -> None:
        """List the claims under the cursor; if it is only one, go to it."""
        stops = self._card.stops
        if not stops:
            self.say("no claim stands here")
        elif len(stops) == 1:
            self.dismiss(Destination(self._card.lines[stops[0]].target, self._card.lines[stops[0]].claim))
        else:
            self.app.push_screen(RowsScreen(self._card), self._go)

    def action_back(self) -> None:
        """Leave with nothing."""
        self.dismiss(None)

    def _go(self, destination: Destination | None) -> None:
        if destination:
            self.dismiss(destination)

    def _show(self) -> None:
        source = self._source
        if self._ground is not None:
            ground = source.grounds[self._ground]
            start, end, claims, excuse = ground.start, ground.end, ground.claims, ""
            label = f"quote {self._ground + 1} of {len(source.grounds)}"
        elif source.sentences:
            sentence = source.sentences[self._sentence]
            start, end, excuse = sentence.start, sentence.end, sentence.reason
            claims = tuple(
                dict.fromkeys(c for g in source.grounds if g.start < end and start < g.end for c in g.claims)
            )
            label = f"sentence {self._sentence + 1} of {len(source.sentences)}"
        else:
            start, end, claims, excuse, label = 0, 0, (), "the text of this source is not in the library", ""
        self.query_one(TextPane).state = TextState(source, start, end, f"{source.share:.0%} covered · {label}")
        self._card = claims_card(self._library, f"{start}-{end}", claims, excuse)
        self.query_one("#claims", CardPane).state = CardState(self._card, next(iter(self._card.stops), 0))
