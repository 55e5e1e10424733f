"""The Textual application: themes, settings, and the library read in the background."""

import asyncio
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from dossier.library.catalogue import Catalogue
from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from dossier.review.left import CRASHED, Left
from dossier.review.reviewer import Desk, DeskSettings, desk_at
from dossier.settings import Settings, write_theme
from dossier.terminal.capabilities import Capabilities
from dossier.tui.driver import Ended, TerminalDriver
from dossier.tui.one_key import OneKeyAtATime
from dossier.tui.painter import Painter
from dossier.tui.reader import LibraryRead, Reader, Reading
from dossier.tui.screens.base import PlainScreen
from dossier.tui.screens.explorer import ExplorerScreen
from dossier.tui.terminal_filter import TerminalFilter
from dossier.tui.themes import THEMES
from dossier.tui.widgets.bars import QueryBar
from dossier.tui.widgets.lines import LineWidget

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from dossier.cards.card import Destination
    from dossier.review.records import Record
    from dossier.review.session import Session


def styles_folder() -> Path:
    """Return where the style sheets are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent / "styles"


SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
"""Around a frame, for terminals that then show it whole (DEC private mode 2026)."""

_LAST_TRY_S = 0.8
"""Seconds in which a save that failed may still succeed before the program is left."""

STYLES = ("looks", "explorer", "rows", "review")


class DossierApp(OneKeyAtATime, inherit_bindings=False):
    """Explore one library."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    TITLE = "dossier"
    CSS_PATH: ClassVar[list[str | PurePath]] = [styles_folder() / f"{name}.tcss" for name in STYLES]

    def __init__(
        self,
        root: Path,
        settings: Settings | None = None,
        catalogue: Catalogue | None = None,
        *,
        desk: Desk | None = None,
        review: str | None = None,
        watch: bool = False,
        terminal: Capabilities = Capabilities(),  # noqa: B008  # it never changes
        restricted: bool = False,
    ) -> None:
        settings = settings or Settings()
        # Set before Textual looks at it: a theme that is changed has every style sheet read again.
        theme = next(theme for theme in THEMES if theme.name == settings.theme)
        super().__init__(TerminalDriver, theme.ansi)
        self._filters.append(TerminalFilter(terminal))
        self._painter = Painter(terminal.colours)
        self.is_restricted = restricted
        """Whether nothing may be done but looking up and reviewing."""

        self.crash: Exception | None = None
        """What went wrong, if the program ended by it."""

        for one in THEMES:
            self.register_theme(one)
        self.set_reactive(App.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self._until_laid_out = ExitStack()
        self._until_laid_out.enter_context(self.batch_update())
        self._settings = settings
        self._watch = watch
        self._tells_progress = False
        self.library = Library.from_catalogue(root, catalogue)
        self._desk = desk or desk_at(root, DeskSettings())
        self._review_first = review
        """The query to begin a review with; None for none."""

        self._session: Session | None = None
        self._saver: ThreadPoolExecutor | None = None
        self._warned = False
        """Whether the user knows that leaving now leaves verdicts unsaved."""

        self._reader = Reader(self.library, self._desk, self.post_message, settings.searches, alone=restricted)
        self.set_keymap(settings.keys)

    def get_default_screen(self) -> ExplorerScreen:
        """Start in the explorer."""
        message = next(iter(self._settings.problems), "")
        return ExplorerScreen(self.library, self.size, message, self._settings.searches)

    def on_ready(self) -> None:
        """Let the first frame out, once and whole, and then read the library."""
        for widget in self.screen.query(LineWidget):
            widget.paint()
        self._until_laid_out.close()
        self.call_after_refresh(self.read_library)

    # -- the terminal

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send what has changed on the screen, and nothing else."""
        driver = self._driver
        if self.is_headless or driver is None or not isinstance(renderable, (ChopsUpdate, LayoutUpdate)):
            super()._display(screen, renderable)
        elif self._running and not self._closed and not self._batch_count:
            sent = self._painter.painted(renderable, *self.size)
            if sent and self._sync_available:
                sent = f"{SYNC_START}{sent}{SYNC_END}"
            if sent:
                driver.write(sent)

    def on_stale(self) -> None:
        """Send the whole screen again."""
        self._painter.forget()
        self.screen.refresh(layout=True)

    async def on_ended(self, message: Ended) -> None:
        """Save, and end with the status that says by what."""
        if self.unsaved:
            await self._try_to_save()
        self.exit(return_code=message.status)

    def action_suspend(self) -> None:
        """Give the terminal to the shell, until it lets the program go on."""
        if isinstance(self._driver, TerminalDriver) and not self.is_restricted:
            self._driver.suspend()

    def copy_to_clipboard(self, text: str) -> None:
        """Hand a text to the terminal's clipboard (OSC 52); it is shown as well, for terminals that refuse."""
        if not self.is_restricted:
            super().copy_to_clipboard(text)

    def _handle_exception(self, error: Exception) -> None:
        """End; whoever runs the program says so, without what was in memory."""
        if self.is_headless:
            super()._handle_exception(error)
        elif self.crash is None:
            self.crash = error
            self._return_code = CRASHED
            self._close_messages_no_wait()

    # -- the library

    def read_library(self) -> None:
        """Read what changed since the catalogue was made, load what cards and searches need; then watch the files."""
        self.run_worker(self._read_and_watch, thread=True, exclusive=True)

    def on_unmount(self) -> None:
        """Nobody waits for the files any more."""
        self._reader.stop()

    def on_library_read(self, message: LibraryRead) -> None:
        """Show the library as it is now."""
        from dossier.review.session import Session
        from dossier.tui.screens.review import ReviewScreen

        self.library = message.library
        if self._session is None:
            desk = self._desk
            self._session = Session(message.library, message.reviews, desk.reviewer, show_others=desk.show_others)
        elif self._session.library is not message.library:
            self._session.renew(message.library)
        standing_of = None if message.reviews.is_empty else self._session.shown
        self.explorer_screen.renew(message.library, message.searcher, message.findings, standing_of)
        for screen in self.screen_stack:
            if isinstance(screen, ReviewScreen):
                screen.renew(message.searcher, message.findings)
        if self._review_first is not None:
            self._open_review(self._review_first)
            self._review_first = None
        if message.problem:
            self.explorer_screen.say(message.problem)
        elif self._tells_progress:
            self.explorer_screen.show_keys()
        self._tells_progress = False

    def on_reading(self, message: Reading) -> None:
        """Say how far the reading is."""
        self._tells_progress = True
        self.explorer_screen.say(f"reading the files: {message.done:,} of {message.total:,}")

    def on_explorer_screen_review_wanted(self, message: ExplorerScreen.ReviewWanted) -> None:
        """Open the review."""
        if self._session is None:
            self.explorer_screen.say("reading the library: the review opens once it is read")
        else:
            self._open_review("", message.claim)

    async def on_plain_screen_leaving(self) -> None:
        """Leave; where verdicts are not saved, try once more, and warn before they are left behind."""
        if self.unsaved and not self._warned:
            await self._try_to_save()
        if not self.unsaved or self._warned:
            self.exit()
            return
        self._warned = True
        number = len(self.unsaved)
        told = "1 verdict is" if number == 1 else f"{number:,} verdicts are"
        if isinstance(self.screen, PlainScreen):
            self.screen.say(f"{told} NOT SAVED. Leave again to go without: they are printed for you to keep")

    @property
    def unsaved(self) -> "list[Record]":
        """The verdicts that are not in the journal."""
        return self._session.pending if self._session else []

    def _open_review(self, query: str, claim: ClaimRef | None = None) -> None:
        from dossier.tui.screens.review import ReviewScreen

        session, explorer = self._session, self.explorer_screen
        if session is not None and explorer.searcher is not None:
            findings = explorer.explorer.findings
            screen = ReviewScreen(
                session, explorer.searcher, findings, size=self.size, save=self._save_reviews, query=query, claim=claim
            )
            self.push_screen(screen, self._review_left)

    def _review_left(self, destination: "Destination | None") -> None:
        """Show in lists and on cards what was judged."""
        self.run_worker(self._reader.mark, thread=True)
        explorer = self.explorer_screen
        if self._session is not None and explorer.searcher is not None:
            standing_of = self._session.shown if self._session.reviews_here else explorer.explorer.standing_of
            explorer.renew(self.library, explorer.searcher, explorer.explorer.findings, standing_of)
        if isinstance(explorer.focused, QueryBar):
            explorer.set_focus(explorer.query_one("#list"))  # whoever comes from keys goes on with keys
        explorer.go(destination)

    async def _try_to_save(self) -> None:
        """Try to save for a moment; whoever asks for that looks at what is unsaved afterwards."""
        saving = asyncio.ensure_future(self._save_reviews())
        saving.add_done_callback(lambda one: one.cancelled() or one.exception())  # else asyncio prints it
        await asyncio.wait({saving}, timeout=_LAST_TRY_S)

    async def _save_reviews(self) -> None:
        """Save what is pending, in a thread of its own: a terminal that stalls delays no verdict.

        Raises:
            OSError: something could not be saved.
        """
        assert self._session is not None
        if self._saver is None:
            from concurrent.futures import ThreadPoolExecutor  # who only looks things up need not wait for it

            self._saver = ThreadPoolExecutor(1, "saving")
        await asyncio.get_running_loop().run_in_executor(self._saver, self._session.save)
        self._warned = False

    def on_explorer_screen_theme_chosen(self, message: ExplorerScreen.ThemeChosen) -> None:
        """Switch to a theme and keep the choice."""
        self.theme = message.name
        self.ansi_color = self.current_theme.ansi
        if self.is_restricted:
            return
        try:
            write_theme(message.name)
        except (OSError, ValueError) as error:
            self.explorer_screen.say(f"theme {message.name}; the choice could not be kept: {error}")
        else:
            self.explorer_screen.say(f"theme {message.name}, from now on")

    def _read_and_watch(self) -> None:
        self._reader.read()
        if self._watch:
            self._reader.watch()
        else:
            self._reader.check()

    @property
    def explorer_screen(self) -> ExplorerScreen:
        """The screen at the bottom of the stack."""
        screen = self.screen_stack[0]
        assert isinstance(screen, ExplorerScreen)
        return screen


def run(
    root: Path,
    settings: Settings,
    desk: Desk,
    *,
    review: str | None = None,
    terminal: Capabilities,
    mouse: bool = False,
    catalogue: Catalogue | None = None,
    restricted: bool = False,
) -> Left:
    """Open the explorer on the library at *root*, in the review of a query if one is given; return when it is left."""
    app = DossierApp(
        root, settings, catalogue, desk=desk, review=review, watch=True, terminal=terminal, restricted=restricted
    )
    app.run(mouse=mouse)
    return Left(app.return_code or 0, app.unsaved, app.crash)
