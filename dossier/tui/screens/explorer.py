"""The explorer's screen: it owns the state, turns keys into intents, and hands the state down to the panes."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message

from dossier.cards.card import Card, Destination, line
from dossier.cards.excerpt import Excerpt
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from dossier.tui.commands import BY_ID, PlaceName
from dossier.tui.explorer import Explorer, StandingOf
from dossier.tui.screens.base import PlainScreen, bindings_at
from dossier.tui.widgets.bars import HeaderBar, HeaderState, QueryBar, StatusBar
from dossier.tui.widgets.card_pane import CardPane, CardState
from dossier.tui.widgets.list_pane import ListPane, ListState
from dossier.tui.widgets.pane import Frame, Pane
from dossier.tui.widgets.passage_pane import NOTHING, PassagePane

if TYPE_CHECKING:
    from dossier.search.search import Searcher

_BARS = 3
"""The single lines: header, query, status."""

PASSAGE_ROWS, TALL_PASSAGE_ROWS = 8, 12
"""Rows of the passage's pane, as styles/explorer.tcss has them."""

WIDE, NARROW, TALL = 120, 60, 32
"""Columns from which there is a fourth pane, columns under which there is one; rows from which a passage has more."""


class ExplorerScreen(PlainScreen[None], inherit_bindings=False):
    """List, card, passage and, where there is room, what the line under the cursor is linked with."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_at("explorer", "query"))

    class ThemeChosen(Message):
        """The user wants another theme, from now on."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class ReviewWanted(Message):
        """The user wants to review, beginning with *claim* or where it was left."""

        def __init__(self, claim: ClaimRef | None = None) -> None:
            super().__init__()
            self.claim = claim

    def __init__(
        self, library: Library, size: Size, message: str = "", searches: Mapping[str, str] | None = None
    ) -> None:
        # Known before the first layout: a class that is added later costs another one.
        super().__init__(classes=" ".join(name for name, holds in _layout_classes(size).items() if holds))
        self.explorer = Explorer(library)
        self.searcher: Searcher | None = None
        self._searches = searches or {}
        self._message = message
        """What to say first."""

        self._linked_line = 0
        self._linked_card = Card("", "", "")

    # -- set-up

    def compose(self) -> ComposeResult:
        """Three single lines, four panes."""
        yield HeaderBar()
        yield QueryBar()
        yield ListPane(id="list")
        yield CardPane(id="card")
        yield CardPane(id="linked")
        yield PassagePane(id="passage")
        yield StatusBar()

    def on_mount(self) -> None:
        """Show what the catalogue knows and let the user type."""
        query = self.query_one(QueryBar)
        query.hint = "type a name, a post, a topic, words of a claim"
        query.focus()
        self._show_header()
        self.show_all()
        self.show_keys()
        if self._message:
            self.say(self._message)

    def on_resize(self, event: events.Resize) -> None:
        """Open or close panes as the terminal allows, and join the lines between them."""
        for name, holds in _layout_classes(event.size).items():
            self.set_class(holds, name)
        passage_rows = TALL_PASSAGE_ROWS if event.size.height >= TALL else PASSAGE_ROWS
        joint = event.size.height - _BARS - passage_rows - 1
        self._list.frame = Frame(event.size.width >= NARROW, joint=joint)
        self._card.frame = Frame(event.size.width >= WIDE)
        self._passage.frame = Frame(event.size.width >= WIDE, corner="┤")

    def on_descendant_focus(self) -> None:
        """Tell what the keys do in the pane that they go to now."""
        if self.has_class("-narrow"):
            shown = self.focused.id if self.focused and self.focused.id in ("card", "passage") else "list"
            for name in ("list", "card", "passage"):
                self.set_class(name == shown, f"-on-{name}")
        self._show_list()
        self.show_keys()

    def renew(
        self, library: Library, searcher: "Searcher", findings: Iterable[Finding], standing_of: StandingOf | None = None
    ) -> None:
        """Take over a library that was read anew, what the checks found in it, how reviewers stand to its claims."""
        self.searcher = searcher
        self.explorer.renew(library, searcher, findings, standing_of)
        self._show_header()
        self.show_all()

    def library_for_help(self) -> Library | None:
        """Take the examples of queries out of the open library."""
        return self.explorer.library

    def place(self) -> PlaceName:
        """Return which commands work now."""
        return "query" if isinstance(self.focused, QueryBar) else "explorer"

    # -- intents

    def on_query_bar_changed(self, message: QueryBar.Changed) -> None:
        """Search as the user types."""
        self.show_keys()
        self.explorer.search(message.value)
        self.show_all()
        if self.explorer.notes:
            self.say(self.explorer.notes[0])

    def action_search(self) -> None:
        """Go to the query."""
        self.query_one(QueryBar).focus()

    def action_move(self, by: int) -> None:
        """Move the cursor of the pane that the keys go to."""
        match self.focused:
            case CardPane(id="card"):
                self.explorer.move_line(by)
                self._show_card()
            case CardPane(id="linked"):
                self._move_linked(by)
            case PassagePane() as passage:
                passage.scroll_rows(by)
            case _:
                self.explorer.move(by)
                self.show_all()

    def action_page(self, by: int) -> None:
        """Move by a page."""
        pane = self.focused if isinstance(self.focused, Pane) else self._list
        self.action_move(by * max(1, pane.page - 1))

    def action_end(self, by: int) -> None:
        """Move to the first (-1) or last (1) line."""
        self.action_move(by * 1_000_000)

    def action_open(self) -> None:
        """Open the dossier under the cursor, or follow the link under it."""
        match self.focused:
            case CardPane(id="card"):
                self._done(self.explorer.follow(), "this line leads to no other dossier; o opens its source")
            case CardPane(id="linked"):
                self._open_linked()
            case PassagePane():
                self.action_source()
            case _:
                self._done(self.explorer.open_selected(), "nothing found: Backspace, or Ctrl+U for a new query")
                if self.explorer.selected:
                    self._card.focus()

    def action_up(self) -> None:
        """Go to what this dossier is a part of; from there to the list."""
        match self.focused:
            case PassagePane() | CardPane(id="linked"):
                self._card.focus()
            case CardPane() if self.explorer.up():
                self.show_all()
            case CardPane():
                self._list.focus()
            case _:
                self.query_one(QueryBar).focus()

    def action_pane(self, number: int) -> None:
        """Go to the nth pane (from 0) of those that are shown."""
        panes = self._panes()
        if number < len(panes):
            panes[number].focus()
        else:
            self.say("the fourth pane needs 120 columns")

    def action_pane_by(self, by: int) -> None:
        """Go to the next or previous pane."""
        panes = self._panes()
        here = panes.index(self.focused) if self.focused in panes else -1 if by > 0 else len(panes)
        panes[(here + by) % len(panes)].focus()

    def action_history(self, by: int) -> None:
        """Go back or forward in the history."""
        self._done(self.explorer.history(by), "there is nothing further back" if by < 0 else "there is nothing ahead")
        if not isinstance(self.focused, CardPane):
            self._card.focus()

    def action_evidence(self, by: int) -> None:
        """Show the claim's next piece of evidence."""
        self.explorer.evidence += by
        self._show_passage()

    def action_context(self, by: int) -> None:
        """Show less or more text around the passage."""
        from dossier.cards.passage import CONTEXTS

        self.explorer.turn_context(by, len(CONTEXTS))
        self._show_passage()
        self.say(f"showing {CONTEXTS[self.explorer.context]}")

    def action_source(self) -> None:
        """Open the whole source at the passage."""
        from dossier.tui.screens.source import SourceScreen

        excerpt = self._passage.state
        source = excerpt.source
        if not source and self.explorer.library.text(self.explorer.card.id) is not None:
            source = self.explorer.card.id
        if source in self.explorer.library.entries and self.explorer.cards_ready:
            self.app.push_screen(SourceScreen(self.explorer.library, source, excerpt.quote), self.go)
        else:
            self.say("no source stands behind this line")

    def action_backlinks(self) -> None:
        """Show what links to this dossier."""
        from dossier.cards.overviews import backlinks_card

        self._list_screen(backlinks_card(self.explorer.library, self.explorer.card.id))

    def action_timeline(self) -> None:
        """Show all engagements by date."""
        from dossier.cards.overviews import timeline_card

        self._list_screen(timeline_card(self.explorer.library))

    def action_network(self) -> None:
        """Show who met whom: this official, or everybody."""
        from dossier.cards.overviews import network_card

        card = self.explorer.card
        one = card.id if self.explorer.library.engagements_of(card.id) else ""
        self._list_screen(network_card(self.explorer.library, one))

    def action_findings(self) -> None:
        """Show what is wrong with the library."""
        from dossier.cards.overviews import findings_card

        self._list_screen(findings_card(self.explorer.library, self.explorer.findings))

    def action_jump(self) -> None:
        """Open the palette."""
        from dossier.tui.screens.jump import JumpScreen

        self.app.push_screen(JumpScreen(self.explorer.library, self.searcher, self._searches), self._jumped)

    def action_copy(self) -> None:
        """Copy the citation of the line under the cursor, and show it."""
        excerpt, claim = self._passage.state, self.explorer.claim
        if claim is None or not excerpt.quote:
            self.say("nothing to cite: no claim stands behind this line")
            return
        citation = f"“{excerpt.quote}” ({excerpt.where}; {claim})"
        self.app.copy_to_clipboard(citation)
        # A terminal may refuse the clipboard: the text is there to be selected.
        told = "Citation: copied if your terminal allows it, else select it here"
        self._list_screen(Card("", told, "", (line(citation),)))

    def action_review(self) -> None:
        """Review claims: the one under the card's cursor, or where the review was left."""
        on_card = isinstance(self.focused, CardPane) and self.focused.id == "card"
        self.post_message(self.ReviewWanted(self.explorer.claim if on_card else None))

    def action_theme(self, name: str) -> None:
        """Ask for another theme."""
        self.post_message(self.ThemeChosen(name))

    def action_back(self) -> None:
        """Leave this pane; q in the list quits, Esc there only says how."""
        match self.focused:
            case QueryBar():
                self._list.focus()
            case ListPane():
                self.action_quit()
            case _:
                self._list.focus()

    # -- state goes down

    def show_all(self) -> None:
        """Hand down what a key can change."""
        self.query_one(QueryBar).answer(self._found())
        self._show_list()
        self._show_card()

    def _found(self) -> str:
        """How many dossiers the query found, and why the one under the cursor."""
        explorer = self.explorer
        if not explorer.query.strip():
            return ""
        why = explorer.hits[explorer.position].why if explorer.hits else ""
        counted = f"{len(explorer.hits):,} of {len(explorer.library.entries):,}"
        return f"{why}  {counted}" if why else counted

    def _show_header(self) -> None:
        library = self.explorer.library
        found = len(self.explorer.findings)
        self.query_one(HeaderBar).state = HeaderState(library.info.title, _counts(library), found)

    def _show_list(self) -> None:
        explorer = self.explorer
        typing = isinstance(self.focused, QueryBar)
        if not explorer.cards_ready:
            notice = "reading the library …"
        else:
            notice = "nothing found" if explorer.query else "this library is empty"
        self._list.state = ListState(explorer.library, explorer.hits, explorer.position, typing, notice)

    def _show_card(self) -> None:
        self._card.state = CardState(self.explorer.card, self.explorer.line)
        self._show_passage()
        self._show_linked()

    def _show_passage(self) -> None:
        explorer = self.explorer
        if explorer.claim is None or not explorer.cards_ready:
            self._passage.state = self._found_in_text() or NOTHING
            return
        from dossier.cards.passage import excerpt_behind

        self._passage.state = excerpt_behind(explorer.library, explorer.claim, explorer.evidence, explorer.context)

    def _found_in_text(self) -> Excerpt | None:
        """The sentence that a search found in the source under the cursor."""
        hit = self.explorer.hit
        if hit is None or not hit.matches or not self.explorer.cards_ready:
            return None
        from dossier.cards.found import excerpt_found

        return excerpt_found(self.explorer.library, hit)

    def _show_linked(self) -> None:
        """The card that the line under the cursor leads to; of a line that leads nowhere, what links here."""
        if not self.has_class("-wide") or not self.explorer.cards_ready:
            return
        from dossier.cards.building import card_of
        from dossier.cards.overviews import backlinks_card

        library, target, opened = self.explorer.library, self.explorer.target, self.explorer.card.id
        shown = card_of(library, target) if target else backlinks_card(library, opened) if opened else Card("", "", "")
        self._linked_card, self._linked_line = shown, next(iter(shown.stops), 0)
        self._linked.state = CardState(shown, self._linked_line)

    def _move_linked(self, by: int) -> None:
        stops = self._linked_card.stops
        if stops:
            number = stops.index(self._linked_line) + by
            self._linked_line = stops[max(0, min(len(stops) - 1, number))]
            self._linked.state = CardState(self._linked_card, self._linked_line)

    def _open_linked(self) -> None:
        """Open the linked dossier, and follow its line under the cursor; from what links here, that dossier."""
        if self._linked_line >= len(self._linked_card.lines):
            return
        line = self._linked_card.lines[self._linked_line]
        if self.explorer.target:
            self._done(self.explorer.open_at(self.explorer.target, self._linked_line), "")
            self._done(self.explorer.follow(), "")
        else:
            self._done(self.explorer.open(line.target), "nothing links here")
        self._card.focus()

    # -- inside

    def go(self, destination: Destination | None) -> None:
        """Go where another screen was left for."""
        if destination and self.explorer.open(destination.dossier, destination.claim):
            self.show_all()
            self._card.focus()

    def _jumped(self, result: str | None) -> None:
        from dossier.tui.screens.jump import command_of, search_of

        command, search = command_of(result or ""), search_of(result or "")
        if command:
            self.call_later(self.run_action, BY_ID[command].action)
        elif search:
            self.query_one(QueryBar).value = search
            self.explorer.search(search)
            self.show_all()
            self._list.focus()
        else:
            self.go(Destination(result) if result else None)

    def _list_screen(self, card: Card) -> None:
        from dossier.tui.screens.rows import RowsScreen

        self.app.push_screen(RowsScreen(card), self.go)

    def _done(self, done: bool, otherwise: str) -> None:
        if done:
            self.show_all()
        elif otherwise:
            self.say(otherwise)

    def _panes(self) -> list[Pane]:
        panes: list[Pane] = [self._list, self._card, self._passage]
        return [*panes, self._linked] if self.has_class("-wide") else panes

    @property
    def _list(self) -> ListPane:
        return self.query_one("#list", ListPane)

    @property
    def _card(self) -> CardPane:
        return self.query_one("#card", CardPane)

    @property
    def _passage(self) -> PassagePane:
        return self.query_one("#passage", PassagePane)

    @property
    def _linked(self) -> CardPane:
        return self.query_one("#linked", CardPane)


def _layout_classes(size: Size) -> dict[str, bool]:
    narrow = size.width < NARROW
    return {"-wide": size.width >= WIDE, "-narrow": narrow, "-on-list": narrow, "-tall": size.height >= TALL}


def _counts(library: Library) -> tuple[str, ...]:
    """Such as ``9 officials``, ``9 engagements``, ``58 dossiers``."""
    kinds = ("official", "engagement")
    numbers = [(library.counts.get(kind, 0), kind) for kind in kinds]
    counted = [f"{number:,} {kind}{'' if number == 1 else 's'}" for number, kind in numbers]
    return (*counted, f"{len(library.entries):,} dossiers")
