"""The Textual application: themes, settings, and the library read in the background."""

from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType

from dossier.library.catalogue import Catalogue
from dossier.library.library import Library
from dossier.settings import Settings, write_theme
from dossier.tui.reader import LibraryRead, Reader, Reading
from dossier.tui.screens.explorer import ExplorerScreen
from dossier.tui.themes import THEMES
from dossier.tui.widgets.lines import LineWidget


def styles_folder() -> Path:
    """Return where the style sheets are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent / "styles"


class DossierApp(App[None], inherit_bindings=False):
    """Explore one library."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    TITLE = "dossier"
    CSS_PATH: ClassVar[list[str | PurePath]] = [styles_folder() / f"{n}.tcss" for n in ("looks", "explorer", "rows")]

    def __init__(
        self, root: Path, settings: Settings | None = None, catalogue: Catalogue | None = None, *, watch: bool = False
    ) -> None:
        settings = settings or Settings()
        # Set before Textual looks at it: a theme that is changed has every style sheet read again.
        theme = next(theme for theme in THEMES if theme.name == settings.theme)
        super().__init__(ansi_color=theme.ansi)
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
        self._reader = Reader(self.library, self.post_message, settings.searches)
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

    def read_library(self) -> None:
        """Read what changed since the catalogue was made, load what cards and searches need; then watch the files."""
        self.run_worker(self._read_and_watch, thread=True, exclusive=True)

    def on_unmount(self) -> None:
        """Nobody waits for the files any more."""
        self._reader.stop()

    def on_library_read(self, message: LibraryRead) -> None:
        """Show the library as it is now."""
        self.library = message.library
        self.explorer_screen.renew(message.library, message.searcher, message.findings)
        if message.problem:
            self.explorer_screen.say(message.problem)
        elif self._tells_progress:
            self.explorer_screen.show_keys()
        self._tells_progress = False

    def on_reading(self, message: Reading) -> None:
        """Say how far the reading is."""
        self._tells_progress = True
        self.explorer_screen.say(f"reading the files: {message.done:,} of {message.total:,}")

    def on_explorer_screen_theme_chosen(self, message: ExplorerScreen.ThemeChosen) -> None:
        """Switch to a theme and keep the choice."""
        self.theme = message.name
        self.ansi_color = self.current_theme.ansi
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


def run(root: Path, settings: Settings) -> None:
    """Open the explorer on the library at *root*; returns when the user quits."""
    DossierApp(root, settings, watch=True).run(mouse=False)
